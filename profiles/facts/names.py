"""Names as they are compared: lower case, no accents or punctuation, abbreviations written out."""

import re
import unicodedata

_ABBREVIATIONS = {
    "st": "saint", "ste": "saint", "sainte": "saint", "ft": "fort", "mt": "mount", "mtn": "mountain", "n": "north",
    "no": "north", "s": "south", "so": "south", "e": "east", "w": "west", "twp": "township", "boro": "borough",
    "co": "county", "cnty": "county", "pt": "point", "hts": "heights", "spgs": "springs",
}  # fmt: skip
_FIRST_ONLY = {"no", "so", "n", "s", "e", "w", "pt"}  # "North" in front of a name; further on they mean other things
_LAST_ONLY = {"co", "cnty", "twp", "boro"}
_LEFT_OUT = str.maketrans("", "", "'.`")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def normalized(text: str) -> str:
    """ "St. Louis" → "saint louis", "N. Las Vegas" → "north las vegas", "Cañon City" → "canon city"."""
    plain = text.replace("&", " and ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = _BETWEEN_WORDS.sub(" ", plain.lower().translate(_LEFT_OUT)).split()
    if not _ABBREVIATIONS.keys().isdisjoint(words):
        words = [_written_out(word, index, len(words)) for index, word in enumerate(words)]
    return " ".join(words)


def _written_out(word: str, index: int, count: int) -> str:
    if word in _FIRST_ONLY and (index > 0 or count == 1):
        return word
    if word in _LAST_ONLY and index == 0:
        return word
    return _ABBREVIATIONS.get(word, word)
