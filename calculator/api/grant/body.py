"""The JSON body of `POST grant-budgets/`: a scenario, the plan's years where there are any, and the grant's terms."""

from collections.abc import Iterable
from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.program import member, plan_properties, staff_properties
from calculator.asking.grant import BASES, usual_mapping
from calculator.asking.subrecipients import (
    LONGEST,
    LONGEST_TEXT,
    MOST_DOLLARS,
    MOST_POSTS,
    MOST_ROWS,
    community_roles,
    own_treatments,
)
from calculator.engine.methodology import Role
from calculator.methods import DEFAULT_ID, find_methodology, newest


def _terms() -> dict[str, Any]:
    rules, method = newest().grant, find_methodology(DEFAULT_ID)
    subrecipients = {
        "name": _text(LONGEST, "Its name. Default: Organization and its number."),
        "posts": member(_posts(community_roles(method)), "Posts it employs, by role."),
        "services": {**_SHARE, "description": "Share of the services that it gives; together at most 1."},
        "operations_share": {**_SHARE, "description": "Its operations, as a share of its staffing."},
        "indirect_rate": {**_SHARE, "description": "Its indirect rate, as a share."},
        "amount": {
            **_DOLLARS,
            "description": "An agreed amount, whole USD over the whole award, in equal parts a period, instead of all of these.",
        },
        "documents_due": _text(LONGEST_TEXT, "Documents due from it."),
        "targets": _text(LONGEST_TEXT, "What it is to reach."),
    }
    other = {
        "name": _text(LONGEST, "What it is. Default: Line and its number."),
        "amount": {**_DOLLARS, "description": "Whole USD over the whole award, in equal parts a period."},
        "treatment": {
            "type": ["string", "null"],
            "enum": [*own_treatments(rules), None],
            "description": "Its treatment under 2 CFR 200. Default: other.",
        },
    }
    return {
        "subawards": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 500,
            "description": f"Subawards to community organizations. Default: {rules.subawards}, an assumption.",
        },
        "de_minimis": {"type": ["boolean", "null"], "description": "True: the de minimis rate, which is the default."},
        "indirect_rate": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": 1,
            "description": "A negotiated rate, as a share; not beside de_minimis.",
        },
        "indirect_base": {
            "type": ["string", "null"],
            "enum": [*BASES, None],
            "description": "What a negotiated rate is taken on. The de minimis rate is always on mtdc.",
        },
        "mapping": {
            "type": ["object", "null"],
            "properties": {
                line: {"type": ["string", "null"], "enum": [*rules.open_to(line, method), None]}
                for line in usual_mapping(method.reference)
            },
            "additionalProperties": False,
            "description": "Treatment by line, where it differs from the usual one.",
        },
        "request": member(
            {
                "posts": member(
                    _posts(method.roles), "Posts the award pays for, by role. Default: those nobody pays yet."
                ),
                "services": {**_SHARE, "description": "Share of the services. Default: what follows from the posts."},
                "training_share_of": {**_SHARE, "description": "Share of the program's training and assistance."},
                "evaluation_share_of": {**_SHARE, "description": "Share of the program's data and evaluation."},
                "cap": {**_DOLLARS, "description": "The most the award may come to, whole USD over its term."},
                "fit": {"type": ["boolean", "null"], "description": "True: find the largest request within the cap."},
            },
            "What of the program this award is asked to pay for.",
        ),
        "subrecipients": _rows(subrecipients, MOST_ROWS, "Organizations that money is passed to."),
        "other_lines": _rows(other, MOST_ROWS, "Lines of your own, whole USD over the award."),
    }


_SHARE: dict[str, Any] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_DOLLARS: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_DOLLARS}
_LINE = r"^[^\u0000-\u001f]*$"


def _posts(roles: Iterable[Role]) -> dict[str, Any]:
    return {role.key: {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_POSTS} for role in roles}


def _text(longest: int, description: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "maxLength": longest, "pattern": _LINE, "description": description}


def _rows(properties: dict[str, Any], most: int, description: str) -> dict[str, Any]:
    items = {"type": "object", "additionalProperties": False, "properties": properties}
    return {"type": ["array", "null"], "maxItems": most, "items": items, "description": description}


def grant_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST grant-budgets/` by component name."""
    return bodies("Grant", {**plan_properties(), **staff_properties(), **_terms()}, without=("trace",))


GRANT_POSTED: dict[str, Any] = {
    "One year, de minimis": {"population": 238_005, "subawards": 5},
    "Three years, a negotiated rate": {"places": ["5157000"], "years": 3, "ramp": "sc2", "indirect_rate": 0.32},
}
