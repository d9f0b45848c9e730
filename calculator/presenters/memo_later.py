"""The memo's sections on years, money in, and return: only those the scenario asks for and the facts allow."""

from typing import Any

from calculator.presenters.memo import Matter


def present_later(matter: Matter) -> list[dict[str, Any]]:
    """Return the sections, in the order a council reads them."""
    return []
