"""Which police agency is a place's: a city's, where a town beside it bears the same name, and one named after what its
city once was.
"""

from pathlib import Path

import pandas as pd
import pytest

from profiles.homicides.counts import NationalYear
from profiles.ingest.agencies import read_agencies
from profiles.ingest.exceptions import Exceptions
from profiles.ingest.homicides import compile_homicides

CROSSWALK = "source,ori,agency_name,state,place_geoid,place_name,match_method,fbi_2018_agency_type\n"
CASE_LIST = (
    "ori7,state,agency,year,agency_population,murder_victims,firearm_murder_victims,months_with_reports\n"
    "TX22025,TX,SANSOM PARK VILLAGE,2024,{residents},2,1,2\n"
)
EMPTY = {
    "rtci_agency_murders_2018_2025.csv": "agency_name,state_name,agency_population,number_of_agencies,murders_2024\n",
    "fbi_cde_agency_homicides_2025.csv": "ori9,agency_name,state,population,homicides_2025,months_reported_2025\n",
    "derived_places_joined.csv": "geoid,usps,state_name\n4865660,TX,Texas\n",
}
SANSOM_PARK = "SHR,TX22025,SANSOM PARK VILLAGE,TX,4865660,Sansom Park city,name_unique,City\n"
ANOTHER = "SHR,TX22099,SANSOM PARK,TX,4865660,Sansom Park city,name_unique,City\n"


def of_towns(*rows: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=CROSSWALK.strip().split(","), dtype=str)


def test_a_citys_police_is_not_that_of_the_town_beside_it(tmp_path: Path) -> None:
    """Superior, Wisconsin: 26,000 residents, and a town of 2,300 of the same name in the same county."""
    (tmp_path / "derived_agency_to_place_crosswalk.csv").write_text(CROSSWALK, encoding="utf-8")
    town = ("SHR", "WI01601", "SUPERIOR", "WI", "5503178675", "Superior town", "town", "City")
    agencies = read_agencies(tmp_path, pd.Index(["5578650"]), of_towns(town))
    assert list(agencies[agencies.ori == "WI01601"].geoid) == ["5578650"]


@pytest.mark.parametrize(
    ("crosswalk", "residents", "taken"),
    [(SANSOM_PARK, 5282, True), (SANSOM_PARK, 15_000, False), (SANSOM_PARK + ANOTHER, 5282, False)],
    ids=["the city's police by an old name", "of a larger village", "beside the city's own police"],
)
def test_an_agency_named_after_a_village_is_the_citys_where_it_polices_the_city(
    tmp_path: Path, crosswalk: str, residents: int, taken: bool
) -> None:
    for name, text in EMPTY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "derived_agency_to_place_crosswalk.csv").write_text(CROSSWALK + crosswalk, encoding="utf-8")
    listed = CASE_LIST.format(residents=residents)
    (tmp_path / "fbi_shr_agency_year_2017_2025.csv").write_text(listed, encoding="utf-8")
    population = pd.DataFrame({year: [5402] for year in range(2020, 2025)}, index=["4865660"])
    homicides = compile_homicides(
        tmp_path, crosswalks=(population.index, of_towns()), population=population,
        census_names={"4865660": "Sansom Park city"},
        national={2024: NationalYear(1.0, unfinished=False, shown=True)}, state_totals={}, local={},
        exceptions=Exceptions({}),
    )  # fmt: skip
    assert ("4865660" in homicides.counts) is taken
