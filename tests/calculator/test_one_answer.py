"""One answer a request: every part of it is computed once, whatever page, file or program asks."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pytest
from django.test import Client

from calculator.answer import Answer
from calculator.asking.question import TABS
from calculator.engine import evaluate as engine
from calculator.engine.edition import Edition

pytestmark = pytest.mark.django_db
PLANNED = "methodology=field%402026.1&years=5&perspective=social&funding_name=State&funding_amount=900000&subawards=2"
NEWEST = "years=3&solve=9000000&current_mediators_city=2&funding_name=State&funding_amount=900000&subawards=2&outreach_caseload=9"
YEARS = 5
ONE_YEAR, PLAN, EFFECTS = 1, YEARS, 3
ALL = ONE_YEAR + PLAN + EFFECTS
LADDER = 4  # the memo's phases, each a coverage of its own


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often each part of an edition is computed, and how often lines are run."""
    counts: Counter[str] = Counter()
    for name in ("plan_of", "returns_of", "grant_of", "cliffs_of"):
        monkeypatch.setattr(Edition, name, _counted(getattr(Edition, name), name, counts))
    monkeypatch.setattr(engine, "run_lines", _counted(engine.run_lines, "lines", counts))
    return counts


def _counted(function: Any, name: str, counts: Counter[str]) -> Any:
    def counted(*given: Any, **named: Any) -> Any:
        counts[name] += 1
        return function(*given, **named)

    return counted


def _counted_by_question(function: Any, name: str, counts: Counter[tuple[str, str]]) -> Any:
    def counted(answer: Answer) -> Any:
        counts[name, str(answer.question.query())] += 1
        return function(answer)

    return counted


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("/cities/norfolk-va/budget.xlsx", ALL + 1),  # and one run of arrays for the draws
        ("/cities/norfolk-va/budget.pdf", ALL + 1 + LADDER),
        ("/cities/norfolk-va/budget.csv", ONE_YEAR),
        ("/cities/norfolk-va/budget.json", ONE_YEAR),
        ("/cities/norfolk-va/calculator/", ONE_YEAR),
    ],
)
def test_files_and_the_page_compute_each_part_once(client: Client, parts: Counter[str], path: str, lines: int) -> None:
    assert client.get(f"{path}?{PLANNED}").status_code == 200
    assert max(parts[name] for name in ("plan_of", "returns_of", "grant_of", "cliffs_of")) <= 1
    assert parts["lines"] == lines


@pytest.mark.parametrize(
    ("tab", "lines"),
    [("years", ONE_YEAR + PLAN), ("funding", ONE_YEAR + PLAN), ("return", ALL + 1), ("grant", ONE_YEAR + PLAN)],
)
def test_tabs_compute_each_part_once(client: Client, parts: Counter[str], tab: str, lines: int) -> None:
    assert client.get(f"/cities/norfolk-va/calculator/?{PLANNED}&tab={tab}").status_code == 200
    assert max(parts[name] for name in ("plan_of", "returns_of", "grant_of", "cliffs_of")) <= 1
    assert parts["lines"] == lines


@pytest.mark.parametrize(
    ("door", "more", "lines"),
    [
        ("budgets", {}, ONE_YEAR),
        ("plans", {"years": YEARS}, ONE_YEAR + PLAN),
        ("returns", {"years": YEARS}, PLAN + EFFECTS + 1),
        ("returns", {}, ONE_YEAR + EFFECTS + 1),
        ("grant-budgets", {"years": YEARS}, ONE_YEAR + PLAN),
    ],
)
def test_the_api_computes_each_part_once(
    client: Client, parts: Counter[str], door: str, more: Mapping[str, Any], lines: int
) -> None:
    body = {"methodology": "caps@2026.1", "population": 238_005, "homicides": 37, **more}
    answer = client.post(f"/api/v1/{door}/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert parts["lines"] == lines


def test_every_part_is_remembered() -> None:
    parts = {name for name, part in vars(Answer).items() if isinstance(part, property)}
    assert parts == {"scenario", "edition", "planned", "file_name"}, (
        "what is more than a look elsewhere is a cached_property"
    )


@pytest.mark.parametrize(
    ("path", "more"),
    [
        *[(f"budget.{ending}", more) for ending in ("xlsx", "pdf", "docx", "csv", "json") for more in ("", NEWEST)],
        ("handout.pdf", NEWEST),
        *[("calculator/", f"{NEWEST}&tab={tab}") for tab in TABS],
    ],
)
def test_the_newest_edition_too_computes_each_part_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, more: str
) -> None:
    """A part is told by whose answer it is of: the preset, and a program with nobody in post, are answers of their own."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, part in vars(Answer).items():
        if isinstance(part, cached_property):
            monkeypatch.setattr(part, "func", _counted_by_question(part.func, name, counts))
    answer = client.get(f"/cities/norfolk-va/{path}?methodology=caps%402027.1&{more}")
    assert answer.status_code == 200
    assert counts
    assert {part: count for part, count in counts.items() if count > 1} == {}


def test_overhead_of_community_organizations_is_printed_where_a_share_asks_for_it(client: Client) -> None:
    label = "Operations and indirect costs of community organizations"
    for page in ("/cities/norfolk-va/", "/cities/norfolk-va/calculator/", "/compare/?city=norfolk-va"):
        assert label not in re.sub(r"<script.*?</script>", "", client.get(page).content.decode(), flags=re.DOTALL), page
    assert label in client.get("/cities/norfolk-va/calculator/?methodology=field").content.decode()
    assert label in client.get("/cities/norfolk-va/calculator/?operations_share=0.1").content.decode()
