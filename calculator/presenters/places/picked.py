"""Which places a portfolio is of: by kind, state and size, by a list as people write it, or by the codes of one."""

import base64
import binascii
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.asking.boxes import read_boxes
from calculator.asking.given import Fault, FaultyError, Number
from calculator.asking.pairs import Pairs
from calculator.portfolio import MOST_SUBJECTS, subjects_of
from profiles.selectors import Findings, PlaceFacts, find_any, place_table, search
from web.quoting import quoted

KINDS = {"place": "Cities and other places", "town": "Towns", "county": "Counties", "state": "States"}
COVERAGE = "coverage"
COVERAGES = (0.25, 0.5, 1.0)
MOST_COVERAGES, MOST_YEARS = 4, 10
LONGEST_LIST, LONGEST_CODES = 60_000, 12 * MOST_SUBJECTS  # characters: of a thousand names, of a thousand codes
MOST_FAULTS = 20
SIZES = (("", "Any size"), ("250000", "250,000 or more"), ("100000", "100,000 or more"), ("50000", "50,000 or more"))


@dataclass(frozen=True, slots=True)
class Picked:
    """What was asked: subjects, coverage levels, years, and what was wrong."""

    subjects: tuple[PlaceFacts, ...]
    coverages: tuple[float, ...]
    years: int
    faults: tuple[Fault, ...]
    asked: bool


def read_picked(values: Mapping[str, Sequence[str]]) -> Picked:
    """Read the query string; what cannot be used is told, the rest is used."""
    given = Pairs(read_boxes(values))
    table = place_table()
    kind = given.choice("kind", KINDS) or "place"
    state = given.choice("state", table.states)
    least = given.choice("size", [key for key, _ in SIZES])
    listed, codes = str(given.one("places") or "").strip(), str(given.one("codes") or "").strip()
    years = given.number(Number("years", 1, MOST_YEARS, whole=True))
    coverages = _coverages(given)
    given.refuse_unknown()
    asked = bool(listed or codes or state or least or kind == "state")
    subjects: tuple[PlaceFacts, ...] = ()
    try:
        if listed:
            subjects = _listed(listed)
        elif codes:
            subjects = subjects_of(unpacked(codes))
        elif asked:
            found = [
                place
                for place in table.of(kind).places
                if (not state or place.state == state) and place.population >= int(least or 0)
            ]
            found.sort(key=lambda place: (-place.population, place.geoid))
            if not 1 <= len(found) <= MOST_SUBJECTS:
                message = f"finds {len(found):,} of them; choose a size or a state that finds fewer"
                raise FaultyError([Fault("size", message, f"1 to {MOST_SUBJECTS:,}")])
            subjects = tuple(found)
    except FaultyError as error:
        for fault in error.faults:
            given.fault(fault)
    return Picked(subjects, coverages, int(years or 1), tuple(given.faults), asked)


def _coverages(given: Pairs) -> tuple[float, ...]:
    """Return the shares to reach, ascending; a fault is of one of them, by its number."""
    typed, found = given.all(COVERAGE), set()
    for number, raw in enumerate(typed[:MOST_COVERAGES], start=1):
        value = Number(f"{COVERAGE}-{number}", 0.01, 1, share=True).read(raw, typed=True)
        if isinstance(value, Fault):
            given.fault(value)
        else:
            found.add(value)
    if len(typed) > MOST_COVERAGES:
        message = f"{len(typed):,} shares are more than can stand side by side"
        given.fault(Fault(f"{COVERAGE}-1", message, f"at most {MOST_COVERAGES}"))
    return tuple(sorted(found)) or COVERAGES


def _listed(text: str) -> tuple[PlaceFacts, ...]:
    """Return the subjects of a list of names, slugs or codes, one a line; a name in doubt is a fault."""
    if len(text) > LONGEST_LIST:
        raise FaultyError([Fault("places", f"has {len(text):,} characters", f"at most {LONGEST_LIST:,}")])
    lines = [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]
    if len(lines) > MOST_SUBJECTS:
        return subjects_of(lines)
    keys: list[str] = []
    faults: list[Fault] = []
    for line in lines:
        try:
            keys.append(_code(subjects_of([line])[0]))
        except FaultyError:
            answer = search(line[:100], limit=3) if len(faults) < MOST_FAULTS else None
            if answer and answer.meant:
                meant = answer.meant
                keys.append(meant.slug if meant.kind == "state" and meant.slug else meant.geoid)
            elif answer:
                faults.append(Fault("places", f"{quoted(line[:80])} {_doubt(answer)}", "", line[:80]))
    if faults:
        raise FaultyError(faults)
    return subjects_of(keys)


def _doubt(answer: Findings) -> str:
    """Return why a name is not one place for certain, and what to write instead."""
    slugs = [found.entry.slug for found in answer.results if found.entry.slug and found.entry.covered]
    if answer.exact and slugs:
        return f"is not certainly one place; write {' or '.join(slugs)}"
    not_covered = [found.entry for found in answer.results[:1] if answer.exact and not found.entry.covered]
    if not_covered:
        instead = not_covered[0].instead
        return f"is not covered; write its county, {instead.slug}" if instead else "is not covered"
    return f"is no place we know; did you mean {slugs[0]}?" if slugs else "is no place we know"


def lines_of(subjects: Sequence[PlaceFacts]) -> str:
    """Return the subjects as a list to read and change: slugs, and codes where a smaller place has the slug."""
    return "\n".join(place.slug if find_any(place.slug) is place else _code(place) for place in subjects)


def _code(place: PlaceFacts) -> str:
    """Return what names a subject of any level and no other: a state's two letters, else its census code."""
    return place.slug if place.level == "state" else place.geoid


def packed(subjects: Sequence[PlaceFacts]) -> str:
    """Return the subjects' codes, short enough that an address holds a thousand: compressed, in base 64."""
    codes = " ".join(_code(place) for place in subjects)
    return base64.urlsafe_b64encode(zlib.compress(codes.encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> list[str]:
    """Return the codes of `packed`; raises FaultyError for what is cut or is none, after LONGEST_CODES at most."""
    reader = zlib.decompressobj()
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        codes = reader.decompress(raw, LONGEST_CODES).decode("ascii")
    except (ValueError, binascii.Error, zlib.error):
        codes = ""
    if not codes or not reader.eof:
        fault = Fault(
            "places", "cannot be read from this address: it was cut or changed", "the whole address, or a list"
        )
        raise FaultyError([fault])
    return codes.split(" ")
