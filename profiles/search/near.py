"""Names written nearly alike: the few that could be near are found by their letters, and only those are compared."""

from bisect import bisect_left, bisect_right

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
        lengths = np.array([len(name) for name in names], dtype=np.int64)
        self._order = np.argsort(lengths, kind="stable")  # so that names of about a length are one slice
        self._lengths = lengths[self._order]
        self._marks = np.array([_mark(name) for name in names], dtype=np.uint64)[self._order]

    def like(self, name: str) -> list[tuple[str, float]]:
        """Return the names most like this one, the nearest first, with how alike they are (0-1)."""
        near = process.extract(
            name, self.possible(name), scorer=OSA.normalized_similarity, score_cutoff=LEAST_SIMILARITY, limit=MOST_NEAR
        )
        return [(found, score) for found, score, _ in near]

    def possible(self, name: str) -> list[str]:
        """Return the names that may be near, by marks and lengths alone."""
        mark, length = np.uint64(_mark(name)), len(name)
        # A name of n letters may differ by n (1 - s) edits, or by as many of this one's length, if that is longer.
        low = bisect_left(self._lengths, length * LEAST_SIMILARITY - 1e-6)
        high = bisect_right(self._lengths, length / LEAST_SIMILARITY + 1e-6)
        allowed = (np.maximum(self._lengths[low:high], length) * (1 - LEAST_SIMILARITY) + 1e-9).astype(np.uint8)
        marks = self._marks[low:high]
        may = (np.bitwise_count(marks & ~mark) <= allowed) & (np.bitwise_count(mark & ~marks) <= allowed)
        return [self._names[index] for index in np.sort(self._order[low:high][may])]


def _mark(name: str) -> int:
    mark = 0
    for letter in name:
        bit = 1 << ord(letter) % SYMBOLS
        mark |= bit << SYMBOLS if mark & bit else bit
    return mark
