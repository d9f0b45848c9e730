"""Reading the query string of an API request: strict where forms are forgiving."""

import re
from collections.abc import Mapping, Sequence

from rest_framework.request import Request

from calculator.asking.given import Fault, Number, told
from calculator.asking.pairs import Pairs
from calculator.asking.where import Where, flat_name
from calculator.methods import DEFAULT_ID, latest, released
from web.problems import FieldProblem, Problem
from web.quoting import quoted

JSON_NUMBER = re.compile(r"-?(0|[1-9]\d{0,29})(\.\d{1,30})?([eE][+-]?\d{1,3})?", re.ASCII)
SWITCHES: Mapping[object, bool] = {"true": True, "false": False, "1": True, "0": False}


class Asked(Pairs):
    """What the query string gives. Numbers are written as in JSON: no thousands separators, no percent."""

    def __init__(self, values: Mapping[str, Sequence[object]]) -> None:
        super().__init__(values, blank_is_absent=False)

    def read(self, field: Number, raw: object) -> float | Fault:
        """Return the number in `raw`, or what is wrong with it."""
        return field.read(raw) if isinstance(raw, str) and JSON_NUMBER.fullmatch(raw) else field.no_number(raw)

    def yes(self, where: Where) -> bool | None:
        """Return the yes or no given there (true, false, 1 or 0), None where none was."""
        raw = self.one(where)
        if raw is None:
            return None
        if raw not in SWITCHES:
            self.fault(Fault(where, f"{quoted(str(raw)[:80])} is neither yes nor no", "true or false", str(raw)[:80]))
            return None
        return SWITCHES[raw]

    def stranger(self, where: Where) -> Fault:
        """Return what is said of a name that nothing here asks for."""
        of_another = of_another_method(flat_name(where), next(iter(self._values.get("methodology", ())), None))
        return Fault(where, of_another) if of_another else super().stranger(where)


def of_another_method(name: str, asked: object) -> str:
    """Say which methodologies have a parameter of this name, where others have it and the one asked for has not."""
    having = [reference for reference, method in released().items() if name in {**method.parameters, **method.facts}]
    named = str(DEFAULT_ID if asked is None else asked)
    named = latest()[named].reference if named in latest() else named
    return (
        f"is a parameter of {', '.join(having)} and not of this methodology" if having and named not in having else ""
    )


def query_of(request: Request) -> Asked:
    """Return the query string as given."""
    return Asked(dict(request._request.GET.lists()))


def refusal_of(faults: Sequence[Fault], *, body: bool) -> Problem:
    """Return one problem that lists every fault: by its pointer in a body, by its parameter in a query."""
    errors = tuple(
        FieldProblem(
            message=f"{fault.label if body else fault.name} {fault.message}"
            if fault.message.startswith("is ")
            else fault.message,
            pointer=fault.pointer if body else "",
            parameter="" if body else fault.name,
            allowed=fault.allowed,
            suggestion=fault.suggestion,
        )
        for fault in told(faults)
    )
    what = ("member" if body else "parameter") + "s" * (len(faults) != 1)
    return Problem(400, f"{len(faults)} {what} of the request cannot be used.", errors=errors)
