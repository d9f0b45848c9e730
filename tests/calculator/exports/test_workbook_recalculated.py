"""The workbook's live formulas, recalculated by a spreadsheet program, give the server's dollars."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from calculator.engine.results import Budget
from calculator.exports.workbook import workbook_of
from tests.answers import answer_of, answer_of_inputs
from tests.engine.asking import METHODS, inputs_of
from tests.engine.scenarios import Family, families
from tests.recalculation import edited, recalculated, with_wrong_values

SCENARIOS = int(os.environ.get("WORKBOOKS", "16"))  # 200 and more by `make test-explore`
# Where spreadsheets differ from the method unless the formula takes care of it.
EDGES = (
    {"population": 238_005.0},
    {"population": 0.0},
    {"population": 2.0},
    {"population": 157_500.0, "outreach_caseload": 15.0},  # 10.5 workers
    {"population": 312_500.0, "high_risk_share": 0.0012, "coverage_share": 0.8},  # a workload of 299.99999999999994
    {"population": 50_000_000.0, "high_risk_share": 1.0, "outreach_caseload": 1.0, "outreach_salary": 400_000.0},
    {"population": 100_000.0, "high_risk_basis": 2.0, "homicides": 0.0},
    {"population": 100_000.0, "high_risk_basis": 3.0, "local_high_risk": 331.7},
)


def differences(budget: Budget, found: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the lines that are not the server's: staff and money exactly, the rest to nine digits."""
    lines, values = budget.methodology.lines, budget.values
    return {
        name: (value, found[name])
        for name, value in values.items()
        if (found[name] != value if lines[name].unit in ("staff", "USD") else found[name] != pytest.approx(value))
    }


def random_inputs() -> list[tuple[str, dict[str, float]]]:
    """Return scenarios as they are drawn for the other engines, different from each other."""
    drawn: dict[tuple[object, ...], tuple[str, dict[str, float]]] = {}

    @settings(max_examples=120, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(families())
    def draw(family: Family) -> None:
        for scenario in family.children(8):
            inputs = inputs_of(METHODS[family.methodology], **scenario)
            drawn[(family.methodology, *inputs.values())] = (family.methodology, inputs)

    draw()
    return list(drawn.values())[-SCENARIOS:]


def test_random_scenarios_recalculate_to_the_dollar(tmp_path: Path) -> None:
    asked = random_inputs()
    assert len(asked) == SCENARIOS
    asked += [(name, inputs_of(METHODS[name], price_level=100.0, **edge)) for name in METHODS for edge in EDGES]
    answers = [answer_of_inputs(*question) for question in asked]
    books = [with_wrong_values(workbook_of(answer)) for answer in answers]
    found = recalculated(books, tmp_path)
    assert found[0] != dict.fromkeys(found[0], -1.0)
    wrong = [
        (question, unlike)
        for question, answer, lines in zip(asked, answers, found, strict=True)
        if (unlike := differences(answer.budget, lines))
    ]
    assert not wrong, f"{len(wrong)} of {len(asked)} differ, (server, workbook): {wrong[:3]}"


def test_an_edited_input_recalculates_to_what_the_server_says(tmp_path: Path) -> None:
    edits = {"case_manager_caseload": 12, "coverage_share": 0.5, "homicides": 50, "high_risk_basis": 2}
    [found] = recalculated([edited(workbook_of(answer_of(population=238_005.0)), edits)], tmp_path)
    expected = answer_of(population=238_005.0, **edits).budget
    assert found["case_managers"] == 8
    assert differences(expected, found) == {}
