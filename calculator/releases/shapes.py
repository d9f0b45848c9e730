"""The rows of a release, told once: names, types, units and sources for CSV, Parquet, SQLite and the data package."""

from typing import Annotated, Any

from msgspec import Meta

from calculator.api.shapes import Shape

PLACES, COUNTIES, STATES = "census_places", "census_counties", "fbi_states"
PLACED, DELINEATION, PRICES, PAY = "census_gazetteer", "census_cbsa", "bea_rpp", "bls_oews"
EVERYBODY = "all"  # whose count it is, where no single agency of a county's
HOMICIDES, EDITORS, OURS = "as named in each row", "editors", "cvi_budget"


def column(description: str, source: str, unit: str = "") -> Meta:
    """Return what a column is, where it comes from, and its unit."""
    more: dict[str, Any] = {"x-source": source, **({"x-unit": unit} if unit else {})}
    return Meta(description=description, extra_json_schema=more)


Geoid = Annotated[str, column("Census GEOID, text with its leading zeros", PLACES)]
Geoidfq = Annotated[str, column("Fully qualified GEOID, as data.census.gov writes it; text to every program", PLACES)]
Fips = Annotated[str, column("County FIPS code, 5 digits, text", COUNTIES)]
Usps = Annotated[str, column("Postal code of the state", PLACES)]
Cbsa = Annotated[str | None, column("Code of the metropolitan or micropolitan area, 5 digits, text", DELINEATION)]
Residents = Annotated[int, column("Residents on 1 July of population_year", PLACES, "people")]
PopulationYear = Annotated[int, column("Year of the population", PLACES, "year")]
Latitude = Annotated[float | None, column("Degrees north (WGS 84)", PLACED, "degree")]
Longitude = Annotated[float | None, column("Degrees east (WGS 84)", PLACED, "degree")]
PriceLevel = Annotated[float | None, column("Regional price parity, U.S. = 100", PRICES, "index")]
PriceYear = Annotated[int | None, column("Its year", PRICES, "year")]
Leveled = Annotated[str, column("place, town, county, state or metro", OURS)]
Rate = Annotated[
    float | None, column("Per 100,000 residents; none under 25,000 residents", HOMICIDES, "per 100,000 a year")
]


class PlaceRow(Shape):
    """A place or town with its latest facts; the count of homicides is null where nobody reported one."""

    geoid: Geoid
    geoidfq: Geoidfq
    slug: Annotated[str, column("The name in URLs", OURS)]
    name: Annotated[str, column("Plain name", PLACES)]
    census_name: Annotated[str, column("The name as the Census Bureau publishes it", PLACES)]
    kind: Annotated[str, column("city, town, village, borough or another legal kind", PLACES)]
    state: Usps
    county_fips: Annotated[str | None, column("The county where most residents live", PLACES)]
    county_name: Annotated[str | None, column("Its name", COUNTIES)]
    cbsa: Cbsa
    metro_title: Annotated[str | None, column("Name of the metropolitan or micropolitan area", DELINEATION)]
    latitude: Latitude
    longitude: Longitude
    population: Residents
    population_year: PopulationYear
    homicides: Annotated[int | None, column("Victims in the latest reported year", HOMICIDES, "people")]
    homicides_year: Annotated[int | None, column("The latest reported year", HOMICIDES, "year")]
    homicides_per_100k: Rate
    homicides_status: Annotated[str | None, column("How the count was reported", HOMICIDES)]
    homicides_source: Annotated[str | None, column("Key of the source that counted", HOMICIDES)]
    homicides_area_population: Annotated[
        int | None, column("Residents of the police area, where the count is of that larger area", HOMICIDES, "people")
    ]
    price_level: PriceLevel
    price_level_year: PriceYear
    featured_rank: Annotated[int | None, column("1 to 50 among places of 100,000 or more, by homicide rate", OURS)]


class CountyRow(Shape):
    """A county with its own population, not the sum of its places. Nobody publishes a county's homicides: what its own
    agencies count is in `homicides`, and is not the county's total.
    """

    county_fips: Fips
    geoidfq: Annotated[str, column("Fully qualified GEOID", COUNTIES)]
    slug: Annotated[str, column("The name in URLs", OURS)]
    name: Annotated[str, column("Name of the county or its equivalent", COUNTIES)]
    kind: Annotated[str, column("county, parish, borough or another legal kind", COUNTIES)]
    state: Usps
    cbsa: Cbsa
    metro_title: Annotated[str | None, column("Name of the metropolitan or micropolitan area", DELINEATION)]
    latitude: Latitude
    longitude: Longitude
    population: Annotated[int, column("Residents on 1 July of population_year", COUNTIES, "people")]
    population_year: Annotated[int, column("Year of the population", COUNTIES, "year")]
    price_level: PriceLevel
    price_level_year: PriceYear


class StateRow(Shape):
    """A state or the District of Columbia."""

    state: Usps
    state_fips: Annotated[str, column("State FIPS code, 2 digits, text", PLACES)]
    geoidfq: Geoidfq
    slug: Annotated[str, column("The name in URLs", OURS)]
    name: Annotated[str, column("Name", PLACES)]
    population: Annotated[int, column("Residents on 1 July of population_year", PLACES, "people")]
    population_year: PopulationYear
    population_covered_share: Annotated[
        float, column("The share of residents that its incorporated places hold", PLACES, "share")
    ]
    homicides: Annotated[int | None, column("The FBI’s estimate for the latest year", STATES, "people")]
    homicides_year: Annotated[int | None, column("Its year", STATES, "year")]
    homicides_per_100k: Annotated[float | None, column("Per 100,000 residents", STATES, "per 100,000 a year")]
    homicides_status: Annotated[str | None, column("How the count was reported", STATES)]
    homicides_source: Annotated[str | None, column("Key of the source that counted", STATES)]
    price_level: PriceLevel
    price_level_year: PriceYear


