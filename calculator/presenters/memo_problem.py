"""The memo's first section: the place's own homicide figures with years and sources, or honestly none."""

from typing import Any

from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.subject import Subject
from calculator.wording import counted, people
from profiles.selectors import HomicideYear, PlaceFacts, place_table

MOST_YEARS = 8
FIREARM_SOURCE = "fbi_shr"  # the one source that tells weapons


def present_problem(subject: Subject, question: Question, budget: Budget) -> dict[str, Any]:
    """Return paragraphs and, with two reported years or more, the chart of homicides by year."""
    paragraphs = [
        " ".join(filter(None, (_residents(subject, budget), *_typed(subject, question)))),
        *_reported(subject),
    ]
    history = subject.place.homicide_history if subject.place else ()
    chart = _chart(subject.name, history[-MOST_YEARS:]) if len(history) > 1 else None
    return {"paragraphs": [[{"text": words}] for words in paragraphs if words], "chart": chart}


def _typed(subject: Subject, question: Question) -> list[str]:
    given = question.scenario.facts.get("homicides")
    if given is None or given == subject.facts["homicides"]:
        return []
    return [f"It reckons with {counted(given, 'homicide', 'homicides')} a year, a figure entered by its author."]


def _reported(subject: Subject) -> list[str]:
    place = subject.place
    if place is None:
        return _summed(subject)
    latest = place.homicides
    if latest is None:
        return [_not_reported(place), _state(place)]
    rate = "" if latest.rate_per_100k is None else f", {latest.rate_per_100k:.1f} for every 100,000 residents"
    if rate and latest.population_year not in (None, latest.year):
        rate += f" of {latest.population_year}"
    if latest.area_population:
        rate += f" of the police agency's area, which holds {latest.area_population:,} people"
    firearm = f"; {_by_firearm(latest)}" if latest.firearm else ""
    return [
        f"{place.name} recorded {counted(latest.value, 'homicide', 'homicides')} in {latest.year}{rate}{firearm}.{_peak(place)}",
        _disagreement(latest),
        _state(place),
    ]


def _by_firearm(latest: HomicideYear) -> str:
    """Return how many died by firearm; the FBI's count, which says so where the total is another's."""
    if latest.source != FIREARM_SOURCE:
        return f"the FBI counts {latest.firearm:,} by firearm"
    if latest.firearm == latest.value:
        return "by firearm" if latest.value == 1 else "all by firearm"
    return f"{latest.firearm:,} of them by firearm"


def _peak(place: PlaceFacts) -> str:
    history = place.homicide_history
    if len(history) < 3:
        return ""
    highest = max(history, key=lambda year: (year.value, year.year))
    if highest is history[-1]:
        return f" That is the most in any year reported since {history[0].year}."
    return f" Since {history[0].year} the most in a year was {highest.value:,}, in {highest.year}."


def _disagreement(latest: HomicideYear) -> str:
    if not latest.disagreement:
        return ""
    sources = place_table().sources
    others = " and ".join(f"{value:,} ({sources[key].publisher})" for key, value in latest.other)
    return f"Sources disagree for {latest.year}: {latest.value:,} here ({sources[latest.source].publisher}), {others}."


def _not_reported(place: PlaceFacts) -> str:
    return (
        f"No homicide figure for {place.name} reached the public sources used here. Police report voluntarily, and a "
        "missing figure is not zero."
    )


def _state(place: PlaceFacts) -> str:
    state = place_table().states.get(place.state)
    if state is None or state.homicides_2024 is None or not state.population:
        return ""
    rate = state.homicides_2024 / state.population * 100_000
    return (
        f"Across {state.name} the FBI estimates {counted(state.homicides_2024, 'homicide', 'homicides')} in 2024, "
        f"{rate:.1f} for every 100,000 residents."
    )


def _summed(subject: Subject) -> list[str]:
    homicides = subject.facts["homicides"]
    if subject.kind == "region" and homicides == homicides:
        years = sorted({place.own_homicides.year for place in subject.places if place.own_homicides})
        when = f"in {years[0]}" if len(years) == 1 else f"each in its latest reported year, {years[0]} to {years[-1]}"
        return [
            f"Together the places recorded {counted(homicides, 'homicide', 'homicides')}{', ' if len(years) > 1 else ' '}{when}."
        ]
    if subject.kind == "typed":
        return []
    return ["No single homicide figure is published for this area; police report place by place, and voluntarily."]


def _residents(subject: Subject, budget: Budget) -> str:
    population, own = budget.inputs["population"], subject.facts["population"]
    if subject.kind == "typed" or population != own:
        latest = "" if subject.kind == "typed" else f" The latest published figure is {people(own)}."
        return (
            f"This memo is for {counted(population, 'resident', 'residents')}, the figure its author entered.{latest}"
        )
    years = {place.population_year for place in subject.places}
    year = subject.county.population_year if subject.county else (years.pop() if len(years) == 1 else None)
    when = f" on 1 July {year}" if year else ""
    who = subject.place.name if subject.place else "The area"
    return f"{who} had {counted(population, 'resident', 'residents')}{when}."


def _chart(name: str, history: tuple[HomicideYear, ...]) -> dict[str, Any]:
    by_year = {known.year: known.value for known in history}
    years = range(history[0].year, history[-1].year + 1)
    most = max(by_year.values()) or 1
    spoken = ", ".join(f"{year} {by_year[year]:,}" if year in by_year else f"{year} not reported" for year in years)
    sources = place_table().sources
    publishers = list(dict.fromkeys(sources[known.source].publisher for known in history))
    note = "; n/r: not reported" if len(by_year) < len(years) else ""
    return {
        "alt": f"Homicides in {name} by year: {spoken}",
        "bars": [
            {
                "year": str(year),
                "value": f"{by_year[year]:,}" if year in by_year else "n/r",
                "height": by_year[year] / most if year in by_year else None,
                "last": year == history[-1].year,
            }
            for year in years
        ],
        "caption": f"Homicides by year ({', '.join(publishers)}){note}",
    }
