"""The years that homicides are counted for: the nation's change by the index, and which case list is unfinished."""

from pathlib import Path

from profiles.homicides.counts import NationalYear
from profiles.ingest.raw import read_raw, whole_numbers

BASE_YEAR = 2019
FIRST_CASE_LIST_YEAR = 2017  # only a neighbor to hold 2018 to 2020 against
FIRST_SHOWN_YEAR = 2018
UNFINISHED_CASE_LIST_YEAR = 2025


def compile_national(source: Path) -> dict[int, NationalYear]:
    """Every year of the counts; the total is of the agencies that the index has in all its years, and a year before the
    index began stands as its first.
    """
    raw = read_raw(source, "rtci_agency_murders_2018_2025.csv")
    columns = [column for column in raw.columns if column.startswith("murders_")]
    whole = raw[(raw[columns] != "").all(axis=1)]
    totals = {int(column[-4:]): int(whole_numbers(whole[column]).sum()) for column in columns}
    base = totals[BASE_YEAR] or 1
    first = min(totals)
    return {
        year: NationalYear(
            round(totals[max(year, first)] / base, 3), year == UNFINISHED_CASE_LIST_YEAR, year >= FIRST_SHOWN_YEAR
        )
        for year in range(FIRST_CASE_LIST_YEAR, max(totals) + 1)
    }
