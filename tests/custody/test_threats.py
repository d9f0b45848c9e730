"""Every claim of the page on security is held by a test that is there; a claim without one, or a test that is gone, fails."""

import ast
import re
import tomllib
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).parent.parent
ROLES, FIRST, LOG = "custody/test_roles_attacked.py", "custody/test_custody.py", "custody/test_log_attacked.py"
ADMIN = "custody/test_admin_attacked.py"
OPEN, WORK = "cvi_calc/test_operated_in_the_open.py", "web/test_work_is_bounded.py"
# What stands against a threat, as the page says it → tests that fail where it does not.
CLAIMS = {
    "Nobody publishes their own words": (
        f"{FIRST}::test_whoever_wrote_it_does_not_approve_it_and_somebody_else_does",
        f"{ROLES}::test_a_reviewer_cannot_publish_their_own_words_by_rejecting_them_first",
        f"{ROLES}::test_a_story_rewritten_by_a_reviewer_is_not_published_by_the_same",
    ),
    "a second factor": (f"{FIRST}::test_a_password_alone_opens_nothing_where_a_second_factor_is_asked_for",),
    "sessions of hours": (f"{ADMIN}::test_a_session_lasts_hours_and_gets_a_new_key_when_somebody_signs_in",),
    "a log whose rows seal one another, with a daily root on the data page": (
        f"{LOG}::test_what_is_done_to_a_row_is_seen_and_the_page_says_so",
        f"{FIRST}::test_a_day_has_the_seal_of_its_last_row_as_root",
    ),
    "Who takes a story on counts as its writer: another reviewer publishes it": (
        "custody/test_roles_attacked.py::test_a_reviewer_cannot_publish_a_story_of_their_own_that_came_as_a_visitors",
    ),
    "it says that a visitor sent it and enters no computation": (
        f"{ADMIN}::test_a_visitors_story_is_labeled_and_changes_no_figure",
    ),
    "Facts come from checked files with published checksums": (
        "profiles/ingest/test_load_data.py::test_a_malformed_row_is_named_and_nothing_changes",
        "calculator/test_releases.py::test_the_committed_checksums_are_those_of_the_shipped_facts",
    ),
    "every change is appended to a history": (
        "profiles/releases/test_release_changes.py::test_what_changed_without_a_row_of_the_history_is_not_released",
    ),
    "the log’s seals no longer hold": (f"{LOG}::test_what_is_done_to_a_row_is_seen_and_the_page_says_so",),
    "The code on the memo leads to a page that computes its numbers again for that address and release, and says whether "
    "they are the same": (
        "custody/test_verify.py::test_the_code_of_a_memo_leads_to_a_page_that_says_it_is_the_same",
        "custody/test_verify.py::test_a_changed_address_is_different",
    ),
    "The cost of a request is bounded before any work": (
        f"{WORK}::test_a_body_of_tens_of_thousands_of_names_is_refused_in_a_line",
    ),
    "limits for an address, a network and everybody": (
        "web/test_governor.py::test_who_is_beyond_a_share_takes_nobody_elses",
        "web/test_governor.py::test_everybody_is_one_caller",
    ),
    "deadlines for slow senders": (
        "web/test_slow_clients.py::test_gunicorn_answers_others_meanwhile",
        "web/test_slow_clients.py::test_waiting_ends",
    ),
    "pages that can be served as files": (
        "custody/test_published_behind_proxy.py::test_a_dead_application_takes_away_only_what_it_alone_knows",
    ),
    "Everything is escaped": (
        f"{ADMIN}::test_markup_in_any_field_of_an_editor_is_shown_as_text",
        "profiles/submissions/test_submissions.py::test_a_story_is_public_only_once_approved_and_shows_as_text",
    ),
    "the content policy allows no inline script": (
        "custody/test_threats.py::test_a_page_loads_nothing_from_another_site",
    ),
    "cells that look like formulas are written as text": (
        "calculator/exports/test_exports_table.py::test_no_text_begins_as_a_formula",
        "calculator/exports/test_exports_workbook.py::test_text_of_users_comes_out_whole_and_never_as_a_formula",
    ),
    "nothing is public before an editor has read it": (
        "profiles/submissions/test_submissions.py::test_a_story_is_public_only_once_approved_and_shows_as_text",
    ),
    "The site never says who is at risk. Addresses are not stored in clear, and what was sent can be erased everywhere": (
        "custody/test_kept_no_longer.py::test_a_failed_sign_in_keeps_no_address_in_clear",
        f"{OPEN}::test_a_request_is_one_line_of_json_without_address_and_query",
        "cvi_calc/test_erased_everywhere.py::test_what_is_erased_is_in_no_byte_that_is_kept",
    ),
    "Versions and checksums are locked": ("custody/test_threats.py::test_every_part_is_locked_with_its_checksum",),
    "a list of parts comes with each release": (
        "custody/test_threats.py::test_a_release_comes_with_the_list_of_its_parts",
    ),
    "nothing is loaded from other sites by a page": (
        "custody/test_threats.py::test_a_page_loads_nothing_from_another_site",
    ),
    "A restore fills a new database, is checked, and only then takes over": (
        "cvi_calc/test_restore.py::test_a_backup_comes_back_whole_and_forgets_what_was_erased_since",
    ),
    "what was erased is erased again": (
        "custody/test_forgetting.py::test_a_restored_backup_is_made_to_forget_it_again",
    ),
}


