"""Newer tables of the Census Bureau and the FBI's of states, in their publishers' shapes: read whole or not at all, and kept
by a later load.
"""

import csv
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from profiles.models import County, FactChange, Place, PopulationEstimate, Source, State, StateHomicides

pytestmark = pytest.mark.django_db
SUBCOUNTY = "SUMLEV,STATE,COUNTY,PLACE,COUSUB,CONCIT,PRIMGEO_FLAG,FUNCSTAT,NAME,STNAME,ESTIMATESBASE2020"
YEARS = range(2020, 2026)


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="latin-1")
    return path


def marked(path: Path, header: str) -> Path:
    """A table as a spreadsheet program saves it: UTF-8 with a byte order mark, which is no part of the first column's name."""
    path.write_text(f"{header}\n", encoding="utf-8-sig")
    return path


def subcounty(path: Path, *, states: dict[str, int] | None = None) -> Path:
    """The subcounty file of a vintage: every state, every town, and a place that is neither."""
    header = ",".join([SUBCOUNTY, *(f"POPESTIMATE{year}" for year in YEARS)])
    lines = [header, "162,51,000,57000,00000,00000,0,A,Norfolk city,Virginia,1" + ",1" * len(YEARS)]
    for state in State.objects.all():
        people = (states or {}).get(state.fips, state.population + 1)
        name = f"040,{state.fips},000,00000,00000,00000,0,A,{state.name},{state.name},1"
        lines.append(f"{name}{',1' * (len(YEARS) - 1)},{people}")
    lines += [
        f"061,{geoid[:2]},{geoid[2:5]},00000,{geoid[5:]},00000,1,A,Cañon town,X,1" + ",77" * len(YEARS)
        for geoid in Place.objects.filter(level="town").values_list("geoid", flat=True)
    ]
    return written(path, lines)


def counties(path: Path, *, more: int = 2, off: int = 0) -> Path:
    """The counties' table by age: two of its years, and every age that ours are made of."""
    with (settings.BASE_DIR / "tests/fixtures/raw/census_ccest2023_agesex_july2023.csv").open() as file:
        header = next(csv.reader(file))
    lines = [",".join(header)]
    for county in County.objects.all():
        for year, extra in ((6, more), (5, 0)):
            cells = dict.fromkeys(header, "0") | {
                "SUMLEV": "050", "STATE": county.geoid[:2], "COUNTY": county.geoid[2:], "YEAR": str(year),
                "CTYNAME": "Doña Ana County", "POPESTIMATE": str(county.population + extra + off),
                "AGE04_TOT": str(county.age_0_14), "AGE1519_TOT": str(county.age_15_24),
                "AGE2544_TOT": str(county.age_25_44), "AGE4564_TOT": str(county.age_45_64),
                "AGE65PLUS_TOT": str(county.age_65_up + extra),
            }  # fmt: skip
            lines.append(",".join(cells[name] for name in header))
    return written(path, lines)


def gazetteer(path: Path, latitude: str = "36.9") -> Path:
    text = f"USPS|GEOID|NAME|INTPTLAT|INTPTLONG\nVA|5157000|Norfolk city|{latitude}|-76.2\n"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("2026_Gaz_place_national.txt", text)
    return path


def estimates(path: Path, *rows: str) -> Path:
    return written(path, ["state_abbr,homicides_2025", "US,15000", *rows])


def refresh(source: str, path: Path) -> str:
    out = StringIO()
    call_command("refresh", source, file=path, stdout=out)
    return out.getvalue()


