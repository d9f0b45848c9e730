"""Random questions, in the names of the API; roles in `current_staff` by the text's names."""

import random
from typing import Any

from .presets import CAPS, ROLES, SERVICES

SHARES = (
    "coverage_share", "scale_discount_first", "scale_discount_second", "fringe_share_community", "fringe_share_city",
    "training_share", "evaluation_share", "operations_share", "rent_share", "subrecipient_indirect_share",
    "pay_growth_share", "price_growth_share",
)  # fmt: skip
Question = dict[str, Any]


def scenario(chance: random.Random) -> Question:
    """Return a one-year question: a place typed in, and some parameters moved within their bounds."""
    q: Question = {
        "methodology": chance.choice(["caps", "field"]),
        "population": chance.choice([0, 2, 900, int(10 ** chance.uniform(3, 7.2))]),
        "price_level": round(chance.uniform(70, 130), 3),
    }
    if chance.random() < 0.6:
        q["homicides"] = chance.randint(0, 800)
        if chance.random() < 0.5:
            q["homicides_three_year"] = round(chance.uniform(0, 800), 1)
            q["homicides_five_year"] = round(chance.uniform(0, 800), 1)
    for name in chance.sample(sorted(CAPS), chance.randint(0, 9)):
        q |= _moved(chance, name)
    for role in chance.sample(ROLES, chance.choice([0, 0, 1, 3])):
        q[f"{role}_basis"] = basis = chance.randint(0, 2)
        if basis == 2:
            q[f"{role}_posts"] = chance.randint(0, 40)
    basis = chance.choice([1, 1, 2, 3])
    if basis == 2 and "homicides" in q:
        q["high_risk_basis"] = 2
    if basis == 3:
        q |= {"high_risk_basis": 3, "local_high_risk": chance.randint(1, 3000)}
    return q


def _moved(chance: random.Random, name: str) -> Question:
    if name in SHARES:
        return {name: round(chance.uniform(0, 0.3 if name.endswith("growth_share") else 1), 4)}
    if name == "high_risk_share":
        return {name: round(chance.uniform(0, 0.01), 5)}
    if name.endswith(("_caseload", "_span")):
        return {name: round(chance.uniform(1, 200), 1)}
    if name.endswith(("_salary", "living_wage_floor")):
        return {name: round(chance.uniform(10_000, 200_000), 2)}
    if name.removesuffix("_per_person") in SERVICES:
        return {name: round(chance.uniform(0, 60_000), 2)}
    if name.startswith("scale_threshold") or name == "assistant_director_threshold":
        return {name: chance.randint(0, 3000)}
    if name in ("dollars_of", "price_year"):
        return {name: chance.randint(2020, 2025 if name == "price_year" else 2040)}
    if name == "local_pay":
        return {name: chance.randint(0, 1)}
    return {name: round(chance.uniform(1, 9), 1)} if name == "high_risk_per_homicide" else {}


def plan_terms(chance: random.Random) -> Question:
    """Return what makes a question a plan, with people in post."""
    terms: Question = {"years": chance.randint(1, 10), "ramp": chance.choice(["even", "sc2", "full"])}
    if chance.random() < 0.25:
        terms = {"coverage_by_year": [round(chance.random(), 3) for _ in range(chance.randint(1, 10))]}
    moves: Question = {
        "first_year": chance.randint(2024, 2040),
        "turnover_share": round(chance.random(), 3),
        "refill_months": round(chance.uniform(0, 12), 1),
        "hiring_lag_months": round(chance.uniform(0, 12), 1),
        "vacancy_share": round(chance.uniform(0, 1), 3),
        "startup_per_post": round(chance.uniform(0, 20_000), 2),
        "rehire_cost": round(chance.uniform(0, 20_000), 2),
        "keep_staff": chance.randint(0, 1),
    }
    terms |= {name: moves[name] for name in chance.sample(sorted(moves), chance.randint(0, 6))}
    staffed = chance.sample(ROLES, chance.choice([0, 2, 6]))
    if staffed:
        terms["current_staff"] = {
            role: {"city": chance.randint(0, 6), "community": chance.randint(0, 20)} for role in staffed
        }
    return terms


def return_terms(chance: random.Random) -> Question:
    """Return what may be said about a return."""
    moves: Question = {
        "effect": {"low": -0.05, "central": round(chance.uniform(-0.05, 0.4), 3), "high": 0.45},
        "effect_measure": chance.choice([1, 2]),
        "share_connected": round(chance.random(), 3),
        "share_in_area": round(chance.random(), 3),
        "nonfatal_per_homicide": round(chance.uniform(0, 10), 1),
        "constant_year": chance.randint(2005, 2025),
        "inflation_share": round(chance.uniform(0, 0.1), 3),
        "discount_share": round(chance.uniform(0, 0.07), 3),
        "seed": chance.randint(0, 10_000),
        "vary_homicides": chance.choice([0, 1]),
        "cost_per_homicide": chance.randint(100_000, 20_000_000),
    }
    return {name: moves[name] for name in chance.sample(sorted(moves), chance.randint(0, 6))}
