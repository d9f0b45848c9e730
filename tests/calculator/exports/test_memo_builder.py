"""The memo a clerk accepts: dated, addressed, asking; the same words as PDF and DOCX; nothing too small to read."""

import io
import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from docx import Document

from calculator.asking.memo import SECTIONS, USUAL
from calculator.models import Scenario
from calculator.views import papers
from tests.memos import pdf_of, text_of

pytestmark = pytest.mark.django_db
LEAST_POINTS = 9.0
ADDRESSED = (
    "memo_date=2026-11-26&memo_to=City+Council&memo_from=Office+of+the+Mayor"
    "&memo_ask=Approve+a+first+year+of+%243.0+million."
)


def get(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.content[:300])
    return answer.content


def words_of(document: Any) -> str:
    """Return every word of a Word document's body, tables where they stand."""
    texts = [node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")]
    return " ".join(texts)


def plain(text: str) -> list[str]:
    """Return words alone, so that line ends and spaces of two formats do not matter."""
    return re.findall(r"[\w$%.,]+", text)


def test_a_memo_says_to_whom_from_whom_when_and_what_is_asked(client: Client) -> None:
    text = text_of(pdf_of(get(client, f"/cities/norfolk-va/budget.pdf?{ADDRESSED}")))
    for words in ("City Council", "Office of the Mayor", "November 26, 2026", "Approve a first year of $3.0 million."):
        assert words in text
    assert "25%" in text
    assert "In steps" in text


def test_a_memo_without_a_date_bears_todays_and_its_address_names_it(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(papers, "_today", lambda: papers.date(2026, 11, 26))
    first = get(client, "/cities/norfolk-va/budget.pdf")
    assert "November 26, 2026" in text_of(pdf_of(first))
    assert get(client, "/cities/norfolk-va/budget.pdf?memo_date=2026-11-26") == first
    copy = client.get("/cities/norfolk-va/budget.pdf")["ETag"]
    monkeypatch.setattr(papers, "_today", lambda: papers.date(2026, 11, 27))
    later = client.get("/cities/norfolk-va/budget.pdf", headers={"If-None-Match": copy})
    assert later.status_code == 200
    assert "November 27, 2026" in text_of(pdf_of(later.content))


def test_an_address_with_a_date_gives_the_same_bytes_on_any_day(client: Client, monkeypatch) -> None:
    made = {}
    for day in (26, 27):
        monkeypatch.setattr(papers, "_today", lambda day=day: papers.date(2026, 11, day))
        for ending in ("budget.pdf", "budget.docx", "handout.pdf"):
            made.setdefault(ending, set()).add(get(client, f"/cities/norfolk-va/{ending}?{ADDRESSED}"))
    assert {ending: len(copies) for ending, copies in made.items()} == dict.fromkeys(made, 1)


@pytest.mark.parametrize("slug", ["norfolk-va", "monowi-ne", "new-york-ny"])
def test_word_and_pdf_say_the_same(client: Client, slug: str) -> None:
    query = f"{ADDRESSED}&years=3&memo_sections={','.join(SECTIONS)}"
    pdf = set(plain(text_of(pdf_of(get(client, f"/cities/{slug}/budget.pdf?{query}")))))
    document = Document(io.BytesIO(get(client, f"/cities/{slug}/budget.docx?{query}")))
    said = [word for word in plain(words_of(document)) if len(word) > 3 and "testserver" not in word]
    missing = [
        word for word in said if word not in pdf and not word.startswith(("www", "http")) and "." not in word[:-1]
    ]
    assert len(missing) <= len(said) // 100, missing  # words that the PDF breaks at a line's end


def test_a_word_document_can_be_edited_and_has_the_head_and_the_total(client: Client) -> None:
    document = Document(io.BytesIO(get(client, f"/cities/norfolk-va/budget.docx?population=238005&{ADDRESSED}")))
    text = words_of(document)
    assert "$19,888,485" in text
    assert "Approve a first year of $3.0 million." in text
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert document.core_properties.created.date().isoformat() == "2026-11-26"


@pytest.mark.parametrize(("slug", "hollow"), [("georgetown-de", True), ("norfolk-va", False)])
def test_a_year_that_is_not_whole_is_drawn_hollow(client: Client, slug: str, hollow: bool) -> None:
    page = pdf_of(get(client, f"/cities/{slug}/budget.pdf?{ADDRESSED}")).pages[0]
    drawn = page.get_contents().get_data()
    assert bool(re.search(rb"\[[\d. ]+\]\s*[\d.]+ d\b", drawn)) is hollow, (
        "a dashed outline, which only such a year has"
    )
    assert ("hollow" in page.extract_text()) is hollow


def test_tables_of_a_word_document_never_touch(client: Client) -> None:
    """Word takes two that touch for one, and repeats the first one's headings over the second."""
    query = f"years=3&subawards=2&{ADDRESSED}&memo_sections={','.join(SECTIONS)}"
    document = Document(io.BytesIO(get(client, f"/cities/norfolk-va/budget.docx?{query}")))
    kinds = [element.tag.rpartition("}")[2] for element in document.element.body]
    assert kinds.count("tbl") > 8
    assert ("tbl", "tbl") not in pairwise(kinds)


@pytest.mark.parametrize("path", ["budget.pdf", "handout.pdf"])
def test_nothing_is_smaller_than_nine_points(client: Client, path: str) -> None:
    sizes: dict[float, str] = {}

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if text.strip():
            sizes.setdefault(round(size * abs(matrix[3] or 1), 2), text.strip())

    query = f"{ADDRESSED}&years=3&memo_sections={','.join(SECTIONS)}"
    for page in pdf_of(get(client, f"/cities/norfolk-va/{path}?{query}")).pages:
        page.extract_text(visitor_text=visit)
    assert {size: words for size, words in sizes.items() if size < LEAST_POINTS} == {}


def test_a_handout_is_one_page(client: Client) -> None:
    for slug in ("norfolk-va", "chicago-il", "monowi-ne"):
        assert len(pdf_of(get(client, f"/cities/{slug}/handout.pdf?{ADDRESSED}")).pages) == 1


@pytest.mark.parametrize("key", SECTIONS)
def test_each_section_can_be_left_out_and_chosen_alone(client: Client, key: str) -> None:
    query = f"memo_date=2026-11-26&years=3&memo_sections={key}"
    alone = text_of(pdf_of(get(client, f"/cities/norfolk-va/budget.pdf?{query}")))
    others = [label for other, (label, _) in SECTIONS.items() if other != key]
    assert not [label for label in others if label in alone]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("memo_date=next+Tuesday", "is not a date"),
        ("memo_date=11/26/2026", "such as 2026-11-26"),
        ("memo_to=" + "x" * 10_000, "at most 120 characters"),
        ("memo_ask=" + "y" * 601, "at most 600 characters"),
        ("memo_sections=budget,nothing", "is no section of the memo"),
    ],
)
def test_what_a_memo_cannot_say_is_told_where_and_nothing_is_lost(client: Client, query: str, words: str) -> None:
    answer = client.get(f"/cities/norfolk-va/budget.pdf?outreach_caseload=12&{query}")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "outreach_caseload=12" in page


