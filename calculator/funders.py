"""The funders of the newest edition that holds any."""

from functools import cache
from pathlib import Path

from calculator.engine.funders import Funder, load_funders

EDITIONS = Path(__file__).parent / "editions"


@cache
def funders() -> tuple[Funder, ...]:
    """Return every funder by key. Raises MethodologyError where a file is damaged."""
    newest = max(EDITIONS.glob("*/funders"), key=lambda folder: [int(part) for part in folder.parent.name.split(".")])
    return load_funders({path.stem: path.read_text(encoding="utf-8") for path in sorted(newest.glob("*.yaml"))})
