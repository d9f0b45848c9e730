"""What must hold for every scenario, whatever the numbers."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calculator.engine.evaluate import evaluate, evaluate_arrays
from calculator.engine.methodology import Methodology
from calculator.engine.results import budget_of
from tests.engine.asking import CAPS, FIELD, METHODS, inputs_of
from tests.engine.by_hand import budget_by_hand
from tests.engine.scenarios import Scenario, questions

PLACES_IN_THE_COUNTRY = 19_479
NEVER_FALLING = (
    "high_risk",
    "people_served",
    "workload",
    "all_staff",
    "staffing_cost",
    "wraparound_cost",
    "total",
)
Question = tuple[str, Scenario]


@given(questions())
@example(("caps", inputs_of(CAPS, population=238_005.0)))
def test_the_second_implementation_agrees(question: Question) -> None:
    method, inputs = METHODS[question[0]], question[1]
    values, by_hand = evaluate(method, inputs), budget_by_hand(inputs)
    assert {name: values[name] for name in by_hand} == by_hand


@given(questions())
def test_nothing_is_negative_infinite_or_no_number(question: Question) -> None:
    method, inputs = METHODS[question[0]], question[1]
    assert all(0 <= value < math.inf for value in evaluate(method, inputs).values())


@given(questions())
def test_printed_columns_add_up(question: Question) -> None:
    method, inputs = METHODS[question[0]], question[1]
    answer = budget_of(method, inputs)
    amounts = {line.line: line.amount for line in answer.budget}
    assert sum(amounts.values()) == answer.total
    assert sum(line.amount for line in answer.wraparound) == amounts["wraparound_cost"]
    staffing = amounts["frontline_cost"] + amounts["supervision_ovp_cost"]
    assert sum(line.cost for line in answer.staffing) == staffing
    frontline = sum(line.cost for line in answer.staffing if line.group == "frontline")
    assert frontline == amounts["frontline_cost"]
    assert sum(line.count for line in answer.staffing) == answer.values["all_staff"]
    assert sum(line.share for line in answer.budget) == pytest.approx(1 if answer.total else 0, abs=1e-5)


@given(questions())
def test_people_and_dollars_are_whole(question: Question) -> None:
    method, inputs = METHODS[question[0]], question[1]
    values = evaluate(method, inputs)
    units = {name: line.unit for name, line in method.lines.items()}
    assert all(values[name] == int(values[name]) for name, unit in units.items() if unit in ("staff", "USD"))


def lines_that_fall(method: Methodology, less: Mapping[str, float], more: Mapping[str, float]) -> list[str]:
    before, after = evaluate(method, less), evaluate(method, more)
    return [name for name in NEVER_FALLING if after[name] < before[name]]


@given(questions(), st.floats(0, 50_000_000, allow_subnormal=False))
def test_more_people_never_cost_less(question: Question, population: float) -> None:
    method, inputs = METHODS[question[0]], question[1]
    if inputs["scale_threshold_first"] > inputs["scale_threshold_second"]:
        inputs = inputs_of(method, **{**inputs, "scale_threshold_first": inputs["scale_threshold_second"]})
    less, more = sorted((population, inputs["population"]))
    assert lines_that_fall(method, {**inputs, "population": less}, {**inputs, "population": more}) == []


@given(questions(), st.floats(0, 1), st.sampled_from(["coverage_share", "high_risk_share", "training_share"]))
def test_a_larger_share_never_costs_less(question: Question, share: float, name: str) -> None:
    method, inputs = METHODS[question[0]], question[1]
    if inputs["scale_threshold_first"] > inputs["scale_threshold_second"]:
        inputs = inputs_of(method, **{**inputs, "scale_threshold_first": inputs["scale_threshold_second"]})
    less, more = sorted((share, inputs[name]))
    assert lines_that_fall(method, {**inputs, name: less}, {**inputs, name: more}) == []


@given(
    questions(),
    st.floats(1, 200),
    st.sampled_from(["outreach", "mediator", "case_manager", "hvip_specialist"]),
)
def test_a_smaller_caseload_never_costs_less(question: Question, caseload: float, role: str) -> None:
    method, inputs = METHODS[question[0]], question[1]
    name = f"{role}_caseload"
    small, large = sorted((caseload, inputs[name]))
    assert lines_that_fall(method, {**inputs, name: large}, {**inputs, name: small}) == []


@pytest.mark.parametrize("method", [CAPS, FIELD], ids=lambda method: method.id)
def test_no_city_loses_by_growing_through_the_scale_brackets(method: Methodology) -> None:
    population = np.arange(400_000, 1_200_000, 50, dtype=float)
    values = evaluate_arrays(method, inputs_of(method, population=population, price_level=97.3, homicides=1.0))
    assert len(population) == 16_000
    for name in NEVER_FALLING:
        assert np.all(np.diff(values[name]) >= 0), name


@settings(max_examples=25)  # of ten on average; a country of places is compared below
@given(st.lists(questions(), min_size=1, max_size=20))
def test_arrays_and_floats_give_the_same_doubles(asked: list[Question]) -> None:
    for method in (CAPS, FIELD):
        inputs = [scenario for of, scenario in asked if of == method.id]
        if not inputs:
            continue
        columns = {name: np.array([scenario[name] for scenario in inputs]) for name in inputs[0]}
        arrays = evaluate_arrays(method, columns)
        for row, scenario in enumerate(inputs):
            assert {name: float(column[row]) for name, column in arrays.items()} == evaluate(method, scenario)


@pytest.mark.parametrize("method", [CAPS, FIELD], ids=lambda method: method.id)
def test_a_country_of_places_is_answered_as_each_place_alone(method: Methodology) -> None:
    random = np.random.default_rng(2026)
    size = PLACES_IN_THE_COUNTRY
    facts = {
        "population": np.floor(10 ** random.uniform(0, 7, size)),
        "homicides": np.where(random.random(size) < 0.7, np.nan, np.floor(10 ** random.uniform(0, 3, size))),
        "price_level": np.round(random.uniform(80, 120, size), 3),
    }
    arrays = evaluate_arrays(method, inputs_of(method, **facts))
    columns = {name: np.broadcast_to(array, (size,)).tolist() for name, array in arrays.items()}
    preset = inputs_of(method)
    for row in range(size):
        alone = evaluate(method, {**preset, **{name: float(fact[row]) for name, fact in facts.items()}})
        assert {name: column[row] for name, column in columns.items()} == alone, row


def test_a_place_without_the_fact_it_needs_is_no_number_and_its_neighbors_are_untouched() -> None:
    facts = {"population": np.array([1e6, 1e6]), "homicides": np.array([np.nan, 50.0])}
    total = evaluate_arrays(CAPS, inputs_of(CAPS, high_risk_basis=2.0, price_level=100.0, **facts))["total"]
    assert np.isnan(total[0])
    assert total[1] == evaluate(CAPS, inputs_of(CAPS, population=1e6, homicides=50.0, high_risk_basis=2.0))["total"]
