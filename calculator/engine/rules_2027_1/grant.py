"""The grant rules of edition 2027.1: a budget or a plan, with what is asked for, becomes an application."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Application, GrantTerms, GrantYear
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget
from calculator.engine.rules_2027_1.grant_award import award_of, fitted_award, without_own
from calculator.engine.rules_2027_1.grant_payers import payers_of
from calculator.engine.rules_2027_1.grant_program import ProgramYear, program_year
from calculator.engine.rules_2027_1.grant_rules import load_grant_rules
from calculator.engine.staff import InPost

FILE = "grant.yaml"


def load_rules(parts: Mapping[str, str]) -> GrantRules:
    """Return the rules that the edition's files hold, by file name. Raises MethodologyError naming file and line."""
    return load_grant_rules(parts[FILE], file=FILE)


def grant_of(
    rules: GrantRules,
    terms: GrantTerms,
    *,
    budget: Budget,
    plan: Sequence[PlanYear],
    in_post: Mapping[str, InPost],
    plan_inputs: Mapping[str, float],
    without: Sequence[PlanYear] = (),
) -> Application:
    """Return the application for the plan's years, for the one year where no years were asked for.

    `without` is the plan at the same coverage with nobody in post.
    """
    mapping = {**rules.usual(budget.methodology), **(terms.mapping or {})}
    program, alone = _program(plan, plan_inputs), _program(without, plan_inputs)
    years = tuple(
        GrantYear(str(year.year), year.budget, year.total - year.budget.total, year.new_posts) for year in plan
    )
    if not plan:
        program = [program_year("Year 1", budget, total_usd=budget.total, new={}, terms={})]
        years = (GrantYear("Year 1", budget),)
    paid = {role: there.all for role, there in in_post.items()}
    grant = fitted_award(program, terms=terms, mapping=mapping, rules=rules, in_post=paid, without=alone)
    own = without_own(terms)
    plain = award_of(program, terms=own, mapping=mapping, rules=rules, in_post=paid, without=alone, scale=grant.scale)
    return Application(
        years,
        replace(
            grant,
            payers=tuple(
                payers_of(year, period.asked, in_post) for year, period in zip(program, grant.years, strict=True)
            ),
            program_usd=tuple(year.total_usd for year in program),
            difference_usd=grant.whole.direct - plain.whole.direct,
        ),
    )


def _program(plan: Sequence[PlanYear], plan_inputs: Mapping[str, float]) -> list[ProgramYear]:
    return [
        program_year(
            str(year.year),
            year.budget,
            total_usd=year.total,
            new={posts.role: posts.new for posts in year.posts},
            terms=plan_inputs,
        )
        for year in plan
    ]
