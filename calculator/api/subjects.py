"""Whom a JSON body asks about: `population`, `places` or `county`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from calculator.api.body import Body
from calculator.asking.given import Fault, FaultyError
from calculator.asking.scenario import number_for
from calculator.asking.subject import MOST_PLACES, county_of, region_of
from calculator.methods import DEFAULT_ID, find_methodology
from calculator.subject import Subject, subject_typed

NAMES = ("population", "places", "county")
NOBODY = subject_typed(0.0)


def read_subject(given: Body) -> Subject:
    """Return the subject the body names. `given` keeps the faults; nobody stands in where there is none."""
    named = [name for name in NAMES if name in given.sent]
    for name in named:
        if given.sent[name] is None:
            given.fault(Fault(name, "is null", "a value, or leave the name out"))
    readers: dict[str, Callable[[Body], Subject]] = {
        "population": _typed,
        "places": _places,
        "county": _county,
    }
    subjects = {name: read(given) for name, read in readers.items()}
    if len(named) == 1:
        return subjects[named[0]]
    message = f"is given beside {named[0]}; give one of them" if named else "is missing: say whom the budget is for"
    given.fault(Fault(named[-1] if named else "population", message, "one of population, places and county"))
    return NOBODY


def _typed(given: Body) -> Subject:
    field = number_for(find_methodology(DEFAULT_ID).facts["population"])
    raw = given.one("population")
    read = field.read(raw)
    return NOBODY if isinstance(read, Fault) else subject_typed(read)  # the scenario has noted the fault


def _places(given: Body) -> Subject:
    keys = given.one("places")
    if keys is None:
        return NOBODY
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        allowed = f"a list of 1 to {MOST_PLACES} GEOIDs or slugs, as text"
        given.fault(Fault("places", "is not a list of places", allowed))
        return NOBODY
    return _found(given, lambda: region_of(keys), keys)


def _county(given: Body) -> Subject:
    fips = given.one("county")
    if fips is None:
        return NOBODY
    if not isinstance(fips, str):
        given.fault(Fault("county", "is not text", "a FIPS code of 5 digits, as text", str(fips)[:80]))
        return NOBODY
    return _found(given, lambda: county_of(fips))


def _found(given: Body, find: Callable[[], Subject], keys: Sequence[str] = ()) -> Subject:
    try:
        return find()
    except FaultyError as error:
        given.faults += in_places(error.faults, keys) if keys else error.faults
        return NOBODY


def in_places(faults: Iterable[Fault], keys: Sequence[str]) -> list[Fault]:
    """Return the faults of places that a body lists, each where its key stands."""
    shown = [key[:80] for key in keys]
    return [
        replace(fault, where=("places", shown.index(fault.given)) if fault.given in shown else "places")
        for fault in faults
    ]
