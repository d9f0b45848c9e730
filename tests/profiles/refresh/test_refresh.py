"""A newer table of a source: swapped whole or not at all, every fault named, every change in the history."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from profiles.models import DatasetVersion, FactChange, HomicideCount, Source
from profiles.selectors import find_place, forget_place_table

pytestmark = pytest.mark.django_db
HEADER = (
    "id,size,year,month,population,agencies,sample,violent_total,violent_ytd,violent_roll,violent_change,"
    "violent_change_raw,murder_total,murder_ytd,murder_roll,murder_change,murder_change_raw"
)


def months(ori: str, year: int, counts: list[int], *, population: int = 195_393, agencies: int = 1) -> list[str]:
    """An agency's rows of a year in the index's own shape."""
    rows, so_far = [], 0
    for month, count in enumerate(counts, start=1):
        so_far += count
        rows.append(f"{ori},all,{year},{month},{population},{agencies},1,{count},{so_far},,,,{count},{so_far},,,")
    return rows


BIRMINGHAM = months("AL0010200", 2020, [7, 7, 5, 12, 12, 11, 6, 9, 10, 10, 11, 17])  # 117 in the year
NORFOLK = months("VA1170000", 2025, [2, 2, 2, 2, 2, 2, 3, 3, 3, 2, 2, 2], population=230_068)  # 27
THIS_YEAR = months("AL0010200", 2026, [3, 7, 3])
NATION = ["Nationwide,all,2025,12,100000000,380,1,1,1,,,,800,9000,,,"]


def table(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "index.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def refresh(source: str, path: Path) -> str:
    out = StringIO()
    call_command("refresh", source, file=path, stdout=out)
    forget_place_table()
    return out.getvalue()


def test_the_december_row_of_the_indexs_own_file_is_the_year(tmp_path: Path, client: Client) -> None:
    before = HomicideCount.objects.count()
    out = refresh("rtci", table(tmp_path, *BIRMINGHAM, *NORFOLK, *THIS_YEAR, *NATION))
    assert "2 agencies of 2 places" in out
    assert "only its own agencies changed" in out
    birmingham = {year.year: year for year in find_place("birmingham-al").homicide_history}
    assert (birmingham[2020].value, birmingham[2020].source, birmingham[2020].status.value) == (117, "rtci", "complete")
    assert find_place("norfolk-va").homicides.value == 27
    assert HomicideCount.objects.count() == before + 1, "Birmingham's 2020 is new, Norfolk's 2025 is another"
    assert not HomicideCount.objects.filter(place="0107000", year=2026).exists(), "three months are no year"
    row = FactChange.objects.get(geoid="5157000", year=2025, fact="homicides", old="26")
    assert (row.new, row.why) == ("27", "A newer file of the index")


def test_a_refresh_says_when_and_what_it_took(tmp_path: Path) -> None:
    version = DatasetVersion.objects.get().version
    refresh("rtci", table(tmp_path, *NORFOLK))
    source = Source.objects.get(key="rtci")
    assert source.retrieved_on is not None
    assert len(source.sha256) == 64
    assert source.next_due > f"{source.retrieved_on:%Y-%m}"
    assert DatasetVersion.objects.get().version != version


def test_a_year_that_becomes_whole_needs_no_new_code(tmp_path: Path) -> None:
    refresh("rtci", table(tmp_path, *months("VA1170000", 2026, [2] * 12, population=230_068)))
    assert find_place("norfolk-va").homicides.year == 2026


FAULTS = [
    (HEADER.replace(",murder_ytd", ""), BIRMINGHAM, r"line 1, column murder_ytd: the column is missing"),
    (HEADER, [*BIRMINGHAM, BIRMINGHAM[-1]], r"line 14, column id: AL0010200 appears twice for 2020-12"),
    (
        HEADER,
        [BIRMINGHAM[0].replace(",7,7,,,,7,7,", ",7,7,,,,-7,7,")],
        r"line 2, column murder_total: '-7' is not a whole",
    ),
    (
        HEADER,
        [BIRMINGHAM[0].replace(",7,7,,,,7,7,", ",7,7,,,,7,6.5,")],
        r"line 2, column murder_ytd: '6.5' is not a whole",
    ),
    (HEADER, months("AL0010200", 2031, [1]), r"line 2, column year: 2031 is not a year from 2010 to 20\d\d"),
    (HEADER, [*BIRMINGHAM, "AL0010200,all,20"], r"line 14, column month: 3 cells; expected 17: is the file cut off"),
    (HEADER, ["AL0010200,all,2021,13,195393,1,1,7,7,,,,7,7,,,"], r"line 2, column month: 13 is not a month"),
    (HEADER, ["AL0010200,all,2021,1,195393,1,1,7,7,,,,9,7,,,"], r"column murder_ytd: 7 in the year so far, 9 in its"),
]


@pytest.mark.parametrize(("header", "rows", "complaint"), FAULTS)
def test_a_faulty_file_is_named_and_changes_nothing(
    tmp_path: Path, header: str, rows: list[str], complaint: str
) -> None:
    before = (HomicideCount.objects.count(), FactChange.objects.count(), DatasetVersion.objects.get().version)
    with pytest.raises(CommandError, match=complaint) as caught:
        refresh("rtci", table(tmp_path, *rows, header=header))
    assert str(caught.value).endswith("Nothing was changed.")
    assert (HomicideCount.objects.count(), FactChange.objects.count(), DatasetVersion.objects.get().version) == before


def test_a_web_page_or_a_cut_file_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_text("<!doctype html><title>Sign in</title>\n")
    with pytest.raises(CommandError, match=r"index\.csv, line 1: is a web page, not a CSV table"):
        refresh("rtci", path)
    whole = "\n".join([HEADER, *BIRMINGHAM])
    path.write_text(whole[:-1])
    with pytest.raises(CommandError, match="is the file cut off"):
        refresh("rtci", path)
    with pytest.raises(CommandError, match=r"missing\.csv, line 1: cannot be read"):
        refresh("rtci", tmp_path / "missing.csv")


CASE_LIST = "ori7,state,agency,year,agency_population,murder_victims,firearm_murder_victims,months_with_reports"


def test_a_newer_case_list_is_read_in_the_extracts_shape(tmp_path: Path) -> None:
    path = tmp_path / "shr.csv"
    path.write_text(f"{CASE_LIST}\nMI41436,MI,GRAND RAPIDS,2022,196662,22,15,11\n")
    refresh("fbi_shr", path)
    year = {known.year: known for known in find_place("grand-rapids-mi").homicide_history}[2022]
    assert {(other.source, other.value, other.months) for other in year.other} == {("fbi_shr", 22, 11)}
    path.write_text(f"{CASE_LIST}\nMI41436,MI,GRAND RAPIDS,2022,196662,22,23,11\n")
    with pytest.raises(CommandError, match="line 2, column firearm_murder_victims: 23 firearm victims among 22"):
        refresh("fbi_shr", path)
    path.write_text(f"{CASE_LIST}\n" + "MI41436,MI,GRAND RAPIDS,2022,196662,22,15,11\n" * 2)
    with pytest.raises(CommandError, match="line 3, column ori7: MI41436 appears twice for 2022"):
        refresh("fbi_shr", path)


def test_the_explorers_year_stands_in_its_column(tmp_path: Path) -> None:
    path = tmp_path / "cde.csv"
    head = "ori9,agency_name,state,population,homicides_2025,months_reported_2025"
    path.write_text(f"{head}\nGA1210000,Richmond County Sheriff's Office,GA,201399,31,12\n")
    refresh("fbi_cde", path)
    augusta = {known.year: known for known in find_place("augusta-ga").homicide_history}
    assert (augusta[2025].value, augusta[2025].source) == (31, "fbi_cde")
    path.write_text(f"{head}\nGA1210000,Richmond County Sheriff's Office,GA,201399,31,13\n")
    with pytest.raises(CommandError, match="column months_reported_2025: 13 is more than twelve months"):
        refresh("fbi_cde", path)


def test_facts_status_names_what_is_overdue_and_fails() -> None:
    out = StringIO()
    Source.objects.all().update(next_due="2099-01")
    call_command("facts_status", stdout=out)
    assert "Nothing is overdue." in out.getvalue()
    Source.objects.filter(key="bls_oews").update(next_due="2020-04")
    with pytest.raises(CommandError, match="1 overdue: bls_oews") as caught:
        call_command("facts_status", stdout=out)
    assert caught.value.returncode == 1
    assert "bls_oews: May 2024; retrieved 2026-11-21; next edition due 2020-04; OVERDUE" in out.getvalue()


def test_every_source_has_an_exact_table_and_a_calendar() -> None:
    for source in Source.objects.all():
        assert source.url.count("/") >= 3 or source.url.startswith("/"), source.url
        assert source.retrieved_on, source.key
        assert bool(source.next_due) == bool(source.cadence_months), source.key
        assert source.retrieved_on <= date(2026, 11, 30)
