"""Text that somebody typed, on its way into a sentence of ours."""

import unicodedata

_TURNING = frozenset(("R", "AL", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"))
ISOLATE, END = "\u2068", "\u2069"


def apart(text: str) -> str:
    """Return the text so that its own direction of writing does not turn the words around it; else as it is."""
    turns = any(unicodedata.bidirectional(letter) in _TURNING for letter in text)
    return f"{ISOLATE}{text}{END}" if turns else text
