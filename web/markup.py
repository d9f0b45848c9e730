"""Text on its way into a page."""

import re

import markupsafe

_marks = re.compile("[&<>\"']").search


def escape(text: str) -> str:
    """Return the text as markup shows it; most has nothing to escape, which one look tells."""
    return str(markupsafe.escape(text)) if _marks(text) else text
