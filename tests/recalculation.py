"""LibreOffice, recalculating many workbooks in one run."""

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl

WITHOUT_LIBREOFFICE = (
    "No LibreOffice here. It recalculates the exported workbooks: run bin/install-test-tools, or install it "
    "(apt-get install libreoffice-calc, or https://www.libreoffice.org/download) so that `soffice` is on the PATH."
)
# Comma, double quote, UTF-8, from line 1, no column formats, language 0, not all quoted, values and not their look,
# no formulas, spaces kept, the sheet.
CSV_OF_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{}"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
_CACHED = re.compile(rb"(<c [^>]*>)(<f>[^<]*</f>)<v>[^<]*</v>")


def with_wrong_values(workbook: bytes) -> bytes:
    """Return the workbook with -1 as the stored value of every formula: what is right after that was computed."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.startswith("xl/worksheets/"):
                content = _CACHED.sub(rb"\1\2<v>-1</v>", content).replace(b' t="str"', b"")
            new.writestr(item, content)
    return changed.getvalue()


def recalculated(workbooks: list[bytes], folder: Path) -> list[dict[str, float]]:
    """Return the lines of each workbook by name, as LibreOffice computes them."""
    [working] = {_place_of_working(workbook) for workbook in workbooks}
    paths = _converted(workbooks, folder, CSV_OF_SHEET.format(working))
    return [_lines(path.with_name(f"{path.stem}-Working.csv")) for path in paths]


def recalculated_books(workbooks: list[bytes], folder: Path) -> list[openpyxl.Workbook]:
    """Return the workbooks with the values that LibreOffice computes, whatever was stored in them."""
    paths = _converted([with_wrong_values(workbook) for workbook in workbooks], folder, "xlsx")
    return [openpyxl.load_workbook(BytesIO(path.with_suffix(".xlsx").read_bytes()), data_only=True) for path in paths]


def edited(workbook: bytes, edits: Mapping[str, float | str]) -> bytes:
    """Return the workbook with other values in the cells of those names."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    for name, value in edits.items():
        sheet, cell = next(book.defined_names[name].destinations)
        book[sheet][cell.replace("$", "")] = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _converted(workbooks: list[bytes], folder: Path, kind: str) -> list[Path]:
    """Return where LibreOffice's answers stand, without their endings, in a folder that must be empty."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, WITHOUT_LIBREOFFICE
    profile, answers = folder / "profile", folder / "answers"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    paths = []
    for number, workbook in enumerate(workbooks):
        paths.append(folder / f"book{number:04}.xlsx")
        paths[-1].write_bytes(workbook)
    command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(answers), *map(str, paths)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [answers / path.stem for path in paths]


def _place_of_working(workbook: bytes) -> int:
    """Return the place, from 1, of the sheet to convert."""
    with zipfile.ZipFile(BytesIO(workbook)) as file:
        names = re.findall(r'<sheet\b[^>]*? name="([^"]*)"', file.read("xl/workbook.xml").decode())
    return names.index("Working") + 1


def _lines(path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[4]: float(row[1]) for row in rows}
