"""Reading the JSON body of an API request: each value where it stands, every fault with the pointer to it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache

from rest_framework.request import Request

from calculator.api.asked import Asked, of_another_method, refusal_of
from calculator.asking.given import MOST_TOLD, Fault, FaultyError, Given, Number
from calculator.asking.table import Row, Table
from calculator.asking.where import Where, flat_name, label, steps
from web.problems import FieldProblem, Problem
from web.quoting import quoted

type Steps = tuple[str | int, ...]


class Body(Given):
    """What a JSON body gives, found where it stands; null is the same as leaving a name out."""

    blank_is_none = False

    def __init__(self, sent: dict[str, object]) -> None:
        super().__init__()
        self.sent = sent
        self._there: dict[Steps, object] = {(): sent}  # what stands at the place of each object and list asked about
        self._asked: dict[Steps, dict[str | int, object]] = {(): {}}  # and what of it was asked for
        self._tables: dict[str, str] = {}  # a form's names of columns: the list that a body has instead

    def one(self, where: Where) -> object | None:
        """Return what stands there, or None."""
        outer, last = ((), where) if isinstance(where, str) else (where[:-1], where[-1])
        found, asked = self._object(outer)
        asked[last] = None
        if isinstance(last, str):
            return found.get(last) if isinstance(found, dict) else None
        return found[last] if isinstance(found, list) and last < len(found) else None

    def all(self, where: Where) -> list[object]:
        """Return what stands there as a list of one, or of nothing."""
        found = self.one(where)
        return [] if found is None else [found]

    def column(self, where: Where) -> list[object]:
        """Return what stands there as a list of one, or of nothing."""
        return self.all(where)

    def among(self, places: tuple[Where, ...]) -> list[Where]:
        """Return those of the places, members of objects, at which something stands; their order kept."""
        found = set()
        for outer, members in _by_object(places):
            there, asked = self._object(outer)
            asked |= members
            if isinstance(there, dict):
                found |= {place for name, place in members.items() if there.get(name) is not None}
        return [place for place in places if place in found] if found else []

    def cells(self, where: Where, *, most: int) -> int:
        """Return how many values the list there has."""
        found = self.one(where)
        return len(found) if isinstance(found, list) else 0

    def holds(self, where: Where, allowed: str, *, keys: Collection[str] = (), stranger: str = "") -> None:
        """Make a fault of what is no object there, and of members that are none of `keys`."""
        found = self.one(where)
        if found is not None and not isinstance(found, dict):
            self.fault(Fault(where, "is not an object", allowed))
        elif found and keys:
            for name in [name for name in found if name not in keys][:MOST_TOLD]:
                shown = name[:80]
                self.fault(Fault((*steps(where), shown), stranger.format(quoted(shown)), ", ".join(keys)))

    def rows(self, table: Table, extra: object = None) -> tuple[Row, ...]:
        """Return the objects of a table's list as an address writes them; none where one of them is no object."""
        self._tables |= dict.fromkeys(map(table.name, table.columns), table.member)
        rows = self.one(table.member)
        if rows is None:
            return ()
        if not isinstance(rows, list):
            self.fault(Fault(table.member, "is not a list", f"a list of {table.what}"))
            return ()
        if len(rows) > table.most:
            self.fault(Fault(table.member, f"has {len(rows):,} {table.what}", f"at most {table.most}"))
            return ()
        strangers = [index for index, row in enumerate(rows) if not isinstance(row, dict)]
        for index in strangers:
            self.fault(Fault((table.member, index), "is not an object", f"an object with {', '.join(table.members)}"))
        numbers = () if strangers else range(1, len(rows) + 1)
        return tuple(
            {column: self._written(table.cell(column, number)) for column in table.columns} for number in numbers
        )

    def read(self, field: Number, raw: object) -> float | Fault:
        """Return the number in `raw`, or what is wrong with it: text is no number."""
        return field.read(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else field.no_number(raw)

    def yes(self, where: Where) -> bool | None:
        """Return the boolean given there, None where none was."""
        raw = self.one(where)
        if raw is None or isinstance(raw, bool):
            return raw
        self.fault(Fault(where, f"{quoted(str(raw)[:80])} is neither true nor false", "true or false"))
        return None

    def refuse_unknown(self) -> None:
        """Make a fault of every name that nothing has asked for, also where its value is null."""
        told_already = {steps(fault.where) for fault in self.faults}
        strangers: list[tuple[Where, Mapping[str, None]]] = []
        for outer, asked in self._asked.items():
            there = self._there[outer]
            if isinstance(there, dict):
                names = {str(name): None for name in asked}
                new = [(*outer, name[:80]) for name in there if name not in asked]
                strangers += [(where, names) for where in new if where not in told_already]
        self._refuse(strangers)

    def stranger(self, where: Where) -> Fault:
        """Return what is said of a name that nothing here asks for; one of a form's has its place in an object."""
        if len(steps(where)) == 1:
            name = label(where)
            if member := self._flat().get(name, self._tables.get(re.sub(r"-\d+$", "", name))):
                return Fault(where, f"is how a form says it; here it is a member of {member}", suggestion=member)
            if of_another := of_another_method(name, self.sent.get("methodology")):
                return Fault(where, of_another)
        return super().stranger(where)

    def take(self, inner: "Body", outer: tuple[str | int, ...]) -> None:
        """Keep the faults of an object that was read by itself and stands at `outer`."""
        for fault in inner.faults:
            self.fault(replace(fault, where=(*outer, *steps(fault.where))))

    def _object(self, outer: Steps) -> tuple[object, dict[str | int, object]]:
        """Return what stands where an object or a list is to stand, and what of it was asked for so far."""
        if outer not in self._there:
            self._there[outer] = self.one(outer)
            self._asked[outer] = {}
        return self._there[outer], self._asked[outer]

    def _flat(self) -> dict[str, str]:
        """Return by a form's names of what has been asked for inside an object the name of that object."""
        inside = [(outer, asked) for outer, asked in self._asked.items() if outer]
        return {flat_name((*outer, name)): str(outer[0]) for outer, asked in inside for name in asked}

    def _written(self, where: Where) -> str:
        found = self.one(where)
        return "" if found is None else str(found)


@lru_cache(256)
def _by_object(places: tuple[Where, ...]) -> tuple[tuple[Steps, dict[str | int, object]], ...]:
    """Return the places by their name in the object that holds them, an object each."""
    found: dict[Steps, dict[str | int, object]] = {}
    for place in places:
        *outer, name = steps(place)
        found.setdefault(tuple(outer), {})[name] = place
    return tuple(found.items())


def refusal(given: Asked | Body, error: FaultyError) -> Problem:
    """Return the problem document of what the reader found wrong."""
    return refusal_of(error.faults, body=isinstance(given, Body))


def body_of(request: Request) -> Body:
    """Return the JSON body as given. Raises Problem where it is no JSON object."""
    body = request.data
    if not isinstance(body, dict):
        fault = FieldProblem(message="is not an object", pointer="")
        raise Problem(400, "The body must be a JSON object.", errors=(fault,))
    return Body(body)
