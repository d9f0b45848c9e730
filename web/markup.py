"""Text on its way into a page."""

import html
import re

_marks = re.compile("[&<>\"']").search


def escape(text: str) -> str:
    """Return the text as markup shows it; most has nothing to escape, which one look tells."""
    return html.escape(text) if _marks(text) else text