class PopulationRow(Shape):
    """Residents of a subject in a year, all years of one vintage. Levels are the same people: never add them up."""

    geoid: Geoid
    year: Annotated[int, column("Year", PLACES, "year")]
    population: Annotated[int, column("Residents on 1 July", PLACES, "people")]
    level: Leveled
    geoidfq: Geoidfq


class HomicideRow(Shape):
    """Homicides of a year as one source counts them. A year nobody reported has no row: it is not zero. Levels hold
    the same victims, so they are never added up; a county has only what its own agencies counted.
    """

    geoid: Geoid
    level: Leveled
    year: Annotated[int, column("Year", HOMICIDES, "year")]
    source: Annotated[str, column("Key of the source", HOMICIDES)]
    agency: Annotated[
        str,
        column(
            "Of a county: code (ORI) of its agency that counted, which is not the county’s total; else all", HOMICIDES
        ),
    ]
    agency_name: Annotated[str | None, column("Name of that agency", HOMICIDES)]
    homicides: Annotated[
        int | None, column("Victims; null where only a part of the year was counted", HOMICIDES, "people")
    ]
    at_least: Annotated[int | None, column("Victims in a part of the year", HOMICIDES, "people")]
    preferred: Annotated[bool, column("Whether this source’s count leads the year", OURS)]
    status: Annotated[
        str | None,
        column(
            "Of the count that leads: local and complete are whole years, provisional and incomplete parts of one; "
            "unverified could not be held against enough other years",
            OURS,
        ),
    ]
    months: Annotated[int | None, column("Months reported, or with a report", HOMICIDES, "months")]
    high: Annotated[int | None, column("The high end, where a range is published", HOMICIDES, "people")]
    firearm: Annotated[int | None, column("Of them by firearm", HOMICIDES, "people")]
    per_100k: Rate
    population_year: Annotated[int | None, column("Year of the residents in the rate", HOMICIDES, "year")]
    area_population: Annotated[
        int | None, column("Residents of the police area, where the count is of that larger area", HOMICIDES, "people")
    ]
    publisher: Annotated[str | None, column("Whose a local count is", EDITORS)]
    url: Annotated[str | None, column("Where a local count is published", EDITORS)]
    geoidfq: Geoidfq


class CrosswalkRow(Shape):
    """A county in which part of a place lies; rank 1 is where most of its residents live."""

    geoid: Geoid
    county_fips: Fips
    rank: Annotated[int, column("1 for the county where most residents live", PLACES)]
    cbsa: Cbsa
    geoidfq: Geoidfq


class PriceRow(Shape):
    """The price level of a subject: of its metropolitan area, or of the rest of its state."""

    geoid: Geoid
    price_level: Annotated[float, column("Regional price parity, U.S. = 100", PRICES, "index")]
    year: Annotated[int, column("Year", PRICES, "year")]
    area: Annotated[str | None, column("The area it describes", PRICES)]
    level: Leveled
    geoidfq: Geoidfq


class PayRow(Shape):
    """What an occupation is paid in the United States a year."""

    occupation_code: Annotated[str, column("Standard Occupational Classification", PAY)]
    occupation: Annotated[str, column("Occupation", PAY)]
    employment: Annotated[int | None, column("People employed", PAY, "people")]
    mean_usd: Annotated[int | None, column("Mean", PAY, "USD a year")]
    p10_usd: Annotated[int | None, column("10th percentile", PAY, "USD a year")]
    p25_usd: Annotated[int | None, column("25th percentile", PAY, "USD a year")]
    median_usd: Annotated[int | None, column("Median", PAY, "USD a year")]
    p75_usd: Annotated[int | None, column("75th percentile", PAY, "USD a year")]
    p90_usd: Annotated[int | None, column("90th percentile", PAY, "USD a year")]


class LocalCountRow(Shape):
    """People at highest risk as a place itself counted them, with the citation."""

    geoid: Geoid
    year: Annotated[int, column("Year of the count", EDITORS, "year")]
    kind: Annotated[str, column("total: everybody; target: the part a program means to reach", EDITORS)]
    people: Annotated[int, column("People", EDITORS, "people")]
    low: Annotated[int | None, column("Lowest count", EDITORS, "people")]
    high: Annotated[int | None, column("Highest count", EDITORS, "people")]
    citation: Annotated[str, column("Where it was published", EDITORS)]
    url: Annotated[str, column("Its address", EDITORS)]
    geoidfq: Geoidfq


class EvidenceRow(Shape):
    """A claim about a program with how it was studied and its source."""

    slug: Annotated[str, column("Key of the entry", EDITORS)]
    place: Annotated[str, column("Where", EDITORS)]
    geoids: Annotated[str, column("GEOIDs of the places it is shown with, by semicolons", EDITORS)]
    state: Annotated[str, column("Postal code", EDITORS)]
    kind: Annotated[str, column("announcement, before_after, quasi_experimental or randomized", EDITORS)]
    figure: Annotated[str, column("The figure claimed, in words", EDITORS)]
    claim: Annotated[str, column("What is claimed", EDITORS)]
    period: Annotated[str, column("When", EDITORS)]
    design: Annotated[str, column("How it was studied", EDITORS)]
    caution: Annotated[str, column("What to keep in mind", EDITORS)]
    source: Annotated[str, column("Who published it", EDITORS)]
    url: Annotated[str, column("Its address", EDITORS)]
