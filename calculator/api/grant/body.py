"""The JSON body of `POST grant-budgets/`: a scenario, the plan's years where there are any, and the grant's terms."""

from collections.abc import Iterable
from typing import Any

from calculator.api.budget.body import LINE, bodies
from calculator.api.document import closed, optional, reference_to
from calculator.api.program import plan_properties, staff_properties
from calculator.asking.grant import BASES, INDIRECT_RATE, SUBAWARDS, usual_mapping
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

SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1, "x-unit": "share"}
DOLLARS: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": MOST_DOLLARS, "x-unit": "USD"}
POSTS: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": MOST_POSTS, "x-unit": "posts"}
YES: dict[str, Any] = {"type": "boolean", "x-default": False}
type Members = dict[str, tuple[dict[str, Any], str]]


def _terms() -> dict[str, Any]:
    rules = newest().grant
    count = {"type": "integer", "minimum": int(SUBAWARDS.min), "maximum": int(SUBAWARDS.max), "x-unit": "subawards"}
    rate = {"type": "number", "minimum": INDIRECT_RATE.min, "maximum": INDIRECT_RATE.max, "x-unit": "share"}
    return _members({
        "subawards": (
            {**count, "x-default": rules.subawards},
            f"Subawards to community organizations. Default: {rules.subawards}, an assumption.",
        ),
        "de_minimis": ({"type": "boolean"}, "True: the de minimis rate, which is the default."),
        "indirect_rate": (rate, "A negotiated rate, as a share; not beside de_minimis. Default: the de minimis rate."),
        "indirect_base": (
            {"type": "string", "enum": list(BASES), "x-default": "mtdc"},
            "What a negotiated rate is taken on. The de minimis rate is always on mtdc. Default: mtdc.",
        ),
        "mapping": (
            reference_to("TreatmentByLine"), "Treatment by line, where it differs from the usual one. Default: as usual.",
        ),
        "request": (reference_to("AwardRequest"), "What of the program this award is asked to pay for. Default: all."),
        "subrecipients": (_rows("FundedOrganization"), "Organizations that money is passed to. Default: not yet assigned."),
        "other_lines": (_rows("OwnLine"), "Lines of your own. Default: none."),
    })  # fmt: skip


def grant_parts() -> dict[str, dict[str, Any]]:
    """Return by component name what those terms are made of."""
    rules, method = newest().grant, find_methodology(DEFAULT_ID)
    mapping: Members = {
        line: ({"type": "string", "enum": list(rules.open_to(line, method))}, f"Default: {treatment}.")
        for line, treatment in usual_mapping(method.reference).items()
    }
    request: Members = {
        "posts": (reference_to("RequestedPosts"), "Posts the award pays for, by role. Default: those nobody pays yet."),
        "services": (SHARE, "Share of the services. Default: what follows from the posts."),
        "training_share_of": (SHARE, "Share of the program’s training. Default: what follows from the posts."),
        "evaluation_share_of": (SHARE, "Share of the program’s evaluation. Default: what follows from the posts."),
        "cap": (DOLLARS, "The most the award may come to, over its term. Default: no cap."),
        "fit": (YES, "True: find the largest request within the cap, which is then needed. Default: false."),
    }
    organization: Members = {
        "name": (_text(LONGEST), "Its name. Default: Organization and its number."),
        "posts": (reference_to("OrganizationPosts"), "Posts it employs, by role. Default: none."),
        "services": ({**SHARE, "x-default": 0}, "Share of the services that it gives; together at most 1. Default: 0."),
        "operations_share": (SHARE, "Its operations, as a share of its staffing. Default: the scenario’s."),
        "indirect_rate": (SHARE, "Its indirect rate, as a share. Default: the scenario’s."),
        "amount": (
            DOLLARS,
            "An agreed amount over the whole award, in equal parts a period. Default: computed from posts, services and rates.",
        ),
        "documents_due": (_text(LONGEST_TEXT), "Documents due from it. Default: empty."),
        "targets": (_text(LONGEST_TEXT), "What it is to reach. Default: empty."),
    }
    own: Members = {
        "name": (_text(LONGEST), "What it is. Default: Line and its number."),
        "amount": (DOLLARS, "USD over the whole award, in equal parts a period. Default: 0, which is no line."),
        "treatment": (
            {"type": "string", "enum": list(own_treatments(rules)), "x-default": "other"},
            "Its treatment under 2 CFR 200. Default: other.",
        ),
    }
    return {
        "TreatmentByLine": closed("How 2 CFR 200 treats a line, by line.", _members(mapping)),
        "AwardRequest": closed("What of the program an award is asked to pay for.", _members(request)),
        "RequestedPosts": closed("Posts of each role that the award pays for.", _posts(method.roles)),
        "FundedOrganization": closed("An organization that money is passed to.", _members(organization)),
        "OrganizationPosts": closed("Posts of each role in an organization.", _posts(community_roles(method))),
        "OwnLine": closed("A line of your own.", _members(own)),
    }


def _members(found: Members) -> dict[str, Any]:
    return {name: optional(schema, told) for name, (schema, told) in found.items()}


def _posts(roles: Iterable[Role]) -> dict[str, Any]:
    return {role.key: optional(POSTS, f"Posts: {role.label}.") for role in roles}


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest, "pattern": LINE}


def _rows(component: str) -> dict[str, Any]:
    return {"type": "array", "maxItems": MOST_ROWS, "items": reference_to(component)}


def grant_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST grant-budgets/` by component name."""
    properties = {**plan_properties(), **staff_properties(), **_terms()}
    return {**bodies("Grant", properties, without=("trace",)), **grant_parts()}


GRANT_POSTED: dict[str, Any] = {
    "One year, de minimis": {"population": 238_005, "subawards": 5},
    "Three years, a negotiated rate": {"places": ["5157000"], "years": 3, "ramp": "sc2", "indirect_rate": 0.32},
}
