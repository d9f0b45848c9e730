"""The methods side by side, and the check against the one published profile."""

from typing import Any

from calculator.answer import budget_for
from calculator.asking.question import read_question
from calculator.engine.results import Budget
from calculator.methods import DEFAULT_ID, latest
from calculator.presenters.method.methodology import shown
from calculator.subject import subject_typed
from calculator.words.wording import dollars, percent

# The coalition's Norfolk profile: what it says, and the population it gives.
PUBLISHED_POPULATION = 238_005
PUBLISHED_STAFF = {
    "outreach_workers": 16,
    "mediators": 17,
    "case_managers": 10,
    "family_case_managers": 5,
    "victim_advocates": 8,
    "hvip_specialists": 6,
    "supervisors": 12,
    "ovp_staff": 4,
}
PUBLISHED_MONEY = {
    "wraparound_cost": 10_710_225,
    "frontline_cost": 4_837_055,
    "supervision_ovp_cost": None,  # not legible in the copy we have
    "total": 19_889_880,
}


def present_methodologies() -> dict[str, Any]:
    """Return the context of the overview."""
    return {
        "section": "methodology",
        "canonical_url": "/methodology/",
        "methods": [
            {
                "label": method.named,
                "url": f"/methodology/{method.id}/",
                "text": method.summary,
                "meta": f"{len(method.parameters)} parameters, {len(method.lines)} formulas",
            }
            for method in latest().values()
        ],
        "differences": _differences(),
        "parity": _parity(),
    }


def _differences() -> dict[str, Any]:
    methods = list(latest().values())
    first = methods[0]
    rows = []
    for name, record in first.parameters.items():
        values = [method.parameters[name].value for method in methods if name in method.parameters]
        if len(set(values)) > 1:
            cells = [{"text": shown(value, record.unit), "numeric": True} for value in values]
            rows.append([{"text": record.label, "header": True}, *cells])
    return {
        "id": "differences",
        "caption": "Where the presets differ",
        "hide_caption": True,
        "headings": [{"label": "Parameter"}, *({"label": method.title, "numeric": True} for method in methods)],
        "rows": rows,
    }


def _parity() -> dict[str, Any]:
    budget = budget_for(subject_typed(PUBLISHED_POPULATION), read_question({"methodology": [DEFAULT_ID]}).scenario)
    rows = [
        _row(_label(budget, name), f"{published:,}", f"{budget.values[name]:,.0f}", budget.values[name], published)
        for name, published in PUBLISHED_STAFF.items()
    ]
    rows += [
        _row(
            _label(budget, name),
            "not legible" if published is None else dollars(published),
            dollars(budget.values[name]),
            budget.values[name],
            published,
        )
        for name, published in PUBLISHED_MONEY.items()
    ]
    return {
        "id": "parity",
        "caption": "The published Norfolk profile and what the reference method gives for its population",
        "hide_caption": True,
        "headings": [
            {"label": f"Norfolk, {PUBLISHED_POPULATION:,} residents"},
            {"label": "Published", "numeric": True},
            {"label": "Ours", "numeric": True},
            {"label": "Difference", "numeric": True},
        ],
        "rows": rows,
    }


def _label(budget: Budget, name: str) -> str:
    return budget.methodology.lines[name].label


def _row(label: str, published: str, ours: str, value: float, known: int | None) -> list[dict[str, Any]]:
    difference = (
        "–" if known is None else "none" if round(value) == known else f"{_sign(value - known)}{_share(value, known)}"
    )
    return [
        {"text": label, "header": True},
        *({"text": text, "numeric": True} for text in (published, ours, difference)),
    ]


def _sign(change: float) -> str:
    return "+" if change > 0 else "−"


def _share(value: float, known: int) -> str:
    return percent(float(f"{abs(value / known - 1):.1g}"))
