"""The funders of the newest edition that holds any."""

from calculator.engine.funders import Funder
from calculator.methods import editions


def funders() -> tuple[Funder, ...]:
    """Return every funder by key."""
    return next(edition.funders for edition in [*editions().values()][::-1] if edition.funders)
