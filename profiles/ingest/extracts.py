"""What every raw extract must be before a table is made of it: file, line, column and reason at the first thing that
cannot be right.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from profiles.ingest.schema import month_count, possibly
from profiles.ingest.tables import (
    Parser,
    TableError,
    choice,
    code,
    count,
    number,
    optional,
    refuse_a_web_page,
    text,
    year,
)
from profiles.refresh.reading import Table

LOCAL = "../local/"


class RawError(ValueError):
    """A raw extract is missing, or is not what its provenance says."""


def _known(parser: Parser) -> Parser:
    """The same parser; an empty cell and NA are "not known"."""
    return lambda value: None if value in ("", "NA") else parser(value)


def _dollars(value: str) -> int | None:
    return None if value in ("*", "#") else count(value)


def _padded(parser: Parser) -> Parser:
    return lambda value: parser(value.strip(' "'))


@dataclass(frozen=True, slots=True)
class Extract:
    """A table as its publisher gives it: what must stand in it, and which cells together may not repeat.

    A column is a pattern; `(\\d{4})` in it is a year that has begun.
    """

    columns: Mapping[str, Parser]
    key: tuple[str, ...]
    separator: str = ","
    notes: str = ""  # begins the publisher's notes under the table
    open_end: bool = False  # its last line has no end

    def check(self, path: Path) -> None:
        """Raise TableError at the first column, row or cell that cannot be right."""
        table = Table(path, (), notes=self.notes, separator=self.separator, open_end=self.open_end)
        seen: set[tuple[str, ...]] = set()
        parsers: list[tuple[str, Parser]] = []
        for row in table.rows():
            parsers = parsers or self._parsers(path, list(row))
            for column, parser in parsers:
                try:
                    parser(row[column])
                except ValueError as error:
                    raise table.fault(column, str(error)) from None
            key = tuple(row[column] for column in self.key)
            if key in seen:
                raise table.fault(self.key[-1], f"{' '.join(key)} appears twice")
            seen.add(key)
        if not seen:
            raise TableError(path, 2, None, "the table has no row")

    def _parsers(self, path: Path, header: list[str]) -> list[tuple[str, Parser]]:
        found = []
        for pattern, parser in self.columns.items():
            matches = [match for name in header if (match := re.fullmatch(pattern, name))]
            if not matches:
                raise TableError(path, 1, re.sub(r"\(?\\d\{4\}\)?", "YEAR", pattern), "the column is missing")
            for match in matches:
                for given in match.groups():
                    try:
                        year(given)
                    except ValueError as error:
                        raise TableError(path, 1, match[0], str(error)) from None
                found.append((match[0], parser))
        return found


STATE, THREE, FIVE, PLACE = code(2), code(3), code(5), code(7)
LATITUDE, LONGITUDE = number(-90, 90), number(-180, 180)
ESTIMATES = {"STATE": STATE, "COUNTY": THREE, "NAME": text, r"POPESTIMATE(\d{4})": count}
PARITIES = Extract(
    {"GeoFIPS": _padded(FIVE), "GeoName": _padded(text), "Description": _padded(text)},
    ("GeoFIPS", "LineCode"),
    notes="Note:",
)
ORI, ORI_LONG = r"[A-Z]{2}[A-Z0-9]{5}", r"[A-Z]{2}[A-Z0-9]{7}"


def _ori(pattern: str) -> Parser:
    def parse(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"{value!r} is not an agency's ORI")
        return value

    return parse


EXTRACTS: Mapping[str, Extract] = {
    "rtci_agency_murders_2018_2025.csv": Extract(
        {"agency_name": text, "state_name": text, "agency_population": _known(count), "number_of_agencies": _known(count),
         r"murders_(\d{4})": optional(count)},
        ("agency_name", "state_name"),
    ),
    "fbi_shr_agency_year_2017_2025.csv": Extract(
        {"ori7": _ori(ORI), "year": year, "agency_population": optional(count), "murder_victims": count,
         "firearm_murder_victims": optional(count), "months_with_reports": month_count},
        ("ori7", "year"),
    ),
    "fbi_cde_agency_homicides_2025.csv": Extract(
        {"ori9": _ori(ORI_LONG), "population": optional(count), r"homicides_(\d{4})": optional(count),
         r"months_reported_(\d{4})": month_count},
        ("ori9",),
    ),
    "fbi_estimated_state_homicides_2023_2024.csv": Extract(
        {"state_abbr": text, r"homicides_(\d{4})": count, r"population_(\d{4})": count}, ("state_abbr",)
    ),
    "derived_agency_to_place_crosswalk.csv": Extract(
        {"source": text, "agency_name": text, "state": possibly, "place_geoid": optional(PLACE), "match_method": text},
        ("source", "ori", "agency_name", "state"),
    ),
    "derived_places_joined.csv": Extract(
        {"geoid": PLACE, "usps": text, "state_name": text, r"pop(\d{4})": count, r"homicides_(\d{4})": optional(count),
         "primary_county_geoid": optional(FIVE)},
        ("geoid",),
    ),
    "census_subest2024_places.csv": Extract(ESTIMATES | {"PLACE": FIVE}, ("STATE", "PLACE")),
    "census_subest2024_mcd_active.csv": Extract(ESTIMATES | {"COUSUB": FIVE}, ("STATE", "COUNTY", "COUSUB")),
    "census_subest2024_place_county_parts_noGA.csv": Extract(ESTIMATES | {"PLACE": FIVE}, ("STATE", "COUNTY", "PLACE")),
    "census_subest2024_states.csv": Extract(ESTIMATES, ("STATE",)),
    "census_ccest2023_agesex_july2023.csv": Extract(
        {"STATE": STATE, "COUNTY": THREE, "CTYNAME": text, "POPESTIMATE": count, r"AGE\w+_TOT": count}, ("STATE", "COUNTY")
    ),
    "census_2025_gaz_places.txt": Extract(
        {"GEOID": PLACE, "NAME": text, "INTPTLAT": LATITUDE, "INTPTLONG": LONGITUDE}, ("GEOID",), separator="|"
    ),
    "census_2025_gaz_counties.txt": Extract(
        {"USPS": text, "GEOID": FIVE, "NAME": text, "INTPTLAT": LATITUDE, "INTPTLONG": LONGITUDE}, ("GEOID",),
        separator="|",
    ),
    "census_cbsa_delineation_jul2023.csv": Extract(
        {"CBSA Code": FIVE, "CBSA Title": text, "FIPS State Code": STATE, "FIPS County Code": THREE,
         "Metropolitan/Micropolitan Statistical Area": choice(
             "Metropolitan Statistical Area", "Micropolitan Statistical Area"
         ),
         "Central/Outlying County": choice("Central", "Outlying")},
        ("FIPS State Code", "FIPS County Code"), open_end=True,
    ),
    "bea_marpp_msa_2008_2024.csv": PARITIES,
    "bea_parpp_stateportions_2008_2024.csv": PARITIES,
    "bls_oews_national_may2024.csv": Extract(
        {"OCC_CODE": text, "OCC_TITLE": text, "TOT_EMP": count, "A_MEAN": _dollars, r"A_PCT\d\d": _dollars,
         "A_MEDIAN": _dollars},
        ("OCC_CODE", "O_GROUP"),
    ),
    f"{LOCAL}county_agencies.csv": Extract({"fips": FIVE, "ori7": _ori(ORI), "state": text, "agency": text}, ("ori7",)),
    f"{LOCAL}puerto_rico_homicides.csv": Extract(
        {"agency_name": text, "state_name": text, r"murders_(\d{4})": optional(count)}, ("agency_name",)
    ),
}  # fmt: skip


def check_extract(source: Path, name: str) -> None:
    """Check an extract of the folder; what is neither a table nor outlines of counties and states is read as it is."""
    if extract := EXTRACTS.get(name):
        extract.check(source / name)
    elif name.endswith(".json"):
        _check_outlines(source / name)


def _check_outlines(path: Path) -> None:
    refuse_a_web_page(path, "map")
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise TableError(path, error.lineno, None, f"{error.msg}: is the file cut off?") from None
    except UnicodeDecodeError as error:
        raise TableError(path, 1, None, str(error)) from None
    for member in ("objects", "transform", "arcs"):
        if not isinstance(document, dict) or not document.get(member):
            raise TableError(path, 1, member, "the member is missing: is this TopoJSON?")
