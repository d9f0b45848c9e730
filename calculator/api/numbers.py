"""Numbers as answers show them: people to the millionth, whole numbers without a point, nothing where there is no figure."""

import math
from collections.abc import Mapping

# People are shown to the millionth: enough to check a computation, free of binary noise.
PEOPLE_STEPS = 1_000_000


def people_to_millionth(value: float) -> float:
    """Return a number of people to the millionth. The array form in `bulk.table` gives the same doubles."""
    return math.floor(value * PEOPLE_STEPS + 0.5) / PEOPLE_STEPS


def number(value: float) -> float | int | None:
    """Return a value as JSON shows it: whole numbers without a point, None where there is no figure."""
    if value != value:  # NaN, asked once for each of a hundred numbers
        return None
    return int(value) if value.is_integer() else value


def plain(value: float) -> float:
    """Return a figure that there is, whole numbers without a point."""
    return int(value) if value.is_integer() else value


def numbers(values: Mapping[str, float]) -> dict[str, float | None]:
    """Return values by name as JSON shows them."""
    return {  # `number`, written out: there are a hundred of them
        name: int(value) if value.is_integer() else (value if value == value else None)
        for name, value in values.items()
    }
