"""Homicides a year over several years: the mean of those that are whole."""

from collections.abc import Mapping, Sequence

SEVERAL = {3: 2, 5: 3}  # of the table's last so many years, at least so many whole


def mean_of_last(whole: Mapping[int, int], years: Sequence[int], *, span: int) -> tuple[float, tuple[int, ...]] | None:
    """The mean over the whole years among the last `span` of `years`, and which they are; None where they are too few."""
    known = tuple(year for year in sorted(years)[-span:] if year in whole)
    if len(known) < SEVERAL[span]:
        return None
    return sum(whole[year] for year in known) / len(known), known
