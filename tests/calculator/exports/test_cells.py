"""No text in any CSV file runs in a spreadsheet; numbers stay bare, in lists and in releases."""

import csv
import io
from pathlib import Path

from calculator.api.bulk.text import csv_cells
from calculator.api.rows_csv import csv_text
from calculator.api.shapes import Shape
from calculator.releases.changes import changes
from calculator.releases.describe import Field
from calculator.releases.files import write_csv

RUNS = '=HYPERLINK("https://example.org")'


class Told(Shape):
    """A row with words of an editor's."""

    claim: str
    value: float
    whole: bool
    missing: str | None


def test_lists_and_bulk_rows_keep_text_from_running() -> None:
    (head, row) = csv.reader(
        io.StringIO(csv_text(("claim", "value", "whole", "missing"), [Told(RUNS, -1.5, True, None)]))
    )
    assert head == ["claim", "value", "whole", "missing"]
    assert row == [f"'{RUNS}", "-1.5", "true", ""]
    assert next(csv.reader([csv_cells(["@x", -3, False, None])])) == ["'@x", "-3", "false", ""]


def test_a_releases_files_keep_text_from_running(tmp_path: Path) -> None:
    fields = [
        Field(name=name, type=kind, required=False, description="", unit="", source="")
        for name, kind in (("key", "string"), ("claim", "string"), ("longitude", "number"), ("whole", "boolean"))
    ]
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    write_csv(before, fields, [("a", "+1", -76.3, True)])
    write_csv(after, fields, [("a", RUNS, -76.4, None)])
    assert list(csv.reader(after.read_text().splitlines()))[1] == ["a", f"'{RUNS}", "-76.4", ""]
    found = list(changes("told", ["key"], before, after, lambda *asked: "-because"))
    assert [change[3:] for change in found] == [
        ("'+1", f"'{RUNS}", "'-because"),
        ("-76.3", "-76.4", "'-because"),
        ("true", "", "'-because"),
    ]
