"""Reading a plan and its return from a JSON body."""

from dataclasses import replace

from calculator.api.body import Body
from calculator.asking.funding import read_funding
from calculator.asking.given import Fault
from calculator.asking.plan import COVERAGE, SHARE_ALLOWED, PlanSection, read_plan
from calculator.asking.question import Question
from calculator.asking.returns import read_returns
from calculator.asking.scenario import OneYear
from calculator.asking.staff import read_staff
from web.quoting import quoted


def read_program(given: Body, scenario: OneYear) -> Question:
    """Return the question of a program and who is in post; over years where any of the plan's names is given."""
    plan = read_strict_plan(given, scenario)
    staff = read_staff(given, scenario.methodology)
    return Question(scenario=scenario, tab="years", subject=(), faults=(), plan=plan, current_staff=staff)


def read_plan_question(given: Body, scenario: OneYear) -> Question:
    """Return the question of a plan: years, sources of money, staff in post. `given` keeps the faults."""
    plan = read_strict_plan(given, scenario)
    funding = read_funding(given, plan)
    staff = read_staff(given, scenario.methodology)
    return Question(
        scenario=scenario, tab="years", subject=(), faults=(), plan=plan, funding=funding, current_staff=staff
    )


def read_returns_question(given: Body, scenario: OneYear) -> Question:
    """Return the question of a return; over years where any of the plan's names is given."""
    returns = read_returns(given, scenario.edition.returns)
    return replace(read_program(given, scenario), tab="return", returns=returns)


def read_strict_plan(given: Body, scenario: OneYear) -> PlanSection:
    """Return the plan; shares by year beside another ramp, or for other years than there are, are faults."""
    plan = read_plan(given, scenario.edition.plan)
    shares = given.one(COVERAGE)
    if shares is None:
        return plan
    if not isinstance(shares, list) or not shares:
        given.fault(Fault(COVERAGE, "is not a list of shares", "a list with one share for each year"))
    elif None in shares:
        given.fault(Fault((COVERAGE, shares.index(None)), "is null", SHARE_ALLOWED))
    elif plan.shape != "typed":
        given.fault(
            Fault(COVERAGE, f"stands beside the ramp {quoted(plan.shape)}; give one of them", "no ramp, or typed")
        )
    elif len(shares) != len(plan.calendar_years) and not given.faults:
        message = f"has {len(shares)} shares for {len(plan.calendar_years)} years"
        given.fault(Fault(COVERAGE, message, "one share for each year"))
    return plan
