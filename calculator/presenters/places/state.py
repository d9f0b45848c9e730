"""What a state's page has beyond a county's: its totals at several shares reached, who may pay, and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calculator.answer import budget_for
from calculator.asking.boxes import BOXES, read_boxes
from calculator.asking.given import Fault, Number
from calculator.asking.question import Question, read_question
from calculator.funders import funders
from calculator.portfolio import budgets_of
from calculator.presenters.places.cells import header, number, table
from calculator.subject import subject_of_place
from calculator.words.labels import FUNDING_KINDS
from calculator.words.wording import dollars, people
from profiles.selectors import PlaceFacts, members_of, people_held

USUAL = (0.25, 0.5, 1.0)
SEVERAL = (
    "The three amounts are three ways to reach the same people: never add them. A county or place that plans by itself "
    "rounds to whole workers of its own, so together they differ from one program."
)
COVERAGE = Number("coverage", 0.01, 1, share=True)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The share to reach that a visitor typed: what it is, or what is wrong with it; neither where nothing was typed."""

    typed: str = ""
    share: float | None = None
    fault: Fault | None = None


NOTHING_CHOSEN = Chosen()


def read_chosen(values: Mapping[str, Sequence[str]]) -> Chosen:
    """Read the box of a state's page, in percent, or the same name in an address, a share."""
    sent = read_boxes({name: values[name] for name in (COVERAGE.name, BOXES) if name in values})
    typed = (sent.get(COVERAGE.name) or [""])[-1].strip()[:40]
    if not typed:
        return NOTHING_CHOSEN
    read = COVERAGE.read(typed, typed=True)
    return Chosen(typed, fault=read) if isinstance(read, Fault) else Chosen(f"{100 * read:.4g}%", share=read)


def present_totals(state: PlaceFacts, chosen: Chosen) -> dict[str, Any]:
    """Return what the whole state takes at each share reached, and its counties and places each by themselves."""
    shares = sorted({*USUAL, *([] if chosen.share is None else [chosen.share])})
    counties, places = members_of(state, "county"), members_of(state, "place")
    held = people_held(state)
    rows = [_totals(state, counties, places, share) for share in shares]
    heads = (
        "Share reached", "People reached", "Staff", "State as one program",
        f"Its {len(counties):,} counties, each by itself", f"Its {len(places):,} places alone",
    )  # fmt: skip
    return {
        "id": "totals",
        "title": "What reaching fewer costs",
        "notes": [SEVERAL, f"Its incorporated places hold {held.places_share:.0%} of its residents; the others are below."],
        "form": {
            "action": f"{state.path}#totals",
            "field": {
                "kind": "number", "id": "coverage", "name": "coverage", "label": "Another share to reach",
                "hint": "1% to 100%", "value": chosen.typed, "short": True, "quiet": True,
                "error": chosen.fault and f"{chosen.fault.message}. Allowed: {chosen.fault.allowed}.",
            },
            "button": "Show",
        },
        "table": table("totals-table", f"What {state.name} takes in a year, by share reached", heads, rows),
        "links": [
            {"label": "Its counties side by side, at three shares reached", "url": _portfolio(state, "county")},
            *_portfolio_of_places(state, places),
        ],
    }  # fmt: skip


def _totals(
    state: PlaceFacts, counties: list[PlaceFacts], places: list[PlaceFacts], share: float
) -> list[dict[str, Any]]:
    question = read_question({"coverage_share": [f"{share:g}"]})
    budget = budget_for(subject_of_place(state), question.scenario)
    return [
        header(f"{100 * share:.4g}%", question.url(f"{state.path}calculator/")),
        number(people(budget.values["people_served"])),
        number(people(budget.values["all_staff"])),
        number(dollars(budget.total)),
        number(dollars(added(counties, question))),
        number(dollars(added(places, question))),
    ]


def added(members: Sequence[PlaceFacts], question: Question) -> int:
    """Return the budgets of the members, each by itself, added."""
    return int(np.nansum(budgets_of(members, question)["total"])) if members else 0


def _portfolio(state: PlaceFacts, kind: str) -> str:
    return f"/portfolio/?kind={kind}&state={state.state}"


def _portfolio_of_places(state: PlaceFacts, places: list[PlaceFacts]) -> list[dict[str, str]]:
    if not any(place.population >= 50_000 for place in places):
        return []
    url = f"{_portfolio(state, 'place')}&size=50000"
    return [{"label": "Its places of 50,000 residents or more, side by side", "url": url}]


def present_funding(state: PlaceFacts) -> dict[str, Any]:
    """Return the kinds of money that a program in this state may ask for; those of other states alone are left out."""
    known = [funder for funder in funders() if not funder.states or state.state in funder.states]
    rows = [
        [
            header(funder.name, f"/funders/#{funder.key}"),
            {"text": FUNDING_KINDS[funder.kind]},
            {"text": funder.dates or "Not checked"},
        ]
        for funder in known
    ]
    own = [funder for funder in known if funder.states]
    note = (
        f"{len(own)} of these {'exists' if len(own) == 1 else 'exist'} in some states only, {state.name} among them; the "
        "others are open everywhere."
        if own
        else f"We know of no fund in {state.name} alone; these are open everywhere."
    )
    heads = ("Who pays", "Kind of money", "Dates")
    return {
        "id": "funding",
        "title": "Who may pay",
        "notes": [note, "A plan over years can stack them: see the calculator’s funding tab."],
        "table": table("funding-table", f"Kinds of money in {state.name}", heads, rows, numeric=False),
        "links": [{"label": "Stack them over years", "url": f"{state.path}calculator/?tab=funding"}],
    }


def present_files(state: PlaceFacts) -> dict[str, Any]:
    """Return the whole lists of what lies in the state, each as CSV and JSON."""
    rows = [
        [header(label), *({"text": ending, "url": _file(state, kind, ending)} for ending in ("CSV", "JSON"))]
        for kind, label in (("county", "Every county"), ("place", "Every place"), ("town", "Every town or township"))
        if members_of(state, kind)
    ]
    return {
        "id": "files",
        "title": "Every county, place and town as a file",
        "notes": ["Residents, people at highest risk, staff and every budget line, with the codes to join on."],
        "table": table("files-table", f"Files of {state.name}", ("What", "Table", "Data"), rows, numeric=False),
        "links": [{"label": f"{state.name} itself (JSON)", "url": state.api_path}],
    }


def _file(state: PlaceFacts, kind: str, ending: str) -> str:
    return f"/api/v1/budgets/?kind={kind}&state={state.state}" + ("&format=csv" if ending == "CSV" else "")
