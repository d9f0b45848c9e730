"""Bodies of the API take what their schema declares, and declare what they take."""

from collections.abc import Callable
from itertools import batched
from typing import Any

import jsonschema
import pytest
from django.test import Client

from calculator.api.openapi import openapi

SOURCE = {
    "name": "COPS", "kind": "federal_grant", "amount": 2_000_000, "first_year": 2027, "last_year": 2028,
    "certainty": "asked", "paid": "reimbursed", "lag_days": 45, "growth_share": 0.02, "carry_over": True,
    "funder": "bja-cvipi", "applicant": "city",
}  # fmt: skip
MEDICAID = {"medicaid_state": "CA", "medicaid_hours": 700, "medicaid_rate": 50, "medicaid_covered_share": 0.5}
STAFF = {"current_staff": {"outreach_workers": {"community": 1, "city": 0}}}
GRANT = {
    "years": 2,
    "request": {
        "posts": {"outreach_workers": 4, "case_managers": 2}, "services": 0.5, "training_share_of": 0.5,
        "evaluation_share_of": 1, "cap": 9_000_000, "fit": False,
    },
    "subrecipients": [
        {
            "name": "Peace Partners", "posts": {"outreach_workers": 2}, "services": 0.2, "operations_share": 0.1,
            "indirect_rate": 0.15, "documents_due": "Audit", "targets": "30 people",
        },
        {"name": "Hospital", "amount": 50_000},
    ],
    "other_lines": [{"name": "Vehicle", "amount": 30_000, "treatment": "equipment"}],
}  # fmt: skip
WHOLE: dict[str, dict[str, Any]] = {
    "plans/": {"years": 2, "funding": [SOURCE], **MEDICAID, **STAFF},
    "grant-budgets/": {**GRANT, **STAFF},
    "scenarios/": {**GRANT, "funding": [SOURCE], **MEDICAID, **STAFF},
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", WHOLE)
def test_every_member_that_is_taken_is_declared(client: Client, path: str) -> None:
    document = openapi()
    body = {"places": ["norfolk-va"], **WHOLE[path]}
    schema = document["paths"][f"/api/v1/{path}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(body, {**schema, "components": document["components"]})
    answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
    assert answer.status_code in (200, 201), answer.content
    for member, inner in (("request", "posts_of"), ("subrecipients", "post"), ("funding", "lag")):
        if member not in body:
            continue
        wrong = [{**body[member][0], inner: 1}] if isinstance(body[member], list) else {**body[member], inner: 1}
        assert (
            client.post(f"/api/v1/{path}", {**body, member: wrong}, content_type="application/json").status_code == 400
        )
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**body, member: wrong}, {**schema, "components": document["components"]})


NORFOLK: dict[str, Any] = {"places": ["5157000"]}
# Component: its path, and the body in which it stands with other members.
PARTS: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "BudgetForPlaces": ("budgets/", lambda said: {**said, **NORFOLK}),
    "PlanForPlaces": ("plans/", lambda said: {**said, **NORFOLK}),
    "ReturnForPlaces": ("returns/", lambda said: {**said, **NORFOLK}),
    "GrantForPlaces": ("grant-budgets/", lambda said: {**said, **NORFOLK}),
    "SolveForPlaces": ("solve/", lambda said: {**said, **NORFOLK, "amount": 3_000_000}),
    "ScenarioForPlaces": ("scenarios/", lambda said: {**said, **NORFOLK}),
    "PortfolioForPlaces": ("portfolios/", lambda said: {**said, **NORFOLK}),
    "FundingSource": ("plans/", lambda said: {**NORFOLK, "funding": [{**said, "amount": said["amount"] or 5}]}),
    "CurrentStaff": ("plans/", lambda said: {**NORFOLK, "current_staff": said}),
    "StaffInPost": ("plans/", lambda said: {**NORFOLK, "current_staff": {"mediators": said}}),
    "EffectRange": ("returns/", lambda said: {**NORFOLK, "effect": said}),
    "AwardRequest": ("grant-budgets/", lambda said: {**NORFOLK, "request": said}),
    "RequestedPosts": ("grant-budgets/", lambda said: {**NORFOLK, "request": {"posts": said}}),
    "TreatmentByLine": ("grant-budgets/", lambda said: {**NORFOLK, "mapping": said}),
    "FundedOrganization": ("grant-budgets/", lambda said: {**NORFOLK, "subrecipients": [said]}),
    "OrganizationPosts": ("grant-budgets/", lambda said: {**NORFOLK, "subrecipients": [{"posts": said}]}),
    "OwnLine": ("grant-budgets/", lambda said: {**NORFOLK, "other_lines": [said]}),
    "PortfolioScenario": ("portfolios/", lambda said: {**NORFOLK, "scenarios": [said]}),
    "PortfolioFilter": ("portfolios/", lambda said: {"filter": {**said, "state": said["state"] or "DE"}}),
}
SAID_ANEW = {"places", "amount", "state"}


@pytest.mark.parametrize("component", PARTS)
def test_null_and_blank_are_taken_just_where_the_schema_says(client: Client, component: str) -> None:
    """Null is a name left out; a blank is a value like any other, so a number that is blank is a fault."""
    document = openapi()
    members = document["components"]["schemas"][component]["properties"]
    path, whole = PARTS[component]

    def post(said: dict[str, Any]) -> Any:
        return client.post(f"/api/v1/{path}", whole(said), content_type="application/json")

    left_out = post(dict.fromkeys(members))
    assert left_out.status_code in (200, 201), left_out.content
    faulty = {
        fault["pointer"].rpartition("/")[2]
        for some in batched(members, 60, strict=False)  # of more faults than 100 not all are listed
        for fault in post({**dict.fromkeys(members), **dict.fromkeys(some, "")}).json().get("errors", ())
    }
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    unfit = {
        name
        for name, schema in members.items()
        if not jsonschema.Draft202012Validator(
            {**schema, "components": document["components"]}, format_checker=checker
        ).is_valid("")
    }
    assert faulty - SAID_ANEW == unfit - SAID_ANEW


def test_every_part_of_a_body_is_asked_about() -> None:
    closed = {
        name
        for name, schema in openapi()["components"]["schemas"].items()
        if schema.get("additionalProperties") is False
    }
    told = {name for name in closed if not name.endswith(("ForPopulation", "ForCounty", "ForFilter"))}
    assert told - set(PARTS) == {
        "MeasuresForPlaces",
        "MatchNames",
        "NameToMatch",
    }  # nothing of their own; no blank name
