"""What changed since 2026.1: the ten cities of the methodology page are what both editions answer, and the reference computes."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from profiles.selectors import featured_places
from tests.reference import one_year, plan
from tests.reference.presets import filled_in

pytestmark = pytest.mark.django_db


def rows_of(client: Client, preset: str) -> dict[str, list[str]]:
    page = client.get(f"/methodology/{preset}@2027.1/", follow=True)
    assert page.status_code == 200
    table = page.content.decode().partition('<caption id="before-after-caption">')[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd].*?</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]]
    cells = [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in rows]
    return {name: rest for name, *rest in cells}


def posted(client: Client, where: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"/api/v1/{where}/", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("preset", ["caps", "field"])
def test_before_and_after_are_what_the_two_editions_compute(client: Client, preset: str) -> None:
    rows = rows_of(client, preset)
    places = featured_places()[:10]
    assert list(rows) == [f"{place.name}, {place.state}" for place in places]
    moved = 0
    for place in places:
        year_before, year_after, spanned, plan_before, plan_after = rows[f"{place.name}, {place.state}"]
        before, after = (
            {kind: posted(client, kind, {"places": [place.slug], "methodology": f"{preset}@{version}"})
             for kind in ("budgets", "plans")} for version in ("2026.1", "2027.1")
        )  # fmt: skip
        assert year_before == f"${before['budgets']['total']:,}"
        assert plan_before == f"${before['plans']['total']:,}"
        facts = {name: after["budgets"]["inputs"][name] for name in ("population", "price_level", "homicides")}
        whole = filled_in({"methodology": preset, **{name: fact for name, fact in facts.items() if fact is not None}})
        assert year_after == f"${after['budgets']['total']:,}" == f"${one_year.budget(whole)['total']:,.0f}"
        assert (
            plan_after == f"${after['plans']['total']:,}" == f"${sum(year['total'] for year in plan.plan(whole)):,.0f}"
        )
        low, high = (after["budgets"]["range"][name] for name in ("total_low", "total_high"))
        told = [float(each) for each in re.findall(r"[\d.]+", spanned)]
        assert told == [round(each / 1_000_000, 1) for each in (low, high)]
        moved += plan_before != plan_after
    assert moved == 10, "the plan's rules changed for everybody"
