"""How many people, by each way of estimating, and what the program costs at each (METHODOLOGY-2027.md section 1)."""

from typing import Any

from .one_year import budget, high_risk_people

SHARE_RANGE = (0.0005, 0.0019)
PER_HOMICIDE_RANGE = (2.5, 6)


def total_for(q: dict[str, Any], people: float) -> int:
    """Dollars of the same scenario with this many people at highest risk."""
    return int(budget(q | {"high_risk_basis": 3, "local_high_risk": people})["total"])


def row(q: dict[str, Any], basis: str, people: float, low: float, high: float) -> dict[str, Any]:
    """One way of estimating: people, its range, dollars at the three."""
    counted = {"people": people, "people_low": low, "people_high": high}
    totals = {"total" + name.removeprefix("people"): total_for(q, value) for name, value in counted.items()}
    return {"basis": basis} | counted | totals


def bases(q: dict[str, Any], local_counts: list[tuple[float, float | None, float | None]]) -> list[dict[str, Any]]:
    """The usable ways: share of residents, homicides, published counts of kind total as (people, low, high)."""
    rows = []
    if q.get("population") is not None:
        low, high = (share * q["population"] for share in SHARE_RANGE)
        rows.append(row(q, "share", q["population"] * q["high_risk_share"], low, high))
    if q.get("homicides_five_year") is not None:
        low, high = (each * q["homicides_five_year"] for each in PER_HOMICIDE_RANGE)
        rows.append(row(q, "homicides", q["homicides_five_year"] * q["high_risk_per_homicide"], low, high))
    for people, low, high in local_counts:
        rows.append(row(q, "local", people, people if low is None else low, people if high is None else high))
    return rows


def spread(q: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Lowest low and highest high of the rows, widened to hold the number in use."""
    now = {"people": high_risk_people(q), "total": int(budget(q)["total"])}
    lows = {name: min([now[name], *(each[f"{name}_low"] for each in rows)]) for name in now}
    highs = {name: max([now[name], *(each[f"{name}_high"] for each in rows)]) for name in now}
    return {f"{name}_low": lows[name] for name in now} | {f"{name}_high": highs[name] for name in now}
