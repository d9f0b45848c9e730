"""An award in words: every year in the narrative, every piece with its arithmetic, the request in the memo."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.memos import pdf_of, text_of

pytestmark = pytest.mark.django_db
ORGANIZATIONS: list[dict[str, Any]] = [
    {"name": "Peacekeepers", "posts": {"outreach_workers": 2}, "services": 0.4, "indirect_rate": 0.1},
    {"name": "Hospital", "posts": {"hvip_specialists": 1, "outreach_workers": 1}},
]
BODY = {
    "methodology": "field@2027.1",
    "places": ["5157000"],
    "years": 3,
    "current_staff": {"outreach_workers": {"community": 2}},
    "subrecipients": ORGANIZATIONS,
}
QUERY = (
    "methodology=field@2027.1&years=3&current_outreach_workers_community=2"
    "&subrecipient_name=Peacekeepers&subrecipient_posts_outreach_workers=2&subrecipient_services=0.4"
    "&subrecipient_indirect_rate=0.1"
)


def answered(client: Client, **body: Any) -> dict[str, Any]:
    response = client.post("/api/v1/grant-budgets/", {**BODY, **body}, content_type="application/json")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_the_narrative_has_every_line_of_every_year(client: Client) -> None:
    answer = answered(client)
    told = " ".join(paragraph["text"] for paragraph in answer["narratives"])

    for period in answer["periods"]:
        for line in period["lines"]:
            assert f"{period['label']}: {line['computation']}" in told


def test_a_staff_narrative_says_who_pays_the_posts(client: Client) -> None:
    answer = answered(client)
    text = next(each["text"] for each in answer["narratives"] if each["line"] == "outreach_cost")
    last = [row for row in answer["payers"] if row["role"] == "outreach_workers"][-1]

    assert f"The program has {last['planned']} in 2029: {last['requested']} paid by this award, 2 paid already." in text


def test_organizations_share_a_line_s_name_but_not_its_paragraph(client: Client) -> None:
    answer = answered(client)
    operations = [each["text"] for each in answer["narratives"] if each["line"] == "operations_cost"]

    assert len(operations) == 2
    assert all(text.count("2027: ") == text.count("2028: ") == text.count("2029: ") == 1 for text in operations)


def test_measures_in_the_narrative_are_those_of_the_award_s_staff(client: Client) -> None:
    small = answered(client, request={"cap": 2_000_000, "fit": True}, subrecipients=[])
    [text] = [each["text"] for each in small["narratives"] if each["line"] == "measures"]
    posts = small["request"]["posts"]
    at_work = float(re.search(r"Frontline workers at work: .*, ([\d.]+) in 2029", text)[1])

    assert at_work <= sum(count for role, count in posts.items() if role != "supervisors")
    assert "People engaged in the program:" in text


def test_what_remains_of_a_service_shows_what_it_remains_of(client: Client) -> None:
    answer = answered(client)
    found = 0
    for line in (line for period in answer["periods"] for line in period["lines"]):
        match = re.search(r" = \$([\d,]+); less \$([\d,]+) through organizations = \$([\d,]+)$", line["computation"])
        if match:
            whole, less, rest = (int(each.replace(",", "")) for each in match.groups())
            assert whole - less == rest == line["amount"]
            found += 1
    assert found == 15


def test_the_base_of_indirect_charges_adds_up_in_words(client: Client) -> None:
    answer = answered(client)

    for sentence, period in zip(answer["indirect_working"][1:], answer["periods"], strict=True):
        parts, _, _ = sentence.partition(" = ")
        amounts = [int(each.replace(",", "")) for each in re.findall(r"\$([\d,]+)", parts)]
        assert sum(amounts) == period["indirect_base"]


def test_every_piece_of_an_organization_says_how_it_comes_about(client: Client) -> None:
    page = client.get(f"/cities/norfolk-va/calculator/?{QUERY}&tab=grant").content.decode()
    sheet = page[page.index('id="organization-1"') : page.index('id="organization-2"')]
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", sheet.partition("<tfoot")[0], re.DOTALL)[1:]

    assert len(rows) > 20
    for row in rows:
        _, _, words, amount = (
            re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.DOTALL)
        )
        assert amount.strip() in words


def test_who_pays_is_told_for_every_year(client: Client) -> None:
    page = client.get(f"/cities/norfolk-va/calculator/?{QUERY}&tab=grant").content.decode()

    assert all(f"Who pays for each post, {year}" in page for year in (2027, 2028, 2029))


def test_the_memo_has_the_request_who_pays_and_what_nobody_has_yet(client: Client) -> None:
    response = client.get(f"/cities/norfolk-va/budget.pdf?{QUERY}&request_cap=2000000&request_fit=1")
    told = re.sub(r"\s+", " ", text_of(pdf_of(response.content)))
    asked = {"request": {"cap": 2_000_000, "fit": True}, "subrecipients": ORGANIZATIONS[:1]}
    answer = answered(client, **asked)

    assert f"This award asks for ${answer['whole']['object_classes']['k_total']:,} over 3 years" in told
    assert "What is applied for" in told
    for words in (
        "Paid by organizations",
        "Nobody yet",
        "Not yet assigned",
        "Peacekeepers",
        "15%, the de minimis rate",
    ):
        assert words in told, words
    for line in (line for period in answer["periods"] for line in period["lines"] if line["pay"]):
        assert line["computation"].partition(";")[0] in told


def test_a_memo_about_no_grant_has_no_such_section(client: Client) -> None:
    told = text_of(pdf_of(client.get("/cities/norfolk-va/budget.pdf?years=3").content))

    assert "What is applied for" not in told
