"""Many subjects at once under several scenarios: what a funder or a state asks about thirty places and three coverages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.answer import Answer
from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question
from calculator.engine.evaluate import defaults, evaluate_arrays
from calculator.engine.funding import money_in
from calculator.engine.rules_2026_1 import plan as rules_2026_1
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, PlaceNotFound, find_any, place_table

MOST_SUBJECTS, MOST_SCENARIOS, MOST_OVERLAPS, MOST_UNKNOWN = 1_000, 10, 100, 20
LINES = ("high_risk", "people_served", "frontline_staff", "all_staff", "total")

type Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two chosen subjects of which one lies in the other: their people are the same, so sums count them twice."""

    inner: PlaceFacts
    outer: PlaceFacts


def subjects_of(keys: Sequence[str]) -> tuple[PlaceFacts, ...]:
    """Return the subjects of slugs or codes, each once. Raises FaultyError: too many are refused before any is looked for."""
    if not 1 <= len(keys) <= MOST_SUBJECTS:
        message = f"names {len(keys):,} places" if keys else "names no place"
        raise FaultyError([Fault("places", message, f"1 to {MOST_SUBJECTS:,} slugs or codes")])
    found: dict[tuple[str, str], PlaceFacts] = {}
    unknown = []
    for key in keys:
        try:
            place = find_any(key)
            found[place.level, place.geoid] = place
        except PlaceNotFound:
            unknown.append(key[:80])
    if unknown:
        faults = [
            Fault("places", f"{key!r} is no place we know", "a slug or code", key) for key in unknown[:MOST_UNKNOWN]
        ]
        if len(unknown) > MOST_UNKNOWN:
            faults.append(Fault("places", f"and {len(unknown) - MOST_UNKNOWN:,} more are no places we know"))
        raise FaultyError(faults)
    return tuple(found.values())


def overlaps(subjects: Sequence[PlaceFacts]) -> list[Overlap]:
    """Return the first pairs of which one lies in the other: a city and its county, a county and its state."""
    chosen = {(place.level, place.geoid): place for place in subjects}
    states = {place.state: place for place in subjects if place.level == "state"}
    towns = {place.county_geoid: place for place in subjects if place.level == "town" and place.holds_places}
    found = []
    for place in subjects:
        outer = [chosen.get(("county", county)) for county in place.counties if place.level in ("place", "town")]
        outer += [states.get(place.state) if place.level != "state" and place.level != "metro" else None]
        outer += [chosen.get(("metro", place.metro_cbsa or "")) if place.level not in ("state", "metro") else None]
        outer += [
            towns.get(place.county_geoid) if place.level == "place" and place.kind in ("village", "borough") else None
        ]
        found += [Overlap(place, other) for other in outer if other is not None]
        if len(found) >= MOST_OVERLAPS:
            break
    return found[:MOST_OVERLAPS]


def budgets_of(subjects: Sequence[PlaceFacts], question: Question) -> Mapping[str, Column]:
    """Return each subject's LINES of one year, in order, in one pass; NaN where a fact that a line needs is missing."""
    lines = evaluate_arrays(question.scenario.methodology, _inputs(subjects, question))
    return {name: np.broadcast_to(lines[name], (len(subjects),)) for name in LINES}


def _inputs(subjects: Sequence[PlaceFacts], question: Question) -> dict[str, Any]:
    """Return every input of one year: presets, the subjects' own facts as arrays, and what the scenario moves."""
    method = question.scenario.methodology
    own = [subject_of_place(place).facts for place in subjects]
    facts = {name: np.array([known.get(name, np.nan) for known in own]) for name in method.facts}
    given = {**question.scenario.facts, **question.scenario.moved}
    return {**defaults(method), "local_high_risk": np.nan, **facts, **given}


def plans_of(subjects: Sequence[PlaceFacts], question: Question) -> list[tuple[int, float, Column]] | None:
    """Return (year, coverage, each subject's total) of a plan in one pass a year; None where the edition's rules know one
    subject at a time. NaN where a fact that a line needs is missing.
    """
    scenario, edition = question.scenario, question.scenario.edition
    if edition.rules["plan"] is not rules_2026_1:
        return None
    method = scenario.methodology
    terms = question.plan.terms(question.current_staff.in_post, question.funding.sources)
    formulas = edition.plan.formulas(method)
    shares = rules_2026_1.coverage_by_year(edition.plan, terms, scenario.inputs({})["coverage_share"])
    fixed = {**_inputs(subjects, question), **terms.parameters}
    before: dict[str, Any] = {
        f"{role.key}_before": float(there.all) if (there := terms.in_post.get(role.key)) else 0.0
        for role in method.roles
    }
    found = []
    for index, (year, share) in enumerate(zip(terms.calendar_years, shares, strict=True)):
        money = {str(certainty): float(paid) for certainty, paid in money_in(tuple(terms.sources), year).items()}
        of_year = {**fixed, **money, **before, "coverage_share": float(share), "year_index": float(index)}
        lines = evaluate_arrays(formulas, of_year)
        before = {f"{role.key}_before": lines[role.key] for role in method.roles}
        found.append((year, float(share), np.broadcast_to(lines["year_total"], (len(subjects),))))
    return found


def answers_of(subjects: Sequence[PlaceFacts], question: Question) -> Iterator[Answer]:
    """Yield each subject's whole answer, for plans and returns."""
    for place in subjects:
        yield Answer(subject_of_place(place), question, data_version=place_table().version)
