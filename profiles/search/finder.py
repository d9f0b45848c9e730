"""The search itself: alias, state, exact name, then names that begin so; where nothing is called so, near spellings."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from profiles.facts.names import normalized
from profiles.facts.values import PlaceTable
from profiles.search.entries import Entry, Found, Kind, Match, entries_of
from profiles.search.known_names import aliases, territories, zip_codes
from profiles.search.near import NearNames
from profiles.search.reading import Reading, StateNames

LONGEST_QUERY = 100  # no name is longer
MOST_BEGINNINGS = 3_000  # looked at, for one letter begins thousands
MUCH_LARGER = 10  # times the residents: then a county may be meant by a place's name
COUNTIES: frozenset[Kind] = frozenset(("county",))  # among them five digits are a FIPS code, not a ZIP code
RANKS: dict[Match, int] = {"alias": 0, "zip": 1, "code": 2, "exact": 3, "begins": 4}
_SPACE = re.compile(" ")
_ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
_ZIP_AFTER = re.compile(r"(?<=[a-z.])[\s,]+\d{5}(?:-\d{4})?$", re.IGNORECASE)  # "Baltimore, MD 21201"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first. `exact` says that the first ones are called what was typed; else all are similar."""

    query: str
    exact: bool
    results: tuple[Found, ...]

    @property
    def meant(self) -> Entry | None:
        """The one subject that is certainly meant: an alias or a name that nothing else bears; None where in doubt."""
        called = [found for found in self.results if found.match != "begins"] if self.exact else []
        sure = [found for found in called if not found.form]
        if sure and sure[0].match == "zip":
            of_county = any(found.match == "code" for found in sure)  # 24033 is in Roanoke, and Prince George's County
            return sure[0].entry if sure[0].entry.covered and not of_county else None
        alias = sure[0].entry if sure and sure[0].match == "alias" else None
        others = [found for found in called if found.entry is not alias and found.disputes(alias is not None)]
        only = sure[0].entry if sure and not others[alias is None :] else None
        return self._beside_forms(only, [found.entry for found in called if found.form], bool(sure))

    @staticmethod
    def _beside_forms(only: Entry | None, forms: list[Entry], others: bool) -> Entry | None:
        """The one that is meant where counties go by that name too: not a borough of 800 (Dauphin), but Tulsa the city."""
        if only is None and not others and len(forms) == 1 and forms[0].kind == "county":
            return forms[0]
        if only is None or not only.covered:
            return None
        most = MUCH_LARGER * (only.population or 0)
        larger = (form.population is None or form.population > most for form in forms)  # of St. Croix, VI, unknown
        return None if any(larger) else only


