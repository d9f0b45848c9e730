"""Bodies of the API take what their schema declares, and declare what they take."""

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
