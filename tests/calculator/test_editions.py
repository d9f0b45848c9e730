"""Editions: found by name or version, sealed, and computed by their own rules on every tab, whatever comes after them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from calculator import methods
from calculator.asking.question import read_question
from calculator.engine.errors import MethodologyError
from calculator.engine.methodology import Methodology
from calculator.keeping.saved import canonical
from calculator.methods import DEFAULT_ID, FOLDER, UnknownMethodologyError, editions, find_methodology, latest, released
from calculator.seals import SEAL, seal_of
from calculator.subject import subject_typed
from tests.newer_edition import CHANGES, NEWER, newer_edition

ASKED: dict[str, Any] = {"population": 238_005, "homicides": 37, "years": 3, "ramp": "even"}
DOORS = {"budgets": ("population",), "plans": tuple(ASKED), "returns": tuple(ASKED), "grant-budgets": tuple(ASKED)}


def answers(client: Client, method: str) -> dict[str, Any]:
    """Return what each door of the API answers under a method, but the words about the method."""
    found = {}
    for door, names in DOORS.items():
        body = {"methodology": method, **{name: ASKED[name] for name in names}}
        answer = client.post(f"/api/v1/{door}/", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, answer.content
        found[door] = {key: value for key, value in answer.json().items() if key not in ("methodology", "version")}
    return found


@pytest.mark.django_db
def test_a_pinned_edition_keeps_every_tab_whatever_a_newer_one_says(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = f"caps@{methods.newest().version}"
    before, live = answers(client, pinned), answers(client, "caps")
    assert before == live
    with newer_edition(tmp_path, monkeypatch, CHANGES):
        after = answers(client, "caps")
        assert answers(client, pinned) == before
        assert answers(client, f"caps@{NEWER}") == after
        assert [door for door in DOORS if after[door] == live[door]] == []


@pytest.mark.django_db
def test_a_draft_is_asked_for_by_its_version_only(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(client, "caps")
    with newer_edition(tmp_path, monkeypatch, CHANGES, status="draft"):
        assert answers(client, "caps") == before != answers(client, f"caps@{NEWER}")
        assert f"caps@{NEWER}" not in released()


def test_every_released_edition_is_sealed_and_whole() -> None:
    for edition in editions().values():
        if edition.released:
            folder = FOLDER / edition.version
            assert (folder / SEAL).read_text(encoding="utf-8") == seal_of(folder, edition.card), (
                f"{edition.version} was released and is no longer as it was. Saved links and printed memos name it and "
                "must give the same numbers for ever: put it back, and change a new edition."
            )
            assert len(edition.card.rules) >= 3


@pytest.mark.parametrize("name", ["caps.yaml", "plan.yaml", "returns.yaml", "grant.yaml", "roles.yaml"])
def test_a_released_edition_that_was_changed_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "2026.1"
    shutil.copytree(FOLDER / "2026.1", folder)
    card = editions()["2026.1"].card
    (folder / SEAL).write_text(seal_of(folder, card), encoding="utf-8")
    methods.read_edition(folder)
    (folder / name).write_text((folder / name).read_text(encoding="utf-8") + "\n# later\n", encoding="utf-8")
    with pytest.raises(MethodologyError, match=f"2026.1/{name}, line 1: is not what was released"):
        methods.read_edition(folder)


def test_names_find_the_newest_version_or_the_pinned_one() -> None:
    caps = find_methodology("caps")
    assert caps is latest()["caps"] is released()[caps.reference]
    assert find_methodology("caps@2026.1").version == "2026.1"
    assert find_methodology(DEFAULT_ID).id == DEFAULT_ID
    assert set(latest()) == {"caps", "field"}


@pytest.mark.parametrize(
    "name", ["", "CAPS", "caps@", "caps@1999.1", "caps-2026.1", "../caps", "caps@2026.1 ", "plan@2026.1"]
)
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownMethodologyError, match=r"there are caps, field, caps@2026\.1") as caught:
        find_methodology(name)
    assert caught.value.name == name


@pytest.mark.parametrize("method", released().values(), ids=released())
def test_both_presets_of_an_edition_have_the_same_inputs_and_lines(method: Methodology) -> None:
    caps = methods.edition_of(method).methods["caps"]
    assert list(method.parameters) == list(caps.parameters)
    assert {name: line.formula.text for name, line in method.lines.items()} == {
        name: line.formula.text for name, line in caps.lines.items()
    }


SIXTH = """
parameters:
  sixth_share:
    label: "A sixth assumption"
    unit: share
    value: 0.2
    min: 0
    max: 1
    step: 0.01
    source: assumption
    note: "New in this edition."
    confidence: low
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "tab"), [("plan.yaml", "years"), ("returns.yaml", "return")])
def test_a_name_of_a_newer_edition_is_a_field_and_is_never_dropped(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, tab: str
) -> None:
    asked = "population=238005&homicides=37&years=3&sixth_share=0.35"
    with newer_edition(tmp_path, monkeypatch, {name: (r"\nparameters:\n", SIXTH)}):
        page = client.get(f"/calculator/?{asked}&tab={tab}").content.decode()
        assert 'name="sixth_share"' in page
        assert 'value="35' in page
        for other in ("budget", "funding", "grant"):
            assert "sixth_share=0.35" in client.get(f"/calculator/?{asked}&tab={other}").content.decode(), other
        old = client.get(f"/calculator/?{asked}&methodology=caps%402026.1&tab={tab}")
        assert old.status_code == 400
        assert "sixth_share" in old.content.decode()


@pytest.mark.django_db
def test_a_release_of_the_facts_travels_with_the_question(client: Client) -> None:
    question = read_question({"data": ["2026.11"], "years": ["3"]})
    assert not question.faults
    assert ("data", "2026.11") in question.query()
    assert ("data", "2026.11") not in canonical(subject_typed(1000.0), question).query()
