"""A second, slow and obvious implementation, written from the words of the method and not from its files.

Every step is arithmetic on exact fractions or plain floats in the order a person would do it; nothing of the
engine is used.
"""

from collections.abc import Mapping
from fractions import Fraction

FRONTLINE = {
    "outreach_workers": "outreach",
    "mediators": "mediator",
    "case_managers": "case_manager",
    "family_case_managers": "family_case_manager",
    "victim_advocates": "victim_advocate",
    "hvip_specialists": "hvip_specialist",
}
OFFICE = {
    "ovp_directors": "ovp_director",
    "assistant_directors": "assistant_director",
    "engagement_managers": "engagement_manager",
    "data_analysts": "data_analyst",
    "services_liaisons": "services_liaison",
}
SERVICES = ("housing", "employment", "health", "social_services", "legal_education")


def whole(number: float) -> int:
    """Round half away from zero; what is within 2**-50 of itself below a half counts as the half."""
    corrected = Fraction(number) * (1 + Fraction(1, 2**50))
    # The correction is itself done in doubles, so the product is rounded to one.
    return int(Fraction(float(corrected)) + Fraction(1, 2))


def people_at_highest_risk(given: Mapping[str, float]) -> float:
    """By share of residents, by homicides, or as somebody counted them."""
    if given["high_risk_basis"] == 1:
        return given["population"] * given["high_risk_share"]
    if given["high_risk_basis"] == 2:
        return given["homicides"] * given["high_risk_per_homicide"]
    return given["local_high_risk"]


def workload(people: float, given: Mapping[str, float]) -> float:
    """Marginal brackets, like tax brackets: each person beyond a size counts a little less than one."""
    first, second = given["scale_threshold_first"], given["scale_threshold_second"]
    in_first = min(people, first)
    in_second = max(0, min(people, second) - first)
    beyond = max(0, people - second)
    kept_second, kept_beyond = 1 - given["scale_discount_first"], 1 - given["scale_discount_second"]
    return in_first + in_second * kept_second + beyond * kept_beyond


def staff(work: float, given: Mapping[str, float]) -> dict[str, int]:
    """How many of each role."""
    counts = {role: whole(work / given[f"{key}_caseload"]) for role, key in FRONTLINE.items()}
    frontline = sum(counts.values())
    counts["supervisors"] = whole(frontline / given["supervisor_span"])
    anyone = frontline > 0
    counts["ovp_directors"] = 1 if anyone else 0
    counts["assistant_directors"] = 1 if work >= given["assistant_director_threshold"] else 0
    for role in ("engagement_managers", "data_analysts", "services_liaisons"):
        posts = whole(work / given[f"{OFFICE[role]}_caseload"])
        counts[role] = max(1, posts) if anyone else 0
    return counts


def pay(key: str, given: Mapping[str, float]) -> float:
    """A year's pay of one person."""
    local = given["price_level"] / 100 if given["local_pay"] == 1 else 1
    return max(given[f"{key}_salary"] * local, given["living_wage_floor"]) * given["pay_index"]


def cost(count: int, key: str, fringe: str, given: Mapping[str, float]) -> int:
    """Pay and benefits of all in one role, whole dollars."""
    return whole(count * given["filled_share"] * pay(key, given) * (1 + given[fringe]))


def budget_by_hand(given: Mapping[str, float]) -> dict[str, float]:
    """Return the answer's numbers by the names the engine gives them."""
    high_risk = people_at_highest_risk(given)
    served = high_risk * given["coverage_share"]
    work = workload(served, given)
    counts = staff(work, given)
    frontline_cost = sum(cost(counts[r], key, "fringe_share_community", given) for r, key in FRONTLINE.items())
    supervision = cost(counts["supervisors"], "supervisor", "fringe_share_community", given)
    office = sum(cost(counts[role], key, "fringe_share_city", given) for role, key in OFFICE.items())
    staffing = frontline_cost + supervision + office
    training, evaluation = (
        whole(staffing * given["training_share"]),
        whole(staffing * given["evaluation_share"]),
    )
    services = {f"{name}_cost": whole(served * given[f"{name}_per_person"] * given["price_index"]) for name in SERVICES}
    wraparound = sum(services.values())
    frontline, ovp = sum(counts[role] for role in FRONTLINE), sum(counts[role] for role in OFFICE)
    return {
        "high_risk": high_risk,
        "people_served": served,
        "workload": work,
        **counts,
        "frontline_staff": frontline,
        "ovp_staff": ovp,
        "all_staff": frontline + counts["supervisors"] + ovp,
        "frontline_cost": frontline_cost,
        "supervision_ovp_cost": supervision + office,
        "staffing_cost": staffing,
        "training_cost": training,
        "evaluation_cost": evaluation,
        **services,
        "wraparound_cost": wraparound,
        "total": staffing + training + evaluation + wraparound,
    }
