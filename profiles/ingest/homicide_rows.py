"""The three publications of homicide counts as rows of one shape: geoid, year, source, value, firearm, months, agency,
policed (residents of the agency's area), how the agency was matched, and why a row cannot be a place's own count.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from profiles.ingest.extracts import RawError
from profiles.ingest.raw import read_raw, whole_numbers


def index_rows(source: Path, agencies: pd.DataFrame) -> pd.DataFrame:
    """Real-Time Crime Index: murders a year by agency. Rows that add several agencies are not a place's own."""
    name = "rtci_agency_murders_2018_2025.csv"
    raw = read_raw(source, name)
    years = [column for column in raw.columns if column.startswith("murders_")]
    states = read_raw(source, "derived_places_joined.csv")[["state_name", "usps"]].drop_duplicates()
    raw["state"] = raw.state_name.map(dict(zip(states.state_name, states.usps, strict=True)))
    raw = raw.merge(agencies.rename(columns={"agency": "agency_name"}), on=["agency_name", "state"])
    long = raw.melt(
        id_vars=["geoid", "agency_name", "agency_population", "number_of_agencies", "how"], value_vars=years
    )
    return _rows(
        name,
        geoid=long.geoid,
        year=long.variable.str[-4:].astype(int),
        source="rtci",
        value=long.value,
        agency=long.agency_name,
        policed=whole_numbers(long.agency_population.replace("NA", "")),
        how=long.how,
        reason=np.where(long.number_of_agencies.isin(["", "1"]), "", "adds several agencies"),
    )


def case_list_rows(source: Path, agencies: pd.DataFrame) -> pd.DataFrame:
    """FBI Supplementary Homicide Report: victims, of them by firearm, and the months with a homicide report."""
    name = "fbi_shr_agency_year_2017_2025.csv"
    raw = read_raw(source, name).rename(columns={"ori7": "ori"})
    raw = raw.merge(agencies[["ori", "geoid", "how"]].drop_duplicates(), on="ori")
    return _rows(
        name,
        geoid=raw.geoid,
        year=raw.year.astype(int),
        source="fbi_shr",
        value=raw.murder_victims,
        firearm=whole_numbers(raw.firearm_murder_victims),
        months=whole_numbers(raw.months_with_reports),
        agency=raw.ori,
        policed=whole_numbers(raw.agency_population),
        how=raw.how,
    )


def explorer_rows(source: Path, agencies: pd.DataFrame) -> pd.DataFrame:
    """FBI Crime Data Explorer: homicides of its newest year, months added up, and the months reported."""
    name = "fbi_cde_agency_homicides_2025.csv"
    raw = read_raw(source, name)
    columns = [column for column in raw.columns if column.startswith("homicides_") and column[-4:].isdigit()]
    if len(columns) != 1:
        raise RawError(f"{name}: one column homicides_YEAR is expected, there are {columns}")
    year = int(columns[0][-4:])
    raw["ori"] = raw.ori9.str[:7]
    raw = raw.merge(agencies[["ori", "geoid", "how"]].drop_duplicates(), on="ori")
    return _rows(
        name,
        geoid=raw.geoid,
        year=year,
        source="fbi_cde",
        value=raw[columns[0]],
        months=whole_numbers(raw[f"months_reported_{year}"]),
        agency=raw.ori,
        policed=whole_numbers(raw.population),
        how=raw.how,
    )


def _rows(name: str, *, geoid: pd.Series, value: pd.Series, **columns: object) -> pd.DataFrame:
    """Rows with a count; raises RawError naming the first count that is no whole number of zero or more."""
    wrong = ~value.str.fullmatch(r"\d*")
    if wrong.any():
        raise RawError(
            f"{name}, place {geoid[wrong].iloc[0]}: {value[wrong].iloc[0]!r} is not a whole number of zero or more"
        )
    missing = pd.Series(pd.NA, geoid.index, dtype="Int64")
    found = {"firearm": missing, "months": missing, "reason": ""} | columns
    frame = pd.DataFrame({"geoid": geoid, "value": whole_numbers(value), **found}, index=geoid.index)
    return frame[frame.value.notna()]
