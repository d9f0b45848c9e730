"""Programs whose cost is published, read from YAML text: a scenario each, and what of its answer to hold against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from calculator.engine.reading import read_record

Compared = Literal["total", "staff", "employee", "person"]
_TEXTS = ("label", "place", "source", "published", "note")
_NUMBERS = ("published_low_usd", "published_high_usd", "year")
_REQUIRED = frozenset([*_TEXTS, *_NUMBERS, "compared", "scenario"])
_KEYS = _REQUIRED | {"url"}


@dataclass(frozen=True, slots=True)
class Program:
    """A published program: USD (low and high where a range was published), and the question that is to give it."""

    key: str
    label: str
    place: str
    compared: Compared
    published_low_usd: int
    published_high_usd: int
    year: int
    source: str
    url: str  # empty where no address is recorded
    published: str
    note: str
    scenario: Mapping[str, str]


def load_programs(text: str, *, file: str) -> tuple[Program, ...]:
    """Return the programs that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    compared: Mapping[str, Compared] = {known: known for known in get_args(Compared)}
    found = []
    for key in document:
        what = f"program {key}"
        record = document.record(key, what=what)
        record.check_keys(allowed=_KEYS, required=_REQUIRED, what=what)
        low, high, year = (int(record.number(name, what=what)) for name in _NUMBERS)
        label, place, source, published, note = (record.text(name, what=what) for name in _TEXTS)
        scenario = record.record("scenario", what=what)
        found.append(
            Program(
                key=key,
                label=label,
                place=place,
                compared=compared[record.choice("compared", compared, what=what)],
                published_low_usd=low,
                published_high_usd=high,
                year=year,
                source=source,
                url=record.text("url", what=what, default=""),
                published=published,
                note=note,
                scenario={name: str(value) for name, value in scenario.items()},
            )
        )
    return tuple(found)
