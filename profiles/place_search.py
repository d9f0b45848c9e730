"""Finding a place from what someone types: forgiving about accents, abbreviations, the state, and
spelling.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from heapq import nsmallest

from profiles.facts import PlaceFacts, PlaceTable

_ABBREVIATIONS = {"st": "saint", "ste": "saint", "sainte": "saint", "ft": "fort", "mt": "mount"}
_LEADING_KIND = re.compile(r"^(?:city|town|village|borough) of (?=.)")
_LONGEST_QUERY = 200  # no name is longer, and reading one takes time by the square of its words
_LEAST_SIMILARITY = 0.6
_FUZZY_CANDIDATES = 60


def normalized(text: str) -> str:
    """Lower case, no accents or punctuation, abbreviations written out: "St. Louis" → "saint louis"."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['.]", "", plain)).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


class PlaceSearch:
    """Keys of every place, prepared once a data version; a search reads a slice of a sorted list."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._names = [normalized(place.name) for place in table.places]
        self._states = _state_names(table)
        keys: set[tuple[str, int]] = set()
        for index, place in enumerate(table.places):
            full = normalized(place.census_name)
            for text, last in ((self._names[index], 0), (full, 1 if full != self._names[index] else 0)):
                words = text.split()
                keys.update((" ".join(words[start:]), index) for start in range(max(1, len(words) - last)))
        self._keys = sorted(keys)
        self._trigrams: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self._names):
            for trigram in _trigrams(name):
                self._trigrams[trigram].append(index)

    def find(self, text: str, *, limit: int) -> list[PlaceFacts]:
        """Up to `limit` places: whole name first, then beginnings of the name, then of a word, then near
        spellings.
        """
        query = normalized(text[:_LONGEST_QUERY])
        if not query or limit <= 0:
            return []
        if query.isdigit():
            return self._by_geoid(query, limit)
        found: dict[int, tuple[int, int, int, str]] = {}
        for rank, (name, states) in enumerate(self._readings(query)):
            for index in self._starting_with(name):
                place = self._table.places[index]
                if index not in found and (states is None or place.state in states):
                    found[index] = (self._closeness(index, name), rank, -place.population, place.geoid)
        if not found:
            return self._similar(query, limit)
        return [self._table.places[index] for index in nsmallest(limit, found, key=found.__getitem__)]

    def similar(self, text: str, *, limit: int) -> list[PlaceFacts]:
        """Suggestions for something that was not found, such as a slug with a typing error."""
        return self.find(text.replace("-", " "), limit=limit)

    def _readings(self, query: str) -> list[tuple[str, frozenset[str] | None]]:
        """What may be meant: the words before a state's name or code, or everything; with and without
        "city of".
        """
        texts = [query]
        if (bare := _LEADING_KIND.sub("", query)) != query:
            texts.append(bare)
        readings: list[tuple[str, frozenset[str] | None]] = []
        unfinished: list[tuple[str, frozenset[str] | None]] = []
        for text in texts:
            words = text.split()
            for split in range(1, len(words)):
                name, tail = " ".join(words[:split]), " ".join(words[split:])
                if exact := self._states.get(tail):
                    readings.append((name, frozenset({exact})))
                elif begun := frozenset(usps for key, usps in self._states.items() if key.startswith(tail)):
                    unfinished.append((name, begun))
        return readings + [(text, None) for text in texts] + unfinished

    def _starting_with(self, prefix: str) -> list[int]:
        low = bisect_left(self._keys, (prefix, -1))
        high = bisect_left(self._keys, (prefix + "\x7f", -1), lo=low)
        return [index for _, index in self._keys[low:high]]

    def _closeness(self, index: int, name: str) -> int:
        mine = self._names[index]
        return 0 if mine == name else 1 if mine.startswith(name) else 2

    def _by_geoid(self, digits: str, limit: int) -> list[PlaceFacts]:
        matches = (place for place in self._table.places if place.geoid.startswith(digits))
        return nsmallest(limit, matches, key=lambda place: (place.geoid != digits, -place.population))

    def _similar(self, query: str, limit: int) -> list[PlaceFacts]:
        scored: dict[int, float] = {}
        for name, states in self._readings(query):
            shared = Counter(index for trigram in _trigrams(name) for index in self._trigrams.get(trigram, ()))
            near = nsmallest(
                _FUZZY_CANDIDATES,
                (index for index in shared if states is None or self._table.places[index].state in states),
                key=lambda index: (
                    -shared[index] / (len(self._names[index]) + len(name)),
                    -self._table.places[index].population,
                ),
            )
            for index in near:
                score = SequenceMatcher(None, name, self._names[index]).ratio()
                if score >= _LEAST_SIMILARITY:
                    scored[index] = max(score + (0.1 if states else 0), scored.get(index, 0))
        order = nsmallest(
            limit, scored, key=lambda index: (-round(scored[index], 2), -self._table.places[index].population)
        )
        return [self._table.places[index] for index in order]


def _trigrams(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _state_names(table: PlaceTable) -> dict[str, str]:
    """USPS code by normalized code and name."""
    return {
        key: state.usps for state in table.states.values() for key in (normalized(state.usps), normalized(state.name))
    }
