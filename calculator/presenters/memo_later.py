"""The memo's sections on years, money in, and return: only those the scenario asks for and the facts allow."""

from typing import Any

from calculator.exports.answer import Answer


def present_later(answer: Answer) -> list[dict[str, Any]]:
    """Return the sections, in the order a council reads them."""
    return []
