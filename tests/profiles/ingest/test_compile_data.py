"""From raw extracts to tables: real rows of 21 places go in, and every rule about them is checked on what comes out."""

import csv
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from profiles.ingest import schema
from profiles.ingest.albers_usa import projected
from profiles.ingest.folders import MAXIMUM_BYTES, sha256
from profiles.ingest.names import plain_name
from profiles.ingest.towns import plain_town_name

RAW = Path(__file__).parents[2] / "fixtures" / "raw"
DATA = settings.BASE_DIR / "data"


def compiled(target: Path, *, source: Path = RAW) -> Path:
    call_command("compile_data", source=source, data=target, no_verify=True, stdout=StringIO())
    return target


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def counts(data: Path) -> dict[tuple[str, int], dict[str, dict[str, str]]]:
    """(GEOID, year) → source → row."""
    found: dict[tuple[str, int], dict[str, dict[str, str]]] = {}
    for row in rows(data / "fbi/homicides.csv"):
        found.setdefault((row["geoid"], int(row["year"])), {})[row["source"]] = row
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_compiling_twice_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    assert files(compiled(tmp_path / "again")) == files(data)


def test_compiling_over_an_old_folder_leaves_nothing_of_it(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    (target / "bea").mkdir(parents=True)
    (target / "bea" / "old.csv").write_text("old")
    (target / "kept").mkdir()
    compiled(target)
    assert not (target / "bea" / "old.csv").exists()
    assert (target / "kept").exists()


@pytest.mark.parametrize(
    ("legal", "plain", "kind"),
    [
        ("Norfolk city", "Norfolk", "city"),
        ("Oklahoma City city", "Oklahoma City", "city"),
        ("Carson City", "Carson City", "consolidated"),
        ("Village of the Branch village", "Village of the Branch", "village"),
        ("Nashville-Davidson metropolitan government (balance)", "Nashville", "consolidated"),
        ("Louisville/Jefferson County metro government (balance)", "Louisville", "consolidated"),
        ("Indianapolis city (balance)", "Indianapolis", "city"),
        ("Augusta-Richmond County consolidated government (balance)", "Augusta", "consolidated"),
        ("Athens-Clarke County unified government (balance)", "Athens", "consolidated"),
        ("Lexington-Fayette urban county", "Lexington", "consolidated"),
        ("Butte-Silver Bow (balance)", "Butte", "consolidated"),
        ("Macon-Bibb County", "Macon", "consolidated"),
        ("Hartsville/Trousdale County", "Hartsville", "consolidated"),
        ("Lynchburg, Moore County metropolitan government", "Lynchburg", "consolidated"),
        ("Echols County consolidated government", "Echols County", "consolidated"),
        ("Anchorage municipality", "Anchorage", "municipality"),
        ("Juneau city and borough", "Juneau", "city"),
        ("Urban Honolulu CDP", "Honolulu", "city"),
        ("Winston-Salem city", "Winston-Salem", "city"),
        ("Princeton", "Princeton", "municipality"),
        ("San Buenaventura (Ventura) city", "Ventura", "city"),
        ("Kearns metro township", "Kearns", "town"),
        ("Cañon City city", "Cañon City", "city"),
    ],
)
def test_plain_names(legal: str, plain: str, kind: str) -> None:
    assert plain_name(legal) == (plain, kind)


def test_slugs_clashes_and_counties(data: Path) -> None:
    places = {row["geoid"]: row for row in rows(data / "census/places.csv")}
    assert places["5157000"]["slug"] == "norfolk-va"
    assert places["0811810"]["slug"] == "canon-city-co"
    assert {places["5578650"]["slug"], places["5578660"]["slug"]} == {"superior-wi-5578650", "superior-wi-5578660"}
    assert places["1714000"]["counties"] == "17031 17043", "the county with most residents first"
    assert places["0934180"]["counties"] == "09180", "Connecticut has planning regions"


def test_towns_are_those_of_the_strong_town_states_with_addresses_of_their_own(data: Path) -> None:
    towns = {row["census_name"]: row for row in rows(data / "census/towns.csv")}
    assert "Naperville township" not in towns, "Illinois' townships are not what a city is elsewhere"
    assert towns["Groton town"] == {
        "geoid": "0918034250", "slug": "groton-town-ct", "name": "Groton town", "kind": "town",
        "census_name": "Groton town", "county": "09180", "holds_places": "1", "population_2020": "38329",
        "population_2021": "37696", "population_2022": "37892", "population_2023": "37856", "population_2024": "38762",
    }  # fmt: skip
    superior = [row["slug"] for row in rows(data / "census/places.csv") if row["name"] == "Superior"]
    assert towns["Superior town"]["slug"] not in {"superior-wi", *superior}, "the short form would read as the city's"


def test_plain_town_names() -> None:
    assert plain_town_name("Shelby charter township") == ("Shelby", "township")
    assert plain_town_name("City of Orange township") == ("Orange", "township")
    assert plain_town_name("Orono town") == ("Orono", "town")
    assert plain_town_name("Matinicus Isle plantation") == ("Matinicus Isle", "plantation")


def test_a_designated_place_lies_in_the_county_around_its_point(data: Path) -> None:
    found = {row["name"]: row["county"] for row in rows(data / "census/cdps.csv")}
    assert (found["Noank"], found["Paradise"]) == ("09180", "32003")
    assert "Urban Honolulu" not in found, "it has a population of its own among the places"
    assert rows(data / "census/municipios.csv")[0]["name"] == "San Juan"


def test_the_ages_of_a_county_add_up(data: Path) -> None:
    for row in rows(data / "census/counties.csv"):
        assert sum(int(row[age]) for age in schema.AGES) == int(row["population"])


def test_a_zip_code_leads_to_where_its_mail_goes(data: Path) -> None:
    where = {
        code: (row["subject"], row["county"]) for row in rows(data / "census/zips.csv") for code in row["zips"].split()
    }
    assert where["23510"] == ("5157000", "51710")
    assert where["60601"] == ("1714000", "17031")
    assert where["06340"] == ("0934180", "09180"), "the city before the town of its name"


def test_county_outlines_lie_where_the_county_is(data: Path) -> None:
    drawn = json.loads((data / "maps/counties.json").read_text(encoding="utf-8"))
    counties = {row["geoid"]: row for row in rows(data / "census/counties.csv")}
    assert drawn["counties"].keys() == counties.keys()
    for geoid in ("17031", "24510", "15003"):
        start = re.match(r"M(\d+) (\d+)", drawn["counties"][geoid])
        middle = projected(longitude=float(counties[geoid]["longitude"]), latitude=float(counties[geoid]["latitude"]))
        x, y = (int(part) / drawn["scale"] for part in start.groups())
        assert abs(x - middle[0]) < 30
        assert abs(y - middle[1]) < 30


def test_larger_places_stand_where_the_projection_puts_them(data: Path) -> None:
    drawn = json.loads((data / "maps/places.json").read_text(encoding="utf-8"))["places"]
    places = {row["geoid"]: row for row in rows(data / "census/places.csv")}
    newest = {row["geoid"]: int(list(row.values())[-1]) for row in rows(data / "census/population.csv")}
    assert drawn.keys() == {geoid for geoid in places if newest.get(geoid, 0) >= 50_000}
    for geoid, point in drawn.items():
        at = projected(longitude=float(places[geoid]["longitude"]), latitude=float(places[geoid]["latitude"]))
        assert point == [round(part, 1) for part in at]


def test_price_levels_are_there_or_absent_never_zero(data: Path) -> None:
    prices = {row["area_code"]: row for row in rows(data / "bea/price_levels.csv")}
    assert prices["47260"]["price_level"] == "97.941"
    assert prices["31999"]["area"] == "Nebraska (Nonmetropolitan Portion)"
    assert "10999" not in prices, "BEA prints 0 for nonmetropolitan Delaware"


def test_sources_by_preference_all_kept(counts: dict) -> None:
    chicago = counts["1714000", 2024]
    assert chicago["rtci"]["value"] == "587"
    assert chicago["rtci"]["status"] == "complete"
    assert chicago["fbi_shr"]["value"] == "461"
    assert chicago["fbi_shr"]["status"] == "", "the index leads"
    columbus = counts["3918000", 2023]
    assert (columbus["rtci"]["value"], columbus["fbi_shr"]["value"]) == ("95", "147")
    assert (columbus["rtci"]["status"], columbus["fbi_shr"]["status"]) == ("", "complete"), (
        "the case list hardly invents"
    )
    assert counts["5157000", 2024]["rtci"]["value"] == "37"
    assert counts["5157000", 2024]["fbi_shr"]["firearm"] == "30"


def test_a_part_of_a_year_is_kept_and_never_leads_as_a_whole_one(counts: dict) -> None:
    chicago, baltimore, kansas_city = (counts[key] for key in (("1714000", 2021), ("2404000", 2021), ("2036000", 2023)))
    assert (chicago["fbi_shr"]["value"], chicago["fbi_shr"]["months"], chicago["fbi_shr"]["status"]) == ("370", "6", "")
    assert (baltimore["rtci"]["status"], baltimore["fbi_shr"]["status"]) == ("complete", "")
    assert (kansas_city["local"]["status"], kansas_city["fbi_shr"]["status"]) == ("local", ""), (
        "five victims in one month"
    )


def test_agencies_that_are_not_the_place_are_left_out(counts: dict) -> None:
    assert ("0934180", 2024) not in counts, "Groton Town is not Groton city"
    assert counts["0533400", 2019]["fbi_shr"]["value"] == "11", "Hot Springs without Hot Springs Village"


def test_a_police_area_larger_than_the_place_is_named(counts: dict) -> None:
    las_vegas = counts["3240000", 2024]
    assert (las_vegas["rtci"]["value"], las_vegas["rtci"]["area_population"]) == ("107", "1670226")
    assert las_vegas["fbi_shr"]["area_population"] == "1716565", "each source gives its own"
    assert counts["1571550", 2024]["rtci"]["area_population"] == "987546", "Honolulu Police serve the whole island"
    assert counts["5157000", 2024]["rtci"]["area_population"] == "", "Norfolk's police serve Norfolk"


def test_shipped_figures_of_the_places_of_50_000_or_more() -> None:
    large = {row["geoid"] for row in rows(DATA / "census/population.csv") if int(row["population_2024"]) >= 50_000}
    shipped = rows(DATA / "fbi/homicides.csv")
    reported = {row["geoid"] for row in shipped if row["year"] == "2024" and row["geoid"] in large}
    assert (len(large), len(reported)) == (817, 746), "with Macon, Augusta, Waukesha, Jackson and St. Petersburg"
    of_an_area = {row["geoid"] for row in shipped if row["area_population"]}
    assert of_an_area == {"3240000", "1571550"}, "Las Vegas and Honolulu"
    assert "1369000" in reported, "Savannah's police have served the city alone since 2018"


def test_a_complete_year_comes_before_an_unfinished_one(counts: dict) -> None:
    kansas_city = counts["2036000", 2025]
    assert (kansas_city["fbi_cde"]["value"], kansas_city["fbi_cde"]["status"]) == ("20", "complete")
    assert (kansas_city["fbi_shr"]["value"], kansas_city["fbi_shr"]["status"]) == ("15", "")


def test_pay_of_the_occupations_the_methodologies_name(data: Path) -> None:
    pay = {row["occupation_code"]: row for row in rows(data / "bls/pay.csv")}
    assert list(pay) == ["11-9151", "15-2051", "21-1018", "21-1023", "21-1094", "21-1099"]
    assert pay["21-1094"]["mean_usd"] == "55970"
    assert pay["11-9151"]["p90_usd"] == "129820"


def test_a_changed_extract_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    source, target = tmp_path / "raw", tmp_path / "data"
    shutil.copytree(RAW, source)
    path = source / "bls_oews_national_may2024.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("55970", "55971"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"bls_oews_national_may2024\.csv has changed"):
        compiled(target, source=source)
    assert not target.exists()


def test_a_missing_extract_is_named(tmp_path: Path) -> None:
    source = tmp_path / "raw"
    shutil.copytree(RAW, source)
    (source / "rtci_agency_murders_2018_2025.csv").unlink()
    with pytest.raises(CommandError, match=r"rtci_agency_murders_2018_2025\.csv is not in"):
        compiled(tmp_path / "data", source=source)


def test_verification_finds_what_is_not_the_whole_country(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="21 places with"):
        call_command("compile_data", source=RAW, data=tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_shipped_tables_are_small_and_vouched_for() -> None:
    paths = [path for path in DATA.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in paths) < MAXIMUM_BYTES
    for folder in ("census", "fbi", "bea", "bls", "maps"):
        readme = (DATA / folder / "README.md").read_text(encoding="utf-8")
        for path in (DATA / folder).glob("*.[cj]s*"):
            assert f"`{sha256(path)}`" in readme, path
