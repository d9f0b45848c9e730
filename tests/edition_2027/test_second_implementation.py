"""Two implementations that share nothing but the method's text, over random questions: years, plans, returns, solving."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from calculator.engine.errors import TooFewWorkersError
from calculator.engine.evaluate import evaluate
from calculator.engine.results import budget_of
from calculator.engine.rules_2027_1.bases import LocalCount, bases_of
from calculator.engine.rules_2027_1.returns import WorkYear, estimate_of
from calculator.engine.rules_2027_1.solve import one_year_grid, plan_grid, solution_of
from calculator.engine.terms import ReturnsTerms
from tests.edition_2027.asking import METHODS, PLAN, RETURNS, inputs_of, opened, plan, plan_terms
from tests.edition_2027.scenarios import facts, moved
from tests.engine.scenarios import values
from tests.reference.bases import bases
from tests.reference.one_year import budget
from tests.reference.plan import plan as reference_plan
from tests.reference.presets import filled_in
from tests.reference.quarters import quarterly
from tests.reference.returns import returns as reference_returns
from tests.reference.solve import solve

MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
ROLES = METHODS["caps"].roles
OF_A_YEAR = ["wages", "fringe", "cost", "full", "months", "pay"]


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    """Return a question as somebody would send it: what is moved, by name."""
    name = draw(st.sampled_from(list(METHODS)))
    return {"methodology": name, **draw(facts()), **draw(moved(METHODS[name]))}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """Return a question with years."""
    terms = {name: values(PLAN.parameters[name]) for name in PLAN.parameters if name not in ("years", "first_year")}
    terms |= {
        "years": st.integers(1, 6),
        "first_year": st.integers(2024, 2032),
        "ramp": st.sampled_from(list(PLAN.shapes)),
    }
    sent = draw(st.fixed_dictionaries({}, optional=terms))
    counts = st.dictionaries(st.sampled_from([role.key for role in ROLES]), st.integers(0, 60), max_size=5)
    staff = {role: {"city": count // 3, "community": count - count // 3} for role, count in draw(counts).items()}
    return {**draw(scenarios()), **sent, "current_staff": staff}


def asked(question: dict[str, Any]) -> tuple[str, dict[str, float]]:
    """Return the engine's inputs for a question."""
    name = question["methodology"]
    numbers = {key: value for key, value in question.items() if key not in ("methodology", "ramp", "current_staff")}
    return name, {**inputs_of(METHODS[name]), **opened(PLAN.parameters), **numbers}


def in_post(question: dict[str, Any]) -> dict[str, int]:
    """Return staff by role, whoever employs them."""
    return {role: there["city"] + there["community"] for role, there in question.get("current_staff", {}).items()}


def told_the_other_way(question: dict[str, Any]) -> dict[str, Any]:
    """Return the question with everything filled in, as the second implementation takes it: staff by a role's short name."""
    stems = {role.key: role.stem for role in ROLES}
    staff = {stems[role]: there for role, there in question.get("current_staff", {}).items()}
    return filled_in({**question, "current_staff": staff})


@MANY
@given(scenarios())
def test_one_year(question: dict[str, Any]) -> None:
    name, inputs = asked(question)
    ours, theirs = evaluate(METHODS[name], inputs), budget(filled_in(question))
    whole = ["total", "staffing_cost", "staffing_full_cost", "training_cost", "evaluation_cost", "operations_cost"]
    whole += ["community_indirect_cost", "community_overhead_cost", "wraparound_cost", "frontline_cost"]
    assert {key: ours[key] for key in whole} == {key: theirs[key] for key in whole}
    for role in ROLES:
        assert ours[role.key] == theirs[f"{role.stem}_count"], role.key
        assert ours[role.cost_line] == theirs[role.cost_line]
    assert ours["people_reached"] == pytest.approx(theirs["people_reached"])


@MANY
@given(scenarios(), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 900)), max_size=3))
def test_bases(question: dict[str, Any], counts: list[tuple[int, int]]) -> None:
    name, inputs = asked(question)
    published = [(float(people), float(max(0, people - spread)), float(people + spread)) for people, spread in counts]
    local = [LocalCount(*each, "a count", "somebody") for each in published]
    ours = bases_of(budget_of(METHODS[name], inputs), counts=local)
    theirs = bases(filled_in(question), published)
    keys = ("basis", "people", "people_low", "people_high", "total", "total_low", "total_high")
    for basis, other in zip(ours, theirs, strict=True):
        assert {key: getattr(basis, key) for key in keys} == {key: pytest.approx(other[key]) for key in keys} | {
            "basis": other["basis"],
            **{key: other[key] for key in keys[4:]},
        }


