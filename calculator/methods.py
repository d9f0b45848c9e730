"""The editions and their methods, read from their files once per process."""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from calculator.engine.edition import Edition, load_edition, read_card
from calculator.engine.methodology import Methodology
from calculator.seals import SEAL, check_seal

FOLDER = Path(__file__).parent / "editions"
DEFAULT_ID = "caps"


class UnknownMethodologyError(LookupError):
    """No methodology of that name or version; `allowed` lists those there are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.allowed = (*latest(), *released())
        super().__init__(f"no methodology {name!r}; there are {', '.join(self.allowed)}")


@cache
def editions() -> Mapping[str, Edition]:
    """Return every edition by its version, oldest first, drafts included. Raises MethodologyError."""
    found = [read_edition(path.parent) for path in FOLDER.glob("*/edition.yaml")]
    found.sort(key=lambda edition: [int(part) for part in edition.version.split(".")])
    return {edition.version: edition for edition in found}


def read_edition(folder: Path) -> Edition:
    """Return the edition in a folder; a released one is checked against its seal. Raises MethodologyError."""
    parts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SEAL
    }
    card = read_card(parts["edition.yaml"], file=f"{folder.name}/edition.yaml")
    if card.status == "released":
        check_seal(folder, card)
    return load_edition(card, parts, {part: importlib.import_module(name) for part, name in card.rules.items()})


@cache
def newest() -> Edition:
    """Return the newest released edition: what a method without a version means."""
    return [edition for edition in editions().values() if edition.released][-1]


def edition_of(method: Methodology) -> Edition:
    """Return the edition that a method belongs to: its plan, return and grant are computed by that one's rules."""
    return editions()[method.version]


@cache
def released() -> Mapping[str, Methodology]:
    """Return every released method by its pinned name, such as `caps@2026.1`: by id, oldest first."""
    found = [method for edition in editions().values() if edition.released for method in edition.methods.values()]
    found.sort(key=lambda method: method.id)
    return {method.reference: method for method in found}


def latest() -> Mapping[str, Methodology]:
    """Return the methods of the newest edition by id."""
    return newest().methods


@cache
def find_methodology(name: str) -> Methodology:
    """Return the method `caps` (of the newest edition) or `caps@2026.1`. Raises UnknownMethodologyError."""
    key, _, version = name.partition("@")
    edition = editions().get(version) if "@" in name else newest()
    if edition is None or key not in edition.methods:
        raise UnknownMethodologyError(name)
    return edition.methods[key]


def until_read_anew[Made](make: Callable[[], Made]) -> Callable[[], Made]:
    """Remember what `make()` makes of the newest edition, until the editions are read anew."""
    remembered = cache(make)
    _remembered.append(remembered)
    return remembered


def forget() -> None:
    """Read the editions anew when they are next asked for."""
    for remembered in _remembered:
        remembered.cache_clear()


_remembered: list[Any] = [editions, newest, released, find_methodology]
