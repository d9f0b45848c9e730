"""The files that count homicides by agency, each in its publisher's shape, as rows of one shape."""

import re
from pathlib import Path

from profiles.refresh.reading import AgencyYear, Table

ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{7}")
INDEX_COLUMNS = ("id", "year", "month", "population", "agencies", "murder_total", "murder_ytd")
CASE_LIST_COLUMNS = (
    "ori7", "year", "agency_population", "murder_victims", "firearm_murder_victims", "months_with_reports",
)  # fmt: skip
DECEMBER = 12


def read_index(path: Path) -> list[AgencyYear]:
    """The Real-Time Crime Index's own monthly file: the December row's `murder_ytd` is the year.

    Rows that are no agency's (`id` is not an ORI) or that add several agencies are passed over.
    """
    table = Table(path, INDEX_COLUMNS)
    seen: set[tuple[str, int, int]] = set()
    found = []
    for row in table.rows():
        year, month = table.year(row), table.whole(row, "month")
        if not 1 <= month <= DECEMBER:
            raise table.fault("month", f"{month} is not a month")
        total, so_far = table.optional(row, "murder_total"), table.optional(row, "murder_ytd")
        if total is not None and so_far is not None and total > so_far:
            raise table.fault("murder_ytd", f"{so_far} in the year so far, {total} in its last month alone")
        if (key := (row["id"], year, month)) in seen:
            raise table.fault("id", f"{row['id']} appears twice for {year}-{month:02d}")
        seen.add(key)
        if ORI.fullmatch(row["id"]) and table.whole(row, "agencies") == 1 and month == DECEMBER and so_far is not None:
            found.append(AgencyYear(row["id"][:7], year, so_far, policed=table.optional(row, "population")))
    return found


def read_case_list(path: Path) -> list[AgencyYear]:
    """The FBI's Supplementary Homicide Report, summed by agency and year."""
    table = Table(path, CASE_LIST_COLUMNS)
    seen: set[tuple[str, int]] = set()
    found = []
    for row in table.rows():
        year, ori = table.year(row), row["ori7"]
        if (ori, year) in seen:
            raise table.fault("ori7", f"{ori} appears twice for {year}")
        seen.add((ori, year))
        value, firearm = table.whole(row, "murder_victims"), table.optional(row, "firearm_murder_victims")
        if firearm is not None and firearm > value:
            raise table.fault("firearm_murder_victims", f"{firearm} firearm victims among {value}")
        months = _months(table, row, "months_with_reports")
        found.append(AgencyYear(ori, year, value, months, firearm, table.optional(row, "agency_population")))
    return found


def read_explorer(path: Path) -> list[AgencyYear]:
    """The FBI's Crime Data Explorer, months of one year added up; the year stands in the column's name."""
    years = re.findall(r"\bhomicides_(\d{4})\b", _first_line(path))
    column = f"homicides_{years[0]}" if years else "homicides_YEAR"
    months_column = column.replace("homicides_", "months_reported_")
    table = Table(path, ("ori9", "population", column, months_column))
    seen: set[str] = set()
    found = []
    for row in table.rows():
        if row["ori9"] in seen:
            raise table.fault("ori9", f"{row['ori9']} appears twice")
        seen.add(row["ori9"])
        year = table.year({column: years[0]}, column)
        value = table.optional(row, column)
        if value is not None:
            months = _months(table, row, months_column)
            found.append(AgencyYear(row["ori9"][:7], year, value, months, None, table.optional(row, "population")))
    return found


def _first_line(path: Path) -> str:
    if not path.is_file():  # reading the table says why
        return ""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline()


def _months(table: Table, row: dict[str, str], column: str) -> int:
    months = table.whole(row, column)
    if months > DECEMBER:
        raise table.fault(column, f"{months} is more than twelve months")
    return months
