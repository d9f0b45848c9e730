"""Several years: coverage, posts kept, months paid, money of each year (METHODOLOGY-2027.md section 2)."""

from typing import Any

from .one_year import Lines, recommended_posts, staffed_year
from .presets import FRONTLINE, ROLES
from .rounding import whole


def in_post(q: dict[str, Any], role: str) -> int:
    """People of a role in post before the first year, whoever employs them."""
    return sum(q["current_staff"].get(role, {}).values())


def coverages(q: dict[str, Any]) -> list[float]:
    """Share of people at highest risk served, each year of the plan."""
    if q.get("coverage_by_year"):
        return list(q["coverage_by_year"])
    full, years = q["coverage_share"], q["years"]
    if q["ramp"] == "full":
        return [full] * years
    shapes = {
        "even": [t / years for t in range(1, years + 1)],
        "sc2": [0.20 + 0.075 * (t - 1) if t <= 5 else 0.50 + 0.05 * (t - 5) for t in range(1, years + 1)],
    }
    wanted = recommended_posts(q, full)
    recommended = sum(wanted[role] for role in FRONTLINE)
    present = sum(in_post(q, role) for role in FRONTLINE)
    floor = full * min(1, present / recommended) if recommended else 0
    return [max(full * share, floor) for share in shapes[q["ramp"]]]


def planned_posts(q: dict[str, Any], role: str, recommended: list[int]) -> list[tuple[int, int]]:
    """Posts of a role before and in each year: nobody is dismissed to be rehired."""
    before, pairs = in_post(q, role), []
    for t, now in enumerate(recommended):
        planned = max(now, min(before, max(recommended[t:]))) if q["keep_staff"] == 1 else now
        pairs.append((before, planned))
        before = planned
    return pairs


def months_paid(q: dict[str, Any], *, before: int, planned: int) -> float:
    """Months of twelve that a role's posts are filled, to a hundredth."""
    vacancy = q["turnover_share"] * q["refill_months"] / 12
    if q.get("vacancy_share") is not None:
        vacancy = q["vacancy_share"]
    new = max(0, planned - before)
    new_share = new / max(1, planned) if planned > 0 else 0
    filled = (1 - vacancy) * (1 - new_share * q["hiring_lag_months"] / 12)
    return whole(1200 * filled) / 100


def worked(posts: dict[str, int], months: dict[str, float]) -> float:
    """Share of the year that frontline posts are at work."""
    frontline = sum(posts[role] for role in FRONTLINE)
    if not frontline:
        return 0
    return sum(posts[role] * months[role] for role in FRONTLINE) / (12 * frontline)


def plan(q: dict[str, Any]) -> list[Lines]:
    """Every year of the plan of a filled-in question."""
    shares = coverages(q)
    recommended = [recommended_posts(q, share) for share in shares]
    paths = {role: planned_posts(q, role, [year[role] for year in recommended]) for role in ROLES}
    return [plan_year(q, t, shares[t], {role: paths[role][t] for role in ROLES}) for t in range(len(shares))]


def plan_year(q: dict[str, Any], t: int, coverage_share: float, path: dict[str, tuple[int, int]]) -> Lines:
    """One year of a plan: its lines, start-up, turnover, and what it costs with every post filled."""
    year = q["first_year"] + t
    posts = {role: planned for role, (_, planned) in path.items()}
    months = {role: months_paid(q, before=before, planned=planned) for role, (before, planned) in path.items()}
    pay_index = (1 + q["pay_growth_share"]) ** (year - q["price_year"])
    price_index = (1 + q["price_growth_share"]) ** (year - q["price_year"])
    terms = {"coverage_share": coverage_share, "posts": posts, "pay_index": pay_index, "price_index": price_index}
    y = staffed_year(q, months=months, worked_share=worked(posts, months), **terms)
    twelve = dict.fromkeys(ROLES, 12.0)
    filled = staffed_year(q, months=twelve, worked_share=worked(posts, twelve), **terms)
    for role, (before, planned) in path.items():
        y[f"{role}_before"] = before
        y[f"{role}_new"] = max(0, planned - before)
        y[f"{role}_given_up"] = max(0, before - planned)
    y["startup_cost"] = sum(y[f"{role}_new"] for role in ROLES) * whole(q["startup_per_post"] * price_index)
    y["turnover_cost"] = whole(y["all_staff"] * q["turnover_share"] * whole(q["rehire_cost"] * price_index))
    y["year"], y["pay_dollar_index"], y["price_dollar_index"] = year, pay_index, price_index
    y["filled_share"] = sum(posts[r] * months[r] for r in ROLES) / (12 * y["all_staff"]) if y["all_staff"] else 0
    y["total"] += y["startup_cost"] + y["turnover_cost"]
    y["total_if_filled"] = filled["total"] + y["startup_cost"]
    return y
