"""The memo as a Word document to edit: the same head, sections and words as the PDF. The same memo gives the same bytes."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from calculator.exports.memo.word_table import no_space, print_table, size_columns
from calculator.words.colors import light

if TYPE_CHECKING:
    from docx.document import Document

WORD_JOINER = "\u2060"  # pages need it after a minus; some of Word's typefaces draw it as a box
BODY_POINTS, SMALL_POINTS = 10.5, 9
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def docx_of(data: Mapping[str, Any], *, on: date) -> bytes:
    """Return the memo as DOCX, dated `on` inside and out."""
    import docx as word
    from docx.shared import Inches, Pt

    data = json.loads(json.dumps(data, ensure_ascii=False).replace(WORD_JOINER, ""))
    document = word.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(BODY_POINTS)
    normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(4), Pt(6)
    page = document.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches(1)
    _properties(document, data, on)
    _head(document, data)
    for section in data["sections"]:
        _heading(document, section["heading"], 2)
        for block in section["blocks"]:
            _PRINTERS[block["kind"]](document, block)
    _address(document, data["link"])
    page.footer.paragraphs[0].text = data["footer"]
    out = io.BytesIO()
    document.save(out)
    return _same_every_time(out.getvalue())


def _properties(document: "Document", data: Mapping[str, Any], on: date) -> None:
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = (
        data["title"][:255],
        data["description"][:255],
        "CVI Budget",
    )
    properties.comments, properties.language = "", "en-US"
    properties.created = properties.modified = moment


def _head(document: "Document", data: Mapping[str, Any]) -> None:
    _small(document, data["kicker"])
    _heading(document, data["heading"], 1)
    table = document.add_table(rows=0, cols=2)
    for entry in data["head"]:
        cells = table.add_row().cells
        cells[0].text = entry["label"]
        cells[1].paragraphs[0].add_run(entry["text"]).bold = entry["label"] == "Request"
    size_columns(table, (1.0, 5.5))
    for cell in (cell for row in table.rows for cell in row.cells):
        no_space(cell.paragraphs[0])
    _text(document, {"parts": data["lede"]})
    if data["in_use"]:
        document.add_paragraph(data["in_use"])
    if data["keys"]:
        document.add_paragraph("; ".join(f"{key['value']} {key['label']}" for key in data["keys"]) + ".")
    for words in data["advice"]:
        document.add_paragraph(words)


def _heading(document: "Document", words: str, level: int) -> None:
    from docx.shared import RGBColor

    for run in document.add_heading(words, level=level).runs:
        run.font.color.rgb = RGBColor.from_string(light()["accent"].removeprefix("#"))


def _text(document: "Document", block: Mapping[str, Any]) -> None:
    paragraph = document.add_paragraph()
    for part in block["parts"]:
        paragraph.add_run(part["text"]).bold = bool(part.get("strong"))


def _caution(document: "Document", block: Mapping[str, Any]) -> None:
    document.add_paragraph(block["text"])


def _note(document: "Document", block: Mapping[str, Any]) -> None:
    _small(document, block["text"])


def _small(document: "Document", words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = document.add_paragraph().add_run(words)
    run.font.size, run.font.color.rgb = Pt(SMALL_POINTS), RGBColor.from_string(light()["ink-soft"].removeprefix("#"))


def _bar(document: "Document", block: Mapping[str, Any]) -> None:
    rows = [
        {"cells": [[line["label"], line["note"]], line["amount"], line["share"]], "strong": False}
        for line in block["lines"]
    ]
    rows.append({"cells": [[block["total_label"], ""], block["total"], "100%"], "strong": True})
    headings = ["Line", "A year", "Share"]
    print_table(document, {"columns": ["wide", "number", "number"], "headings": headings, "rows": rows})


def _history(document: "Document", block: Mapping[str, Any]) -> None:
    """Print the chart as the table it was drawn from."""
    bars = block["bars"]
    row = {"cells": [bar["value"] for bar in bars], "strong": False}
    print_table(document, {"columns": ["number"] * len(bars), "headings": [bar["year"] for bar in bars], "rows": [row]})
    _small(document, block["caption"])


def _sources(document: "Document", block: Mapping[str, Any]) -> None:
    for entry in block["entries"]:
        document.add_paragraph(" ".join(filter(None, (entry["words"], entry["url"]))), style="List Bullet")


def _questions(document: "Document", block: Mapping[str, Any]) -> None:
    for item in block["items"]:
        _heading(document, item["question"], 3)
        document.add_paragraph(item["answer"])


def _address(document: "Document", link: Mapping[str, Any]) -> None:
    from docx.shared import Inches

    for words in (f"{link['words']} {link['url']}", f"{link['check']['words']} {link['check']['shown']}"):
        kept = document.add_paragraph(words).paragraph_format
        kept.keep_together = kept.keep_with_next = True
    if link["qr"]:
        document.add_picture(io.BytesIO(bytes(link["qr"])), width=Inches(1.05))


def _same_every_time(packed: bytes) -> bytes:
    """Return the package with the same day on every part, for the moment of packing is no part of a memo."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIRST_ZIP_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


_PRINTERS: Mapping[str, Callable[["Document", Mapping[str, Any]], None]] = {
    "text": _text,
    "caution": _caution,
    "note": _note,
    "table": print_table,
    "bar": _bar,
    "history": _history,
    "sources": _sources,
    "questions": _questions,
}
