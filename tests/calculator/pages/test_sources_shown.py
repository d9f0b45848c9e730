"""A figure's source: what somebody typed in is named as theirs, and what has no address is no link."""

import re

import pytest
from django.test import Client

from tests.saving import link_of, save

pytestmark = pytest.mark.django_db
TYPED = "population=600000&homicides=150&high_risk_basis=3&local_high_risk=500&local_citation=Problem+analysis+2024"
CALCULATOR = "/cities/norfolk-va/calculator/"
INPUT = r'<dt>{}(?:<span class="visually-hidden">[^<]*</span>)? ?<span class="source">(.*?)</span></dt><dd>'


def source_of(page: str, label: str) -> str:
    """Return the markup of an input's source in the first working that shows it."""
    found = re.search(INPUT.format(re.escape(label)), page)
    assert found, f"{label} has no source on the page"
    return found[1]


@pytest.mark.parametrize("tab", ["budget", "working"])
def test_what_was_typed_in_is_not_said_to_be_published(client: Client, tab: str) -> None:
    page = client.get(f"{CALCULATOR}?{TYPED}&tab={tab}").text
    if tab == "working":
        assert source_of(page, "Residents") == "Your figure"
        assert source_of(page, "Homicides a year, mean of five years") == "Your figure"
        assert source_of(page, "Local estimate of people at highest risk") == "Your figure: Problem analysis 2024"
    assert "the user" not in page


def test_what_was_not_typed_in_names_its_publisher_and_leads_there(client: Client) -> None:
    page = client.get(f"{CALCULATOR}?tab=working").text
    assert re.fullmatch(
        r'<a href="https://www2\.census\.gov/.+">U\.S\. Census Bureau, 20\d\d</a>', source_of(page, "Residents")
    )
    assert "<dt>Local estimate of people at highest risk</dt><dd>not reported</dd>" in page


@pytest.mark.parametrize("path", [f"{CALCULATOR}?tab=working", CALCULATOR, "/methodology/caps/", "/methodology/field/"])
def test_a_source_without_an_address_is_no_link(client: Client, path: str) -> None:
    page = client.get(path).text
    assert "Assumption" in page or "CVI Budget, 2026" in page
    assert not re.search(r'<a href="">|<a href="/methodology/">(CVI Budget,|Your figure|the user)', page)
    assert not re.search(r">(CVI Budget, 2026|the user|Your figure)</a>", page)


def test_a_saved_page_links_no_figure_that_was_typed_in(client: Client) -> None:
    page = client.get(link_of(save(client, CALCULATOR, TYPED))).text
    assert "typed in" in page
    assert "typed in</a>" not in page
