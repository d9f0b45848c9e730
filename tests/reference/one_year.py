"""One year of a program: people, posts, pay, overheads, services (METHODOLOGY-2027.md section 1)."""

from typing import Any

from .presets import FRONTLINE, OFFICE, ROLES, SERVICES
from .rounding import whole

Lines = dict[str, float]


def high_risk_people(q: dict[str, Any]) -> float:
    """People at highest risk by the basis chosen."""
    if q["high_risk_basis"] == 1:
        return q["population"] * q["high_risk_share"]
    if q["high_risk_basis"] == 2:
        return q["homicides_five_year"] * q["high_risk_per_homicide"]
    return q["local_high_risk"]


def workload_people(q: dict[str, Any], served: float) -> float:
    """People served after the economies of scale, by marginal brackets."""
    first, second = q["scale_threshold_first"], q["scale_threshold_second"]
    return (
        min(served, first)
        + max(0, min(served, second) - first) * (1 - q["scale_discount_first"])
        + max(0, served - second) * (1 - q["scale_discount_second"])
    )


def recommended_posts(q: dict[str, Any], coverage_share: float) -> dict[str, int]:
    """Posts of each role at a coverage: left out, by caseload or typed."""
    workload = workload_people(q, high_risk_people(q) * coverage_share)
    posts: dict[str, int] = {}

    def settle(role: str, by_caseload: int) -> None:
        posts[role] = {0: 0, 1: by_caseload, 2: q.get(f"{role}_posts")}[q[f"{role}_basis"]]

    for role in FRONTLINE:
        settle(role, whole(workload / q[f"{role}_caseload"]))
    frontline = sum(posts[role] for role in FRONTLINE)
    settle("supervisor", whole(frontline / q["supervisor_span"]))
    settle("ovp_director", 1 if frontline > 0 else 0)
    settle("assistant_director", 1 if workload >= q["assistant_director_threshold"] else 0)
    for role in ("engagement_manager", "data_analyst", "services_liaison"):
        settle(role, max(1, whole(workload / q[f"{role}_caseload"])) if frontline > 0 else 0)
    return posts


def fringe_share(q: dict[str, Any], role: str) -> float:
    """Fringe on top of pay: the city's for office posts, the community's for all others."""
    return q["fringe_share_city"] if role in OFFICE else q["fringe_share_community"]


def staffed_year(
    q: dict[str, Any],
    *,
    coverage_share: float,
    posts: dict[str, int],
    months: dict[str, float],
    worked_share: float,
    pay_index: float,
    price_index: float,
) -> Lines:
    """Every line of a year with these posts, months paid of twelve, and indices; dollars whole."""
    y: Lines = {"high_risk": high_risk_people(q), "coverage_share": coverage_share, "worked_share": worked_share}
    y["people_served"] = y["high_risk"] * coverage_share
    y["workload"] = workload_people(q, y["people_served"])
    y["people_reached"] = whole(y["people_served"] * worked_share * 1000) / 1000
    wage_index = q["price_level"] / 100 if q["local_pay"] >= 1 else 1
    for role in ROLES:
        y[f"{role}_count"] = posts[role]
        y[f"{role}_months"] = months[role]
        pay = whole(max(q[f"{role}_salary"] * wage_index, q["living_wage_floor"]) * pay_index)
        y[f"{role}_pay"] = pay
        y[f"{role}_wages"] = whole(posts[role] * pay * months[role] / 12)
        y[f"{role}_fringe"] = whole(y[f"{role}_wages"] * fringe_share(q, role))
        y[f"{role}_cost"] = y[f"{role}_wages"] + y[f"{role}_fringe"]
        y[f"{role}_full"] = whole(posts[role] * pay * (1 + fringe_share(q, role)))
    y["frontline_staff"] = sum(posts[role] for role in FRONTLINE)
    y["supervisors"] = posts["supervisor"]
    y["ovp_staff"] = sum(posts[role] for role in OFFICE)
    y["all_staff"] = sum(posts[role] for role in ROLES)
    y["frontline_cost"] = sum(y[f"{role}_cost"] for role in FRONTLINE)
    y["supervision_ovp_cost"] = y["supervisor_cost"] + sum(y[f"{role}_cost"] for role in OFFICE)
    y["staffing_cost"] = y["frontline_cost"] + y["supervision_ovp_cost"]
    y["staffing_full_cost"] = sum(y[f"{role}_full"] for role in ROLES)
    y["training_cost"] = whole(y["staffing_full_cost"] * q["training_share"])
    y["evaluation_cost"] = whole(y["staffing_full_cost"] * q["evaluation_share"])
    community = y["frontline_cost"] + y["supervisor_cost"]
    y["operations_cost"] = whole(community * q["operations_share"])
    y["community_indirect_cost"] = whole(
        (community + y["operations_cost"] * (1 - q["rent_share"])) * q["subrecipient_indirect_share"]
    )
    y["community_overhead_cost"] = y["operations_cost"] + y["community_indirect_cost"]
    for service in SERVICES:
        y[f"{service}_rate"] = whole(q[f"{service}_per_person"] * price_index)
        y[f"{service}_cost"] = whole(y["people_reached"] * y[f"{service}_rate"])
    y["wraparound_cost"] = sum(y[f"{service}_cost"] for service in SERVICES)
    y["total"] = (
        y["staffing_cost"]
        + y["training_cost"]
        + y["evaluation_cost"]
        + y["community_overhead_cost"]
        + y["wraparound_cost"]
    )
    return y


def budget(q: dict[str, Any], coverage_share: float | None = None) -> Lines:
    """A one-year budget of a filled-in question, in dollars of `dollars_of`."""
    coverage_share = q["coverage_share"] if coverage_share is None else coverage_share
    years = q["dollars_of"] - q["price_year"]
    return staffed_year(
        q,
        coverage_share=coverage_share,
        posts=recommended_posts(q, coverage_share),
        months=dict.fromkeys(ROLES, 12),
        worked_share=1,
        pay_index=(1 + q["pay_growth_share"]) ** years,
        price_index=(1 + q["price_growth_share"]) ** years,
    )