@MANY
@given(plans())
def test_plans_and_their_quarters(question: dict[str, Any]) -> None:
    _, inputs = asked(question)
    given_terms = {key: value for key, value in inputs.items() if key in question or key in PLAN.parameters}
    ours = plan(question["methodology"], question.get("ramp", "even"), in_post=in_post(question), **given_terms)
    whole = told_the_other_way(question)
    for year, other in zip(ours, reference_plan(whole), strict=True):
        assert (year.total, year.total_if_filled) == (other["total"], other["total_if_filled"])
        assert year.values["worked_share"] == pytest.approx(other["worked_share"])
        for role in ROLES:
            assert year.values[role.key] == other[f"{role.stem}_count"], role.key
            assert year.values[f"{role.key}_new"] == other[f"{role.stem}_new"], role.key
            for what in OF_A_YEAR:
                assert year.values[f"{role.stem}_{what}"] == pytest.approx(other[f"{role.stem}_{what}"], abs=1e-9)
        # Above a hundred million dollars the two take different binary noise for a half.
        assert list(year.quarters) == pytest.approx(quarterly(whole, other), abs=0 if year.total < 10**8 else 2)


@st.composite
def terms_of_a_return(draw: st.DrawFn) -> dict[str, float]:
    """Return what somebody may send about a return, effects in order."""
    skipped = ("effect_low", "effect_central", "effect_high", "seed", "cost_per_homicide", "cost_per_nonfatal")
    each = {name: values(record) for name, record in RETURNS.parameters.items() if name not in skipped}
    effects = sorted(draw(st.lists(st.integers(-50, 100), min_size=3, max_size=3)))
    each |= {"discount_share": st.integers(0, 7).map(lambda p: p / 100), "constant_year": st.integers(2005, 2025)}
    sent = draw(st.fixed_dictionaries({}, optional=each))
    sent |= dict(zip(skipped[:3], (effect / 100 for effect in effects), strict=True))
    return {**sent, "cost_per_homicide": 1_000_000.0, "cost_per_nonfatal": 50_000.0} if draw(st.booleans()) else sent


@MANY
@given(plans(), terms_of_a_return(), st.booleans(), st.booleans())
def test_returns(question: dict[str, Any], sent: dict[str, float], planned: bool, homicides_sent: bool) -> None:
    question["price_year"] = min(question.get("price_year", 2024), 2025)  # the index's newest year
    name, inputs = asked(question)
    if planned:
        given_terms = {key: value for key, value in inputs.items() if key in question or key in PLAN.parameters}
        work = [
            WorkYear(y.coverage_share, y.values["worked_share"], y.frontline_staff, y.total, y.year, y.year)
            for y in plan(name, question.get("ramp", "even"), in_post=in_post(question), **given_terms)
        ]
    else:
        one = evaluate(METHODS[name], {**inputs, "dollars_of": inputs["price_year"]})
        work = [
            WorkYear(
                inputs["coverage_share"], 1.0, int(one["frontline_staff"]), int(one["total"]), int(inputs["price_year"])
            )
        ]
    told = set(sent) | ({"homicides"} if homicides_sent else set())
    try:
        ours = estimate_of(
            RETURNS,
            ReturnsTerms(parameters={**opened(RETURNS.parameters), **sent}, sent=frozenset(told), perspective="social"),
            homicides=inputs["homicides"],
            homicides_three_year=inputs["homicides_three_year"],
            years=work,
        )
    except TooFewWorkersError:
        assert all(year.frontline_staff < 4 for year in work)
        return
    effect = {
        key.removeprefix("effect_"): value
        for key, value in sent.items()
        if key in ("effect_low", "effect_central", "effect_high")
    }
    rest = {key: value for key, value in sent.items() if not key.startswith("effect_") or key == "effect_measure"}
    whole = {**question, **rest, "effect": effect, "dollars_of": question["price_year"]}  # a return ignores dollars_of
    theirs = reference_returns(told_the_other_way(whole), sent=told, planned=planned)
    assert ours.cost == pytest.approx(theirs["cost"], abs=1)
    assert ours.baseline.value == theirs["baseline"]
    assert ours.central.homicides_averted == pytest.approx(theirs["averted"]["central"])
    for key, view in ours.views.items():
        other = theirs["perspectives"][key]
        assert list(view.benefit) == pytest.approx(list(other["benefit"].values()), abs=1)
        if theirs["cost"] > 0:
            assert view.probability_benefit_exceeds_cost == pytest.approx(other["probability"], abs=1e-3)
            assert view.break_even_homicides == pytest.approx(other["break_even"])
        assert view.cost_per_shooting_averted == (
            None if other["per_shooting"] is None else pytest.approx(other["per_shooting"])
        )


@FEW
@given(plans(), st.integers(0, 300_000_000), st.booleans())
def test_solving(question: dict[str, Any], amount: int, planned: bool) -> None:
    name, inputs = asked(question)
    if planned:
        terms = plan_terms(question.get("ramp", "even"), in_post=in_post(question), **inputs)
        grid = plan_grid(PLAN, METHODS[name], inputs, terms)
    else:
        grid = one_year_grid(METHODS[name], inputs)
    ours = solution_of(grid, amount)
    theirs = solve(told_the_other_way(question), float(amount), planned=planned, step=250)
    if theirs is None:
        assert ours.coverage_share is None or ours.coverage_share % 0.025
    else:
        assert ours.coverage_share is not None
        assert ours.coverage_share >= theirs["coverage_share"] - 1e-12
        at = int(np.flatnonzero(np.isclose(grid.coverage, theirs["coverage_share"]))[0])
        assert grid.total[at] == theirs["total"]