@pytest.mark.parametrize(
    "text", ["שלום עולם", "مجلس المدينة", "<b>bold</b> & #panic() *star*", "=HYPERLINK(1)", "a\u202egnp\u202c"]
)
def test_any_words_print_as_they_are_in_both(client: Client, text: str) -> None:
    path = {"memo_to": text, "memo_ask": text, "memo_date": "2026-11-26"}
    assert client.get("/cities/norfolk-va/budget.pdf", path).status_code == 200
    document = Document(io.BytesIO(client.get("/cities/norfolk-va/budget.docx", path).content))
    assert text in words_of(document)


def test_the_usual_sections_need_no_name_in_the_address(client: Client) -> None:
    chosen = get(client, f"/cities/norfolk-va/budget.pdf?memo_date=2026-11-26&memo_sections={','.join(USUAL)}")
    assert chosen == get(client, "/cities/norfolk-va/budget.pdf?memo_date=2026-11-26")


def test_the_calculator_writes_the_memos_head_and_keeps_what_it_cannot_use(client: Client) -> None:
    page = "/cities/norfolk-va/calculator/"
    form = {
        "boxes": "percent",
        "memo_to": "City Council",
        "memo_ask": "Fund\r\nit",
        "memo_sections": ["budget", "staff"],
    }
    response = client.post(page, form)
    assert response.status_code == 303
    assert "memo_ask=Fund+it" in response["Location"]
    shown = client.get(response["Location"]).content.decode()
    assert 'name="memo_to" type="text" value="City Council"' in shown
    assert shown.count('type="checkbox" id="p-memo_sections') == len(SECTIONS)
    for file in ("budget.pdf", "budget.docx", "handout.pdf"):
        assert f"/cities/norfolk-va/{file}?methodology=caps&amp;memo_to=City+Council" in shown
    bad = {
        "memo_to": "x" * 10_000,
        "memo_date": "the first of May",
        "memo_from": "مكتب العمدة",
        "memo_ask": "<i>now</i>",
    }
    told = client.post(page, {**form, **bad}, headers={"Sec-Fetch-Mode": "navigate"})
    words = told.content.decode()
    assert told.status_code == 400
    assert "x" * 10_000 in words
    assert "“the first of May” is not a date" in words
    assert 'value="the first of May"' in words
    assert "مكتب العمدة" in words
    assert "&lt;i&gt;now&lt;/i&gt;" in words


