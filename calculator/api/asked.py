"""Reading an API request into a `Given`: strict where forms are forgiving, faults placed where they can be found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rest_framework.request import Request

from calculator.asking.given import Fault, FaultyError, Given, Number, told
from calculator.methods import DEFAULT_ID, latest, released
from web.problems import FieldProblem, Problem

JSON_NUMBER = re.compile(r"-?(0|[1-9]\d{0,29})(\.\d{1,30})?([eE][+-]?\d{1,3})?", re.ASCII)
# How readers name the cells of lists, which a body cannot give by themselves.
CELL = re.compile(r"-\d+$", re.ASCII)
SWITCHES: Mapping[object, bool] = {"true": True, "false": False, "1": True, "0": False}


class Asked(Given):
    """What the query string gives. Numbers are written as in JSON: no thousands separators, no percent."""

    def number(self, field: Number) -> float | None:
        """Return the number given under the field's name, None where none was; a bad one is a fault."""
        raw = self.one(field.name)
        if raw is None or raw == "":  # a blank is the default
            return None
        read = field.read(raw if self.is_number(raw) else _NotANumber(raw))
        if isinstance(read, Fault):
            self.fault(read)
            return None
        return read

    def is_number(self, raw: object) -> bool:
        """Return whether `raw` is written as a number here."""
        return isinstance(raw, str) and JSON_NUMBER.fullmatch(raw) is not None

    def whole(self, name: str, *, low: int, high: int) -> int | None:
        """Return the whole number given under `name`, within bounds, None where none was."""
        value = self.number(Number(name, low, high, whole=True))
        return None if value is None else int(value)

    def switch(self, name: str) -> bool | None:
        """Return the yes or no given under `name` (true, false, 1 or 0), None where none was."""
        raw = self.one(name)
        if raw is None:
            return None
        if raw not in SWITCHES:
            self.fault(Fault(name, f"{str(raw)[:80]!r} is neither yes nor no", "true or false", str(raw)[:80]))
            return None
        return SWITCHES[raw]

    def stranger(self, name: str) -> str:
        """Say which methodologies have a parameter of this name where the one asked for has not."""
        having = [
            reference for reference, method in released().items() if name in {**method.parameters, **method.facts}
        ]
        asked = str(next(iter(self._values.get("methodology", ())), DEFAULT_ID))
        asked = latest()[asked].reference if asked in latest() else asked
        if not having or asked in having:
            return super().stranger(name)
        return f"is a parameter of {', '.join(having)} and not of this methodology"

    def problem(self, faults: Sequence[Fault]) -> Problem:
        """Return one problem that lists every fault."""
        errors = tuple(
            FieldProblem(
                parameter=fault.name,
                message=f"{fault.name} {fault.message}" if fault.message.startswith("is ") else fault.message,
                allowed=fault.allowed,
                suggestion=fault.suggestion,
            )
            for fault in told(faults)
        )
        return Problem(400, _count("parameter", len(faults)), errors=errors)


class AskedInBody(Asked):
    """What a JSON body gives; null is the same as leaving a name out."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.sent = body
        self._pointers: dict[str, str] = {}
        given = {name: [value] for name, value in body.items() if value is not None and not CELL.search(name)}
        super().__init__(given, blank_is_absent=False)

    def nest(self, name: str, raw: object, pointer: str) -> None:
        """Give `raw`, found at `pointer` inside the body, under a name that a reader asks for; null is left out."""
        self._pointers[name] = pointer
        if raw is not None:
            self.put(name, raw)

    def is_number(self, raw: object) -> bool:
        """Return whether `raw` is a JSON number: text is not."""
        return isinstance(raw, int | float) and not isinstance(raw, bool)

    def switch(self, name: str) -> bool | None:
        """Return the boolean given under `name`, None where none was."""
        raw = self.one(name)
        if raw is None or isinstance(raw, bool):
            return raw
        self.fault(Fault(name, f"{str(raw)[:80]!r} is neither true nor false", "true or false"))
        return None

    def refuse_unknown(self, also_known: Iterable[str] = ()) -> None:
        """Make a fault of every name that nothing has asked for, also where its value is null."""
        super().refuse_unknown(also_known)
        cells = {name for name in self.sent if CELL.search(name)}
        known = {*self._values, *self._known} - cells | {fault.name for fault in self.faults}
        sent = dict.fromkeys((*self.sent, *self._pointers))
        self._refuse([name for name in sent if name not in known and name[:80] not in known])

    def problem(self, faults: Sequence[Fault]) -> Problem:
        """Return one problem that lists every fault with its JSON pointer."""
        errors = tuple(
            FieldProblem(
                pointer=self._pointer(fault),
                message=f"{fault.name} {fault.message}" if fault.message.startswith("is ") else fault.message,
                allowed=fault.allowed,
                suggestion=fault.suggestion,
            )
            for fault in told(faults)
        )
        return Problem(400, _count("member", len(faults)), errors=errors)

    def _pointer(self, fault: Fault) -> str:
        if fault.name == "place" and isinstance(sent := self.sent.get("places"), list):
            keys = [str(key)[:80] for key in sent]
            return f"/places/{keys.index(fault.given)}" if fault.given in keys else "/places"
        if fault.name in self._pointers:
            return self._pointers[fault.name]
        item = re.fullmatch(r"(coverage_by_year)-(\d+)", fault.name)
        if item:
            return f"/{item[1]}/{int(item[2]) - 1}"
        return "/" + fault.name.replace("~", "~0").replace("/", "~1")


class _NotANumber:
    """Something that reads as no number, shown as it was given."""

    def __init__(self, raw: object) -> None:
        self.raw = raw

    def __str__(self) -> str:
        return str(self.raw)


def query_of(request: Request) -> Asked:
    """Return the query string as given."""
    return Asked(dict(request._request.GET.lists()), blank_is_absent=False)


def body_of(request: Request) -> AskedInBody:
    """Return the JSON body as given. Raises Problem where it is no JSON object."""
    body = request.data
    if not isinstance(body, dict):
        raise Problem(
            400,
            "The body must be a JSON object.",
            errors=(FieldProblem(message="is not an object", pointer=""),),
        )
    return AskedInBody(body)


def refusal(given: Asked, error: FaultyError) -> Problem:
    """Return the problem document of what the reader found wrong."""
    return given.problem(error.faults)


def _count(what: str, count: int) -> str:
    return (
        f"1 {what} of the request cannot be used." if count == 1 else f"{count} {what}s of the request cannot be used."
    )
