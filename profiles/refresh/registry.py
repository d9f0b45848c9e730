"""How each source is refreshed: where a program can fetch its table, how it is read and checked; or by hand, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from profiles.refresh.agency_files import read_case_list, read_explorer, read_index
from profiles.refresh.census_tables import (
    read_counties,
    read_gazetteer,
    read_states,
    read_towns,
    swap_coordinates,
    swap_counties,
    swap_states,
    swap_towns,
)
from profiles.refresh.prices import read_prices, swap_prices
from profiles.refresh.state_totals import read_state_totals, swap_state_totals
from profiles.refresh.swap import Swapped, swap_counts


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A source that `refresh` swaps in; `address` is empty where the publisher has no file a program can fetch."""

    source: str
    read: Callable[[Path], Any]
    what: str
    address: str = ""
    swap: Callable[..., Swapped] = swap_counts
    rows: str = "agencies"


# Checked in November 2026 against public repositories that name or hold these very files, the index's own among them; not fetched.
POPEST = "https://www2.census.gov/programs-surveys/popest/datasets/2020-2025"
SUBCOUNTY = f"{POPEST}/cities/totals/sub-est2025.csv"
REFRESHED = {
    kind.source: kind
    for kind in (
        Refreshed(
            "rtci",
            read_index,
            "A newer file of the index",
            "https://raw.githubusercontent.com/AH-Datalytics/rtci/main/data/previous%20samples/Crime_Index_Reported_Crime_Trends_Jan17_Jun26.csv",
        ),
        Refreshed("fbi_shr", read_case_list, "A newer case list of the FBI"),
        Refreshed("fbi_cde", read_explorer, "Newer counts of the Crime Data Explorer"),
        Refreshed(
            "census_states", read_states, "Newer residents of states", SUBCOUNTY, swap=swap_states, rows="states"
        ),
        Refreshed("census_towns", read_towns, "Newer residents of towns", SUBCOUNTY, swap=swap_towns, rows="towns"),
        Refreshed(
            "census_counties",
            read_counties,
            "Newer residents of counties",
            f"{POPEST}/counties/asrh/cc-est2025-agesex-all.csv",
            swap=swap_counties,
            rows="counties",
        ),
        Refreshed(
            "census_gazetteer",
            read_gazetteer,
            "Newer coordinates",
            "https://www2.census.gov/geo/docs/maps-data/data/gazetteer/2025_Gazetteer/2025_Gaz_place_national.zip",
            swap=swap_coordinates,
            rows="places",
        ),
        Refreshed(
            "fbi_states",
            read_state_totals,
            "Newer estimates of the FBI by state",
            swap=swap_state_totals,
            rows="states",
        ),
        Refreshed("bea_rpp", read_prices, "Newer regional price parities", swap=swap_prices, rows="areas"),
    )
}
CENSUS = "census_places"  # read by `fetch_census`
WITH_THE_TABLES = (
    "put the newer extract beside the others, with its line in PROVENANCE.csv, and run "
    "`manage.py compile_data --source FOLDER`: every table is read, checked against known totals and written, or none"
)
BY_AN_EDITOR = "editors add it in the admin with its address; what ships is in"
NAMED_BY_AN_EDITION = (
    "a figure of an edition never changes: a newer table enters with the next edition, whose parameters name it; "
)
# Sources that no file swaps in by itself: what a person does.
BY_HAND = {
    "bls_cpi": NAMED_BY_AN_EDITION + "its years go into `cpi.yaml` of that edition",
    "bls_ecec": NAMED_BY_AN_EDITION + "two shares are cited, no table is kept",
    "bls_oews": NAMED_BY_AN_EDITION + "for `data/bls/pay.csv`, " + WITH_THE_TABLES,
    "bls_oews_2025": "three of six occupations are at hand; when BLS's own file is, it takes the place of May 2024: "
    + WITH_THE_TABLES,
    "census_cbsa": "a new delineation moves counties between metros, whose addresses must not change: "
    + WITH_THE_TABLES,
    "us_atlas": "the outlines are drawn when the tables are compiled: " + WITH_THE_TABLES,
    "zip_codes": "install the newer package and run `manage.py compile_data --source FOLDER`",
    "local": f"{BY_AN_EDITOR} `data/local/homicide_counts.csv`",
    "local_estimates": f"{BY_AN_EDITOR} `data/local/estimates.csv`",
    "local_spending": f"{BY_AN_EDITOR} `data/local/spending.csv`",
    "local_links": f"{BY_AN_EDITOR} `data/local/links.csv`",
    "local_costs": f"{BY_AN_EDITOR} `data/local/costs.csv`",
    "local_pay": f"{BY_AN_EDITOR} `data/local/pay.csv`",
    "evidence": f"{BY_AN_EDITOR} `profiles/content/evidence.yaml`",
}


def how_refreshed(source: str) -> str:
    """Say how a newer table of a source comes in."""
    if source == CENSUS:
        return "refresh census_places [--vintage YEAR] [--from FILE]"
    if kind := REFRESHED.get(source):
        return f"refresh {source} [--from FILE]" if kind.address else f"refresh {source} --from FILE"
    return f"by hand: {BY_HAND[source]}"
