"""The released methodologies, read from their files once per process."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from calculator.engine.load import load_methodology
from calculator.engine.load_records import load_roles
from calculator.engine.methodology import Methodology

FOLDER = Path(__file__).parent / "methodologies"
DEFAULT_ID = "caps"


class UnknownMethodologyError(LookupError):
    """No methodology of that name or version; `allowed` lists those there are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.allowed = (*latest(), *released())
        super().__init__(f"no methodology {name!r}; there are {', '.join(self.allowed)}")


@cache
def released() -> Mapping[str, Methodology]:
    """Return every version of every methodology by its pinned name, such as `caps@2026.1`, oldest first."""
    roles = load_roles((FOLDER / "roles.yaml").read_text(encoding="utf-8"), file="roles.yaml")
    found = [
        load_methodology(path.read_text(encoding="utf-8"), file=path.name, roles=roles)
        for path in FOLDER.glob("*-*.yaml")
    ]
    found.sort(key=lambda method: (method.id, [int(part) for part in method.version.split(".")]))
    return {method.reference: method for method in found}


@cache
def latest() -> Mapping[str, Methodology]:
    """Return the newest version of each methodology by its id."""
    return {method.id: method for method in released().values()}


def find_methodology(name: str) -> Methodology:
    """Return the methodology `caps` (its newest version) or `caps@2026.1`. Raises UnknownMethodologyError."""
    found = released().get(name) or latest().get(name)
    if found is None:
        raise UnknownMethodologyError(name)
    return found
