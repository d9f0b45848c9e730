"""Headings that tables of many places share."""

from calculator.methods import DEFAULT_ID, find_methodology
from calculator.words.wording import a_year


def year_head() -> str:
    """Return the heading of each place's one-year total by the reference method, with the year of its dollars."""
    record = find_methodology(DEFAULT_ID).parameters.get("dollars_of")
    return a_year(None if record is None or record.value is None else int(record.value))
