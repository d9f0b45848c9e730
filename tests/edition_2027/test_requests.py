"""What an award asks for inside a program of edition 2027.1."""

import random
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.asking.request import SHARES
from calculator.subject import subject_typed


def answer_of(asked: dict[str, object], population: float) -> Answer:
    question = read_question(parse_qs(urlencode(asked)))
    assert not question.faults, question.faults
    subject = subject_typed(population)
    return Answer(replace(subject, facts={**subject.facts, "price_level": 100.0}), question)


def random_program(chance: random.Random, lag: int) -> dict[str, object]:
    years = chance.randint(1, 5)
    shares = [round(chance.random(), 2) for _ in range(years)]
    typed = {name: round(chance.random(), 2) for name in SHARES if chance.random() < 0.4}
    return {
        **typed,
        "methodology": chance.choice(["caps@2027.1", "field@2027.1"]),
        "years": years,
        "hiring_lag_months": lag,
        "turnover_share": round(chance.uniform(0, 0.6), 2),
        "ramp": "typed",
        "coverage_by_year": ",".join(map(str, chance.choice([shares, sorted(shares)]))),
    }


@pytest.mark.parametrize("lag", [0, 4, 7, 10, 12])
def test_staff_already_paid_never_raise_a_request_at_the_same_coverage(lag: int) -> None:
    chance = random.Random(f"paid {lag}")
    for _ in range(40):
        asked, population = random_program(chance, lag), 10 ** chance.uniform(3.8, 6.2)
        alone = answer_of(asked, population)
        roles = chance.sample([role.key for role in alone.scenario.methodology.roles], chance.randint(1, 3))
        most = {role: max(int(year.values[role]) for year in alone.plan) for role in roles}
        staff = {f"current_{role}_city": chance.choice([1, chance.randint(1, max(1, most[role]))]) for role in roles}
        staffed = answer_of({**asked, **staff}, population)

        assert [year.coverage_share for year in staffed.plan] == [year.coverage_share for year in alone.plan]
        assert staffed.application.grant.whole.total <= alone.application.grant.whole.total, (asked, staff, population)


def test_a_typed_share_of_services_is_of_no_more_people_than_with_nobody_in_post() -> None:
    asked = {"years": 1, "ramp": "typed", "coverage_by_year": "0.5", "hiring_lag_months": 10, "request_services": 0.5}
    alone = answer_of(asked, 400_000.0)
    staffed = answer_of({**asked, "current_outreach_workers_community": 8}, 400_000.0)
    [before], [now] = alone.application.grant.years, staffed.application.grant.years

    assert staffed.plan[0].values["people_reached"] > alone.plan[0].values["people_reached"]
    assert before.asked
    assert now.asked
    assert now.asked.people == before.asked.people
    assert now.asked.services_share == before.asked.services_share == 0.5


def test_posts_asked_for_have_the_months_of_their_role() -> None:
    asked = {"years": 2, "ramp": "full", "current_outreach_workers_city": 5}
    answer = answer_of(asked, 238_005.0)
    first = answer.plan[0]
    [line] = [line for line in answer.application.grant.years[0].lines if line.role == "outreach_workers"]

    assert [factor.value for factor in line.factors] == [
        first.values["outreach_workers"] - 5,
        first.values["outreach_pay"],
        first.values["outreach_months"],
    ]
