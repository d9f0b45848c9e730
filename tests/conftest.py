"""What every test may use: real facts in the database, a place, a browser page, axe."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.test import TestCase, TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.databases import (
    ROOT,
    delete_rows_beyond,
    fill_with_facts,
    give_back,
    give_back_memory,
    keep_facts_in_memory,
    rows_were_written,
    shelve_facts,
    stored_keys,
    stored_versions,
)

pytest_plugins = ["tests.browser", "tests.rendered"]

# Derandomized: a failure is the same for everyone; `--hypothesis-profile=explore` looks further.
settings.register_profile(
    "suite", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False, max_examples=5_000)
settings.load_profile("suite")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
# These ask for what is computed from facts in memory; that both databases give the same facts is shown by test_selectors.
FROM_MEMORY = {
    "api_bodies", "api_budget", "api_bulk", "api_client", "api_docs", "api_fuzz", "api_grant_requests",
    "api_http", "api_lists", "api_match", "api_memory", "api_names", "api_plans", "award_words", "boxes",
    "cases_of_record", "cited_answers", "cities_page", "compare_links", "compare_page", "conditional", "content",
    "cost_is_charged",
    "data_ages", "dollars_have_a_year", "embed", "every_page", "exports_downloads", "featured", "funders_page",
    "funding_page", "grant", "grant_page", "handed_years", "honest_words", "image", "measures_page", "memo",
    "memo_builder", "methodology_pages", "missing_figures", "near_names", "one_answer", "outlines", "page_weight", "portfolio",
    "problems", "profile_answers", "protocol", "published_awards", "python_client", "records", "refusals",
    "region_builder", "released_methods", "search", "search_in_memory", "second_implementation", "sitemap",
    "start", "subject_pages", "tabs_years", "typed_basis", "validation", "whole_years", "work_is_bounded",
    "access", "portfolio_page", "release_rebuilds",
}  # fmt: skip
# These load the country again and again to see what a load keeps; that both databases load alike is shown by test_load_data.
LOADED_AGAIN = {"fetch_census", "known_locally", "refresh_census", "release_changes"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run the tests that use a database; the rest would only repeat the SQLite run."""
    if os.environ.get("TEST_DATABASE") != "postgres":
        others = [item for item in items if item.get_closest_marker("postgresql")]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
        # Else no test database is made, and the facts would go into the site's own.
        if not any(_uses_database(item) for item in items):
            for item in items:
                if "django_db_setup" in getattr(item, "fixturenames", ()):
                    item.add_marker(pytest.mark.django_db)
        return
    chosen = [item for item in items if _uses_database(item) and not _only_on_sqlite(item)]
    chosen = [item for item in chosen if item.path.stem.removeprefix("test_") not in FROM_MEMORY | LOADED_AGAIN]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _only_on_sqlite(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "sqlite"))


BEGUN = pytest.StashKey["subprocess.Popen[bytes]"]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before a whole run on SQLite, begin to make the PostgreSQL that some files copy: else one worker waits for another."""
    config = session.config
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and config.getoption("numprocesses")
    if whole and not hasattr(config, "workerinput") and os.environ.get("TEST_DATABASE") != "postgres":
        config.stash[BEGUN] = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres"], cwd=ROOT, stdout=subprocess.DEVNULL
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave nothing running."""
    if (begun := session.config.stash.get(BEGUN, None)) is not None:
        begun.wait()


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE_FIXTURES & fixtures or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Fill each worker's database once with the real facts; tests that commit leave them in place.

    A test that changes a fact therefore uses `db` (rolled back), not `transactional_db`.
    """
    with django_db_blocker.unblock():
        fill_with_facts(ROOT / "var")
        keys, versions = stored_keys(), stored_versions()
        shelve_facts()
        keep_facts_in_memory()
        gc.collect()
        gc.freeze()  # the facts stay for the whole run: no collection need look through them again

    def as_before(_: TransactionTestCase) -> None:
        delete_rows_beyond(keys)
        give_back(versions)

    may_check = TestCase._should_check_constraints

    def if_it_wrote(case: TestCase, connection: Any) -> bool:
        # SQLite looks through every row of the country for references that lead nowhere: not after a test that only read.
        return may_check(case, connection) and rows_were_written()

    with (
        patch.object(TransactionTestCase, "_fixture_teardown", as_before),
        patch.object(TestCase, "_should_check_constraints", if_it_wrote),
    ):
        yield


@pytest.fixture(autouse=True)
def facts_of_before() -> Iterator[None]:
    """A test that changes facts has them read anew; what it left in memory is gone with its rows."""
    yield
    give_back_memory()


@pytest.fixture
def norfolk(db: None) -> Any:
    """Norfolk, Virginia: the place whose budget the methodology's tables check."""
    from profiles.models import Place

    return Place.objects.get(geoid="5157000")
