"""Sixty sources with long names: posted, saved, answered under a short link."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from calculator.asking.funding import TABLE
from calculator.asking.memo import SECTIONS
from calculator.asking.subject import MOST_PLACES
from calculator.asking.subrecipients import OTHER_LINES, subrecipients_table
from calculator.methods import find_methodology
from profiles.selectors import place_table

pytestmark = pytest.mark.django_db
PATH = "/cities/norfolk-va/calculator/"


def sources(count: int) -> list[tuple[str, str]]:
    pairs = [("tab", "funding"), ("years", "5")]
    for number in range(count):
        row = {
            "name": f"Source number {number} of the city's many and long named funders of community violence intervention here",
            "kind": "state",
            "amount": "100000",
            "first_year": "2027",
            "last_year": "2031",
            "certainty": "committed",
        }
        pairs += [(f"funding_{column}", cell) for column, cell in row.items()]
    return pairs


def posted(client: Client, pairs: list[tuple[str, str]], **headers: str):
    return client.post(PATH, urlencode(pairs), content_type="application/x-www-form-urlencoded", headers=headers)


def test_as_many_fields_are_taken_as_a_page_may_have(client: Client) -> None:
    """A page of the calculator is one form: its places, its sources and its organizations are sent together."""
    method = find_methodology("caps")
    tables = (TABLE, subrecipients_table(method), OTHER_LINES)
    cells = [(table.name(column), "") for table in tables for column in table.columns for _ in range(table.most)]
    places = [("place", place.geoid) for place in place_table().of("place").places[:MOST_PLACES]]
    boxes = [(name, "") for name in (*method.parameters, *method.facts)]
    fields = [*places, *boxes, *cells, *(("memo_sections", key) for key in SECTIONS), ("name", "All of it")]
    assert len(fields) > 1_000
    sent = {"content_type": "application/x-www-form-urlencoded", "headers": {"Sec-Fetch-Mode": "cors"}}
    page = client.post("/calculator/", urlencode([*fields, ("tab", "grant")]), **sent)
    assert "All of it" in page.content.decode()
    saved = client.post(
        "/scenarios/", urlencode([*places, *boxes, ("name", "All of it"), ("path", "/calculator/")]), **sent
    )
    assert saved.status_code == 303


def test_a_long_question_goes_on_to_a_short_link_where_everything_works(client: Client) -> None:
    assert len(urlencode(sources(60))) > 13_000

    response = posted(client, sources(60))

    assert response.status_code == 303
    link = response["Location"]
    assert link.startswith("/s/")
    assert client.get(link).status_code == 200
    for file in ("budget.pdf", "budget.docx", "budget.xlsx", "budget.csv", "budget.json", "handout.pdf"):
        assert client.get(f"{link}{file}").status_code == 200, file
    key = link.strip("/").rpartition("/")[2]
    page = client.get(f"{PATH}?saved={key}&tab=funding").content.decode()
    assert "Source number 59 of the city" in page
    assert f"?saved={key}&amp;tab=grant" in page
    links = set(re.findall(rf'href="(/s/{key}/[^"]+\.[a-z]+)"', page))
    assert f"/s/{key}/handout.pdf" in links
    assert [client.get(each).status_code for each in sorted(links)] == [200] * 6


def test_a_short_one_goes_on_to_its_address(client: Client) -> None:
    response = posted(client, [*sources(1), ("edit", "add")])

    assert response.status_code == 303
    assert response["Location"].startswith(f"{PATH}?")
    assert client.get(response["Location"]).content.decode().count('name="funding_amount" type="text"') == 2


def test_scripts_get_the_page_itself(client: Client) -> None:
    response = posted(client, sources(60), sec_fetch_mode="cors", sec_fetch_site="same-origin")

    assert response.status_code == 200
    assert "data-question" in response.content.decode()


def test_what_is_wrong_in_a_long_question_stays_as_typed(client: Client) -> None:
    wrong = [(name, "many" if name == "funding_amount" else cell) for name, cell in sources(60)]

    response = posted(client, wrong)

    assert response.status_code == 400
    assert "Source number 59 of the city" in response.content.decode()


def test_another_site_cannot_post(client: Client) -> None:
    assert posted(client, sources(1), sec_fetch_site="cross-site").status_code == 403
    assert client.get(f"{PATH}?saved=nothing").status_code == 404
