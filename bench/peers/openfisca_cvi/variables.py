"""The lines of the reference method: the same arithmetic, as OpenFisca variables."""

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable
from openfisca_cvi.entities import Place

COMMUNITY_FRINGE = CITY_FRINGE = 1.3
# Frontline role -> people per worker, pay.
FRONTLINE = {
    "outreach": (15, 55_000),
    "mediator": (14, 58_000),
    "case_manager": (25, 65_000),
    "family_case_manager": (50, 65_000),
    "victim_advocate": (30, 60_000),
    "hvip_specialist": (40, 66_500),
}
# Office post -> people per post, pay.
OFFICE = {"engagement_manager": (500, 95_000), "data_analyst": (500, 95_000), "services_liaison": (250, 98_000)}
SERVICES = {
    "housing": 15_000,
    "employment": 14_000,
    "health": 9_000,
    "social_services": 5_000,
    "legal_education": 2_000,
}

Formula = Callable[[Any, Any, Any], Any]


def rounded(values: Any) -> Any:
    """Return whole numbers, halves up."""
    return np.floor(values + 0.5)


def variable(name: str, formula: Formula | None = None) -> type[Variable]:
    """Return a variable of a place and a year."""
    members: dict[str, Any] = {
        "value_type": float,
        "entity": Place,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    if formula:
        members["formula"] = formula
    return type(name, (Variable,), members)


def count(caseload: float) -> Formula:
    """Return the formula of workers for a caseload."""
    return lambda place, period, _: rounded(place("workload", period) / caseload)


def post_count(caseload: float) -> Formula:
    """Return the formula of office posts: at least one where there is frontline staff."""

    def formula(place: Any, period: Any, _: Any) -> Any:
        posts = np.maximum(1, rounded(place("workload", period) / caseload))
        return np.where(place("frontline_staff", period) > 0, posts, 0)

    return formula


def cost(counted: str, pay: float, fringe: float) -> Formula:
    """Return the formula of a role's cost."""
    return lambda place, period, _: rounded(place(counted, period) * pay * fringe)


def sum_of(*names: str) -> Formula:
    """Return the formula of a sum of variables."""
    return lambda place, period, _: sum(place(name, period) for name in names)


def share_of(name: str, share: float) -> Formula:
    """Return the formula of a rounded share of a variable."""
    return lambda place, period, _: rounded(place(name, period) * share)


def high_risk(place: Any, period: Any, parameters: Any) -> Any:
    """Return people at highest risk."""
    return place("population", period) * parameters(period).high_risk_share


def workload(place: Any, period: Any, _: Any) -> Any:
    """Return people served after economies of scale."""
    served = place("people_served", period)
    second = np.maximum(0, np.minimum(served, 1_000) - 500) * 0.9
    return np.minimum(served, 500) + second + np.maximum(0, served - 1_000) * 0.8


VARIABLES = [
    variable("population"),
    variable("high_risk", high_risk),
    variable("people_served", lambda place, period, _: place("high_risk", period) * 1.0),
    variable("workload", workload),
    *(variable(f"{role}_count", count(caseload)) for role, (caseload, _) in FRONTLINE.items()),
    variable("frontline_staff", sum_of(*(f"{role}_count" for role in FRONTLINE))),
    variable("supervisors", share_of("frontline_staff", 1 / 5)),
    variable("ovp_directors", lambda place, period, _: place("frontline_staff", period) > 0),
    variable("assistant_directors", lambda place, period, _: place("workload", period) >= 300),
    *(variable(f"{post}_count", post_count(caseload)) for post, (caseload, _) in OFFICE.items()),
    *(variable(f"{role}_cost", cost(f"{role}_count", pay, COMMUNITY_FRINGE)) for role, (_, pay) in FRONTLINE.items()),
    variable("frontline_cost", sum_of(*(f"{role}_cost" for role in FRONTLINE))),
    variable("supervisor_cost", cost("supervisors", 75_000, COMMUNITY_FRINGE)),
    variable("ovp_director_cost", cost("ovp_directors", 135_000, CITY_FRINGE)),
    variable("assistant_director_cost", cost("assistant_directors", 110_000, CITY_FRINGE)),
    *(variable(f"{post}_cost", cost(f"{post}_count", pay, CITY_FRINGE)) for post, (_, pay) in OFFICE.items()),
    variable(
        "supervision_ovp_cost",
        sum_of("supervisor_cost", "ovp_director_cost", "assistant_director_cost", *(f"{post}_cost" for post in OFFICE)),
    ),
    variable("staffing_cost", sum_of("frontline_cost", "supervision_ovp_cost")),
    variable("training_cost", share_of("staffing_cost", 0.25)),
    variable("evaluation_cost", share_of("staffing_cost", 0.15)),
    *(variable(f"{service}_cost", share_of("people_served", dollars)) for service, dollars in SERVICES.items()),
    variable("wraparound_cost", sum_of(*(f"{service}_cost" for service in SERVICES))),
    variable("total", sum_of("staffing_cost", "training_cost", "evaluation_cost", "wraparound_cost")),
]