LONG = "memo_sections=measures,peers,questions,problem,reach,budget,phasing,staff,years,returns,sure,method,sources"


@pytest.mark.parametrize(
    "path",
    [
        "cities/chicago-il/budget.pdf",
        "cities/norfolk-va/budget.pdf?years=3",
        "cities/norfolk-va/budget.pdf?coverage_share=0.5&years=2",
        f"cities/norfolk-va/budget.pdf?years=3&{LONG}",
        "cities/norfolk-va/budget.pdf?memo_sections=problem,budget",
        "cities/norfolk-va/budget.pdf?memo_sections=questions",
    ],
)
def test_the_check_code_never_stands_alone_on_the_last_page(client: Client, path: str) -> None:
    last = pdf_of(get(client, f"/{path}&memo_date=2026-11-26" if "?" in path else f"/{path}")).pages[-1].extract_text()
    before, found, _ = last.partition("These numbers, live")
    assert found
    assert len(before.split()) > 20, last


@pytest.mark.parametrize("file", ["budget.pdf", "handout.pdf"])
def test_a_saved_memo_bears_the_date_it_names_or_that_of_its_saving(client: Client, monkeypatch, file: str) -> None:
    monkeypatch.setattr(papers, "_today", lambda: papers.date(2031, 5, 6))
    for query, day in (("memo_date=2026-11-26", "November 26, 2026"), ("memo_to=City+Council", None)):
        saved = client.post("/scenarios/", {"path": "/cities/norfolk-va/calculator/", "query": query})["Location"]
        created = Scenario.objects.get(pk=saved.strip("/").rpartition("/")[2]).created
        text = text_of(pdf_of(get(client, f"{saved}{file}")))
        assert (day or f"{created:%B} {created.day}, {created.year}") in text
        assert "2031" not in text


def test_a_step_that_has_no_staff_is_said_to_have_none(client: Client) -> None:
    """Of Georgetown, Delaware, a fourth or half of the people is so few that the method plans nobody."""
    asked = "homicides_three_year=1&price_level=100&memo_sections=phasing"
    document = client.get(f"/cities/georgetown-de/budget.docx?{asked}")
    words = "\n".join(part.text for part in Document(io.BytesIO(document.content)).paragraphs)
    assert "or less so few people are reached that the method plans no frontline worker." in words
    planned = client.get(
        "/api/v1/cities/georgetown-de/budget/?homicides_three_year=1&price_level=100&coverage_share=0.25"
    )
    assert planned.json()["totals"]["frontline_staff"] == 0
    norfolk = client.get("/cities/norfolk-va/budget.docx?memo_sections=phasing")
    assert "no frontline worker" not in "\n".join(p.text for p in Document(io.BytesIO(norfolk.content)).paragraphs)
