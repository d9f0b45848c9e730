"""The questions on record: every parameter moved somewhere, every tab asked, each with all the facts that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

Terms = Mapping[str, Any]
CITY_FUND = {"name": "General fund", "kind": "city_general_fund", "amount": 4_000_000, "certainty": "committed"}
COPS = {"name": "COPS", "kind": "federal_grant", "amount": 2_000_000, "first_year": 2027, "last_year": 2028}
MEDICAID = {"name": "Medicaid", "kind": "medicaid", "amount": 220_000, "certainty": "likely", "first_year": 2028}
SMALL = {"name": "Foundation", "kind": "philanthropy", "amount": 350_000, "last_year": 2029}
STATE = {"name": "State", "kind": "state", "amount": 1_500_000, "first_year": 2027, "last_year": 2036}
TWO = [CITY_FUND, {**COPS, "certainty": "committed"}]
FIVE = [*TWO, MEDICAID, SMALL, STATE]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: whom it is for, the scenario, and the terms of plan, return and grant, as bodies of the API have them."""

    name: str
    population: float = 238_005
    method: str = "caps"
    scenario: Terms = field(default_factory=dict)
    plan: Terms = field(default_factory=dict)
    funding: tuple[Terms, ...] = ()
    staff: Mapping[str, Terms] = field(default_factory=dict)
    returns: Terms = field(default_factory=dict)
    grant: Terms = field(default_factory=dict)

    def scenario_body(self, method: str) -> dict[str, Any]:
        """Return the body of `POST budgets/` under a method's pinned name."""
        return {"methodology": method, "population": self.population, **self.scenario}

    def pairs(self) -> list[tuple[str, str]]:
        """Return the same question as an address has it, without its method."""
        effect = {f"effect_{key}": value for key, value in self.returns.get("effect", {}).items()}
        flat = {**self.scenario, **self.plan, **effect, **self.returns}
        flat |= {f"map_{line}": treatment for line, treatment in self.grant.get("mapping", {}).items()} | dict(
            self.grant
        )
        plain = [(name, value) for name, value in flat.items() if name not in ("effect", "mapping")]
        written = [
            (name, ",".join(map(str, value)) if isinstance(value, list) else str(value)) for name, value in plain
        ]
        staff = [
            (f"current_{role}_{employer}", str(count))
            for role, counts in self.staff.items()
            for employer, count in counts.items()
        ]
        columns = ("name", "kind", "amount", "first_year", "last_year", "certainty")
        funding = [(f"funding_{column}", str(row.get(column, ""))) for row in self.funding for column in columns]
        return [*written, *staff, *funding]


def _moved() -> list[Asked]:
    """Every parameter of the scenario off its preset, a few at a time."""
    moves: list[Terms] = [
        {"high_risk_share": 0.0007, "coverage_share": 0.5},
        {"high_risk_basis": 2, "homicides": 43, "high_risk_per_homicide": 5.5},
        {"high_risk_basis": 2, "homicides": 0},
        {"high_risk_basis": 3, "local_high_risk": 412, "local_citation": "Our own count"},
        {"case_manager_caseload": 12, "outreach_caseload": 10.5},
        {"fringe_share_city": 0.45, "fringe_share_community": 0.22, "training_share": 0.1, "evaluation_share": 0.05},
        {"local_pay": 1, "price_level": 118.3, "homicides": 20},
        {"local_pay": 1, "price_level": 88.25, "living_wage_floor": 61_000},
        {"coverage_share": 0.05},
        {"coverage_share": 0},
    ]
    return [Asked(f"moved-{number}", scenario={"homicides": 41, **move}) for number, move in enumerate(moves, start=1)]


