"""The JSON body of `POST scenarios/`: the whole question, with what somebody calls it."""

from typing import Any

from calculator.api.budget.body import LINE, bodies
from calculator.api.document import optional
from calculator.api.grant.body import grant_bodies
from calculator.api.guide.examples import POSTED
from calculator.api.plan.body import ENDING, GRANT, plan_bodies, return_bodies
from calculator.asking.memo import LONGEST_ASK, LONGEST_NAME, SECTIONS, USUAL
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
    money = {"type": "integer", "minimum": int(SOLVE.min), "maximum": int(SOLVE.max), "x-unit": "USD"}
    sections = {"type": "string", "pattern": f"^({one})(,({one}))*$", "maxLength": 300}
    return {
        "name": _line(LONGEST_TITLE, "What you call it; part of what is saved."),
        "note": _line(LONGEST_NOTE, "A note about it; part of what is saved."),
        "solve": optional(money, "Start from the money: whole USD, of a plan all years together. Default: not."),
        "memo_to": _line(LONGEST_NAME, "Whom the memo is for."),
        "memo_from": _line(LONGEST_NAME, "Who writes it."),
        "memo_date": optional({"type": "string", "format": "date"}, "Its date. Default: the day it is printed."),
        "memo_ask": _line(LONGEST_ASK, "What it asks to be decided."),
        "memo_sections": optional(sections, f"Its sections, with commas between. Default: {','.join(USUAL)}."),
    }


def _line(longest: int, description: str) -> dict[str, Any]:
    return optional({"type": "string", "pattern": LINE, "maxLength": longest}, f"{description} Default: empty.")


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
