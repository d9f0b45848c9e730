"""Programs for the award's tests, reckoned by the second implementation, so that nothing is shared with the engine."""

import random
from functools import cache
from pathlib import Path
from typing import Any

from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import GrantBudget, GrantTerms
from calculator.engine.methodology import Role
from calculator.engine.rules_2027_1.grant_award import fitted_award
from calculator.engine.rules_2027_1.grant_program import Post, ProgramYear, Service
from calculator.engine.rules_2027_1.grant_rules import load_grant_rules
from calculator.methods import find_methodology
from tests.reference.one_year import Lines, fringe_share
from tests.reference.plan import plan
from tests.reference.presets import SERVICES, filled_in
from tests.reference.rounding import whole

EDITION = Path(__file__).parents[2] / "calculator/editions/2027.1"
METHOD = find_methodology("caps@2026.1")


@cache
def award_rules() -> GrantRules:
    """Return the edition's rules."""
    return load_grant_rules((EDITION / "grant.yaml").read_text(encoding="utf-8"), file="grant.yaml")


def stem(role: Role) -> str:
    """Return how the methodology's text names a role."""
    return role.cost_line.removesuffix("_cost")


def role_keys() -> dict[str, str]:
    """Return the role of each stem: outreach is outreach_workers."""
    return {stem(role): role.key for role in METHOD.roles}


def program_of(q: dict[str, Any], years: list[Lines]) -> list[ProgramYear]:
    """Return a reference plan as the award reads one."""
    return [_year(q, y) for y in years]


def _year(q: dict[str, Any], y: Lines) -> ProgramYear:
    posts = [
        Post(
            role=role,
            planned=int(y[f"{stem(role)}_count"]),
            new=int(y[f"{stem(role)}_new"]),
            pay_usd=int(y[f"{stem(role)}_pay"]),
            months=y[f"{stem(role)}_months"],
            fringe_share=fringe_share(q, stem(role)),
        )
        for role in METHOD.roles
    ]
    names = ("training_share", "evaluation_share", "operations_share", "rent_share", "subrecipient_indirect_share")
    return ProgramYear(
        label=str(y["year"]),
        total_usd=int(y["total"]),
        posts=tuple(posts),
        services=tuple(Service(f"{name}_cost", name, int(y[f"{name}_rate"])) for name in SERVICES),
        people_reached=y["people_reached"],
        staffing_full_usd=int(y["staffing_full_cost"]),
        startup_usd=whole(q["startup_per_post"] * y["price_dollar_index"]),
        rehire_usd=whole(q["rehire_cost"] * y["price_dollar_index"]),
        inputs={name: q[name] for name in (*names, "turnover_share")},
    )


def random_question(chance: random.Random) -> dict[str, Any]:
    """Return a plan's question of any size."""
    q: dict[str, Any] = {
        "methodology": chance.choice(["caps", "field"]),
        "population": int(10 ** chance.uniform(3.5, 6.8)),
        "years": chance.randint(1, 6),
        "ramp": chance.choice(["even", "sc2", "full"]),
        "coverage_share": round(chance.uniform(0.05, 1), 3),
        "price_level": round(chance.uniform(80, 120), 3),
        "hiring_lag_months": chance.choice([0, 3, 4, 6]),
        "turnover_share": round(chance.uniform(0, 0.5), 3),
        "operations_share": round(chance.uniform(0, 0.3), 3),
        "subrecipient_indirect_share": round(chance.uniform(0, 0.2), 4),
        "housing_per_person": chance.randint(0, 20_000),
    }
    return filled_in(q)


def reckoned(q: dict[str, Any], *, in_post: dict[str, int] | None = None, **terms: Any) -> GrantBudget:
    """Return the award of a question; `in_post` by the text's role names, `terms` those of the grant."""
    there = in_post or {}
    q = {**q, "current_staff": {role: {"community": count} for role, count in there.items()}}
    keys = role_keys()
    return fitted_award(
        program_of(q, plan(q)),
        terms=GrantTerms(**{"subawards": 3, **terms}),
        mapping={**award_rules().usual(METHOD), **(terms.get("mapping") or {})},
        rules=award_rules(),
        in_post={keys[role]: count for role, count in there.items()},
    )
