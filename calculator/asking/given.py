"""Reading what somebody typed, sent or linked: every fault is kept with its name and what is allowed."""

import difflib
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from calculator.asking.table import Extra, Row, Table
from calculator.asking.where import Where, flat_name, label, pointer, steps
from calculator.words.numbers import is_percentage, number_in, typed_number
from web.quoting import quoted

MOST_SUGGESTED, MOST_TOLD = 5, 100  # unknown names with the nearest known one, and told at all


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was given: where, what, and what is allowed there."""

    where: Where
    message: str
    allowed: str = ""
    given: str = ""
    suggestion: str = ""

    @property
    def name(self) -> str:
        """What a form or an address calls the place."""
        return flat_name(self.where)

    @property
    def pointer(self) -> str:
        """The place in a JSON body."""
        return pointer(self.where)

    @property
    def label(self) -> str:
        """What a sentence about a body calls the place."""
        return label(self.where)


class FaultyError(ValueError):
    """What was given cannot be used as it is; `faults` lists everything wrong at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Number:
    """A number somebody may give: where, and its bounds; `whole` refuses fractions, a `share` is shown in percent."""

    where: Where
    min: float
    max: float
    whole: bool = False
    calendar: bool = False  # a year, which is written without a comma
    share: bool = False

    @property
    def name(self) -> str:
        """What a form or an address calls it."""
        return flat_name(self.where)

    @property
    def allowed(self) -> str:
        """The allowed range in words."""
        kind = "a whole number" if self.whole else "a number"
        if self.calendar:
            return f"a year from {self.min:.0f} to {self.max:.0f}"
        return f"{kind} from {plain(self.min)} to {plain(self.max)}"

    @property
    def allowed_in_box(self) -> str:
        """The allowed range as a form says it: a share in percent."""
        return f"{plain(self.min * 100)}% to {plain(self.max * 100)}%" if self.share else self.allowed

    def read(self, raw: object, *, typed: bool = False) -> float | Fault:
        """Return the number in `raw` (text, int or float), or what is wrong with it; `typed` takes what people type."""
        value = typed_number(raw) if typed else number_in(raw)
        if not self.share and is_percentage(raw):
            value = None  # half a person is not what somebody means who types 50% for people
        if value is not None and self.min <= value <= self.max and not (self.whole and value != int(value)):
            return value
        shown, allowed = str(raw)[:80], self.allowed_in_box if typed else self.allowed
        if value is None:
            return self.no_number(raw, allowed)
        if self.min <= value <= self.max:
            return Fault(self.where, f"{shown} is not a whole number", allowed, shown)
        meant = f"{plain(value)}%" if typed and self.share and self.min <= value / 100 <= self.max else ""
        return Fault(self.where, f"{shown} is outside what is allowed", allowed, shown, meant)

    def no_number(self, raw: object, allowed: str = "") -> Fault:
        """Return what is said of something that is no number at all."""
        return Fault(self.where, f"{quoted(str(raw)[:80])} is not a number", allowed or self.allowed, str(raw)[:80])


class Fields:
    """Numbers that are read together, by name, and where each of them stands; made once for all who ask."""

    def __init__(self, by_name: Mapping[str, Number]) -> None:
        self.at = {field.where: (name, field) for name, field in by_name.items()}
        self.places = tuple(self.at)


