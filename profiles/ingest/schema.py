"""The tables under `data/`: their columns, in order, and what each cell may hold. Writers and readers
both use these.
"""

from datetime import date

from profiles.homicides.counts import Status
from profiles.ingest.tables import Parser, choice, code, codes, count, number, optional, slug, text, year


def month(value: str) -> str:
    """Parser of a month, YYYY-MM; may be empty."""
    if value:
        date.fromisoformat(f"{value}-01")
    return value


def day(value: str) -> date:
    """Parser of a day, YYYY-MM-DD."""
    return date.fromisoformat(value)


def possibly(value: str) -> str:
    """Parser of text that may be empty."""
    return value


def month_count(value: str) -> int:
    """Parser of a number of months, 0 to 12."""
    months = count(value)
    if months > 12:
        raise ValueError(f"{value!r} is more than twelve months")
    return months


LATITUDE, LONGITUDE = number(-15, 72), number(-180, 180)

SOURCES: dict[str, Parser] = {
    "key": text, "title": text, "publisher": text, "url": text, "year": year, "vintage": text,
    "licence": text, "cadence_months": count, "next_due": month, "retrieved_on": optional(day), "sha256": possibly,
}  # fmt: skip
STATES: dict[str, Parser] = {
    "fips": code(2), "usps": text, "name": text, "population": count, "population_year": year,
}  # fmt: skip
METROS: dict[str, Parser] = {"cbsa": code(5), "slug": slug, "title": text, "kind": choice("metro", "micro")}
# Residents by age, which add up to the population: column → the file's columns.
AGE_COLUMNS = {
    "age_0_14": ("AGE04_TOT", "AGE59_TOT", "AGE1014_TOT"),
    "age_15_24": ("AGE1519_TOT", "AGE2024_TOT"),
    "age_25_44": ("AGE2544_TOT",),
    "age_45_64": ("AGE4564_TOT",),
    "age_65_up": ("AGE65PLUS_TOT",),
}
AGES = tuple(AGE_COLUMNS)
COUNTIES: dict[str, Parser] = {
    "geoid": code(5), "slug": slug, "name": text, "metro": optional(code(5)), "population": count,
    "population_year": year, "latitude": LATITUDE, "longitude": LONGITUDE, **dict.fromkeys(AGES, count),
}  # fmt: skip
PLACES: dict[str, Parser] = {
    "geoid": code(7), "slug": slug, "name": text, "kind": text, "census_name": text, "counties": codes(5),
    "latitude": optional(LATITUDE), "longitude": optional(LONGITUDE),
}  # fmt: skip
# Names that the search knows and answers with their county: nothing here has a population.
CDPS: dict[str, Parser] = {
    "geoid": code(7), "name": text, "county": code(5), "latitude": LATITUDE, "longitude": LONGITUDE,
}  # fmt: skip
MUNICIPIOS: dict[str, Parser] = {"geoid": code(5), "name": text, "latitude": LATITUDE, "longitude": LONGITUDE}
ZIPS: dict[str, Parser] = {"subject": optional(text), "county": code(5), "zips": codes(5)}
PRICE_LEVELS: dict[str, Parser] = {
    "area_code": code(5),
    "area": text,
    "year": year,
    "price_level": number(50, 200),
}
# One row a place (7 digits; a town 10), year and source; `status` stands at the count that leads, else it is empty.
HOMICIDES: dict[str, Parser] = {
    "geoid": code(7, 10), "year": year, "source": text, "value": count, "high": optional(count),
    "months": optional(month_count), "firearm": optional(count), "area_population": optional(count),
    "status": choice("", *Status),
}  # fmt: skip
HOMICIDE_YEARS: dict[str, Parser] = {
    "year": year, "index": number(0.1, 10), "unfinished": choice("0", "1"), "shown": choice("0", "1"),
}  # fmt: skip
STATE_HOMICIDES: dict[str, Parser] = {"fips": code(2), "year": year, "value": count}
# What sheriffs and county police count, by county and agency (ORI).
COUNTY_HOMICIDES: dict[str, Parser] = {
    "ori": text, "year": year, "source": text, "value": count, "months": optional(month_count),
    "status": choice("", *Status),
}  # fmt: skip
COUNTY_AGENCIES: dict[str, Parser] = {"ori": text, "fips": code(5), "agency": text}
MUNICIPIO_HOMICIDES: dict[str, Parser] = {"municipio": text, "year": year, "value": count}
AGENCIES: dict[str, Parser] = {"ori": text, "geoid": code(7, 10), "agency": text, "state": text, "how": text}
PAY: dict[str, Parser] = {
    "occupation_code": text, "occupation": text, "employment": count, "mean_usd": count, "p10_usd": count,
    "p25_usd": count, "median_usd": count, "p75_usd": count, "p90_usd": count,
}  # fmt: skip


def town_columns(vintage: int) -> dict[str, Parser]:
    """Columns of the towns of a vintage, their residents of each year at the end."""
    return {
        "geoid": code(10), "slug": slug, "name": text, "kind": choice("town", "township", "plantation"),
        "census_name": text, "county": code(5), "holds_places": choice("0", "1"),
    } | {f"population_{year}": count for year in range(2020, vintage + 1)}  # fmt: skip


def population_columns(vintage: int) -> dict[str, Parser]:
    """Columns of the population table of a vintage: one a year from 2020 to the vintage's own."""
    return {"geoid": code(7)} | {f"population_{year}": count for year in range(2020, vintage + 1)}