def test_every_refreshed_fact_outlives_a_later_load(tmp_path: Path) -> None:
    """One load after six refreshes: what was refreshed here is newer than what is shipped."""
    virginia, norfolk = State.objects.get(usps="VA").population, County.objects.get(geoid="51710").population
    assert "51 states" in refresh("census_states", subcounty(tmp_path / "sub-est.csv"))
    refresh("census_towns", tmp_path / "sub-est.csv")
    refresh("census_counties", counties(tmp_path / "cc-est.csv"))
    refresh("census_gazetteer", gazetteer(tmp_path / "gazetteer.zip"))
    refresh("fbi_states", estimates(tmp_path / "states.csv", *(f"{s.usps},321" for s in State.objects.all())))
    Place.objects.filter(geoid="5157000").update(price_level=98.5, price_level_year=2025)

    def facts() -> tuple:
        state, county = State.objects.get(usps="VA"), County.objects.get(geoid="51710")
        place = Place.objects.get(geoid="5157000")
        return (
            (state.population, state.population_year), (county.population, county.population_year, county.age_65_up),
            (place.latitude, place.price_level, place.price_level_year),
            set(PopulationEstimate.objects.filter(place__level="town").values_list("value", flat=True)),
            StateHomicides.objects.get(state=state, year=2025).value,
        )  # fmt: skip

    before = facts()
    assert before[0] == (virginia + 1, 2025)
    assert before[1][:2] == (norfolk + 2, 2024)
    assert (before[2][0], before[3], before[4]) == (36.9, {77}, 321)
    change = FactChange.objects.get(geoid="51", fact="population", year=2025)
    assert (change.new, change.why) == (str(virginia + 1), "Newer residents of states")
    refreshed = ("bea_rpp", "census_states", "census_towns", "census_counties", "census_gazetteer", "fbi_states")
    Source.objects.filter(key__in=refreshed).update(retrieved_on="2027-03-01")
    call_command("load_data", force=True, stdout=StringIO())
    assert facts() == before


FAULTS = [
    ("census_states", lambda path: subcounty(path, states={"51": 12}), r"column POPESTIMATE: 51 has 12 residents; 8,"),
    ("census_counties", lambda path: counties(path, off=1), r"line 2, column POPESTIMATE: the ages of \d+ add up to"),
    ("census_counties", lambda path: counties(path, more=9_999_999), r"column POPESTIMATE: \d+ has [\d,]+ residents"),
    ("census_gazetteer", lambda path: gazetteer(path, "north"), r"line 2, column INTPTLAT: 'north' is not a number"),
    ("census_gazetteer", lambda path: gazetteer(path, "136.9"), r"line 2, column INTPTLAT: 136.9 is not between"),
    ("fbi_states", lambda path: estimates(path, "VA,3", "VA,3"), r"line 4, column state_abbr: VA appears twice"),
    ("fbi_states", lambda path: estimates(path, "VA,-3"), r"line 3, column homicides_2025: '-3' is not a whole number"),
    ("fbi_states", lambda path: estimates(path, "VA,3"), r"column state_abbr: 50 states are not in the table, AK first"),
    ("fbi_states", lambda path: written(path, ["<html>"]), r"line 1: is a web page, not a CSV table"),
    ("census_towns", lambda path: written(path, ["SUMLEV,STATE"]), r"line 1, column COUNTY: the column is missing"),
    ("census_towns", lambda path: marked(path, "SUMLEV,STATE"), r"line 1, column COUNTY: the column is missing"),
    ("fbi_states", lambda path: marked(path, "state_abbr,x"), r"column state_abbr: 51 states are not in the table"),
    ("census_counties", lambda path: written(path, ["<!doctype html>"]), r"line 1: is a web page, not a CSV table"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "made", "complaint"), FAULTS)
def test_a_faulty_table_is_named_and_changes_nothing(tmp_path: Path, source: str, made: object, complaint: str) -> None:
    before = (FactChange.objects.count(), list(State.objects.values_list("population", flat=True)))
    with pytest.raises(CommandError, match=complaint) as caught:
        refresh(source, made(tmp_path / "given.csv"))  # type: ignore[operator]
    assert str(caught.value).endswith("Nothing was changed.")
    assert (FactChange.objects.count(), list(State.objects.values_list("population", flat=True))) == before
