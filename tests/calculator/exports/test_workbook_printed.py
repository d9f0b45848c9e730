"""The workbook on paper: no sheet is shrunk until nobody can read it, and nothing of the answer is cut off."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries

from calculator.exports.workbook import workbook_of
from tests.calculator.exports.test_plan_workbook import SOURCES, answer_of

PAPER = 10.0  # inches across a landscape page of US Letter, less its margins; 7.5 upright
CHARACTER = 7 / 96  # inches that Excel gives a character of a column at 11 points
SMALLEST = 8.0  # points


QUERIES = [
    f"methodology=caps@2027.1&years=5&perspective=social&{SOURCES}",
    f"methodology=caps@2027.1&years=10&perspective=social&{SOURCES}",
    f"methodology=caps@2026.1&years=5&perspective=social&{SOURCES}",
]


@pytest.fixture(scope="module", params=QUERIES)
def book(request: pytest.FixtureRequest) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_of(answer_of(request.param))))


def test_every_sheet_prints_in_letters_that_can_be_read(book: Workbook) -> None:
    for sheet in book:
        first, _, last, _ = range_boundaries(sheet.print_area.partition("!")[2].replace("$", ""))
        width = sum(sheet.column_dimensions[get_column_letter(at)].width for at in range(first, last + 1)) * CHARACTER
        paper = PAPER if sheet.page_setup.orientation == "landscape" else 7.5
        assert 11 * paper * (sheet.page_setup.fitToWidth or 1) / width >= SMALLEST, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1) or sheet.title in ("Plan", "Return"), sheet.title
        assert sheet.page_setup.fitToHeight == 0 or sheet.title in ("Budget", "Cash"), sheet.title


def test_what_is_printed_reaches_the_last_row_and_the_chart(book: Workbook) -> None:
    for sheet in book:
        *_, last = range_boundaries(sheet.print_area.partition("!")[2].replace("$", ""))
        assert last == sheet.max_row, sheet.title
    chart = book["Budget"]._charts[0].anchor
    assert book["Budget"].max_row >= chart._from.row + 220 / 20


def test_long_lists_repeat_their_heads_on_every_page(book: Workbook) -> None:
    assert {
        name: book[name].print_title_rows for name in ("Inputs", "Working", "Staffing", "Sources")
    } == dict.fromkeys(("Inputs", "Working", "Staffing", "Sources"), "$1:$1")


def test_what_a_row_is_called_is_not_cut_off_by_the_cell_beside_it(book: Workbook) -> None:
    columns = [(sheet, letter) for sheet in book for letter in ("AB" if sheet.title == "Plan" else "A")]
    for sheet, letter in columns:
        width = sheet.column_dimensions[letter].width
        for cell in sheet[letter]:
            long = isinstance(cell.value, str) and not cell.value.startswith("=") and len(cell.value) > width + 2
            if not long or sheet.cell(cell.row, cell.column + 1).value is None:
                continue
            assert cell.alignment.wrap_text, (sheet.title, cell.value)
            height = sheet.row_dimensions[cell.row].height  # none: as high as its texts need
            assert height is None or height >= 2 * 13, (sheet.title, cell.value)
