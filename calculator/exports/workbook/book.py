"""A workbook being written: its sheets, its looks, and numbers that read back as they are."""

import io
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from calculator.words.colors import light

# What a program that does not recalculate shows, and what a cell says that lacks a figure.
NEEDS_A_FIGURE = "needs a figure"
NOT_REPORTED = "not reported"
LONGEST_LINK = 2_000  # spreadsheets take no longer one as a link
ACCENT, INPUT_FILL, RULE = (light()[name] for name in ("accent", "warn-soft", "line"))
FIXED_FILL = light()["sunken"]  # what stays as it was downloaded
PLAIN = "[>=1000]#,##0;General"  # no bare point after a whole number, no more digits than the column has room for
LINE_HEIGHT = 15.0  # points
MOST_LINES = 27  # no row may be higher than 409 points
PRINT_MARGIN = 0.5  # inches
LEGIBLE_WIDTH = 155  # characters across a page on its side: some 9 points in Calibri

_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT},
    "lede": {"italic": True, "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "bottom": 1, "border_color": RULE, "text_wrap": True, "valign": "top"},
    "section": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "head_number": {
        "bold": True,
        "bottom": 1,
        "border_color": RULE,
        "text_wrap": True,
        "valign": "top",
        "align": "right",
    },
    "head_year": {"bold": True, "bottom": 1, "border_color": RULE, "align": "right", "num_format": "0"},
    "beyond": {"font_color": RULE},
    "fixed": {"bg_color": FIXED_FILL, "text_wrap": True, "valign": "top"},
    "text": {"valign": "top", "align": "left", "indent": 1},
    "label": {"text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True, "top": 1, "border_color": RULE},
    "number": {"num_format": PLAIN, "valign": "top", "shrink": True},
    "year": {"num_format": "0", "valign": "top"},
    "count": {"num_format": "#,##0", "valign": "top"},
    "strong_count": {"num_format": "#,##0", "bold": True, "top": 1, "border_color": RULE},
    "people": {"num_format": "#,##0.0", "valign": "top"},
    "money": {"num_format": "$#,##0", "valign": "top", "align": "right", "shrink": True},
    "strong_money": {"num_format": "$#,##0", "bold": True, "top": 1, "border_color": RULE, "shrink": True},
    "change": {"num_format": "+$#,##0;-$#,##0;$0", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
    "multiplier": {"num_format": "0.0000", "valign": "top"},
    "percent": {"num_format": "0.00######%", "valign": "top"},
    "fixed_number": {"bg_color": FIXED_FILL, "num_format": PLAIN, "valign": "top"},
    "fixed_money": {"bg_color": FIXED_FILL, "num_format": "$#,##0", "valign": "top"},
    "code": {
        "font_name": "Courier New",
        "font_size": 9,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": 1,
    },
    "code_line": {"font_name": "Courier New", "font_size": 9, "valign": "top", "indent": 1},
    "input": {"bg_color": INPUT_FILL, "border": 1, "border_color": RULE, "valign": "top"},
}
_INPUT_NUMBERS: Mapping[str, str] = {"share": "0.00########%", "USD": "$#,##0.########", "year": "0"}


class ExactNumber(float):
    """A number whose text in a file is the shortest that reads back as the same double.

    XlsxWriter writes 16 digits; every seventeenth-digit double would come back as its neighbor.
    """

    def __format__(self, spec: str) -> str:
        """Return all digits, whatever `spec` asks for."""
        return float.__repr__(self)


class Book:
    """A workbook in memory. Text is always written as text: nothing a user typed becomes a formula."""

    def __init__(self, *, title: str, created: datetime) -> None:
        self._bytes = io.BytesIO()
        self._workbook = xlsxwriter.Workbook(
            self._bytes,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self._workbook.set_properties({"title": title, "author": "CVI Budget", "created": created})
        self._workbook.set_calc_mode("auto")
        self._formats: dict[str, Format] = {}
        self._printed: list[tuple[Worksheet, int]] = []  # each sheet and how many of its columns go on paper

    def sheet(
        self,
        name: str,
        *,
        widths: tuple[int, ...],
        printed: int | None = None,
        frozen_rows: int = 0,
        upright: bool = False,
        one_page: bool = False,
    ) -> Worksheet:
        """Return a new sheet with columns of these widths (in characters), set to print on Letter paper.

        The first `printed` columns (all where None) go on paper, as many pages wide as keeps them legible; with
        `one_page` all on one, upright.
        """
        sheet = self._workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(1)  # US Letter
        sheet.set_margins(left=PRINT_MARGIN, right=PRINT_MARGIN)
        if not (upright or one_page):
            sheet.set_landscape()
        on_paper = widths[:printed]
        wide = 1 if sum(on_paper) <= LEGIBLE_WIDTH else 2
        sheet.fit_to_pages(wide, 1 if one_page else 0)
        if wide > 1:
            sheet.repeat_columns(0)
        self._printed.append((sheet, len(on_paper)))
        if frozen_rows:
            sheet.freeze_panes(frozen_rows, 0)
            sheet.repeat_rows(0, frozen_rows - 1)
        return sheet

    def look(self, name: str) -> Format:
        """Return the format of that name."""
        if name not in self._formats:
            unit = name.removeprefix("input ")
            number = _INPUT_NUMBERS.get("USD" if unit.startswith("USD") else unit, PLAIN)
            looks = _LOOKS[name] if name in _LOOKS else {**_LOOKS["input"], "num_format": number}
            self._formats[name] = self._workbook.add_format(looks)
        return self._formats[name]

    def name_cell(self, name: str, sheet: Worksheet, row: int, column: int) -> None:
        """Give a cell a name that formulas on every sheet use."""
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        self._workbook.define_name(name, f"='{sheet.get_name()}'!${letters[column]}${row + 1}")

    def chart(self, kind: str, subtype: str) -> Any:
        """Return a new native chart."""
        return self._workbook.add_chart({"type": kind, "subtype": subtype})

    def finished(self) -> bytes:
        """Return the file. Text that runs over the last printed column would shrink all of a page; the area ends it."""
        for sheet, columns in self._printed:
            sheet.print_area(0, 0, sheet.dim_rowmax or 0, columns - 1)
        self._workbook.close()
        return self._bytes.getvalue()


def fit_height(sheet: Worksheet, row: int, texts: Mapping[str, int]) -> None:
    """Make a row high enough for wrapped texts, given the width in characters of each one's column."""
    lines = max((math.ceil(len(text) / width) for text, width in texts.items()), default=1)
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * min(lines, MOST_LINES))


def put_label(book: "Book", sheet: Worksheet, row: int, text: str, width: int) -> None:
    """Write what a row is called into its first column, `width` characters wide, and make the row high enough for it."""
    sheet.write_string(row, 0, text, book.look("label"))
    fit_height(sheet, row, {text: width})


def put_row(sheet: Worksheet, row: int, texts: tuple[str, ...], look: Format) -> None:
    """Write texts side by side."""
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, look)


def put_number(sheet: Worksheet, row: int, column: int, value: float, look: Format) -> None:
    """Write a number with all its digits."""
    sheet.write_number(row, column, ExactNumber(value), look)


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, look: Format, value: float | str) -> None:
    """Write a formula and the value it has now, for programs that do not recalculate."""
    sheet.write_formula(row, column, formula, look, value if isinstance(value, str) else ExactNumber(value))


def put_link(sheet: Worksheet, row: int, column: int, url: str) -> None:
    """Write an address as a link, or as text where it is too long for one."""
    if len(url) <= LONGEST_LINK and url.startswith(("https://", "http://")):
        sheet.write_url(row, column, url, string=url[:255])
    else:
        sheet.write_string(row, column, url)
