"""What a program might return, in constant dollars, in every perspective (METHODOLOGY-2027.md section 3)."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from .one_year import budget
from .plan import plan
from .presets import FRONTLINE

DEFAULTS: dict[str, Any] = {
    "effect_measure": 2,
    "share_connected": 0.6,
    "nonfatal_per_homicide": 3,
    "effect": {"low": -0.10, "central": 0.15, "high": 0.30},
    "constant_year": 2025,
    "inflation_share": 0.025,
    "discount_share": 0.03,
    "seed": 2026,
    "vary_homicides": 1,
}
PERSPECTIVES = {
    "taxpayer_average": (270_399, 52_585, 2021),
    "taxpayer_unit": (2_100_000, 640_000, 2024),
    "social": (8_982_907, 107_020, 2008),
}
DRAWS = 10_000


def consumer_prices() -> dict[int, float]:
    """CPI-U by year: annual averages of CUUR0000SA0, Bureau of Labor Statistics (2025 lacks October)."""
    with Path(__file__).with_name("consumer_prices.csv").open(encoding="utf-8") as rows:
        return {int(row["year"]): float(row["annual"]) for row in csv.DictReader(rows)}


def baseline(q: dict[str, Any]) -> float:
    """Homicides a year without the program: the smaller of the newest year and the three-year mean."""
    return min(q[name] for name in ("homicides", "homicides_three_year") if q.get(name) is not None)


def years_of(q: dict[str, Any], planned: bool, cpi: dict[int, float]) -> list[tuple[float, float, float, float]]:
    """Of each year: coverage, share worked (0 below four frontline workers), constant cost, discount factor."""
    if not planned:
        # Returns ignore `dollars_of`: a single year is priced in dollars of `price_year`.
        years, prices = [budget(q | {"dollars_of": q["price_year"]})], [cpi[q["constant_year"]] / cpi[q["price_year"]]]
    else:
        years = plan(q)
        moved = cpi[q["constant_year"]] / cpi[2025]
        prices = [moved / (1 + q["inflation_share"]) ** (y["year"] - 2025) for y in years]
    out = []
    for t, (y, price) in enumerate(zip(years, prices, strict=True)):
        enough = sum(y[f"{role}_count"] for role in FRONTLINE) >= 4
        discount = (1 + q["discount_share"]) ** -t
        out.append((y["coverage_share"], y["worked_share"] if enough else 0, y["total"] * price, discount))
    return out


def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """The inverse of the triangular distribution."""
    if high <= low:
        return np.full_like(u, mode)
    corner = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < corner, rising, falling)


def draws_of(q: dict[str, Any], sent: set[str]) -> dict[str, Any]:
    """Effect, nonfatal, share connected and baseline, each drawn unless it was sent."""
    random = np.random.Generator(np.random.PCG64(q["seed"]))

    def drawn(low: float, mode: float, high: float) -> np.ndarray:
        order = random.permutation(DRAWS)
        return triangular((order + random.random(DRAWS)) / DRAWS, low, mode, high)

    effect = drawn(q["effect"]["low"], q["effect"]["central"], q["effect"]["high"])
    nonfatal = q["nonfatal_per_homicide"] if "nonfatal_per_homicide" in sent else drawn(2, 3, 5)
    connected = q["share_connected"]
    if q["effect_measure"] == 2 and "share_connected" not in sent:
        connected = drawn(0.4, 0.6, 0.8)
    base = baseline(q)
    if q["vary_homicides"] == 1 and "homicides" not in sent:
        base = random.poisson(base * 3, DRAWS) / 3
    return {"effect": effect, "nonfatal": nonfatal, "connected": connected, "baseline": base}


def returns(question: dict[str, Any], *, sent: set[str], planned: bool) -> dict[str, Any]:
    """Averted, cost and every perspective of a filled-in question; `sent` names what the user said."""
    q, cpi = DEFAULTS | question, consumer_prices()
    years = years_of(q, planned, cpi)
    base, nonfatal = baseline(q), q["nonfatal_per_homicide"]
    cost = sum(price * discount for _, _, price, discount in years)

    def reach(connected: Any) -> tuple[Any, Any]:
        plain, discounted = 0, 0
        for coverage, worked, _, discount in years:
            area = q.get("share_in_area")
            inside = coverage if area is None else area
            k = worked * (inside if q["effect_measure"] == 1 else coverage * connected)
            plain, discounted = plain + k, discounted + k * discount
        return plain, discounted

    plain, discounted = reach(q["share_connected"])
    units = {
        key: (fatal * cpi[q["constant_year"]] / cpi[year], other * cpi[q["constant_year"]] / cpi[year], year)
        for key, (fatal, other, year) in PERSPECTIVES.items()
    }
    if q.get("cost_per_homicide") is not None:
        units["own"] = (q["cost_per_homicide"], q.get("cost_per_nonfatal") or 0, q["constant_year"])
    random = draws_of(q, sent)
    drawn_reach = reach(random["connected"])[1]
    averted = {name: base * plain * effect for name, effect in q["effect"].items()}
    shootings = averted["central"] * (1 + nonfatal)
    factors = sum(discount for *_, discount in years)
    rows = {}
    for key, (fatal, other, year) in units.items():
        benefit = {
            name: base * discounted * effect * (fatal + nonfatal * other) for name, effect in q["effect"].items()
        }
        drawn = random["baseline"] * drawn_reach * random["effect"] * (fatal + random["nonfatal"] * other)
        rows[key] = {
            "price_year": year,
            "benefit": benefit,
            "benefit_per_dollar": {name: value / cost if cost else None for name, value in benefit.items()},
            "probability": float(np.mean(drawn > cost)),
            "break_even": cost / (fatal * factors) if fatal else None,
            "per_shooting": cost / shootings if shootings > 0 else None,
        }
    return {"baseline": base, "averted": averted, "cost": cost, "perspectives": rows}
