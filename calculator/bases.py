"""What is known of a subject's people at highest risk beside its residents and homicides, and what stands in for facts."""

import math

from calculator.asking.scenario import OneYear
from calculator.engine.results import Advice, Budget
from calculator.engine.rules_2027_1.bases import BASIS, BY_COUNT, LOCAL, LocalCount
from calculator.subject import Subject, counts_of_all


def counts_of(subject: Subject) -> tuple[LocalCount, ...]:
    """Return the published counts of everybody at highest risk, the one to start from first."""
    return tuple(
        LocalCount(
            people=float(count.people),
            low=None if count.low is None else float(count.low),
            high=None if count.high is None else float(count.high),
            label=f"Counted in {count.year}",
            source=count.citation,
            url=count.url,
        )
        for count in counts_of_all(subject)
    )


def typed_count(subject: Subject, budget: Budget) -> LocalCount | None:
    """Return the count that the user typed, where it is the one in use and not the place's own."""
    people = budget.inputs[LOCAL]
    if budget.inputs[BASIS] < BY_COUNT or people == subject.facts.get(LOCAL, math.nan):
        return None
    return LocalCount(people, None, None, "The count you gave", "typed in")


def notices_of(subject: Subject, scenario: OneYear, budget: Budget) -> tuple[Advice, ...]:
    """Return a notice where a figure stands in for one that nobody reported, and pay rests on it."""
    level = scenario.methodology.facts["price_level"].value
    known = not math.isnan(subject.facts.get("price_level", math.nan)) or "price_level" in scenario.facts
    if known or level is None or budget.inputs["local_pay"] < 1:
        return ()
    text = f"No price level is published for {subject.in_sentence}; {level:g}, the national level, stands in for it."
    return (Advice("national_price_level", text),)
