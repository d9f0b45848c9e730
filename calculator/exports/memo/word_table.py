"""A table of the memo in Word: columns as wide as their words, lines as in the PDF, no total alone on a page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from calculator.words.colors import light

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

TEXT_INCHES = 6.5  # between the margins of a Letter page
INCHES_A_CHARACTER, PADDING_INCHES = 0.1, 0.22  # a bold digit at 10.5 points, and the cell’s margins
NARROWEST_INCHES, WIDEST_INCHES = 0.6, 1.6  # of a column whose words do not fill what is left
SMALL_POINTS = 9
MOST_ROWS_KEPT = 9  # a longer table may go on over the page


def print_table(document: "Document", block: Mapping[str, Any]) -> None:
    """Print a block of columns (kinds: number, text, wide, fill), headings and rows (cells, strong)."""
    kinds = block["columns"]
    if document.element.body[-2].tag.endswith("}tbl"):  # the last but the section’s own properties
        _part(document)
    table = document.add_table(rows=1, cols=len(kinds))
    for cell, kind, words in zip(table.rows[0].cells, kinds, block["headings"], strict=True):
        _fill(cell, "number" if kind == "number" else "text", words, strong=True)
    for entry in block["rows"]:
        for cell, kind, content in zip(table.add_row().cells, kinds, entry["cells"], strict=True):
            _fill(cell, kind, content, strong=entry["strong"])
    size_columns(table, _widths(block))
    _draw_lines(table)
    _keep_rows(table)


def _part(document: "Document") -> None:
    """Put a line between two tables: Word takes those that touch for one, with the first one's headings on each page."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    no_space(paragraph)
    paragraph.paragraph_format.line_spacing = Pt(SMALL_POINTS)


def no_space(paragraph: Any) -> None:
    """Take from a paragraph the space around it: a cell has its own."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)


def _fill(cell: "_Cell", kind: str, content: Any, *, strong: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    name, remark = content if kind == "wide" else (content, "")
    paragraph.add_run(name).bold = strong or kind == "wide"
    if remark:
        paragraph.add_run(f" {remark}").font.size = Pt(SMALL_POINTS)
    if kind == "number":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    no_space(paragraph)


def _widths(block: Mapping[str, Any]) -> list[float]:
    """Return every column's width in inches: as its longest word needs, and what is left to the wide ones."""
    kinds: Sequence[str] = block["columns"]
    broad = [kind in ("wide", "fill") for kind in kinds]
    if not any(broad):
        return [TEXT_INCHES / len(kinds)] * len(kinds)
    narrow = [_needed(block, at) for at in range(len(kinds))]
    left = TEXT_INCHES - sum(width for width, is_broad in zip(narrow, broad, strict=True) if not is_broad)
    return [left / sum(broad) if is_broad else width for width, is_broad in zip(narrow, broad, strict=True)]


def _needed(block: Mapping[str, Any], at: int) -> float:
    words = [str(entry["cells"][at]) for entry in block["rows"]] + str(block["headings"][at]).split()
    width = max(map(len, words)) * INCHES_A_CHARACTER + PADDING_INCHES
    return min(max(width, NARROWEST_INCHES), WIDEST_INCHES)


def size_columns(table: Any, inches: Sequence[float]) -> None:
    """Give a table its columns' widths in inches, in the table and in every cell: each program reads one of the two."""
    from docx.shared import Inches

    table.autofit = False
    for column, width in zip(table.columns, inches, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _draw_lines(table: Any) -> None:
    """Draw a thin line under each row and a dark one under the headings."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("w:bottom", "w:insideH"):
        borders.append(_line(side, light()["line"], 4))
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)
    for cell in table.rows[0].cells:
        under = OxmlElement("w:tcBorders")
        under.append(_line("w:bottom", light()["ink"], 6))
        cell._tc.get_or_add_tcPr().append(under)


def _line(side: str, color: str, eighths_of_a_point: int) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement(side)
    for name, value in (
        ("val", "single"),
        ("sz", str(eighths_of_a_point)),
        ("space", "0"),
        ("color", color.removeprefix("#")),
    ):
        line.set(qn(f"w:{name}"), value)
    return line


def _keep_rows(table: Any) -> None:
    """Break no row, repeat the headings on the next page, and let no page begin with a total alone."""
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    held = table.rows[:-1] if len(table.rows) <= MOST_ROWS_KEPT else (table.rows[0], table.rows[-2])
    for row in held:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
