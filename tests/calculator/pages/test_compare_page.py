"""The comparison: what is put side by side, what is refused and said, and that it equals the calculator."""

import re
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from calculator.keeping.comparing import read_comparison
from calculator.presenters.places.compare import present_compare
from calculator.presenters.places.compare_rows import difference, row_groups

pytestmark = pytest.mark.django_db
FOUR = ["norfolk-va", "richmond-va", "newport-news-va", "st-louis-mo"]


def cells(*pairs: tuple[str, str]) -> dict[str, list[str | None]]:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    groups = row_groups(read_comparison(values).columns)
    return {row["label"]: [cell["text"] for cell in row["cells"]] for group in groups for row in group["rows"]}


def test_each_column_is_that_places_own_budget(client: Client) -> None:
    rows = cells(*[("city", slug) for slug in FOUR], ("coverage_share", "50%"), ("case_manager_caseload", "12"))
    for index, slug in enumerate(FOUR):
        answer = client.get(f"/api/v1/cities/{slug}/budget/?coverage_share=0.5&case_manager_caseload=12").json()
        assert rows["Total a year"][index] == f"${answer['total']:,}"
        assert rows["Per resident"][index] == f"${answer['per_resident']:,}"
        assert rows["Per person reached"][index] == f"${answer['per_person_served']:,}"
        assert rows["All staff"][index] == f"{answer['totals']['all_staff']:,}"


def test_a_saved_scenario_stands_beside_a_city_with_its_own_settings(client: Client) -> None:
    cache.clear()
    form = {"path": "/cities/norfolk-va/calculator/", "query": "methodology=field&coverage_share=0.25"}
    key = client.post("/scenarios/", form)["Location"].split("/")[2]
    rows = cells(("city", "norfolk-va"), ("scenario", key), ("coverage_share", "1"))
    assert rows["Total a year"] == cells(("city", "norfolk-va"), ("city", key))["Total a year"]
    reached = [int((text or "").replace(",", "")) for text in rows["People reached"]]
    assert reached[1] == pytest.approx(reached[0] / 4, abs=1)
    page = client.get(f"/compare/?city=norfolk-va&scenario={key}").content.decode()
    assert "Field evidence, version 2027.1" in page
    assert f'href="/s/{key}/"' in page


@pytest.mark.parametrize(
    ("query", "says", "shown"),
    [
        (urlencode([("city", slug) for slug in [*FOUR, "baltimore-md"]]), "Baltimore", 4),
        ("city=norfolk-va&city=5157000&city=richmond-va", "more than once", 2),
        ("city=norfolk-va&city=norfok-va", "norfok-va", 1),
        ("city=norfolk-va&scenario=zzzzzzzzzz", "no saved scenario", 1),
        ("city=norfolk-va&population=5", "Residents", 1),
        ("city=norfolk-va&outreach_caseload=0", "1 to 200", 1),
        ("city=norfolk-va&nonsense=1", "nonsense", 1),
        ("city=norfolk-va&place=5157000", "place", 1),
        ("city=%00&city=norfolk-va", "no place we know", 1),
    ],
)
def test_what_cannot_be_compared_is_said_and_the_rest_kept(client: Client, query: str, says: str, shown: int) -> None:
    answer = client.get(f"/compare/?{query}")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in re.findall(r'class="error-summary".*?</div>', page, re.DOTALL)[0]
    assert page.count('role="columnheader"') == shown


def test_a_setting_that_cannot_be_read_leaves_names_and_no_figures(client: Client) -> None:
    """The preset's figures would not be the comparison that was asked for."""
    places = "city=norfolk-va&city=hampton-va"
    page = client.get(f"/compare/?{places}&outreach_caseload=0").content.decode()
    assert "There is no total until this is settled: People per street outreach worker" in page
    assert page.count('role="columnheader"') == 2
    main = re.findall(r"<main.*?</main>", page, re.DOTALL)[0]
    assert not re.search(r"\$\d", main)
    assert re.search(r"\$\d", client.get(f"/compare/?{places}&population=5").content.decode()), (
        "of one place, so not used"
    )


def test_nothing_chosen_explains_and_suggests_links_that_work(client: Client) -> None:
    page = client.get("/compare/").content.decode()
    links = re.findall(r'href="(/compare/\?city=[^"]+)"', page)
    assert len(links) >= 3
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_peers_and_search_results_add_one_and_keep_the_settings(client: Client) -> None:
    comparison = read_comparison({"city": ["norfolk-va"], "coverage_share": ["0.5"]})
    context = present_compare(comparison, "richmond")
    assert context["suggested"]
    for link in (*context["suggested"], *context["found"]):
        assert "city=norfolk-va&city=" in link["url"]
        assert "coverage_share=0.5" in link["url"]
    removed = context["columns"][0]["remove_url"]
    assert "norfolk" not in removed
    assert "coverage_share=0.5" in removed


def test_a_place_without_reported_homicides_says_so(client: Client) -> None:
    rows = cells(("city", "norfolk-va"), ("city", "houston-ak"))
    assert rows["Homicides a year"][1] is None
    assert "not reported" in client.get("/compare/?city=norfolk-va&city=houston-ak").content.decode()


def test_the_legend_names_every_color_of_any_bar(client: Client) -> None:
    page = client.get(
        "/compare/?city=norfolk-va&link=/cities/norfolk-va/calculator/%3Fmethodology%3Dfield"
    ).content.decode()
    drawn = set(
        re.findall(r'class="[^"]*\bk-([a-z_]+)', page.split('class="compare-bars"')[1].split('class="legend"')[0])
    )
    legend = set(re.findall(r"swatch k-([a-z_]+)", page.split('class="legend"')[1].split("</ul>")[0]))
    assert len(drawn) == 6
    assert drawn == legend


def test_bars_share_one_scale() -> None:
    context = present_compare(read_comparison({"city": FOUR}), "")
    totals = [float(item["total"].replace("$", "").replace(",", "")) for item in context["bars"]]
    widths = [sum(float(part.width) for part in item["bar"].parts) for item in context["bars"]]
    assert max(widths) == pytest.approx(100, abs=0.1)
    for total, width in zip(totals, widths, strict=True):
        assert width == pytest.approx(100 * total / max(totals), abs=0.1)


@pytest.mark.parametrize(
    ("value", "first", "relative", "words"),
    [
        (106, 100, True, "+6%"),
        (94, 100, True, "−6%"),
        (100, 100, True, "the same"),
        (100.2, 100, True, "about the same"),
        (9, 12, False, "−3"),
        (12, 12, False, "the same"),
        (5, 0, True, "+5"),
    ],
)
def test_differences_in_words(value: float, first: float, relative: bool, words: str) -> None:
    assert difference(value, first, relative=relative) == words


def test_staff_in_post_are_those_of_the_first_city_and_leave_with_it(client: Client) -> None:
    query = "city=norfolk-va&city=richmond-va&current_mediators_city=2&current_mediators_community=3"
    page = client.get(f"/compare/?methodology=caps@2026.1&{query}")
    assert page.status_code == 200
    rows = {row["label"]: row["cells"] for group in page.context["groups"] for row in group["rows"]}
    assert [cell["text"] for cell in rows["In post today"]] == ["5", None]
    recommended = int(rows["All staff"][0]["text"])
    assert rows["Posts still to fill"][0]["text"] == str(recommended - 5)
    first, second = page.context["columns"]
    assert "current_mediators" not in first["remove_url"]
    assert "current_mediators_city=2" in second["remove_url"]
