"""The JSON body of `POST scenarios/`: the whole question, with what somebody calls it."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.grant.body import grant_bodies
from calculator.api.guide.examples import POSTED
from calculator.api.plan.body import ENDING, GRANT, plan_bodies, return_bodies
from calculator.asking.memo import LONGEST_ASK, LONGEST_NAME, SECTIONS
from calculator.asking.question import LONGEST_NOTE, LONGEST_TITLE, SOLVE

PLACES = "ForPlaces"  # whom it is for makes no difference to the other properties


def scenario_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST scenarios/` by component name."""
    whole: dict[str, Any] = {}
    for found, question in ((plan_bodies(), "Plan"), (return_bodies(), "Return"), (grant_bodies(), "Grant")):
        whole |= {name: schema for name, schema in found[question + PLACES]["properties"].items() if name != "places"}
    return bodies("Scenario", {**whole, **_own()})


def _own() -> dict[str, Any]:
    one = "|".join(SECTIONS)
    money = {"type": ["integer", "null"], "minimum": int(SOLVE.min), "maximum": int(SOLVE.max)}
    return {
        "name": _line(LONGEST_TITLE, "What you call it; part of what is saved."),
        "note": _line(LONGEST_NOTE, "A note about it; part of what is saved."),
        "solve": {**money, "description": "Start from the money: whole USD, of a plan all years together."},
        "memo_to": _line(LONGEST_NAME, "Whom the memo is for."),
        "memo_from": _line(LONGEST_NAME, "Who writes it."),
        "memo_date": {"type": "string", "format": "date", "description": "Its date, such as 2026-11-26."},
        "memo_ask": _line(LONGEST_ASK, "What it asks to be decided."),
        "memo_sections": {
            "type": "string",
            "pattern": f"^({one})(,({one}))*$",
            "maxLength": 300,
            "description": "Its sections, with commas between.",
        },
    }


def _line(longest: int, description: str) -> dict[str, Any]:
    pattern = r"^[^\u0000-\u001f]*$"
    return {"type": "string", "pattern": pattern, "maxLength": longest, "description": description}


SCENARIO_POSTED: dict[str, Any] = {
    **POSTED,
    "The whole question, with a name": {
        "name": "Council draft",
        "places": ["5157000"],
        "coverage_share": 0.5,
        "years": 5,
        "ramp": "even",
        "funding": [{**GRANT, "amount": 2_000_000}, {**ENDING, "certainty": "asked"}],
        "current_staff": {"outreach_workers": {"community": 4}},
        "perspective": "social",
        "subawards": 3,
    },
}
