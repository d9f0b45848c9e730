"""No page of a paper begins with a total alone; the Word memo is set in the site's colors, its figures unbroken."""

import io
import re

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from calculator.words.colors import light
from tests.memos import pdf_of, text_of

pytestmark = pytest.mark.django_db
PLAN = (
    "years=5&funding_name=City&funding_amount=5000000&funding_first_year=2027&funding_last_year=2031"
    "&funding_certainty=committed&funding_name=Grant&funding_amount=3000000&funding_first_year=2027"
    "&funding_last_year=2028&funding_certainty=likely&memo_to=Council"
)


@pytest.mark.parametrize(
    "more",
    ["", "&memo_from=Mayor", "&memo_from=Mayor&memo_ask=Approve", PLAN, f"{PLAN}&memo_from=Mayor&memo_ask=Approve"],
)
def test_a_total_stands_with_the_line_before_it(client: Client, more: str) -> None:
    answer = client.get(f"/cities/baltimore-md/budget.pdf?memo_date=2026-11-28{more and '&'}{more}")
    for page in pdf_of(answer.content).pages:
        words = page.extract_text()
        assert not re.match(r"\s*Line\s+A year\s+Share\s+Total", words)
        assert not re.match(
            r"\s*Posts\s+Post and what the person does\s+Pay a year\s+Cost a year\s+\d+\s+All staff", words
        )


def test_the_word_memo_keeps_rows_whole_and_repeats_its_headings(client: Client) -> None:
    document = Document(io.BytesIO(client.get(f"/cities/norfolk-va/budget.docx?{PLAN}").content))
    assert "4F81BD" not in document.element.xml, "no color of the program's own style"
    tables = document.tables[1:]
    assert len(tables) > 4
    for table in tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-2].cells)
        assert light()["ink"].removeprefix("#") in table._tbl.xml
        for row in table.rows:
            for cell in row.cells:
                longest = max((len(word) for word in cell.text.split()), default=0)
                assert cell.width.inches >= 0.07 * longest, f"“{cell.text}” does not fit its column"


def test_the_memo_says_which_gap_a_year_has(client: Client) -> None:
    words = text_of(pdf_of(client.get(f"/cities/norfolk-va/budget.pdf?{PLAN}").content))
    assert "Gap if all comes" in words
    assert "open if all of them come" in words


def test_the_workbook_names_no_path_as_an_address_and_rounds_what_it_shows(client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get(f"/cities/norfolk-va/budget.xlsx?{PLAN}").content))
    addresses = [row[3].value for row in book["Sources"].iter_rows(min_row=2) if row[3].value]
    assert addresses
    assert all(str(address).startswith("https://") for address in addresses)
    assert "the user" not in [row[1].value for row in book["Sources"].iter_rows()]
    worked = next(row for row in book["Plan"].iter_rows() if row[0].value == "Share of the frontline’s year worked")
    assert {cell.number_format for cell in worked[2:7]} == {"0.0000"}
