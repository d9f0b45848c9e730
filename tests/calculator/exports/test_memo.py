"""The council memo: tagged pages for any scenario, its figures the API's, nothing typed ever runs or gets lost."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from calculator.asking.subject import MOST_PLACES
from calculator.exports.memo.code import LONGEST_LINK, square_code
from calculator.methods import newest
from profiles.selectors import place_table
from tests.memos import HOSTILE, SPECIAL, pdf_of, random_queries, structure_types, text_of

pytestmark = pytest.mark.django_db
# A plural after one, a missing figure printed, an amount of nothing explained.
SLIPS = re.compile(
    r"(?<![\d,.])1 (homicides|people|posts|supervisors|residents|years|staff to|sources|workers)\b"
    r"|\bnan\b|\bNone\b|\binf\b|\$0 of|\$-|not reported to hire"
)


def memo(client: Client, slug: str, query: str = "") -> bytes:
    response = client.get(f"/cities/{slug}/budget.pdf?{query}")
    assert response.status_code == 200, (slug, query)
    assert response["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize("slug", SPECIAL)
def test_the_memo_is_letter_pages_tagged_as_pdf_ua(client: Client, slug: str) -> None:
    reader = pdf_of(memo(client, slug))
    assert 2 <= len(reader.pages) <= 4
    assert {tuple(page.mediabox[2:]) for page in reader.pages} == {(612, 792)}
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    types = structure_types(reader)
    assert types.count("/H1") == 1
    assert types.count("/H2") >= 5
    assert {"/Table", "/TH", "/TD", "/Figure", "/L", "/Link"} <= set(types)


def test_random_scenarios_each_have_the_api_s_total(client: Client) -> None:
    for slug, query in random_queries(30, seed=5):
        reader = pdf_of(memo(client, slug, query))
        assert len(reader.pages) <= 6, (slug, query)
        text = text_of(reader)
        slip = SLIPS.search(text)
        assert slip is None, (slug, query, text[max(0, slip.start() - 60) : slip.end() + 60])
        scenario = client.get(f"/cities/{slug}/budget.json?{query}").json()
        for amount in [scenario["total"], *(line["amount"] for line in scenario["budget"])]:
            assert not amount or f"${amount:,}" in text, (slug, query, amount)
        for role in scenario["staffing"]:
            assert not role["count"] or f"${role['cost']:,}" in text, (slug, query, role["role"])


def test_norfolk_says_what_a_council_asks(client: Client) -> None:
    text = text_of(pdf_of(memo(client, "norfolk-va", "methodology=caps@2026.1&population=238005&homicides=50")))
    for words in (
        "Norfolk, Virginia",
        "238 people",
        "$19,888,485",
        "24 – 1,785",
        "16 Street outreach workers",
        "What it might return",
        "Counting deaths alone",
        "What is not in this budget",
        "Police",
        "version 2026.1",
        "Real-Time Crime Index",
        "/cities/norfolk-va/calculator/",
    ):
        assert words in text, words
    assert "Years and money in" not in text


def test_a_village_without_a_homicide_report_leaves_out_what_is_not_known(client: Client) -> None:
    text = text_of(pdf_of(memo(client, "monowi-ne")))
    assert "a missing figure is not zero" in text
    assert "What it might return" not in text
    assert "Who is hired" not in text
    assert "should plan with its county" in text


def test_years_and_money_in_are_there_when_set(client: Client) -> None:
    source = {"funding_name": "City fund", "funding_kind": "state", "funding_amount": "5000000"}
    source |= {"funding_first_year": "2027", "funding_last_year": "2028", "funding_certainty": "committed"}
    text = text_of(pdf_of(memo(client, "norfolk-va", urlencode({"years": 4, **source}))))
    assert "Years, and who pays" in text
    assert "In 2029 committed money falls by 100% as City fund ends" in text
    assert "$5,000,000 a year 2027–2028 (committed)" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_typed_names_come_out_whole_and_never_run(client: Client, name: str) -> None:
    source = {"funding_name": name, "funding_kind": "other", "funding_amount": "1000", "funding_certainty": "asked"}
    source |= {"funding_first_year": "2027", "funding_last_year": "2027"}
    text = text_of(pdf_of(memo(client, "norfolk-va", urlencode(source))))
    assert "".join(name.split()) in "".join(text.split())


@pytest.mark.parametrize(
    "name", ["שלום עולם", "مرحبا بالعالم", "中文基金 🏳️‍🌈", "a\u202egnp\u202c", "\ue000 \U0001fae9"]
)
def test_every_script_prints(client: Client, name: str) -> None:
    source = {"funding_name": name, "funding_kind": "other", "funding_amount": "1000", "funding_certainty": "asked"}
    assert len(pdf_of(memo(client, "norfolk-va", urlencode({**source, "local_citation": name}))).pages) <= 5


def test_the_same_question_gives_the_same_bytes(client: Client) -> None:
    assert memo(client, "chicago-il", "years=3") == memo(client, "chicago-il", "years=3")


def test_the_link_leads_back_and_a_long_one_has_no_code(client: Client) -> None:
    reader = pdf_of(memo(client, "norfolk-va", "outreach_caseload=12&memo_date=2026-11-26"))
    actions = [note.get_object().get("/A", {}) for page in reader.pages for note in page.get("/Annots", [])]
    links = {str(action.get("/URI")) for action in actions}
    asked = f"methodology=caps%40{newest().version}&outreach_caseload=12&memo_date=2026-11-26"
    begins = f"http://testserver/cities/norfolk-va/calculator/?{asked}"
    assert [link for link in links if link == begins or link.startswith(f"{begins}&data=")]
    assert square_code("https://example.org/" + "x" * LONGEST_LINK) is None
    assert bytes(square_code("https://example.org/") or []).startswith(b"\x89PNG")


@pytest.mark.parametrize("paper", ["budget.pdf", "handout.pdf", "budget.docx"])
def test_a_region_of_as_many_places_as_may_be_has_papers(client: Client, paper: str) -> None:
    places = [place.geoid for place in place_table().places[:MOST_PLACES]]
    answer = client.get(f"/calculator/{paper}", {"place": places})
    assert answer.status_code == 200
    assert len(answer.content) > 10_000


def test_a_region_a_county_and_a_population_have_memos(client: Client) -> None:
    for query in ("place=5157000&place=5182000", "county=51710", "population=50000"):
        response = client.get(f"/calculator/budget.pdf?{query}")
        assert response.status_code == 200, query
        assert 1 <= len(pdf_of(response.content).pages) <= 5, query


def test_what_cannot_be_answered_says_so_and_loses_nothing(client: Client) -> None:
    response = client.get("/cities/norfolk-va/budget.pdf?outreach_caseload=0&coverage_share=x")
    assert response.status_code == 400
    page = response.content.decode()
    assert "a number from 1 to 200" in page
    assert "/cities/norfolk-va/calculator/?outreach_caseload=0&amp;coverage_share=x" in page
    assert client.get("/calculator/budget.pdf").status_code == 400
    assert client.get("/cities/nowhere-zz/budget.pdf").status_code == 404
    assert client.post("/cities/norfolk-va/budget.pdf").status_code == 405
    assert client.get("/cities/monowi-ne/budget.pdf?high_risk_basis=2").status_code == 400


def test_an_unchanged_memo_is_not_sent_twice(client: Client) -> None:
    first = client.get("/cities/norfolk-va/budget.pdf")
    again = client.get("/cities/norfolk-va/budget.pdf", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
