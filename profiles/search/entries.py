"""What a search can find, and the words by which each is found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from profiles.facts.names import normalized
from profiles.facts.values import PlaceFacts, PlaceTable
from profiles.search.known_names import KnownName, Territory, census_designated_places, municipios, territories

type Kind = Literal["place", "town", "county", "cdp", "municipio", "state", "metro"]
type Match = Literal["alias", "zip", "code", "exact", "begins", "near"]

NO_GOVERNMENT = "is a census-designated place: a name without a government of its own, and we have no population for it"
CALCULATOR = "/calculator/"
NOT_COVERED = (
    "not covered: the population and the counts of homicides that this site uses are of the fifty states and D.C. "
    "Open the calculator instead and type the residents"
)
NO_POPULATION = "no population here yet; type one to get a budget"
_TOWN = re.compile(r" (town|township|plantation)$")
_COUNTY = re.compile(r" (county|parish|borough|census area|municipality)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name. `instead` is the county to open for a name without a page; covered ones have a path."""

    kind: Kind
    geoid: str
    slug: str | None
    name: str
    state: str  # USPS, of a metro its largest county's
    population: int | None
    path: str
    names: tuple[str, ...]  # normalized, the plain one first
    forms: tuple[str, ...] = ()  # normalized too: with a word added (Mexico city), or a county's left out (Broward)
    uncovered: str | None = None
    instead: PlaceFacts | None = None

    @property
    def covered(self) -> bool:
        """Whether it is a subject with facts of its own."""
        return self.uncovered is None

    @property
    def why_not(self) -> str | None:
        """Why there are no facts of its own, as a sentence; None where there are."""
        if self.instead is None:
            return self.uncovered
        return f"{self.name} {self.uncovered}. It lies in {self.instead.full_name}"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry and how it matches what was typed."""

    entry: Entry
    match: Match
    form: bool = False  # by one of its forms: nothing is opened by that alone where something else may be meant

    def disputes(self, alias: bool) -> bool:
        """Whether what is called so stands against an alias: a place does by its form too, a state's code does not."""
        return not (alias and self.match == "code") and not (self.form and self.entry.kind == "county")


def entries_of(table: PlaceTable) -> Iterator[Entry]:
    """Every name there is, in no order."""
    for level in ("place", "town", "county", "state", "metro"):
        for facts in table.of(level).places:
            if not _is_a_place_too(facts):
                yield Entry(
                    facts.level, facts.geoid, facts.slug, facts.name, facts.state, facts.population, facts.path,
                    *_names_and_forms(facts),
                )  # fmt: skip
    counties = table.of("county")
    for known in census_designated_places().values():
        county = counties.get(known.county or "")
        if county is not None:
            yield _designated(known, county)
    for territory in territories():
        yield _territory(territory)
    for known in municipios().values():
        name = normalized(known.name)
        path = f"/states/pr/#m{known.geoid}"
        yield Entry(
            "municipio",
            known.geoid,
            None,
            known.name,
            "PR",
            None,
            path,
            (name, f"{name} municipio"),
            uncovered=NO_POPULATION,
        )


def _territory(known: Territory) -> Entry:
    path = f"/states/{known.slug}/" if known.slug else CALCULATOR
    return Entry(
        "state",
        known.geoid,
        known.slug,
        known.name,
        known.usps,
        None,
        path,
        (*known.names, *known.towns),
        known.islands,
        uncovered=NO_POPULATION if known.slug else NOT_COVERED,
    )


def _designated(known: KnownName, county: PlaceFacts) -> Entry:
    name = normalized(known.name)
    return Entry(
        "cdp",
        known.geoid,
        None,
        known.name,
        county.state,
        None,
        county.path,
        (name, f"{name} cdp"),
        uncovered=NO_GOVERNMENT,
        instead=county,
    )


def _is_a_place_too(facts: PlaceFacts) -> bool:
    """Whether a county is an independent city, whose name the search answers with the place (Baltimore city)."""
    return facts.level == "county" and (facts.name.lower().endswith(" city") or facts.state == "DC")


def _names_and_forms(facts: PlaceFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a subject is called, and names that are short or long of that: "Mexico city" of Mexico, Missouri; "Broward"."""
    plain = normalized(facts.name)
    if facts.level in ("place", "town"):
        whole = plain if facts.census_name == facts.name else normalized(facts.census_name)
        is_city = whole.endswith(" city")
        names = [plain] if is_city else [plain, whole]
        if facts.level == "town" and (bare := _TOWN.sub("", plain)):
            names += [bare, f"{bare} {facts.kind}"]
        return _told_once(names, [whole] if is_city and facts.level == "place" else [])
    if facts.level == "county":
        return _told_once([plain], [_COUNTY.sub("", plain)])
    other = {"state": facts.slug, "metro": normalized(facts.metro_title or "")}[facts.level]
    return _told_once([plain, other], [])


def _told_once(names: list[str], forms: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(dict.fromkeys(names)), tuple(form for form in forms if form not in names)
