"""The API of edition 2027.1 against the second implementation, question by question, figure by figure.

`make test-explore QUESTIONS=5000` asks thousands; a run of the suite asks a few hundred.
"""

import os
import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from calculator.methods import editions
from tests.reference import one_year, plan, quarters, returns, sensitivity, solve
from tests.reference.bases import bases, spread
from tests.reference.presets import ROLES, SERVICES, filled_in
from tests.reference.questions import plan_terms, return_terms, scenario

pytestmark = pytest.mark.django_db
QUESTIONS = int(os.environ.get("QUESTIONS", "60"))
METHOD = editions()["2027.1"].methods["caps"]
KEYS = {role.stem: role.key for role in METHOD.roles}


@pytest.fixture
def chance() -> random.Random:
    return random.Random(int(os.environ.get("QUESTIONS_SEED", "2027")))


def asked(client: Client, path: str, question: Mapping[str, Any]) -> Any:
    """Return the API's answer to a question in the reference's words."""
    body = {**question, "methodology": f"{question['methodology']}@2027.1"}
    if "current_staff" in body:
        body["current_staff"] = {KEYS[role]: counts for role, counts in body["current_staff"].items()}
    response = client.post(f"/api/v1/{path}/", body, content_type="application/json")
    assert response.status_code == 200, (response.content, body)
    return response.json()


def close(found: float | None, wanted: float | None) -> bool:
    """Whether two figures are the same, but for the decimals that an answer leaves out."""
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= max(0.51e-3, 1e-6 * abs(wanted))


