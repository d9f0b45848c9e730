"""Spending within the year, and the cash that committed money leaves (METHODOLOGY-2027.md sections 2 and 6)."""

import math
from typing import Any

from .one_year import Lines
from .presets import FRONTLINE, ROLES, SERVICES
from .rounding import split, whole

EVEN = [1.0, 1.0, 1.0, 1.0]
FIRST = [1.0, 0.0, 0.0, 0.0]


def role_weights(y: Lines, role: str, lag: float) -> list[float]:
    """Post-months paid in each quarter: new posts from the month after the lag."""
    new = y[f"{role}_new"]
    old = y[f"{role}_count"] - new
    return [old * 3 + new * max(0, 3 * k - max(3 * (k - 1), lag)) for k in (1, 2, 3, 4)]


def quarterly(q: dict[str, Any], y: Lines) -> list[int]:
    """Dollars spent in each of the four quarters of a plan year; together the year's total."""
    weights = {role: role_weights(y, role, q["hiring_lag_months"]) for role in ROLES}
    at_work = [sum(weights[role][k] for role in FRONTLINE) for k in range(4)]
    parts = [split(int(y[f"{role}_cost"]), weights[role]) for role in ROLES]
    parts += [split(int(y[f"{service}_cost"]), at_work) for service in SERVICES]
    parts += [split(int(y["startup_cost"]), FIRST)]
    evenly = ("training_cost", "evaluation_cost", "operations_cost", "community_indirect_cost", "turnover_cost")
    parts += [split(int(y[line]), EVEN) for line in evenly]
    return [sum(part[k] for part in parts) for k in range(4)]


def source_amount(source: dict[str, Any], year: int) -> int:
    """Dollars of a source in a year, growing from its own first year."""
    if not source["first_year"] <= year <= source["last_year"]:
        return 0
    return whole(source["amount"] * (1 + source.get("growth_share", 0)) ** (year - source["first_year"]))


def received(source: dict[str, Any], years: list[int]) -> list[int]:
    """Dollars that reach the account in each quarter of the plan."""
    arrives = [0] * (4 * len(years))
    paid = source.get("paid", "quarter_ahead")
    late = math.ceil(source.get("lag_days", 90) / 91.25) if paid == "reimbursed" else 0
    for place, year in enumerate(years):
        pieces = split(source_amount(source, year), FIRST if paid == "year_ahead" else EVEN)
        for k, piece in enumerate(pieces):
            if 4 * place + k + late < len(arrives):
                arrives[4 * place + k + late] += piece
    return arrives


def cash(q: dict[str, Any], years: list[Lines]) -> tuple[list[dict[str, int]], int]:
    """Spending, money received and balance by quarter, and the advance it takes, committed money only."""
    spent = [amount for y in years for amount in quarterly(q, y)]
    dates = [int(y["year"]) for y in years]
    committed = [source for source in q.get("funding", []) if source["certainty"] == "committed"]
    arrives = [received(source, dates) for source in committed]
    rows, balance = [], 0
    for place, spending in enumerate(spent):
        came = sum(source[place] for source in arrives)
        balance += came - spending
        quarter = {"year": dates[place // 4], "quarter": place % 4 + 1}
        rows.append(quarter | {"spending": spending, "received": came, "balance": balance})
    return rows, -min(0, *(row["balance"] for row in rows))
