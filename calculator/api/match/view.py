"""`POST match/`: a list of names to codes."""

import re
from collections.abc import Mapping
from math import ceil

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from calculator.api.body import Body, refusal
from calculator.api.cited import said
from calculator.api.document import POSTING, Operation
from calculator.api.frame import Endpoint, json_response
from calculator.api.match.answer import MatchAnswer, match_answer
from calculator.api.match.body import KINDS, LONGEST_NAME, LONGEST_STATE, MATCH_POSTED, MOST_NAMES
from calculator.asking.given import Fault, FaultyError
from web.throttling import Rate, charge

CONTROL = re.compile("[\x00-\x1f]")
NAMES_A_CHARGE = 500  # unknown ones cost as much to look for as all rows to write
type Name = tuple[str, str | None]


class Match(Endpoint):
    """`POST match/`."""

    operations = {
        "post": Operation(
            operation="match_names",
            tag="Places",
            summary="Match a list of names to codes",
            description="Each name, with its state where you know it, to a GEOID. What is in doubt stays open, with its "
            f"candidates and how alike they are written. At most {MOST_NAMES:,} names a request. Nothing is stored.",
            answer=MatchAnswer,
            example="match.json",
            statuses=POSTING,
            body="MatchNames",
            body_examples=MATCH_POSTED,
        )
    }

    def post(self, request: Request) -> HttpResponse:
        """Return what each name means."""
        given = self.body(request)
        try:
            names = read_names(given)
            kinds = _read_kinds(given)
            given.refuse_unknown()
            given.raise_faults()
        except FaultyError as error:
            raise refusal(given, error) from None
        charge(request._request, "bulk", Rate.read(settings.FILE_RATE), times=ceil(len(set(names)) / NAMES_A_CHARGE))
        posted = {"names": len(names), "kinds": sorted(kinds or KINDS)}
        return json_response(match_answer(names, kinds, said(request, f"{len(names):,} names matched", posted=posted)))


def read_names(given: Body) -> list[Name]:
    """Return the names with their states; `given` keeps the faults."""
    rows = given.one("names")
    if not isinstance(rows, list) or not rows:
        given.fault(Fault("names", "is not a list of names", f"1 to {MOST_NAMES:,} names"))
        return []
    if len(rows) > MOST_NAMES:
        given.fault(Fault("names", f"has {len(rows):,} names", f"at most {MOST_NAMES:,} in one request"))
        return []
    names = [_name(row) for row in rows]
    for number, name in enumerate(names):
        if name is None:
            allowed = f"text of 1 to {LONGEST_NAME} characters, or {{name, state}}"
            given.fault(Fault(("names", number), "is no name", allowed))
    return [name for name in names if name is not None]


def _name(row: object) -> Name | None:
    name, state = row, None
    if isinstance(row, Mapping):
        if set(row) - {"name", "state"}:
            return None
        name, state = row.get("name"), row.get("state")
    if not isinstance(name, str) or not name.strip() or not (state is None or isinstance(state, str)):
        return None
    if CONTROL.search(name):
        return None
    return (name, state or None) if len(name) <= LONGEST_NAME and len(state or "") <= LONGEST_STATE else None


def _read_kinds(given: Body) -> frozenset[str]:
    kinds = given.one("kinds")
    if kinds is None:
        return frozenset()
    if not isinstance(kinds, list) or not all(isinstance(kind, str) and kind in KINDS for kind in kinds):
        given.fault(Fault("kinds", "is not a list of kinds", ", ".join(KINDS)))
        return frozenset()
    return frozenset(kinds)