def _sizes() -> list[Asked]:
    """Places from a hamlet to a metropolis."""
    people = (0, 1, 950, 12_000, 51_000.5, 640_000, 8_478_072)
    return [
        Asked(
            f"size-{count:.0f}-{method}",
            population=count,
            method=method,
            scenario={"homicides": count // 4_000, "price_level": 99},
        )
        for count in people
        for method in ("caps", "field")
    ]


def _plans() -> list[Asked]:
    """Ramps, growth, hiring, staff in post and sources of money."""
    facts = {"homicides": 37, "price_level": 97.941}
    terms: list[tuple[Terms, list[Terms], Mapping[str, Terms]]] = [
        ({"years": 5, "first_year": 2027}, TWO, {}),
        ({"years": 5, "first_year": 2027, "ramp": "even"}, FIVE, {"outreach_workers": {"community": 4}}),
        ({"years": 10, "first_year": 2026, "ramp": "sc2"}, TWO, {"mediators": {"city": 2, "community": 9}}),
        (
            {"years": 4, "first_year": 2028, "coverage_by_year": [0.1, 0.25, 0.9, 0.4]},
            [STATE],
            {"supervisors": {"city": 60}},
        ),
        ({"years": 1, "ramp": "full", "vacancy_share": 0, "hiring_lag_months": 0, "startup_per_post": 0}, [], {}),
        ({"years": 3, "pay_growth_share": 0.06, "price_growth_share": 0.01, "hiring_lag_months": 7.5}, [SMALL], {}),
        (
            {"years": 7, "ramp": "even", "vacancy_share": 0.25, "startup_per_post": 9_100},
            FIVE,
            {"data_analysts": {"city": 1}},
        ),
    ]
    return [
        Asked(f"plan-{number}-{method}", method=method, scenario=facts, plan=plan, funding=tuple(funding), staff=staff)
        for number, (plan, funding, staff) in enumerate(terms, start=1)
        for method in ("caps", "field")
    ]


def _returns() -> list[Asked]:
    """Effects, nonfatal shootings, seeds, over one year and several."""
    terms: list[tuple[Terms, Terms]] = [
        ({"effect": {"low": 0.05, "central": 0.14, "high": 0.22}, "seed": 7}, {}),
        ({"effect": {"low": 0, "central": 0, "high": 0}}, {"years": 4, "ramp": "even"}),
        ({"nonfatal_per_homicide": 6.25, "seed": 4_294_967_295}, {"years": 10, "ramp": "sc2"}),
        ({"nonfatal_per_homicide": 0, "effect": {"high": 0.9}}, {"years": 2, "coverage_by_year": [0.2, 0.6]}),
    ]
    return [
        Asked(f"return-{number}", scenario={"homicides": 46.5, "coverage_share": 0.7}, plan=plan, returns=returns)
        for number, (returns, plan) in enumerate(terms, start=1)
    ]


def _grants() -> list[Asked]:
    """Subawards, rates, bases and treatments."""
    moved = {"outreach_cost": "contractual", "housing_cost": "other", "evaluation_cost": "other"}
    terms: list[tuple[Terms, Terms]] = [
        ({"subawards": 2}, {}),
        ({"subawards": 12, "indirect_rate": 0.32}, {"years": 3, "ramp": "sc2"}),
        ({"indirect_rate": 0.261, "indirect_base": "personnel"}, {"years": 2}),
        ({"indirect_rate": 0.1, "indirect_base": "direct"}, {}),
        ({"subawards": 1, "mapping": moved}, {"years": 4, "ramp": "even"}),
    ]
    return [
        Asked(
            f"grant-{number}", method="field", scenario={"homicides": 30, "price_level": 104.2}, plan=plan, grant=grant
        )
        for number, (grant, plan) in enumerate(terms, start=1)
    ]


QUESTIONS = tuple(chain(_moved(), _sizes(), _plans(), _returns(), _grants()))
# Questions about places, regions and counties: the page they were saved from, and what was asked there.
SAVED: tuple[tuple[str, str], ...] = (
    ("/cities/norfolk-va/calculator/", "methodology=caps"),
    ("/cities/norfolk-va/calculator/", "methodology=field&years=5&ramp=even&perspective=social&subawards=3"),
    ("/cities/oakland-ca/calculator/", "methodology=caps&high_risk_basis=2&years=6&ramp=sc2&effect_central=0.2"),
    ("/cities/irvine-ca/calculator/", "methodology=field&coverage_share=50%25"),
    ("/cities/monowi-ne/calculator/", "methodology=caps&years=2"),
    ("/calculator/", "place=5157000&place=5116000&place=5182000&methodology=field&years=3&indirect_rate=0.3"),
    ("/calculator/", "county=06001&methodology=caps&homicides=140&years=5&current_mediators_city=3"),
    (
        "/calculator/",
        "population=52000&methodology=caps&homicides=9&perspective=taxpayer_unit&case_manager_caseload=12",
    ),
    (
        "/cities/chicago-il/calculator/",
        (
            "methodology=caps&high_risk_basis=3&local_high_risk=20000&years=10&ramp=sc2&funding_name=State"
            "&funding_kind=state&funding_amount=9000000&funding_first_year=2027&funding_last_year=2030"
            "&funding_certainty=committed&current_outreach_workers_community=200&map_housing_cost=other"
        ),
    ),
)
