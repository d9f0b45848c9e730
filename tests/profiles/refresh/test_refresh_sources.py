"""Every source of the registry: listed, with its address and how a newer table comes in; prices swap in whole or not at all."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from calculator.methods import latest
from profiles.models import FactChange, Place, Source
from profiles.refresh.registry import BY_HAND, CENSUS, REFRESHED, how_refreshed
from profiles.selectors import find_place, forget_place_table

pytestmark = pytest.mark.django_db
HEAD = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2024,2025"
NOTES = '"Note: See the included footnote file."\n'


def parities(tmp_path: Path, *norfolk: str, notes: str = NOTES, head: str = HEAD) -> Path:
    """BEA's table with fifty other areas around Norfolk's rows."""
    others = [
        f' "{code}","Area {code}", ,MARPP,1,"...","RPPs: All items ","Index",95.1,95.2'
        for code in range(90_000, 90_050)
    ]
    path = tmp_path / "MARPP.csv"
    path.write_text("\n".join([head, *others, *norfolk]) + "\n" + notes, encoding="utf-8")
    return path


def row(level: str, code: str = "47260") -> str:
    name = "Virginia Beach-Chesapeake-Norfolk, VA-NC (Metropolitan Statistical Area) *"
    return f' "{code}","{name}", ,MARPP,1,"...","RPPs: All items ","Index",97.941,{level}'


def test_every_source_is_refreshed_or_says_what_a_person_does() -> None:
    keys = set(Source.objects.values_list("key", flat=True))
    assert keys == {*REFRESHED, CENSUS, *BY_HAND}
    out = StringIO()
    Source.objects.update(next_due="2099-01")
    call_command("facts_status", stdout=out)
    for source in Source.objects.all():
        assert f"{source.key}: {source.vintage}; retrieved {source.retrieved_on}" in out.getvalue()
        assert source.url in out.getvalue()
        assert how_refreshed(source.key) in out.getvalue()


@pytest.mark.parametrize(
    ("method", "source", "row"),
    [
        ("caps", "rpp", "bea_rpp"), ("caps", "population", "census_places"), ("caps", "homicides", "rtci"),
        ("field", "oews", "bls_oews"),
    ],
)  # fmt: skip
def test_a_methods_source_is_a_row_of_the_registry(client: Client, method: str, source: str, row: str) -> None:
    """By its exact table, so that page, API and registry lead to the same one."""
    registered = Source.objects.get(key=row)
    stated = next(
        known.source
        for known in (*latest()[method].facts.values(), *latest()[method].parameters.values())
        if known.source.key == source
    )
    assert (stated.url, stated.year) == (registered.url, registered.year)
    assert f'href="{registered.url}"' in client.get("/data/").content.decode()


@pytest.mark.parametrize("source", sorted(BY_HAND))
def test_what_is_refreshed_by_hand_says_how_and_changes_nothing(source: str) -> None:
    with pytest.raises(CommandError, match=rf"{source} is refreshed by hand: .+Nothing was changed\.$"):
        call_command("refresh", source)


def test_newer_prices_reach_places_pages_and_history(tmp_path: Path, client: Client) -> None:
    elsewhere = Place.objects.get(slug="chicago-il").price_level
    call_command("refresh", "bea_rpp", file=parities(tmp_path, row("98.5")), stdout=StringIO())
    forget_place_table()
    norfolk = find_place("norfolk-va")
    assert (norfolk.price_level, norfolk.price_level_year) == (98.5, 2025)
    assert client.get("/api/v1/cities/norfolk-va/").json()["price_level"]["value"] == 98.5
    assert Place.objects.get(slug="chicago-il").price_level == elsewhere
    change = FactChange.objects.get(geoid="5157000", fact="price_level", year=2025)
    assert (change.old, change.new, change.why) == ("", "98.5", "Newer regional price parities")


PRICE_FAULTS = [
    ([row("-1")], NOTES, HEAD, r"line 52, column 2025: -1 is not between 50 and 200"),
    ([row("n/a")], NOTES, HEAD, r"line 52, column 2025: 'n/a' is not a number"),
    ([row("98.5"), row("98.6")], NOTES, HEAD, r"line 53, column GeoFIPS: 47260 appears twice"),
    ([row("98.5", code="4726")], NOTES, HEAD, r"line 52, column GeoFIPS: '4726' is not a code of five digits"),
    ([row("98.5")], NOTES, HEAD.replace("2025", "2031"), r"column 2031: 2031 is not a year from 2010 to 20\d\d"),
    ([row("98.5")], NOTES, HEAD.replace("Description", "Text"), r"line 1, column Description: the column is missing"),
    ([row("98.5")], "", HEAD, r"line 52: ends without 'Note:': is the file cut off"),
    ([' "47260","Virginia'], "", HEAD, r"line 52, column \w+: 2 cells; expected 10: is the file cut off"),
]


@pytest.mark.parametrize(("rows", "notes", "head", "complaint"), PRICE_FAULTS)
def test_a_faulty_table_of_prices_changes_nothing(
    tmp_path: Path, rows: list[str], notes: str, head: str, complaint: str
) -> None:
    before = (Place.objects.get(slug="norfolk-va").price_level, FactChange.objects.count())
    with pytest.raises(CommandError, match=complaint) as caught:
        call_command("refresh", "bea_rpp", file=parities(tmp_path, *rows, notes=notes, head=head))
    assert str(caught.value).endswith("Nothing was changed.")
    assert (Place.objects.get(slug="norfolk-va").price_level, FactChange.objects.count()) == before


CASE_LIST = "ori7,state,agency,year,agency_population,murder_victims,firearm_murder_victims,months_with_reports"
OF_LIST = "MI41436,MI,GRAND RAPIDS,2022,196662,22,15,11"
EXPLORER = "ori9,agency_name,state,population,homicides_2025,months_reported_2025"
OF_EXPLORER = "GA1210000,Richmond County Sheriff's Office,GA,201399,31,12"
FAULTS = [
    ("fbi_shr", CASE_LIST.replace(",murder_victims", ""), [OF_LIST], "line 1, column murder_victims: the column is missing"),
    ("fbi_shr", CASE_LIST, [OF_LIST, OF_LIST], "line 3, column ori7: MI41436 appears twice for 2022"),
    ("fbi_shr", CASE_LIST, [OF_LIST.replace(",22,", ",-22,")], "line 2, column murder_victims: '-22' is not a whole number"),
    ("fbi_shr", CASE_LIST, [OF_LIST.replace(",22,", ",2.5,")], "line 2, column murder_victims: '2.5' is not a whole number"),
    ("fbi_shr", CASE_LIST, [OF_LIST.replace("2022", "2031")], "line 2, column year: 2031 is not a year"),
    ("fbi_shr", CASE_LIST, [OF_LIST, "MI41436,MI,GRA"], "line 3, column year: 3 cells; expected 8: is the file cut off"),
    ("fbi_shr", "<!doctype html>", [], "line 1: is a web page, not a CSV table"),
    ("fbi_cde", EXPLORER.replace("ori9,", ""), [OF_EXPLORER], "line 1, column ori9: the column is missing"),
    ("fbi_cde", EXPLORER, [OF_EXPLORER, OF_EXPLORER], "line 3, column ori9: GA1210000 appears twice"),
    ("fbi_cde", EXPLORER, [OF_EXPLORER.replace(",31,", ",-31,")], "line 2, column homicides_2025: '-31' is not a whole"),
    ("fbi_cde", EXPLORER, [OF_EXPLORER.replace(",31,", ",3.1,")], "line 2, column homicides_2025: '3.1' is not a whole"),
    ("fbi_cde", EXPLORER.replace("2025", "2031"), [OF_EXPLORER], "line 2, column homicides_2031: 2031 is not a year"),
    ("fbi_cde", EXPLORER, [OF_EXPLORER, "GA12"], "line 3, column agency_name: 1 cells; expected 6: is the file cut off"),
    ("fbi_cde", "<html><body>Sign in", [], "line 1: is a web page, not a CSV table"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "head", "rows", "complaint"), FAULTS)
def test_each_reader_names_file_line_column_and_reason(
    tmp_path: Path, source: str, head: str, rows: list[str], complaint: str
) -> None:
    path = tmp_path / "given.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    before = FactChange.objects.count()
    with pytest.raises(CommandError, match=complaint) as caught:
        call_command("refresh", source, file=path)
    assert "given.csv" in str(caught.value)
    assert str(caught.value).endswith("Nothing was changed.")
    assert FactChange.objects.count() == before


@pytest.mark.parametrize("what", ["missing", "folder", "loop", "page", "one endless cell"])
@pytest.mark.parametrize("source", [*REFRESHED, CENSUS])
def test_what_is_no_file_of_text_is_named_by_every_source(tmp_path: Path, source: str, what: str) -> None:
    path = tmp_path / "given.csv"
    if what == "folder":
        path.mkdir()
    elif what == "loop":
        path.symlink_to(path)
    elif what == "page":
        path.write_text("<!doctype html><title>Sign in</title>", encoding="utf-8")
    elif what == "one endless cell":
        path.write_text("x" * 200_000, encoding="utf-8")
    before = FactChange.objects.count()
    with pytest.raises(CommandError, match=r"given\.csv, line \d+: .*Nothing was changed\.$"):
        call_command("refresh", source, file=path)
    assert FactChange.objects.count() == before
