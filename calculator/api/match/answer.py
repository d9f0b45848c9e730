"""Names matched to codes, as they are answered."""

from typing import Annotated, Any, Literal

from rapidfuzz import fuzz

from calculator.api.shapes import Cited, Count, Shape, Share, told
from profiles.selectors import Found, search
from profiles.words import label

CANDIDATES, MOST_SEARCHED = 3, 20
CERTAIN = ("alias", "zip", "code", "exact")


class Candidate(Shape):
    """What a name may mean."""

    kind: Annotated[
        Literal["place", "town", "county", "cdp", "municipio", "state", "metro"],
        told("What it is; cdp: a census-designated place, without a government of its own"),
    ]
    geoid: Annotated[str, told("Census GEOID or CBSA code, text")]
    label: Annotated[str, told("Name and state")]
    population: Annotated[Count | None, told("Residents; null where we have no figure", unit="people")]
    covered: Annotated[bool, told("Whether we have facts and a budget of it")]
    score: Annotated[Share, told("1: called so; below, how alike the names are written")]


class Matched(Shape):
    """A name that was sent, and what it means."""

    name: Annotated[str, told("The name as it was sent")]
    state: Annotated[str | None, told("The state as it was sent; null where none was")]
    geoid: Annotated[str | None, told("Of the best candidate, where nothing else is called so; null in doubt")]
    kind: Annotated[str | None, told("Of the best candidate; null in doubt")]
    score: Annotated[Share, told("Of the best candidate; 0 where there is none")]
    candidates: Annotated[tuple[Candidate, ...], told("At most three, best first")]


class MatchAnswer(Cited):
    """Every name in the order sent."""

    count: Annotated[Count, told("Names that were sent")]
    matched: Annotated[Count, told("Of them, those without doubt")]
    results: Annotated[tuple[Matched, ...], told("Every name, in the order sent")]


def match_answer(names: list[tuple[str, str | None]], kinds: frozenset[str], cited: dict[str, Any]) -> MatchAnswer:
    """Return what each name (with a state where known) means, among these kinds."""
    once = {key: _matched(*key, kinds) for key in dict.fromkeys(names)}  # who sends a name twice, costs once
    results = tuple(once[key] for key in names)
    return MatchAnswer(len(results), sum(result.geoid is not None for result in results), results, **cited)


def _matched(name: str, state: str | None, kinds: frozenset[str]) -> Matched:
    answer = search(f"{name}, {state}" if state else name, limit=MOST_SEARCHED)
    found = [one for one in answer.results if not kinds or one.entry.kind in kinds]
    candidates = tuple(_candidate(one, name) for one in found[:CANDIDATES])
    # Among the kinds wanted a name may be without doubt that is not so among all.
    certain = [one for one in found if one.match in CERTAIN and not one.form]
    sure = answer.meant is not None and found and found[0].entry is answer.meant
    best = candidates[0] if sure or (kinds and len(certain) == 1 and certain[0] is found[0]) else None
    return Matched(
        name=name,
        state=state,
        geoid=best.geoid if best else None,
        kind=best.kind if best else None,
        score=candidates[0].score if candidates else 0.0,
        candidates=candidates,
    )


def _candidate(found: Found, name: str) -> Candidate:
    entry = found.entry
    alike = fuzz.WRatio(name.casefold(), entry.name.casefold()) / 100
    return Candidate(
        kind=entry.kind,
        geoid=entry.geoid,
        label=label(entry),
        population=entry.population,
        covered=entry.covered,
        score=1.0 if found.match in CERTAIN else round(min(alike, 0.99), 4),
    )
