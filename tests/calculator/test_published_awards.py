"""Three published awards, entered as anybody can, come out as they were published: API and page, to the dollar."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from calculator.methods import find_methodology

pytestmark = pytest.mark.django_db
METHOD = find_methodology("field@2027.1")
# Nothing of the reference program beside what was published: no posts, no services, no overheads.
NOTHING: dict[str, Any] = {
    "methodology": METHOD.reference,
    **{f"{role.stem}_basis": 0 for role in METHOD.roles},
    **{f"{line.removesuffix('_cost')}_per_person": 0 for line in METHOD.wraparound},
    **dict.fromkeys(("training_share", "evaluation_share", "operations_share", "subrecipient_indirect_share"), 0),
    "indirect_rate": 0,
}
MILWAUKEE = {**NOTHING, "population": 939_489}
OTHER_LINES = [
    {"name": "Research partner", "amount": 172_922, "treatment": "contractual"},
    {"name": "Evaluation", "amount": 60_000, "treatment": "contractual"},
    {"name": "Technical assistance", "amount": 120_000, "treatment": "contractual"},
]
MINNEAPOLIS = {
    **NOTHING,
    "population": 425_096,
    "outreach_basis": 2,
    "outreach_posts": 7,
    "outreach_salary": 101_200,
    "fringe_share_community": 0,
}
CHARLOTTE = {**NOTHING, "population": 911_311}


def answered(client: Client, body: dict[str, Any]) -> dict[str, Any]:
    response = client.post("/api/v1/grant-budgets/", body, content_type="application/json")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def page(client: Client, pairs: list[tuple[str, Any]]) -> str:
    response = client.get(f"/calculator/?{urlencode([('tab', 'grant'), *pairs])}")
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"\s+", " ", response.content.decode())


def test_milwaukee_county_s_lines_come_out_as_published(client: Client) -> None:
    operator = {"name": "Operator", "amount": 1_011_284}
    answer = answered(client, {**MILWAUKEE, "subrecipients": [operator], "other_lines": OTHER_LINES})

    [period] = answer["periods"]
    assert {line["label"]: line["amount"] for line in period["lines"]} == {
        "Operator": 1_011_284,
        "Research partner": 172_922,
        "Evaluation": 60_000,
        "Technical assistance": 120_000,
    }
    assert period["object_classes"]["f_contractual"] == period["object_classes"]["k_total"] == 1_364_206
    assert [(row["name"], row["total"], row["unassigned"]) for row in answer["subrecipients"]] == [
        ("Operator", 1_011_284, False)
    ]


def test_milwaukee_county_s_two_million_over_four_years(client: Client) -> None:
    """What the lines do not name of the $2M is typed as one more, and the award is within the cap of the program."""
    rest = {"name": "County staff, travel and other", "amount": 635_794, "treatment": "other"}
    body = {
        **MILWAUKEE,
        "years": 4,
        "first_year": 2027,
        "subrecipients": [{"name": "Operator", "amount": 1_011_284}],
        "other_lines": [*OTHER_LINES, rest],
        "request": {"cap": 2_000_000},
    }
    answer = answered(client, body)

    assert answer["whole"]["object_classes"]["k_total"] == 2_000_000
    assert answer["request"]["over_by"] == 0
    sums: dict[str, int] = {}
    for line in (line for period in answer["periods"] for line in period["lines"]):
        sums[line["label"]] = sums.get(line["label"], 0) + line["amount"]
    assert sums["Operator"] == 1_011_284
    assert sums["Research partner"] == 172_922


def test_milwaukee_county_s_lines_on_the_page(client: Client) -> None:
    rows = [("subrecipient_name", "Operator"), ("subrecipient_amount", 1_011_284)]
    rows += [(f"other_{column}", line[column]) for line in OTHER_LINES for column in ("name", "amount", "treatment")]
    found = page(client, [*MILWAUKEE.items(), *rows])

    for amount in ("$1,011,284", "$172,922", "$60,000", "$120,000", "$1,364,206"):
        assert amount in found, amount


def test_minneapolis_seven_workers_come_out_as_published(client: Client) -> None:
    answer = answered(client, MINNEAPOLIS)

    assert answer["whole"]["object_classes"]["k_total"] == 708_400
    [line] = answer["periods"][0]["lines"]
    assert line["computation"].startswith("7 posts × $101,200 × 12 of 12 months = $708,400")
    found = page(client, [*MINNEAPOLIS.items()])
    assert "7 posts × $101,200 × 12 of 12 months = $708,400" in found


def test_charlotte_s_first_site_comes_out_as_published(client: Client) -> None:
    site = {"name": "Cure Violence site, first year", "amount": 474_000}
    answer = answered(client, {**CHARLOTTE, "subrecipients": [site]})

    assert answer["whole"]["object_classes"]["k_total"] == 474_000
    rows = [("subrecipient_name", site["name"]), ("subrecipient_amount", site["amount"])]
    found = page(client, [*CHARLOTTE.items(), *rows])
    assert "$474,000 = $474,000" in found
