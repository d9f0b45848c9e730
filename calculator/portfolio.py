"""Many subjects at once under several scenarios: what a funder or a state asks about thirty places and three coverages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from calculator.answer import Answer
from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question
from calculator.engine.evaluate import defaults, evaluate_arrays
from calculator.engine.funding import money_in
from calculator.engine.rules_2026_1 import plan as rules_2026_1
from calculator.engine.rules_2027_1 import many
from calculator.engine.rules_2027_1 import returns as rules_2027_1
from calculator.engine.rules_2027_1.many import Points
from calculator.engine.rules_2027_1.plan_rules import PlanRules
from calculator.engine.rules_2027_1.returns import WorkYear
from calculator.engine.rules_2027_1.returns_rules import ReturnsRules
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, PlaceNotFound, find_any, place_table
from web.quoting import quoted

MOST_SUBJECTS, MOST_SCENARIOS, MOST_OVERLAPS, MOST_UNKNOWN = 1_000, 10, 100, 20
ROWS_A_FILE = 1_000  # in one pass they cost as much as a file
EACH_ALONE = 4  # times that, where each subject is answered alone
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
            Fault("places", f"{quoted(key)} is no place we know", "a slug or code", key)
            for key in unknown[:MOST_UNKNOWN]
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
    scenario = question.scenario
    method, given = scenario.methodology, {**scenario.facts, **scenario.moved}
    own = [subject_of_place(place).facts for place in subjects]
    facts: dict[str, Any] = {"local_high_risk": _column(own, "local_high_risk")}
    for name, fact in method.facts.items():
        value = given.get(fact.follows, _column(own, name))
        facts[name] = value if fact.value is None else np.where(np.isnan(value), float(fact.value), value)
    return {**defaults(method), **facts, **given}


def _column(own: Sequence[Mapping[str, float]], name: str) -> Column:
    return np.fromiter((facts.get(name, np.nan) for facts in own), dtype=np.float64, count=len(own))


def plans_of(subjects: Sequence[PlaceFacts], question: Question) -> list[tuple[int, Column, Column]] | None:
    """Return (year, each subject's coverage, each subject's total) of a plan in one pass a year; None where the question
    starts from money. NaN where a fact that a line needs is missing.
    """
    edition = question.scenario.edition
    if question.solve is not None:
        return None
    if edition.rules["plan"] is not rules_2026_1:
        years = _work_of(subjects, question)
        return [(int(year.dollars_of), year.coverage_share, year.cost) for year in years]
    return _plans_2026_1(subjects, question)


def returns_of(subjects: Sequence[PlaceFacts], question: Question) -> Points | None:
    """Return what each subject's program might return, over the plan's years where they were asked for; None where the
    edition's rules know one subject at a time, or the question starts from money.
    """
    edition = question.scenario.edition
    if question.solve is not None or edition.rules["returns"] is not rules_2027_1:
        return None
    inputs, count = _inputs(subjects, question), len(subjects)
    known = {name: np.broadcast_to(inputs[name], (count,)) for name in ("homicides", "homicides_three_year")}
    years = (
        _work_of(subjects, question)
        if question.plan.asked
        else many.one_year_of(question.scenario.methodology, inputs, subjects=count)
    )
    terms = question.returns.terms(also_sent=question.scenario.facts)
    return many.returns_of(cast(ReturnsRules, edition.returns), terms, years=years, **known)


def cost_in_files(subjects: int, questions: Sequence[Question], kind: str) -> int:
    """Return how many files a portfolio costs as much as: it is charged so before it is computed."""
    rows = sum(
        EACH_ALONE if kind == "return" and question.scenario.edition.rules["returns"] is not rules_2027_1 else 1
        for question in questions
    )
    return ceil(subjects * rows / ROWS_A_FILE)


def _work_of(subjects: Sequence[PlaceFacts], question: Question) -> list[WorkYear]:
    scenario = question.scenario
    terms = question.plan.terms(question.current_staff.in_post, question.funding.sources)
    inputs = _inputs(subjects, question)
    return many.plans_of(
        cast(PlanRules, scenario.edition.plan), scenario.methodology, inputs, terms, subjects=len(subjects)
    )


def _plans_2026_1(subjects: Sequence[PlaceFacts], question: Question) -> list[tuple[int, Column, Column]]:
    scenario, edition = question.scenario, question.scenario.edition
    method = scenario.methodology
    terms = question.plan.terms(question.current_staff.in_post, question.funding.sources)
    formulas = edition.plan.formulas(method)
    shares = rules_2026_1.coverage_by_year(edition.plan, terms, scenario.inputs({})["coverage_share"])
    fixed = {**_inputs(subjects, question), **terms.parameters}
    before: dict[str, Any] = {
        f"{role.key}_before": float(there.all) if (there := terms.in_post.get(role.key)) else 0.0
        for role in method.roles
    }
    found: list[tuple[int, Column, Column]] = []
    for index, (year, share) in enumerate(zip(terms.calendar_years, shares, strict=True)):
        money = {str(certainty): float(paid) for certainty, paid in money_in(tuple(terms.sources), year).items()}
        of_year = {**fixed, **money, **before, "coverage_share": float(share), "year_index": float(index)}
        lines = evaluate_arrays(formulas, of_year)
        before = {f"{role.key}_before": lines[role.key] for role in method.roles}
        total = np.broadcast_to(lines["year_total"], (len(subjects),))
        found.append((year, np.full(len(subjects), float(share)), total))
    return found


def answers_of(subjects: Sequence[PlaceFacts], question: Question) -> Iterator[Answer]:
    """Yield each subject's whole answer, for plans and returns."""
    for place in subjects:
        yield Answer(subject_of_place(place), question, data_version=place_table().version)