class Finder:
    """Keys of every name, prepared once a data version; a search reads a slice of a sorted list."""

    def __init__(self, table: PlaceTable) -> None:
        self._entries = list(entries_of(table))
        self._states = StateNames({**{state.usps: state.name for state in table.states.values()}, "PR": "Puerto Rico"})
        exact: dict[str, list[int]] = defaultdict(list)
        forms: dict[str, list[int]] = defaultdict(list)
        self._by_geoid: dict[str, int] = {}
        self._by_slug: dict[tuple[str, str], int] = {}
        by_size = sorted(range(len(self._entries)), key=self._size)
        self._by_size = [0] * len(by_size)  # the order where nothing else tells
        for number, index in enumerate(by_size):
            self._by_size[index] = number
        keys: set[tuple[str, int]] = set()
        in_state: dict[str, set[str]] = defaultdict(set)
        for index, entry in enumerate(self._entries):
            self._by_geoid.setdefault(entry.geoid, index)
            if entry.slug:
                self._by_slug[entry.kind, entry.slug] = index
            for form in entry.forms:
                forms[form].append(index)
            for name in entry.names:
                exact[name].append(index)
                keys.add((name, index))
                keys.update((name[space.end() :], index) for space in _SPACE.finditer(name))
            in_state[entry.state].add(entry.names[0])
        self._exact, self._forms = ({name: tuple(known) for name, known in by.items()} for by in (exact, forms))
        self._keys, self._geoids = sorted(keys), sorted(self._by_geoid)
        self._names = NearNames(sorted({entry.names[0] for entry in self._entries if entry.kind != "metro"}))
        self._names_in = {state: NearNames(sorted(names)) for state, names in in_state.items()}
        self._similar = lru_cache(maxsize=512)(self._similar_names)
        self._beginning = lru_cache(maxsize=64)(self._that_begin)

    def _size(self, index: int) -> tuple[bool, int, str]:
        entry = self._entries[index]
        return (entry.kind == "metro", -(entry.population or -1), entry.geoid)

    def find(self, typed: str, *, limit: int, kinds: frozenset[Kind] | None = None) -> Findings:
        """Up to `limit` of what may be meant by at most LONGEST_QUERY letters. A state that was typed is never left."""
        asked = typed[:LONGEST_QUERY].strip()
        typed = _ZIP_AFTER.sub("", asked)
        query = normalized(typed)
        readings = self._states.readings(typed)
        found: dict[int, Match] = {}
        if not query or limit <= 0:
            return Findings(asked, False, ())
        if (code := _ZIP.fullmatch(typed)) and kinds != COUNTIES:
            self._note(found, self._of_zip(code[1]), "zip")
        if query.isdigit():
            self._note(found, self._of_code(query), "code" if query in self._by_geoid else "begins")
        else:
            self._named(found, query, readings)
        named = frozenset(index for index, match in found.items() if match != "begins")
        forms = frozenset() if query.isdigit() else self._note_forms(found, readings)
        exact = any(match != "begins" for match in found.values())
        begun = tuple({reading.name for reading in readings})
        results = list(islice(self._ordered(found, begun, forms - named, kinds), limit))
        if not results and not query.isdigit():
            exact, results = False, self._near(readings, kinds)[:limit]
        return Findings(asked, exact, tuple(results))

    def _named(self, found: dict[int, Match], query: str, readings: list[Reading]) -> None:
        finished = [reading for reading in readings if not reading.unfinished]
        for reading in (Reading(query), *finished):
            self._note(found, self._in(self._aliased(reading.name), reading), "alias")
        self._note(found, self._within(query), "alias")
        for text in dict.fromkeys((query, *(reading.name for reading in finished if reading.states is None))):
            if usps := self._states.code(text) or self._states.code(text.removesuffix(" state")):
                self._note(found, self._states_called(usps), "code" if text == usps.lower() else "exact")
        for reading in finished:
            self._note(found, self._in(self._exact.get(reading.name, ()), reading), "exact")
        typed_state = [reading for reading in finished if reading.states is not None]
        whole = [reading for reading in readings if reading.states is None]
        beginnings = [self._in(self._beginning(reading.name), reading) for reading in whole]
        if typed_state and not any(beginnings):
            beginnings = [self._in(self._beginning(reading.name), reading) for reading in typed_state]
        elif not any(beginnings):
            rest = [reading for reading in readings if reading.unfinished]
            beginnings = [self._in(self._beginning(reading.name), reading) for reading in rest]
        for indices in beginnings:
            self._note(found, indices, "begins")

    def _note_forms(self, found: dict[int, Match], readings: list[Reading]) -> frozenset[int]:
        """Note what is called so but for a word, and return which; "Mexico City, MO" says enough to be exact."""
        forms = set()
        for reading in readings:
            for index in [] if reading.unfinished else self._in(self._forms.get(reading.name, ()), reading):
                if found.get(index, "begins") == "begins":
                    found[index] = "exact"
                if reading.states is None or self._entries[index].kind == "county":
                    forms.add(index)
        return frozenset(forms)

    @staticmethod
    def _note(found: dict[int, Match], indices: Iterable[int], match: Match) -> None:
        for index in indices:
            found.setdefault(index, match)

    def _ordered(
        self, found: dict[int, Match], begun: tuple[str, ...], forms: frozenset[int], kinds: frozenset[Kind] | None
    ) -> Iterator[Found]:
        """Yield what was found in order; thousands may begin so, and are looked at only as far as they are wanted."""

        def rank(index: int) -> tuple[int, bool, bool, int]:
            entry, match = self._entries[index], found[index]
            is_county = match == "zip" and entry.kind == "county"  # the place before the county around it
            later = entry.kind != "state" if match == "exact" else is_county
            return (RANKS[match], index in forms, later, self._by_size[index])

        begins = [index for index, match in found.items() if match == "begins"]
        inside = []  # hold what was typed inside their names: after those that begin with it
        for index in sorted(found.keys() - set(begins), key=rank):
            if not kinds or self._entries[index].kind in kinds:
                yield Found(self._entries[index], found[index], index in forms)
        for index in sorted(begins, key=self._by_size.__getitem__):
            entry = self._entries[index]
            if kinds and entry.kind not in kinds:
                continue
            if any(name.startswith(begun) for name in entry.names):
                yield Found(entry, "begins")
            else:
                inside.append(entry)
        for entry in inside:
            yield Found(entry, "begins")

    def _in(self, indices: Iterable[int], reading: Reading) -> list[int]:
        states = reading.states
        return [index for index in indices if states is None or self._entries[index].state in states]

    def _that_begin(self, prefix: str) -> list[int]:
        low = bisect_left(self._keys, (prefix, -1))
        high = bisect_left(self._keys, (prefix + "\x7f", -1), lo=low)
        found = {index for _, index in self._keys[low : min(high, low + MOST_BEGINNINGS)]}
        return sorted(found, key=self._by_size.__getitem__)

    def _states_called(self, usps: str) -> list[int]:
        index = self._by_slug.get(("state", usps.lower()))
        return [] if index is None else [index]

    def _aliased(self, text: str) -> list[int]:
        level, key = aliases().get(text, ("", ""))
        index = self._by_slug.get((level, key), self._by_geoid.get(key))
        return [] if index is None else [index]

    def _within(self, query: str) -> list[int]:
        """Return what an alias with its city's name after it means: South Side Chicago, Harlem NYC."""
        words = query.split()
        cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
        return [
            index
            for head, tail in cuts
            for index in self._aliased(head)
            if index in self._exact.get(tail, ()) or index in self._aliased(tail)
        ]

    def _of_zip(self, code: str) -> list[int]:
        keys = zip_codes().get(code) or [known.geoid for known in territories() if code.startswith(known.zips)]
        return [index for key in keys if (index := self._by_geoid.get(key)) is not None]

    def _of_code(self, digits: str) -> list[int]:
        if digits in self._by_geoid:
            return [self._by_geoid[digits]]
        low = bisect_left(self._geoids, digits)
        begun = takewhile(lambda geoid: geoid.startswith(digits), islice(self._geoids, low, low + MOST_BEGINNINGS))
        return [self._by_geoid[geoid] for geoid in begun]

    def _near(self, readings: list[Reading], kinds: frozenset[Kind] | None) -> list[Found]:
        """Near spellings, those of large places first among the equally near; in the state that was typed, if any."""
        finished = [reading for reading in readings if not reading.unfinished]
        inside = [reading for reading in finished if reading.states is not None] or finished
        scored: dict[int, float] = {}
        for reading in inside[:2]:
            state = next(iter(reading.states)) if reading.states else None
            for name, score in self._similar(reading.name, state):
                for index in self._in(self._exact[name], reading):
                    entry = self._entries[index]
                    if not kinds or entry.kind in kinds:
                        size = math.log10(entry.population or 1) / 50
                        scored[index] = max(score + size, scored.get(index, 0))
        order = sorted(scored, key=lambda index: (-scored[index], self._entries[index].geoid))
        return [Found(self._entries[index], "near") for index in order]

    def _similar_names(self, name: str, state: str | None) -> list[tuple[str, float]]:
        names = self._names if state is None else self._names_in.get(state)
        return names.like(name) if names else []
