"""Cases of record: a domain expert's inputs and expected figures, one YAML file each (tests/cases/README.md)."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

FOLDER = Path(__file__).parent.parent / "cases"
CASES = sorted(FOLDER.glob("*.yaml"))
KEYS = {"name", "checked_by", "method", "population", "places", "county", "door", "inputs", "expect"}
# By which of its members a row of a list is asked for.
ROW_NAMES = ("role", "line", "year", "key", "basis")


def found_at(answer: Any, path: str) -> Any:
    """Return what stands at a path such as `staffing.mediators.count`; raises KeyError naming the step that leads nowhere."""
    for step in path.split("."):
        if isinstance(answer, list):
            rows = [row for row in answer if any(str(row.get(name)) == step for name in ROW_NAMES)]
            if len(rows) != 1:
                raise KeyError(f"{path}: {len(rows)} rows are called {step}")
            answer = rows[0]
        else:
            answer = answer[step]
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_of_record_gives_its_figures(client: Client, path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= KEYS, f"{path.name} has unknown keys: {set(case) - KEYS}"
    assert case["checked_by"]
    assert case["expect"]
    subject = {name: case[name] for name in ("population", "places", "county") if name in case}
    body = {"methodology": case["method"], **subject, **case.get("inputs", {})}
    answer = client.post(f"/api/v1/{case.get('door', 'budgets')}/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    given = {name: found_at(answer.json(), name) for name in case["expect"]}
    assert given == case["expect"]


def test_there_are_cases_and_each_has_a_name_of_its_own() -> None:
    names = [yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in CASES]
    assert len(names) == len(set(names)) >= 3


def test_a_wrong_path_is_named() -> None:
    with pytest.raises(KeyError, match="0 rows are called cooks"):
        found_at({"staffing": [{"role": "mediators", "count": 3}]}, "staffing.cooks.count")
    assert found_at({"staffing": [{"role": "mediators", "count": 3}]}, "staffing.mediators.count") == 3
