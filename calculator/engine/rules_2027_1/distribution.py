"""How the draws of a return lie: columns for a chart, and percentiles, which one sorting gives."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from calculator.engine.returns import Distribution

COLUMNS = 24


def distribution_of(per_dollar: NDArray[np.float64]) -> Distribution:
    """Return the columns, each from its edge up to the next, and the percentiles of the draws."""
    in_order = np.sort(per_dollar)
    lowest, highest = float(in_order[0]), float(in_order[-1])
    edges = np.linspace(lowest, highest if highest > lowest else lowest + 1, COLUMNS + 1).tolist()
    if any(a >= b for a, b in pairwise(edges)):  # differences too small for a double
        edges = [lowest, lowest + 1]
    starts = [0, *np.searchsorted(in_order, edges[1:-1]).tolist(), in_order.size]
    return Distribution(
        draws=in_order.size,
        edges=tuple(edges),
        counts=tuple(after - before for before, after in pairwise(starts)),
        percentile_five=percentile(in_order, 0.05),
        median=percentile(in_order, 0.5),
        percentile_ninety_five=percentile(in_order, 0.95),
        probability_benefit_exceeds_cost=float(np.count_nonzero(per_dollar > 1)) / in_order.size,
    )


def percentile(in_order: NDArray[np.float64], share: float) -> float:
    """Return the value below which a share of the sorted draws lies, on the line between the two around it.

    From whichever of the two is nearer, as NumPy reckons it: the same double.
    """
    place = share * (in_order.size - 1)
    whole = int(place)
    low, high = float(in_order[whole]), float(in_order[min(whole + 1, in_order.size - 1)])
    part, step = place - whole, high - low
    return high - step * (1 - part) if part >= 0.5 else low + step * part
