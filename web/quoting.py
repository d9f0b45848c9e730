"""Quotes and apostrophes as they are printed: one manner for pages, papers and answers of the API."""

import re


def quoted(text: str) -> str:
    """Return what somebody typed or sent between curly quotes.

    What does not print is written out, as a mark of direction, which would turn the sentence around.
    """
    return f"“{''.join(c if c.isprintable() else c.encode('unicode_escape').decode() for c in text)}”"


def curled(text: str) -> str:
    """Return a text that came with typewriter's apostrophes with printed ones: the city's as the city’s."""
    return re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?= \w)", "’", text)
