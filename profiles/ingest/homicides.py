"""Homicides by place, year and source: which counts are a place's own, and what becomes of each year.

Agencies are joined by ORI (`profiles.ingest.agencies`); a count is left out, and the rule counted in `left_out`, where

- its row adds several agencies;
- its agency is of a town that surrounds the village or city of the same name, by its own name and by the residents it
  polices or another agency that is the place's (Sansom Park Village is what the FBI calls the city's police);
- its agency polices over 1.25 times the place's residents and was matched by name. Where the match was made by hand,
  because this agency is the place's police (Las Vegas, Honolulu), the count is taken as what it is: of the agency's
  area, with the area's population beside it;
- two agencies of one place give different counts.

Every other count is kept, with its months; `profiles.homicides.status` says which year is whole and whose count leads.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from profiles.homicides.counts import SOURCES, Count, Judged, NationalYear
from profiles.homicides.status import Context, judge_years
from profiles.ingest.agencies import polices_more, read_agencies
from profiles.ingest.exceptions import Exceptions
from profiles.ingest.extracts import RawError
from profiles.ingest.homicide_rows import case_list_rows, explorer_rows, index_rows
from profiles.ingest.local_counts import LocalCount
from profiles.ingest.raw import read_raw

type Key = tuple[str, int]  # GEOID, year
MATCHED_BY_HAND = ("manual", "consolidated", "size")


@dataclass(frozen=True, slots=True)
class Homicides:
    """The counts of each place and year, what became of it, and how many rows each rule left out."""

    counts: Mapping[str, Mapping[int, tuple[Count, ...]]]
    judged: Mapping[Key, Judged]
    agencies: pd.DataFrame
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out_rows: frozenset[tuple[str, int, str]] = frozenset()


def compile_homicides(
    source: Path,
    *,
    crosswalks: tuple[pd.Index, pd.DataFrame],
    population: pd.DataFrame,
    census_names: Mapping[str, str],
    national: Mapping[int, NationalYear],
    state_totals: Mapping[str, Mapping[int, int]],
    local: Mapping[str, Mapping[int, LocalCount]],
    exceptions: Exceptions,
) -> Homicides:
    """Join the publications to places and judge every year; `state_totals` by state FIPS and year; `crosswalks` are the
    places and the agencies of towns.
    """
    agencies = read_agencies(source, *crosswalks)
    rows = pd.concat(
        [read(source, agencies) for read in (index_rows, case_list_rows, explorer_rows)], ignore_index=True
    )
    rows = rows[rows.year.isin(national)].copy()
    more = polices_more(rows, population)
    by_hand = rows.how.isin(MATCHED_BY_HAND)
    rows["area_population"] = rows.policed.where(more & by_hand)
    rows["reason"] = rows.reason.mask((rows.reason == "") & more & ~by_hand, "polices more than the place")
    another = _of_another_kind(rows, agencies, census_names) & (more | _beside_others(rows, agencies))
    rows["reason"] = rows.reason.mask(another, "surrounding town's agency")
    taken = rows[rows.reason == ""]
    twice = taken.duplicated(["geoid", "year", "source"], keep=False)
    same = taken.groupby(["geoid", "year", "source"]).value.transform("nunique") == 1
    rows.loc[taken.index[twice & ~same], "reason"] = "two agencies, different figures"
    counts = _counts(rows[rows.reason == ""].drop_duplicates(["geoid", "year", "source"]), local)
    left = rows[rows.reason != ""]
    scale = {year: known.index for year, known in national.items()}
    unfinished = max((year for year, known in national.items() if known.unfinished), default=0)
    judged = {
        (geoid, year): found
        for geoid, by_year in counts.items()
        for year, found in judge_years(
            by_year,
            Context(scale, unfinished, state_totals.get(geoid[:2], {}), exceptions.of_place(geoid)),
        ).items()
    }
    return Homicides(
        counts,
        judged,
        agencies,
        Counter(zip(left.source, left.reason, strict=True)),
        frozenset(zip(left.geoid, left.year, left.source, strict=True)),
    )


def _of_another_kind(rows: pd.DataFrame, agencies: pd.DataFrame, census_names: Mapping[str, str]) -> pd.Series:
    """Whether each row's agency bears the name of a town or village, and its place is none."""
    names = dict(zip(agencies.ori, agencies.agency, strict=True))
    found = [
        _names_another_kind(names.get(row.agency, row.agency), census_names[row.geoid]) for row in rows.itertuples()
    ]
    return pd.Series(found, rows.index, dtype=bool)


def _beside_others(rows: pd.DataFrame, agencies: pd.DataFrame) -> pd.Series:
    """Whether each row's place has several agencies."""
    return rows.geoid.map(agencies[agencies.ori != ""].groupby("geoid").ori.nunique()).fillna(0) > 1


def _names_another_kind(agency: str, census_name: str) -> bool:
    """Whether "GROTON TOWN" was matched to Groton city, or "HOT SPRINGS VILLAGE" to Hot Springs city."""
    agency, census_name = agency.lower(), census_name.lower()
    return any(agency.endswith(f" {kind}") and f" {kind}" not in census_name for kind in ("town", "village"))


def _counts(
    rows: pd.DataFrame, local: Mapping[str, Mapping[int, LocalCount]]
) -> dict[str, dict[int, tuple[Count, ...]]]:
    """Counts by place and year, in the order of `SOURCES`."""
    found: dict[str, dict[int, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for geoid, by_year in local.items():
        for year, known in by_year.items():
            found[geoid][year].append(known.count)
    for row in rows.itertuples():
        found[row.geoid][row.year].append(
            Count(
                row.source, int(row.value), months=_whole(row.months), firearm=_whole(row.firearm),
                area_population=_whole(row.area_population),
            )
        )  # fmt: skip
    return {
        geoid: {
            year: tuple(sorted(counts, key=lambda count: SOURCES.index(count.source)))
            for year, counts in sorted(by_year.items())
        }
        for geoid, by_year in sorted(found.items())
    }


def compile_state_homicides(source: Path, usps: Mapping[str, str]) -> dict[str, dict[int, int]]:
    """The FBI's estimates by state FIPS and year; `usps` maps FIPS to postal code."""
    name = "fbi_estimated_state_homicides_2023_2024.csv"
    raw = read_raw(source, name).set_index("state_abbr")
    if missing := set(usps.values()) - set(raw.index):
        raise RawError(f"{name} has no row for {sorted(missing)}")
    columns = [column for column in raw.columns if column.startswith("homicides_")]
    return {
        fips: {int(column[-4:]): int(raw.at[code, column]) for column in columns} for fips, code in sorted(usps.items())
    }


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
