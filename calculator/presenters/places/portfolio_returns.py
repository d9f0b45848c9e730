"""What a portfolio might return: homicides averted by share reached. Whose dollars that saves is told place by place."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from calculator.presenters.places.cells import header, number, table
from calculator.words.wording import counted


def present_returns(
    coverages: Sequence[float], averted: Sequence[tuple[np.ndarray, ...]], *, subjects: int, when: str
) -> dict[str, Any] | None:
    """Return the table and what it leaves out; None where the edition knows one subject at a time, or nothing is known."""
    if not averted or not np.isfinite(averted[0][1]).any():
        return None
    known = int(np.isfinite(averted[0][1]).sum())
    rows = [
        [header(f"{share:.0%} reached"), *(number(f"{np.nansum(column):,.1f}".replace("-", "−")) for column in level)]
        for share, level in zip(coverages, averted, strict=True)
    ]
    heads = ("Homicides averted", "Low", "Central", "High")
    left = subjects - known
    without = (
        f" {counted(left, 'of the chosen is', 'of the chosen are')} left out: without a whole year’s count, or with too few "
        "workers for an effect."
        if left
        else ""
    )
    return {
        "note": f"Homicides averted {when}, were the effect as the studies’ low, central and high ones. A negative number "
        f"is a rise.{without} Dollars saved depend on whose they are: see a place’s own return.",
        "table": table("portfolio-returns", f"Homicides averted {when} by share reached", heads, rows),
    }
