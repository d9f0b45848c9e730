"""Reading what somebody typed, sent or linked: every fault is kept with its name and what is allowed."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calculator.words.numbers import number_in, typed_number

YES_OR_NO = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False}
MOST_SUGGESTED, MOST_TOLD = 5, 100  # unknown names with the nearest known one, and told at all


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was given: where (`name`), what, and what is allowed there."""

    name: str
    message: str
    allowed: str = ""
    given: str = ""
    suggestion: str = ""


class FaultyError(ValueError):
    """What was given cannot be used as it is; `faults` lists everything wrong at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Number:
    """A number somebody may give: its name and bounds; `whole` refuses fractions, a `share` is shown in percent."""

    name: str
    min: float
    max: float
    whole: bool = False
    calendar: bool = False  # a year, which is written without a comma
    share: bool = False

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
        shown, allowed = str(raw)[:80], self.allowed_in_box if typed else self.allowed
        value = typed_number(raw) if typed else number_in(raw)
        if value is None:
            return Fault(self.name, f"{shown!r} is not a number", allowed, shown)
        if not self.min <= value <= self.max:
            meant = f"{plain(value)}%" if typed and self.share and self.min <= value / 100 <= self.max else ""
            return Fault(self.name, f"{shown} is outside what is allowed", allowed, shown, meant)
        if self.whole and value != int(value):
            return Fault(self.name, f"{shown} is not a whole number", allowed, shown)
        return value


class Given:
    """Names with what was given for each; remembers which were read, and every fault.

    `blank_is_absent` suits forms, where an empty box means nothing was typed.
    """

    def __init__(self, values: Mapping[str, Sequence[object]], *, blank_is_absent: bool) -> None:
        self._values = {
            name: kept
            for name, items in values.items()
            if (kept := [item for item in items if not (blank_is_absent and item == "")]) or not blank_is_absent
        }
        self._blank_is_absent = blank_is_absent
        self._columns = {name: list(items) for name, items in values.items()}
        self._known: dict[str, None] = {}
        self._kept: set[str] = set()
        self._left: list[str] = []
        self.faults: list[Fault] = []

    @property
    def says_usual(self) -> bool:
        """Whether a usual figure that is given was meant: a form sends all its boxes, a request only what it says."""
        return not self._blank_is_absent

    @property
    def names(self) -> tuple[str, ...]:
        """What was given, read or not."""
        return tuple(self._values)

    def among(self, names: Iterable[str]) -> list[str]:
        """Return those of the names, all of them known here, under which something was given; their order kept."""
        self._known.update(dict.fromkeys(names))
        return [name for name in names if name in self._values]

    def all(self, name: str) -> list[object]:
        """Return everything given under `name`."""
        self._known[name] = None
        return list(self._values.get(name, ()))

    def column(self, name: str) -> list[object]:
        """Return everything given under `name`, empty boxes too: the cells of rows that stand side by side."""
        self._known[name] = None
        return list(self._columns.get(name, ()))

    def put(self, name: str, raw: object) -> None:
        """Give `raw` under a name of the reader's own, such as a cell of a table; an empty box is not given."""
        if not (self._blank_is_absent and raw == ""):
            self._values[name] = [raw]

    def one(self, name: str) -> object | None:
        """Return the one thing given under `name`, or None; given twice is a fault."""
        items = self.all(name)
        if len(items) > 1:
            self.fault(Fault(name, f"is given {len(items)} times", "one value"))
        return items[0] if items else None

    def number(self, field: Number) -> float | None:
        """Return the number given under the field's name, None where none was or blank; a bad one is a fault."""
        raw = self.one(field.name)
        if raw is None or raw == "":
            return None
        read = field.read(raw, typed=self._blank_is_absent)
        if isinstance(read, Fault):
            self.fault(read)
            return None
        return read

    def text(self, name: str, *, longest: int, folded: bool = False) -> str:
        """Return the text given under `name`, empty where none was; too long or with control characters is a fault.

        `folded` takes lines of text as one line, as a larger box sends them.
        """
        raw = self.one(name)
        if folded and isinstance(raw, str):
            raw = re.sub(r"[\r\n\t]+", " ", raw)
        if raw is None:
            return ""
        if not isinstance(raw, str) or len(raw) > longest or any(ord(letter) < 32 for letter in raw):
            allowed = f"text of at most {longest} characters on one line"
            self.fault(Fault(name, "is not a short line of text", allowed, str(raw)[:80]))
            return ""
        return raw.strip()

    def choice(self, name: str, options: Iterable[str]) -> str | None:
        """Return the option given, None where none was; anything else is a fault."""
        raw = self.one(name)
        allowed = tuple(options)
        if raw is None or raw in allowed:
            return raw if isinstance(raw, str) else None
        shown = str(raw)[:80]
        near = difflib.get_close_matches(shown, allowed, n=1)
        self.fault(Fault(name, f"{shown!r} is not an option", ", ".join(allowed), shown, near[0] if near else ""))
        return None

    def yes(self, name: str) -> bool | None:
        """Return the yes or no given under `name` (as forms and as JSON say it), None where none was."""
        raw = self.one(name)
        if raw is None or isinstance(raw, bool):
            return raw
        said = YES_OR_NO.get(str(raw).lower())
        if said is None:
            self.fault(Fault(name, f"{str(raw)[:80]!r} is neither yes nor no", "yes or no", str(raw)[:80]))
        return said

    def fault(self, fault: Fault) -> None:
        """Keep one more thing that is wrong."""
        self.faults.append(fault)

    def unread(self) -> tuple[tuple[str, str], ...]:
        """Return what was typed into boxes we know and cannot be used, so that it stays with its fault.

        A table's rows keep their own cells; one cell of a list keeps the whole list, for its cells are told by their place.
        """
        names = dict.fromkeys([*(fault.name for fault in self.faults), *self._left])
        lists = dict.fromkeys(name.rpartition("-")[0] for name in names if name not in self._columns)
        known = [name for name in (*names, *lists) if name in self._known and name not in self._kept]
        return tuple((name, str(cell)) for name in known for cell in self._columns.get(name, ()))

    def keeps(self, names: Iterable[str]) -> None:
        """Say that what was given under these names is kept as typed by who reads them."""
        self._kept.update(names)

    def leave_unread(self, name: str) -> None:
        """Say that what was given under `name` cannot be used because of another's fault: it stays as typed."""
        self._left.append(name)

    def refuse_unknown(self, also_known: Iterable[str] = ()) -> None:
        """Make a fault of every name that nothing has asked for, with the nearest known name."""
        self._known.update(dict.fromkeys(also_known))
        self._refuse([name for name in self._values if name not in self._known])

    def _refuse(self, strangers: Sequence[str]) -> None:
        """Make a fault of each unknown name; beyond the first ones they are counted, for a search costs time."""
        for position, name in enumerate(strangers[:MOST_TOLD]):
            near = difflib.get_close_matches(name[:80], self._known, n=1) if position < MOST_SUGGESTED else []
            self.fault(Fault(name[:80], self.stranger(name), "", "", near[0] if near else ""))
        if len(strangers) > MOST_TOLD:
            name, more = strangers[MOST_TOLD], len(strangers) - MOST_TOLD
            self.fault(Fault(name[:80], f"and {more - 1:,} more are not known parameters"))

    def stranger(self, name: str) -> str:
        """Return what is said of a name that nothing here asks for."""
        return "is not a known parameter"

    def raise_faults(self) -> None:
        """Raise FaultyError where anything was wrong."""
        if self.faults:
            raise FaultyError(self.faults)


def told(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults as they are answered: the first ones, and how many more there are."""
    if len(faults) <= MOST_TOLD + 1:
        return list(faults)
    more = len(faults) - MOST_TOLD
    return [*faults[:MOST_TOLD], Fault(faults[MOST_TOLD].name, f"and {more:,} more faults are not listed")]


def plain(value: float) -> str:
    """Return a bound as people write it: 10,000 or 0.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
