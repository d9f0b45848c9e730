"""Police agencies by their ORI, the FBI's number for an agency, and the place that each is the police of.

A place's police is not always named after it: in consolidated cities it is the sheriff's office or the county's police.
An agency that polices more people than live in the place does not count the place's homicides.
"""

from pathlib import Path

import pandas as pd

from profiles.ingest.extracts import RawError
from profiles.ingest.raw import read_raw

CERTAIN_MATCHES = ("name_unique", "manual", "name+county")
# One city and county government, whose police is the county's agency. ORI of seven characters, GEOID, agency.
CONSOLIDATED = (
    ("FL01600", "1235000", "Jacksonville Sheriff's Office"),
    ("GA01100", "1349008", "Bibb County Sheriff's Office"),
    ("GA12100", "1304204", "Richmond County Sheriff's Office"),
    ("MT01200", "3001675", "Anaconda-Deer Lodge County Law Enforcement"),
    ("MT04700", "3011397", "Butte-Silver Bow Law Enforcement"),
    ("NV01300", "3209700", "Carson City Sheriff's Office"),
    ("TN08500", "4732742", "Trousdale County Sheriff's Office"),
)
# Alike in name with a town or village beside it, alike in size with the city alone.
BY_SIZE = (
    ("WI06805", "5584250", "Waukesha Police Department"),
    ("WI01601", "5578650", "Superior Police Department"),
)

MOST_POLICED_PER_RESIDENT = 1.25
# Up to this year the FBI's figures of residents grow from the census of 2010, and we hold no census figure as old: the
# count of 2020 found up to a third fewer people in some places (East St. Louis, Riverdale) than the estimates had.
LAST_YEAR_BEFORE_THE_COUNT = 2020
MOST_POLICED_PER_COUNTED_RESIDENT = 1.6
# The FBI still ascribes the residents of all of the former Savannah-Chatham Metropolitan Police to Savannah's agency.
# The joint force ended on 1 February 2018; since then the Chatham County Police report homicides of their own, with
# 0 residents in the FBI's files. So what Savannah reports is the city's.
RESIDENTS_OF_A_FORMER_AREA = frozenset({"1369000"})


def read_agencies(source: Path, places: pd.Index, of_towns: pd.DataFrame) -> pd.DataFrame:
    """One row an agency that is certainly a place's or town's police: ori (seven characters, empty where unknown),
    agency, state, geoid, how (name_unique, name+county, manual, consolidated, size, town); the index's agencies have the
    ORI of their place. `of_towns` are rows of the crosswalk that name towns.
    """
    raw = read_raw(source, "derived_agency_to_place_crosswalk.csv")
    raw = raw[raw.match_method.isin(CERTAIN_MATCHES)]
    unknown = set(raw.place_geoid) - set(places)
    if unknown:
        raise RawError(f"the crosswalk names places that are not in the population table: {sorted(unknown)[:5]}")
    # A town may bear the name and lie in the county of a city beside it: who is known by number is no town's police.
    by_number = {ori for ori, *_ in (*CONSOLIDATED, *BY_SIZE)}
    raw = pd.concat([raw, of_towns.loc[~of_towns.ori.str[:7].isin(by_number), raw.columns]])
    frame = pd.DataFrame(
        {
            "ori": raw.ori.str[:7],
            "agency": raw.agency_name,
            "state": raw.state,
            "geoid": raw.place_geoid,
            "how": raw.match_method,
        }
    )
    known = pd.DataFrame(
        [
            (ori, agency, ori[:2], geoid, how)
            for how, group in (("consolidated", CONSOLIDATED), ("size", BY_SIZE))
            for ori, geoid, agency in group
            if geoid in places
        ],
        columns=list(frame.columns),
    )
    with_ori = pd.concat([frame[frame.ori != ""], known]).drop_duplicates("ori", keep="first")
    several = with_ori[with_ori.duplicated("geoid", keep=False)]
    by_place = with_ori[~with_ori.geoid.isin(several.geoid)].set_index("geoid").ori
    named = frame[frame.ori == ""].assign(ori=lambda index: index.geoid.map(by_place).fillna(""))
    return pd.concat([with_ori, named], ignore_index=True)


def polices_more(rows: pd.DataFrame, population: pd.DataFrame) -> pd.Series:
    """Whether each row's agency (geoid, year, source, agency, policed) polices more than the place, by the census figure
    of the row's own year; up to 2020 by the agency's later years, else by a wider margin.
    """
    first, last = population.columns[0], population.columns[-1]
    # The index gives one population, its latest, for all years of an agency.
    years = [last if row.source == "rtci" else min(max(row.year, first), last) for row in rows.itertuples()]
    residents = pd.Series(
        [population.at[geoid, year] for geoid, year in zip(rows.geoid, years, strict=True)], rows.index, dtype=float
    )
    ratio = rows.policed.fillna(0).astype(float) / residents.clip(lower=1)
    early = (rows.year <= LAST_YEAR_BEFORE_THE_COUNT) & (rows.source != "rtci")
    least_later = ratio.mask(early).groupby([rows.geoid, rows.source, rows.agency]).transform("min")
    too_many = ratio > MOST_POLICED_PER_RESIDENT
    too_many_early = (least_later > MOST_POLICED_PER_RESIDENT) | (
        least_later.isna() & (ratio > MOST_POLICED_PER_COUNTED_RESIDENT)
    )
    return too_many.mask(early, too_many & too_many_early) & ~rows.geoid.isin(RESIDENTS_OF_A_FORMER_AREA)
