"""What every page owes to people who hear it: one heading above the others, none skipped, a title that says where one is."""

import re
from itertools import pairwise

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NORFOLK = "/cities/norfolk-va/calculator/"
PAGES = [
    "/",
    "/cities/",
    "/cities/?search=zzzzz",
    "/cities/norfolk-va/",
    "/cities/monowi-ne/",
    "/cities/monowi-ne/calculator/",
    NORFOLK,
    *(f"{NORFOLK}?tab={tab}" for tab in ("years", "funding", "return", "grant")),
    f"{NORFOLK}?coverage_share=half",
    "/calculator/",
    "/calculator/?county=06037",
    "/calculator/?search=orange",
    "/compare/",
    "/compare/?city=norfolk-va&city=richmond-va",
    "/strategies/",
    "/evidence/",
    "/evidence/add/",
    "/resources/",
    "/faq/",
    "/feedback/",
    "/cities/norfolk-va/correct/",
    "/about/",
    "/methodology/",
    "/methodology/caps/",
    "/api/docs/",
    "/api/docs/reference/",
    "/embed/norfolk-va/",
]


def title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_headings_go_down_one_step_at_a_time(client: Client, path: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", client.get(path).content.decode())]
    assert levels.count(1) == 1
    assert levels[0] == 1
    skipped = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert not skipped


@pytest.mark.parametrize("path", PAGES)
def test_no_column_head_is_empty(client: Client, path: str) -> None:
    assert not re.search(r"<th[^>]*>\s*</th>", client.get(path).content.decode())


def test_titles_name_the_tab_and_the_error(client: Client) -> None:
    titles = {title(client.get(NORFOLK, {"tab": tab}).content.decode()) for tab in ("", "years", "funding", "return")}
    assert len(titles) == 4
    assert title(client.get(NORFOLK, {"coverage_share": "half"}).content.decode()).startswith("Error: ")
    assert title(client.post("/feedback/", {}).content.decode()).startswith("Error: ")
    assert not title(client.get(NORFOLK).content.decode()).startswith("Error")


def test_a_cell_carries_its_columns_words_for_narrow_screens(client: Client) -> None:
    page = client.get("/cities/?search=norfolk").content.decode()
    assert '<td role="cell" data-label="Residents" class="num">231,105</td>' in page