class Given(ABC):
    """What was given, wherever it came from. Readers ask by place; every fault is kept.

    A form and an address (`Pairs`) and a JSON body differ in how they hold a value, not in what may be one.
    """

    blank_is_none = True  # whether a blank number is none: in a form and an address, not in a body, which has null
    deliberate = True  # whether all of it was meant: a form sends every box, a request only what it says

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._left: list[str] = []

    @abstractmethod
    def one(self, where: Where) -> object | None:
        """Return the one thing given there, or None."""

    @abstractmethod
    def all(self, where: Where) -> list[object]:
        """Return everything given there."""

    @abstractmethod
    def column(self, where: Where) -> list[object]:
        """Return everything given there, empty boxes too: the cells of rows that stand side by side."""

    @abstractmethod
    def among(self, places: tuple[Where, ...]) -> list[Where]:
        """Return those of the places, all of them known here, at which something was given; their order kept."""

    @abstractmethod
    def cells(self, where: Where, *, most: int) -> int:
        """Return how many values are given there; no more than `most` of them may then be asked for by their number."""

    @abstractmethod
    def rows(self, table: Table, extra: Mapping[str, Extra] | None = None) -> tuple[Row, ...]:
        """Return a table's rows as an address writes them; each of their cells may then be asked for by its place."""

    @abstractmethod
    def read(self, field: Number, raw: object) -> float | Fault:
        """Return the number in `raw`, or what is wrong with it."""

    @abstractmethod
    def refuse_unknown(self) -> None:
        """Make a fault of every name that nothing has asked for, with the nearest known name."""

    @abstractmethod
    def holds(self, where: Where, allowed: str, *, keys: Collection[str] = (), stranger: str = "") -> None:
        """Make a fault of what stands where an object is to stand, and of members that are none of `keys`."""

    def number(self, field: Number) -> float | None:
        """Return the number given at the field's place, None where none was or it is left blank; a bad one is a fault."""
        raw = self.one(field.where)
        if raw is None or (raw == "" and self.blank_is_none):
            return None
        read = self.read(field, raw)
        if isinstance(read, Fault):
            self.fault(read)
            return None
        return read

    def numbers(self, fields: Fields) -> dict[str, float]:
        """Return by name, in the order of the fields, the numbers that were given; a bad one is a fault."""
        found = {}
        for place in self.among(fields.places):
            name, field = fields.at[place]
            if (value := self.number(field)) is not None:
                found[name] = value
        return found

    def whole(self, name: str, *, low: int, high: int) -> int | None:
        """Return the whole number given under `name`, within bounds, None where none was."""
        value = self.number(Number(name, low, high, whole=True))
        return None if value is None else int(value)

    def text(self, where: Where, *, longest: int, folded: bool = False) -> str:
        """Return the text given there, empty where none was; too long or with control characters is a fault.

        `folded` takes lines of text as one line, as a larger box sends them.
        """
        raw = self.one(where)
        if folded and isinstance(raw, str):
            raw = re.sub(r"[\r\n\t]+", " ", raw)
        if raw is None:
            return ""
        allowed = f"text of at most {longest:,} characters on one line"
        if not isinstance(raw, str) or any(ord(letter) < 32 for letter in raw):
            self.fault(Fault(where, "is not a line of text", allowed, str(raw)[:80]))
            return ""
        if len(raw) > longest:
            self.fault(Fault(where, f"is {len(raw):,} characters long", allowed, raw[:80]))
            return ""
        return raw.strip()

    def choice(self, where: Where, options: Iterable[str]) -> str | None:
        """Return the option given, None where none was; anything else is a fault."""
        raw = self.one(where)
        allowed = tuple(options)
        if raw is None or raw in allowed:
            return raw if isinstance(raw, str) else None
        shown = str(raw)[:80]
        near = difflib.get_close_matches(shown, allowed, n=1)
        self.fault(
            Fault(where, f"{quoted(shown)} is not an option", ", ".join(allowed), shown, near[0] if near else "")
        )
        return None

    @abstractmethod
    def yes(self, where: Where) -> bool | None:
        """Return the yes or no given there, None where none was."""

    def fault(self, fault: Fault) -> None:
        """Keep one more thing that is wrong."""
        self.faults.append(fault)

    def faulty(self, where: Where) -> bool:
        """Whether anything is wrong there."""
        return any(steps(fault.where) == steps(where) for fault in self.faults)

    def leave_unread(self, name: str) -> None:
        """Say that what was given under `name` cannot be used because of another's fault: in a form it stays as typed."""
        self._left.append(name)

    def raise_faults(self) -> None:
        """Raise FaultyError where anything was wrong."""
        if self.faults:
            raise FaultyError(self.faults)

    def stranger(self, where: Where) -> Fault:
        """Return what is said of a name that nothing here asks for."""
        return Fault(where, "is not a known parameter")

    def _refuse(self, strangers: Sequence[tuple[Where, Collection[str]]]) -> None:
        """Make a fault of each unknown name beside those known there; beyond the first ones they are counted."""
        for position, (where, known) in enumerate(strangers[:MOST_TOLD]):
            fault = self.stranger(where)
            if position < MOST_SUGGESTED and not fault.suggestion:
                near = difflib.get_close_matches(label(where), known, n=1)
                fault = replace(fault, suggestion=near[0] if near else "")
            self.fault(fault)
        if len(strangers) > MOST_TOLD:
            where, more = strangers[MOST_TOLD][0], len(strangers) - MOST_TOLD
            self.fault(Fault(where, f"and {more - 1:,} more are not known parameters"))


def told(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults as they are answered: the first ones, and how many more there are."""
    if len(faults) <= MOST_TOLD + 1:
        return list(faults)
    more = len(faults) - MOST_TOLD
    return [*faults[:MOST_TOLD], Fault(faults[MOST_TOLD].where, f"and {more:,} more faults are not listed")]


def plain(value: float) -> str:
    """Return a bound as people write it: 10,000 or 0.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