def money_lines(answer: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for line in answer["budget"]:
        yield line["line"], line["amount"]
    for line in answer.get("wraparound", ()):
        yield line["line"], line["amount"]


def check_budget(answer: Mapping[str, Any], wanted: Mapping[str, float], question: object) -> None:
    for line, amount in money_lines(answer):
        assert amount == wanted[line], (line, question)
    assert answer["total"] == wanted["total"], question
    for name in ("high_risk", "people_served", "workload", "people_reached"):
        assert close(answer[name], wanted[name]), (name, question)
    staffing = {row["role"]: row for row in answer["staffing"]}
    for stem in ROLES:
        row = staffing[KEYS[stem]]
        assert (row["count"], row["salary"], row["cost"]) == (
            wanted[f"{stem}_count"],
            wanted[f"{stem}_pay"],
            wanted[f"{stem}_cost"],
        ), (stem, question)


def test_one_year(client: Client, chance: random.Random) -> None:
    for _ in range(QUESTIONS):
        question = scenario(chance)
        answer, wanted = asked(client, "budgets", question), one_year.budget(filled_in(question))
        check_budget(answer, wanted, question)


def test_bases_and_their_range(client: Client, chance: random.Random) -> None:
    for _ in range(QUESTIONS // 2):
        question = {**scenario(chance), "high_risk_basis": 1}
        question.pop("local_high_risk", None)
        answer, q = asked(client, "budgets", question), filled_in(question)
        rows = bases(q, [])
        usable = [row for row in answer["bases"] if row["usable"]]
        assert [row["basis"] for row in usable] == [row["basis"] for row in rows], question
        for found, wanted in zip(usable, rows, strict=True):
            for name in ("people", "people_low", "people_high", "total", "total_low", "total_high"):
                assert close(found[name], wanted[name]), (name, question)
        for name, figure in spread(q, rows).items():
            assert close(answer["range"][name], figure), (name, question)


def test_plans(client: Client, chance: random.Random) -> None:
    for _ in range(QUESTIONS):
        question = {**scenario(chance), **plan_terms(chance)}
        answer, q = asked(client, "plans", question), filled_in(question)
        wanted = plan.plan(q)
        assert answer["total"] == sum(y["total"] for y in wanted), question
        for found, y in zip(answer["years"], wanted, strict=True):
            check_year(found, y, question)
        cash, needed = quarters.cash(q, wanted)
        assert (answer["quarters"], answer["cash_needed"]) == (cash, needed), question


def check_year(found: Mapping[str, Any], y: Mapping[str, float], question: object) -> None:
    names = ("coverage_share", "people_served", "people_reached", "worked_share", "filled_share", "startup_cost")
    for name in (*names, "turnover_cost", "total", "total_if_filled"):
        assert close(found[name], y[name]), (name, found["year"], question)
    for line, amount in money_lines(found):
        assert amount == y[line], (line, found["year"], question)
    assert close(found["dollar_index"]["pay"], y["pay_dollar_index"]), question
    assert close(found["dollar_index"]["price"], y["price_dollar_index"]), question
    staffing = {row["role"]: row for row in found["staffing"]}
    for stem in ROLES:
        row = staffing[KEYS[stem]]
        for name in ("count", "new", "given_up", "months", "wages", "fringe", "cost"):
            assert row[name] == y[f"{stem}_{name}"], (stem, name, found["year"], question)
        assert row["salary"] == y[f"{stem}_pay"], (stem, question)


def returnable(chance: random.Random) -> tuple[dict[str, Any], bool]:
    """Return a question of a return that can be answered, and whether it is about a plan."""
    while True:
        question = {**scenario(chance), **return_terms(chance)}
        planned = chance.random() < 0.6
        if planned:
            question |= plan_terms(chance)
        q = filled_in(question)
        years = plan.plan(q) if planned else [one_year.budget(q)]
        if question.get("homicides") and max(y["frontline_staff"] for y in years) >= 4:
            return question, planned


def test_returns_from_every_perspective(client: Client, chance: random.Random) -> None:
    for _ in range(QUESTIONS // 2):
        question, planned = returnable(chance)
        answer = asked(client, "returns", question)
        wanted = returns.returns(filled_in(question), sent=set(question), planned=planned)
        assert close(answer["cost"], round(wanted["cost"])), question
        for name, count in wanted["averted"].items():
            assert close(answer["averted"][name]["homicides"], count), (name, question)
        views = {view["key"]: view for view in answer["perspectives"]}
        assert set(views) == set(wanted["perspectives"]), question
        for key, row in wanted["perspectives"].items():
            view = views[key]
            assert close(view["break_even_homicides"], row["break_even"]), (key, question)
            assert close(view["cost_per_shooting_averted"], row["per_shooting"]), (key, question)
            assert abs(view["probability_benefit_exceeds_cost"] - row["probability"]) < 1e-9, (key, question)
            for name in ("low", "central", "high"):
                assert close(view["benefit"][name], round(row["benefit"][name])), (key, name, question)
                assert close(view["benefit_per_dollar"][name], row["benefit_per_dollar"][name]), (key, name, question)


def test_starting_from_the_money(client: Client, chance: random.Random) -> None:
    for _ in range(max(2, QUESTIONS // 40)):
        question = scenario(chance)
        planned = chance.random() < 0.5
        if planned:
            question |= {"years": chance.randint(1, 3), "ramp": chance.choice(["even", "full"])}
        amount = int(10 ** chance.uniform(5.5, 8))
        answer = asked(client, "solve", {**question, "amount": amount})
        wanted = solve.solve(filled_in(question), amount, planned=planned)
        if wanted is None:
            assert answer["coverage_share"] is None, question
            continue
        for name in ("coverage_share", "total", "remainder"):
            assert answer[name] == wanted[name], (name, question)
        step, smallest = answer["next_step"], answer["smallest"]
        assert (step and (step["coverage_share"], step["total"])) == (wanted["next_step"] and wanted["next_step"][:2])
        assert (smallest and (smallest["coverage_share"], smallest["total"])) == wanted["smallest"], question


def test_how_sure_the_budget_is(client: Client, chance: random.Random) -> None:
    for _ in range(max(1, QUESTIONS // 60)):
        question = scenario(chance)
        q, answer = filled_in(question), asked(client, "sensitivity", question)
        rows = {row["name"]: row for row in answer["parameters"]}
        for name, row in rows.items():
            ends = sensitivity.one_at_a_time(q, name, row["low"], row["high"])
            assert (row["total_low"], row["total_high"]) == ends, (name, question)
        swings = [abs(row["total_high"] - row["total_low"]) for row in answer["parameters"]]
        assert swings == sorted(swings, reverse=True)
        ranges = {
            name: (rows[name]["low"], rows[name]["value"], rows[name]["high"])
            for name in METHOD.parameters
            if name in rows
        }
        for measure, band in sensitivity.joint(q, ranges).items():
            for name, figure in zip(("p5", "p50", "p95"), band, strict=True):
                found = answer["joint"][measure][name]
                # Dollars are answered whole.
                assert close(found, figure) or (measure == "total" and abs(found - figure) <= 0.5), question


def test_every_service_is_a_line_of_the_reference() -> None:
    assert {f"{service}_cost" for service in SERVICES} == set(METHOD.wraparound)
