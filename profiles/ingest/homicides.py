"""Homicides by place, year and source: which figures are taken, which are left out, which one is preferred.

Police report voluntarily and agencies are not places, so a figure is taken only where it is the place's own,
for a whole year; otherwise it is left out and the place has "not reported". The rules, each counted in
`LeftOut`:

- only matches of an agency to a place that are certain (`name_unique`, `manual`, `name+county`);
- an agency of a town that surrounds a village or city of the same name is not that village's or city's;
- an agency that polices over 1.25 times the place's residents does not count the place's homicides. Where the match
  was made by hand, because this agency is the place's police (Las Vegas, Honolulu), the figure is taken as what it is:
  of the agency's area, with the area's population beside it. Where it rests on the name alone it is left out: it may
  be a town around a village of the same name. Savannah's agency polices the city alone; see
  `RESIDENTS_OF_A_FORMER_AREA`;
- a Supplementary Homicide Report (SHR) year with victims in so few months that chance alone would show it
  less than once in a thousand years, and in at least three months fewer than the agency usually has, is part
  of a year. (Months count where victims were reported, not where the agency reported, so few months alone
  say nothing: a town with one homicide has one month. The second condition keeps the year of a mass
  shooting.);
- in the last SHR year, which was still being filled, a figure under half the agency's usual (where that is
  10 or more) is taken only where another source has that place and year;
- a Crime Data Explorer (CDE) year must have all twelve months.

The order of preference is Real-Time Crime Index, SHR, CDE; but the SHR file of the last year was still being
filled, so there a complete CDE year that counts clearly more comes first. Every taken figure is kept, so
that readers see where sources disagree.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from profiles.disagreement import disagrees
from profiles.ingest.raw import RawError, read_raw, whole_numbers

YEARS = range(2018, 2026)
PROVISIONAL_SHR_YEAR = 2025
CERTAIN_MATCHES = ("name_unique", "manual", "name+county")
PREFERENCE = ("rtci", "fbi_shr", "fbi_cde")
MOST_POLICED_PER_RESIDENT = 1.25
# The FBI still ascribes the residents of all of the former Savannah-Chatham Metropolitan Police to Savannah's agency.
# The joint force ended on 1 February 2018; since then the Chatham County Police report homicides of their own, with
# 0 residents in the FBI's files. So what Savannah reports is the city's.
RESIDENTS_OF_A_FORMER_AREA = frozenset({"1369000"})
CHANCE_OF_SO_FEW_MONTHS = 0.001
MONTHS_BELOW_USUAL = 3
LEAST_USUAL_VICTIMS = 10
SHARE_OF_USUAL = 0.5


@dataclass(frozen=True, slots=True)
class Homicides:
    """geoid, year, source, value, firearm (<NA> unless SHR), area_population (<NA> where the place's own), preferred;
    and how many rows each rule left out.
    """

    counts: pd.DataFrame
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out_rows: frozenset[tuple[str, int, str]] = frozenset()


def compile_homicides(source: Path, population: pd.DataFrame, places: pd.DataFrame) -> Homicides:
    """Join the three sources to places and apply the rules above."""
    crosswalk = read_raw(source, "derived_agency_to_place_crosswalk.csv")
    crosswalk = crosswalk[crosswalk.match_method.isin(CERTAIN_MATCHES)]
    unknown = set(crosswalk.place_geoid) - set(population.index)
    if unknown:
        raise RawError(f"the crosswalk names places that are not in the population table: {sorted(unknown)[:5]}")
    usps_by_state = {row.state_name: row.usps for row in _state_names(source).itertuples()}
    rows = pd.concat(
        [
            _rtci(source, crosswalk[crosswalk.source == "RTCI"], usps_by_state),
            _shr(source, crosswalk[crosswalk.source == "SHR"]),
            _cde(source, crosswalk[crosswalk.source == "CDE"]),
        ],
        ignore_index=True,
    )
    rows = rows[rows.year.isin(YEARS) & rows.value.notna()].copy()
    first, last = population.columns[0], population.columns[-1]
    residents = [
        # The index gives one population, its latest, for all years of an agency.
        population.at[row.geoid, last if row.source == "rtci" else min(max(row.year, first), last)]
        for row in rows.itertuples()
    ]
    polices_more = (
        rows.policed.fillna(0) > MOST_POLICED_PER_RESIDENT * pd.Series(residents, rows.index)
    ) & ~rows.geoid.isin(RESIDENTS_OF_A_FORMER_AREA)
    by_hand = rows.match_method == "manual"
    rows["area_population"] = rows.policed.where(polices_more & by_hand)
    rows["reason"] = rows.reason.mask((rows.reason == "") & polices_more & ~by_hand, "polices more than the place")
    suffix = [_names_another_kind(row.agency, places.at[row.geoid, "census_name"]) for row in rows.itertuples()]
    rows["reason"] = rows.reason.mask(suffix, "surrounding town's agency")
    corroborated = {
        (row.geoid, row.year) for row in rows[(rows.reason == "") & (rows.source != "fbi_shr")].itertuples()
    }
    alone = np.array([(row.geoid, row.year) not in corroborated for row in rows.itertuples()])
    rows["reason"] = rows.reason.mask(
        (rows.reason == "") & rows.unusually_low.eq(True) & alone, "unfinished year, far under the usual"
    )
    taken = rows[rows.reason == ""]
    twice = taken.duplicated(["geoid", "year", "source"], keep=False)
    same = taken.groupby(["geoid", "year", "source"]).value.transform("nunique") == 1
    rows.loc[taken.index[twice & ~same], "reason"] = "two agencies, different figures"
    counts = rows[rows.reason == ""].drop_duplicates(["geoid", "year", "source"])
    counts = _with_preference(counts).sort_values(["geoid", "year", "source"], ignore_index=True)
    left = rows[rows.reason != ""]
    return Homicides(
        counts[["geoid", "year", "source", "value", "firearm", "area_population", "preferred"]],
        Counter(zip(left.source, left.reason, strict=True)),
        frozenset(zip(left.geoid, left.year, left.source, strict=True)),
    )


def _state_names(source: Path) -> pd.DataFrame:
    return read_raw(source, "derived_places_joined.csv")[["state_name", "usps"]].drop_duplicates()


def _names_another_kind(agency: str, census_name: str) -> bool:
    """Whether "GROTON TOWN" was matched to Groton city, or "HOT SPRINGS VILLAGE" to Hot Springs city."""
    agency, census_name = agency.lower(), census_name.lower()
    return any(agency.endswith(f" {kind}") and f" {kind}" not in census_name for kind in ("town", "village"))


def _rtci(source: Path, crosswalk: pd.DataFrame, usps_by_state: dict[str, str]) -> pd.DataFrame:
    """Real-Time Crime Index: annual murders by agency. Rows that add several agencies are not a place's
    own figure.
    """
    raw = read_raw(source, "rtci_agency_murders_2018_2025.csv")
    raw["state"] = raw.state_name.map(usps_by_state)
    raw = raw.merge(crosswalk, on=["agency_name", "state"])
    long = raw.melt(
        id_vars=["place_geoid", "agency_name", "agency_population", "number_of_agencies", "match_method"],
        value_vars=[f"murders_{year}" for year in YEARS],
    )
    several = ~long.number_of_agencies.isin(["", "1"])
    return pd.DataFrame(
        {
            "geoid": long.place_geoid,
            "year": long.variable.str[-4:].astype(int),
            "source": "rtci",
            "value": whole_numbers(long.value),
            "firearm": pd.Series(pd.NA, long.index, dtype="Int64"),
            "agency": long.agency_name,
            "policed": whole_numbers(long.agency_population),
            "match_method": long.match_method,
            "reason": np.where(several, "adds several agencies", ""),
        }
    )


def _shr(source: Path, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """FBI Supplementary Homicide Report: murder victims and, of them, firearm victims."""
    raw = read_raw(source, "fbi_shr_agency_year_2017_2025.csv")
    raw = raw.merge(crosswalk[["ori", "place_geoid", "match_method"]], left_on="ori7", right_on="ori")
    value, months = whole_numbers(raw.murder_victims), whole_numbers(raw.months_with_reports)
    usual = months.groupby(raw.ori7).transform("median")
    chance = {pair: _chance_of_months(*pair) for pair in set(zip(value, months, strict=True))}
    rare = np.array([chance[pair] < CHANCE_OF_SO_FEW_MONTHS for pair in zip(value, months, strict=True)])
    usual_value = value.groupby(raw.ori7).transform("median")
    unusually_low = (
        (raw.year == str(PROVISIONAL_SHR_YEAR))
        & (usual_value >= LEAST_USUAL_VICTIMS)
        & (value < SHARE_OF_USUAL * usual_value)
    )
    partial = rare & (months <= usual - MONTHS_BELOW_USUAL).to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "geoid": raw.place_geoid,
            "year": raw.year.astype(int),
            "source": "fbi_shr",
            "value": value,
            "firearm": whole_numbers(raw.firearm_murder_victims),
            "agency": raw.agency,
            "policed": whole_numbers(raw.agency_population),
            "match_method": raw.match_method,
            "reason": np.where(partial, "part of a year", ""),
            "unusually_low": unusually_low,
        }
    )


def _chance_of_months(victims: int, months: int) -> float:
    """Chance that `victims`, each in a month of its own choosing, fall in `months` of twelve or fewer."""
    spread = np.zeros(13)
    spread[0] = 1.0
    occupied = np.arange(13)
    for _ in range(victims):
        spread = spread * occupied / 12 + np.roll(spread * (12 - occupied) / 12, 1)
    return float(spread[: months + 1].sum())


def _cde(source: Path, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """FBI Crime Data Explorer: homicides of 2025, months added up."""
    raw = read_raw(source, "fbi_cde_agency_homicides_2025.csv").drop(columns=["agency_name", "state"])
    raw = raw.merge(crosswalk, left_on="ori9", right_on="ori")
    return pd.DataFrame(
        {
            "geoid": raw.place_geoid,
            "year": 2025,
            "source": "fbi_cde",
            "value": whole_numbers(raw.homicides_2025),
            "firearm": pd.Series(pd.NA, raw.index, dtype="Int64"),
            "agency": raw.agency_name,
            "policed": whole_numbers(raw.population),
            "match_method": raw.match_method,
            "reason": np.where(raw.months_reported_2025 == "12", "", "fewer than twelve months"),
        }
    )


def _with_preference(counts: pd.DataFrame) -> pd.DataFrame:
    """Mark one row a place and year as preferred."""
    wide = counts.pivot(index=["geoid", "year"], columns="source", values="value").reindex(columns=list(PREFERENCE))
    preferred = {}
    for (geoid, year), values in zip(wide.index, wide.itertuples(index=False), strict=True):
        reported = {source: value for source, value in zip(PREFERENCE, values, strict=True) if not pd.isna(value)}
        first = next(iter(reported))
        if first == "fbi_shr" and year == PROVISIONAL_SHR_YEAR and "fbi_cde" in reported:
            shr, cde = reported["fbi_shr"], reported["fbi_cde"]
            first = "fbi_cde" if cde > shr and disagrees(shr, cde) else first
        preferred[geoid, year] = first
    return counts.assign(
        preferred=[
            preferred[geoid, year] == source
            for geoid, year, source in zip(counts.geoid, counts.year, counts.source, strict=True)
        ]
    )


def compile_state_homicides(source: Path, states: pd.DataFrame) -> pd.DataFrame:
    """FBI estimates of 2023 and 2024 by state FIPS."""
    raw = read_raw(source, "fbi_estimated_state_homicides_2023_2024.csv").set_index("state_abbr")
    missing = set(states.usps) - set(raw.index)
    if missing:
        raise RawError(f"fbi_estimated_state_homicides_2023_2024.csv has no row for {sorted(missing)}")
    return raw.loc[states.usps, ["homicides_2023", "homicides_2024"]].set_index(states.index)
