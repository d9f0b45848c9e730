"""Names written nearly alike: the few that could be near are found by their letters, and only those are compared."""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_SIMILARITY = 0.62
MOST_NEAR = 40
SYMBOLS = 32  # that letters are told apart by; a name's mark has two bits of each: there, and there twice


class NearNames:
    """Sorted names with their marks and lengths.

    One edit (a letter put in, left out, changed, two exchanged) takes at most one bit from a mark and adds at most one, and
    changes the length by at most one. So whoever differs by more bits than the edits that the least similarity allows is
    not near, and need not be compared.
    """

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._marks = np.array([_mark(name) for name in names], dtype=np.uint64)
        self._lengths = np.array([len(name) for name in names], dtype=np.int64)

    def like(self, name: str) -> list[tuple[str, float]]:
        """Return the names most like this one, the nearest first, with how alike they are (0-1)."""
        near = process.extract(
            name, self.possible(name), scorer=OSA.normalized_similarity, score_cutoff=LEAST_SIMILARITY, limit=MOST_NEAR
        )
        return [(found, score) for found, score, _ in near]

    def possible(self, name: str) -> list[str]:
        """Return the names that may be near, by marks and lengths alone."""
        mark, length = np.uint64(_mark(name)), len(name)
        allowed = np.maximum(self._lengths, length) * (1 - LEAST_SIMILARITY) + 1e-9
        close = np.flatnonzero(np.abs(self._lengths - length) <= allowed)
        marks, allowed = self._marks[close], allowed[close]
        may = (np.bitwise_count(marks & ~mark) <= allowed) & (np.bitwise_count(mark & ~marks) <= allowed)
        return [self._names[index] for index in close[may]]


def _mark(name: str) -> int:
    mark = 0
    for letter in name:
        bit = 1 << ord(letter) % SYMBOLS
        mark |= bit << SYMBOLS if mark & bit else bit
    return mark
