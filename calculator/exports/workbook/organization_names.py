"""What the sheet of an organization is called."""

import re

LONGEST = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(number: int, name: str) -> str:
    """Return a name that a spreadsheet takes; `number` keeps it apart from others."""
    return f"Subaward {number} {_FORBIDDEN.sub(' ', name)}"[:LONGEST].strip()
