"""Every extract that the tables are made of, and every table that is loaded, spoiled in every way: file, line, column and
reason are named, and nothing is written.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from profiles.ingest.dataset import TABLE_FILES
from profiles.ingest.extracts import EXTRACTS

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGE = "<!doctype html>\n<html><title>Sign in</title></html>\n"
# A column with a count in the first row that has one; a column or a heading with a year.
COUNTS = {
    "rtci_agency_murders_2018_2025.csv": "murders_2025", "fbi_shr_agency_year_2017_2025.csv": "murder_victims",
    "fbi_cde_agency_homicides_2025.csv": "homicides_2025", "derived_places_joined.csv": "pop2024",
    "fbi_estimated_state_homicides_2023_2024.csv": "homicides_2024", "census_subest2024_places.csv": "POPESTIMATE2024",
    "census_subest2024_mcd_active.csv": "POPESTIMATE2024", "census_subest2024_states.csv": "POPESTIMATE2024",
    "census_subest2024_place_county_parts_noGA.csv": "POPESTIMATE2024", "bls_oews_national_may2024.csv": "TOT_EMP",
    "census_ccest2023_agesex_july2023.csv": "POPESTIMATE", "../local/puerto_rico_homicides.csv": "murders_2022",
    "census/population.csv": "population_2024", "census/counties.csv": "population", "census/states.csv": "population",
    "census/towns.csv": "population_2024", "fbi/homicides.csv": "value", "fbi/state_homicides.csv": "value",
    "fbi/county_homicides.csv": "value", "fbi/municipio_homicides.csv": "value", "local/homicide_counts.csv": "low",
    "local/estimates.csv": "people", "local/spending.csv": "annual_usd", "local/pay.csv": "low_usd",
}  # fmt: skip
OUTLINES = "us-atlas-2023/counties-10m.json"


def separator_of(name: str) -> str:
    return "|" if name.endswith(".txt") else ","


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def without_a_column(name: str, lines: list[str]) -> list[str]:
    """The first column that is needed, renamed."""
    header = lines[0].split(separator_of(name))
    needed = next(iter(EXTRACTS[name].columns)) if name in EXTRACTS else header[0]
    place = next(i for i, column in enumerate(header) if re.fullmatch(needed, column))
    header[place] = "something_else"
    return [separator_of(name).join(header), *lines[1:]]


def with_a_row_twice(name: str, lines: list[str]) -> list[str]:
    return [*lines[:2], lines[1], *lines[2:]]


def cut_in_the_middle(name: str, lines: list[str]) -> list[str]:
    """The last row ends after its first cell begins."""
    kept = lines[: len(lines) // 2 + 1]
    return [*kept[:-1], kept[-1][:3]]


def with_a_count(given: str) -> Callable[[str, list[str]], list[str] | None]:
    def spoil(name: str, lines: list[str]) -> list[str] | None:
        if name not in COUNTS:
            return None
        place = lines[0].split(",").index(COUNTS[name])
        for number, line in enumerate(lines[1:], start=1):
            cells = re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line)
            if cells[place].isdigit():
                cells[place] = given
                return [*lines[:number], ",".join(cells), *lines[number + 1 :]]
        raise AssertionError(f"{name} has no count")

    return spoil


def of_2071(name: str, lines: list[str]) -> list[str] | None:
    header = lines[0].split(",")
    if "year" in header:
        place = header.index("year")
        cells = re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", lines[1])
        cells[place] = "2071"
        return [lines[0], ",".join(cells), *lines[2:]]
    newer = re.sub(r"((?:murders|homicides|months_reported)_|POPESTIMATE)20\d\d", r"\g<1>2071", lines[0], count=1)
    return [newer, *lines[1:]] if newer != lines[0] else None


WAYS: dict[str, tuple[Callable[[str, list[str]], list[str] | None], str]] = {
    "a web page": (lambda name, lines: PAGE.splitlines(), r"line 1: is a web page, not a"),
    "a missing column": (without_a_column, r"line 1, column .+: the column is missing"),
    "a row twice": (with_a_row_twice, r"line 3, column .+ appears twice"),
    "cut": (cut_in_the_middle, r"line \d+, column .+: \d+ cells; expected \d+: is the file cut off"),
    "a negative count": (with_a_count("-3"), r"line \d+, column .+: '-3' is not a whole number"),
    "a fraction": (with_a_count("2.5"), r"line \d+, column .+: '2\.5' is not a whole number"),
    "a year to come": (of_2071, r"line \d+, column .+: 2071 is not a year from 1980 to 20\d\d"),
}


def spoiled(folder: Path, names: list[str], way: str) -> Iterator[tuple[str, Path, str]]:
    """Each file spoiled in turn, and put right again."""
    spoil, complaint = WAYS[way]
    for name in names:
        path = folder / name
        before = path.read_bytes()
        if len(lines_of(path)) < 2 or (lines := spoil(name, lines_of(path))) is None:
            continue
        path.write_text("\n".join(lines) + ("" if way == "cut" else "\n"), encoding="utf-8")
        try:
            yield name, path, complaint
        finally:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extracts")
    shutil.copytree(FIXTURES / "raw", folder / "raw")
    shutil.copytree(FIXTURES / "local", folder / "local")
    return folder / "raw"


@pytest.fixture(scope="module")
def tables(raw: Path) -> Path:
    """The tables of 21 places, small enough to spoil a hundred times."""
    folder = raw.parent / "data"
    call_command("compile_data", source=raw, data=folder, no_verify=True, stdout=StringIO())
    shipped = {row.split(",")[0] for row in lines_of(folder / "census/places.csv")[1:]}
    for name in ("estimates", "spending", "links", "costs", "pay", "homicide_counts"):
        path = folder / f"local/{name}.csv"
        header, *rows = lines_of(path)
        place = header.split(",").index("geoid")
        kept = [row for row in rows if row.split(",")[place] in shipped]
        path.write_text("\n".join([header, *kept]) + "\n", encoding="utf-8")
    call_command("load_data", data=folder, check=True, stdout=StringIO())
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_a_spoiled_extract_is_named_and_no_table_is_written(raw: Path, tmp_path: Path, way: str) -> None:
    tried = 0
    for name, path, complaint in spoiled(raw, list(EXTRACTS), way):
        with pytest.raises(CommandError, match=complaint) as caught:
            call_command("compile_data", source=raw, data=tmp_path / "data", no_verify=True, stdout=StringIO())
        assert f"{path.parent.name}/{path.name}, line" in str(caught.value), name
        assert str(caught.value).endswith("Nothing was changed.")
        assert not (tmp_path / "data").exists()
        tried += 1
    assert tried >= 8


@pytest.mark.parametrize("way", WAYS)
def test_a_spoiled_table_is_named_and_nothing_is_loaded(tables: Path, way: str) -> None:
    """Every table is read before the first is written (`load_data` writes nothing after a complaint)."""
    tried = 0
    for name, path, complaint in spoiled(tables, list(TABLE_FILES), way):
        with pytest.raises(CommandError, match=complaint) as caught:
            call_command("load_data", data=tables, check=True, stdout=StringIO())
        assert f"{path.parent.name}/{path.name}, line" in str(caught.value), name
        assert str(caught.value).endswith("Nothing was changed.")
        tried += 1
    assert tried >= 6


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (PAGE, r"counties-10m\.json, line 1: is a web page, not a map"),
        ('{"type": "Topology", "arcs": [[[1, 2', r"counties-10m\.json, line 1: .+: is the file cut off"),
        ('{"type": "Topology"}', r"counties-10m\.json, line 1, column objects: the member is missing"),
    ],
)
def test_spoiled_outlines_are_named(raw: Path, tmp_path: Path, content: str, complaint: str) -> None:
    path = raw / OUTLINES
    before = path.read_bytes()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=complaint):
        call_command("compile_data", source=raw, data=tmp_path / "data", no_verify=True, stdout=StringIO())
    path.write_bytes(before)
    assert not (tmp_path / "data").exists()
