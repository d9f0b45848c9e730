"""Homicides counted by sheriffs and county police, by county and agency, judged as the places' are.

What a county's agencies count is not the county's total: its places have police of their own.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from profiles.homicides.counts import SOURCES, Count, NationalYear
from profiles.homicides.status import Context, judge_years
from profiles.ingest.extracts import RawError
from profiles.ingest.homicide_rows import case_list_rows, explorer_rows, index_rows
from profiles.ingest.homicide_tables import AgencyCount
from profiles.ingest.raw import read_raw

EXTRACT = "county_agencies.csv"
MUNICIPIOS = "puerto_rico_homicides.csv"


def compile_county_agencies(
    source: Path,
    local: Path,
    *,
    counties: pd.DataFrame,
    of_places: frozenset[str],
    national: Mapping[int, NationalYear],
    state_totals: Mapping[str, Mapping[int, int]],
) -> tuple[AgencyCount, ...]:
    """Every count of a county's agency but those that are a place's police (`of_places`, by ORI)."""
    raw = read_raw(local, EXTRACT)
    raw = raw[raw.fips.isin(counties.index) & ~raw.ori7.isin(of_places)]
    agencies = pd.DataFrame(
        {"ori": raw.ori7, "agency": raw.agency, "state": raw.state, "geoid": raw.ori7, "how": "county"}
    )
    by_ori = raw.set_index("ori7")
    if by_ori.index.has_duplicates:
        raise RawError(f"{EXTRACT}: an agency appears twice")
    rows = pd.concat(
        [
            case_list_rows(source, agencies),
            explorer_rows(source, agencies),
            index_rows(source, _named_in_index(raw, counties)),
        ],
        ignore_index=True,
    )
    rows = rows[rows.year.isin(national) & (rows.reason == "")].drop_duplicates(["geoid", "year", "source"])
    counts: dict[str, dict[int, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.itertuples():
        months = None if pd.isna(row.months) else int(row.months)
        counts[row.geoid][row.year].append(Count(row.source, int(row.value), months=months))
    unfinished = max((year for year, known in national.items() if known.unfinished), default=0)
    scale = {year: known.index for year, known in national.items()}
    found = []
    for ori, by_year in sorted(counts.items()):
        fips, agency = by_ori.at[ori, "fips"], by_ori.at[ori, "agency"]
        judged = judge_years(by_year, Context(scale, unfinished, state_totals.get(fips[:2], {})))
        for year, given in sorted(by_year.items()):
            leading = judged.get(year)
            for count in sorted(given, key=lambda count: SOURCES.index(count.source)):
                status = leading.status if leading and leading.leading is count else None
                found.append(AgencyCount(fips, ori, agency, year, count, status))
    return tuple(found)


def _named_in_index(raw: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    """The index names a county, not an agency: certain only where the county has one agency of its own."""
    alone = raw[~raw.duplicated("fips", keep=False)]
    names = alone.fips.map(counties.name)
    return pd.DataFrame(
        {"agency": names, "state": alone.state, "geoid": alone.ori7, "how": "county", "ori": alone.ori7}
    )


def compile_municipios(local: Path) -> dict[str, dict[int, int]]:
    """Homicides of Puerto Rico's municipios by name and year, as the index counts them."""
    raw = read_raw(local, MUNICIPIOS)
    years = [column for column in raw.columns if column.startswith("murders_")]
    return {
        row["agency_name"]: {int(column[-4:]): int(row[column]) for column in years if row[column]}
        for row in raw.to_dict("records")
    }