def claimed() -> list[str]:
    page = Client().get("/security/").content.decode()
    against = re.findall(r'<td [^>]*data-label="What stands against it">(.*?)</td>', page)
    assert len(against) >= 8
    cells = [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in against]
    return [part.strip() for cell in cells for part in cell.split(";")]


@pytest.mark.django_db
def test_every_claim_on_the_page_has_its_tests_and_no_other_is_listed() -> None:
    said = claimed()
    assert set(said) == set(CLAIMS)


@pytest.mark.parametrize("named", sorted({test for tests in CLAIMS.values() for test in tests}))
def test_the_tests_that_hold_a_claim_are_there(named: str) -> None:
    file, _, name = named.partition("::")
    functions = {
        node.name for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }  # fmt: skip
    assert name in functions


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/cities/norfolk-va/", "/map/", "/evidence/", "/portfolio/", "/admin/login/"])
def test_a_page_loads_nothing_from_another_site(path: str) -> None:
    answer = Client().get(path)
    page = answer.content.decode()
    loaded = re.findall(r'<(?:script|img|iframe|source|object|embed)[^>]+(?:src|data)="([^"]+)"', page)
    loaded += re.findall(r'<link[^>]+rel="(?:stylesheet|icon|preload|modulepreload)"[^>]+href="([^"]+)"', page)
    assert loaded
    assert [address for address in loaded if not re.match(r"/(?!/)|data:", address)] == []
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"https?:", policy)


def test_every_part_is_locked_with_its_checksum() -> None:
    lock = tomllib.loads((ROOT.parent / "uv.lock").read_text(encoding="utf-8"))
    bought = [part for part in lock["package"] if "registry" in part["source"]]
    assert len(bought) > 40
    for part in bought:
        files = [*part.get("wheels", []), *([part["sdist"]] if "sdist" in part else [])]
        assert files, part["name"]
        assert all(file["hash"].startswith("sha256:") for file in files), part["name"]


def test_a_release_comes_with_the_list_of_its_parts() -> None:
    recipe = (ROOT.parent / "bin" / "release").read_text(encoding="utf-8").splitlines()
    made, summed = recipe.index("make -s sbom"), next(n for n, line in enumerate(recipe) if "sha256sum" in line)
    assert made < summed
    assert ".sbom.json" in recipe[summed]
