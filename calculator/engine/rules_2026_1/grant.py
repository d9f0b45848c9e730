"""A budget as SF-424A object classes a–k by year, with each line's computation; totals tie to the scenario's."""

from collections.abc import Mapping, Sequence

from calculator.engine.functions import round_half_away
from calculator.engine.grant_rules import STAFF_ONLY, STARTUP, GrantRules, load_grant_rules
from calculator.engine.grants import (
    Application,
    Base,
    Factor,
    GrantBudget,
    GrantLine,
    GrantPeriod,
    GrantTerms,
    GrantYear,
)
from calculator.engine.methodology import Role
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget
from calculator.engine.staff import InPost

FRINGE_SHARES = {"city": "fringe_share_city", "community": "fringe_share_community"}


def load_rules(parts: Mapping[str, str]) -> GrantRules:
    """Return the rules of a grant budget, read from the edition's files. Raises MethodologyError."""
    return load_grant_rules(parts["grant.yaml"], file="grant.yaml")


def grant_of(
    rules: GrantRules,
    terms: GrantTerms,
    *,
    budget: Budget,
    plan: tuple[PlanYear, ...],
    in_post: Mapping[str, InPost],
    plan_inputs: Mapping[str, float],
) -> Application:
    """Return the grant budget of the plan's years, of the one-year budget where there are none."""
    years = tuple(GrantYear(str(year.year), year.budget, year.amount(STARTUP), year.new_posts) for year in plan)
    years = years or (GrantYear("Year 1", budget),)
    return Application(years, grant_budget(years, terms=terms, rules=rules))


def grant_budget(years: Sequence[GrantYear], *, terms: GrantTerms, rules: GrantRules) -> GrantBudget:
    """Return the application's budget.

    Indirect = ROUND(share * base). Each subaward's first dollars count once over the whole award (2 CFR 200.1), so they
    are used up year by year; subawards are taken as equal in size.
    """
    mapping = {**rules.usual(years[0].budget.methodology), **(terms.mapping or {})}
    share = rules.de_minimis_share if terms.indirect_share is None else terms.indirect_share
    allowance = terms.subawards * rules.subaward_first_usd
    periods = []
    for year in years:
        lines = _lines(year, mapping, rules)
        classes = _classes(lines, rules)
        subawarded = _sum_counting(lines, "first", rules)
        first = min(subawarded, allowance)
        allowance -= first
        base = _base(terms.base, lines, classes, rules) + (first if terms.base == "mtdc" else 0)
        indirect = int(round_half_away(share * base))
        periods.append(GrantPeriod(label=year.label, lines=lines, classes=classes, base=base, indirect=indirect))
    return GrantBudget(
        terms=terms, share=share, mapping=mapping, years=tuple(periods), whole=_whole(periods), rules=rules
    )


def _base(kind: Base, lines: tuple[GrantLine, ...], classes: Mapping[str, int], rules: GrantRules) -> int:
    if kind == "direct":
        return sum(classes.values())
    if kind == "personnel":
        return classes["a"] + classes["b"]
    return _sum_counting(lines, "all", rules)


def _sum_counting(lines: tuple[GrantLine, ...], counts: str, rules: GrantRules) -> int:
    return sum(line.amount for line in lines if rules.treatments[line.treatment].counts == counts)


def _classes(lines: Sequence[GrantLine], rules: GrantRules) -> dict[str, int]:
    found = dict.fromkeys(rules.classes, 0)
    for line in lines:
        if line.treatment == STAFF_ONLY:
            found["a"] += line.pay or 0
            found["b"] += line.fringe or 0
        else:
            found[line.object_class] += line.amount
    return found


def _whole(periods: Sequence[GrantPeriod]) -> GrantPeriod:
    keys = periods[0].classes
    return GrantPeriod(
        label="Total",
        lines=(),
        classes={key: sum(period.classes[key] for period in periods) for key in keys},
        base=sum(period.base for period in periods),
        indirect=sum(period.indirect for period in periods),
    )


def _lines(year: GrantYear, mapping: Mapping[str, str], rules: GrantRules) -> tuple[GrantLine, ...]:
    budget = year.budget
    found = [_staff_line(budget, role, mapping[role.cost_line], rules) for role in budget.methodology.roles]
    staffing = int(budget.values["staffing_cost"])
    for name, share in (("training_cost", "training_share"), ("evaluation_cost", "evaluation_share")):
        factors: tuple[Factor, ...] = (Factor(budget.inputs[share], "share"), Factor(staffing, "staffing"))
        found.append(_line(budget, name, mapping[name], rules, factors))
    for name in budget.methodology.wraparound:
        per_person = budget.inputs[name.removesuffix("_cost") + "_per_person"]
        factors = (Factor(budget.people_served, "people"), Factor(per_person, "usd"))
        if budget.inputs["price_index"] != 1:
            factors = (*factors, Factor(budget.inputs["price_index"], "price_index"))
        found.append(_line(budget, name, mapping[name], rules, factors))
    if year.startup:
        treatment = mapping[STARTUP]
        factors = (Factor(year.new_posts, "posts"), Factor(year.startup / max(1, year.new_posts), "usd"))
        letter = rules.treatments[treatment].object_class
        found.append(GrantLine(STARTUP, "Start-up of new posts", treatment, letter, year.startup, factors))
    return tuple(line for line in found if line.amount)


def _line(budget: Budget, name: str, treatment: str, rules: GrantRules, factors: tuple[Factor, ...]) -> GrantLine:
    label = budget.methodology.lines[name].label
    letter = rules.treatments[treatment].object_class
    return GrantLine(name, label, treatment, letter, int(budget.values[name]), factors)


def _staff_line(budget: Budget, role: Role, treatment: str, rules: GrantRules) -> GrantLine:
    """Split a role's rounded cost: pay = ROUND(positions * pay * time), fringe is the rest, so that they add up."""
    cost = int(budget.values[role.cost_line])
    count, salary, time = budget.values[role.key], budget.values[role.pay_line], budget.inputs["filled_share"]
    pay = min(cost, int(round_half_away(count * time * salary)))
    return GrantLine(
        line=role.cost_line,
        label=role.label if count == 1 else role.plural,
        treatment=treatment,
        object_class=rules.treatments[treatment].object_class,
        amount=cost,
        factors=(Factor(count, "positions"), Factor(salary, "usd"), Factor(time, "time")),
        pay=pay,
        fringe=cost - pay,
        fringe_share=budget.inputs[FRINGE_SHARES[role.employer]],
    )
