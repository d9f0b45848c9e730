"""The memo's first section: the place's own homicide figures with years and sources, or honestly none."""

from typing import Any

from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.presenters.places.homicides import count_words, mark_words, recorded_words
from calculator.subject import Subject
from calculator.words.wording import counted, people
from profiles.selectors import HomicideYear, PlaceFacts, SourceFacts, place_table

MOST_YEARS = 8
FIREARM_SOURCE = "fbi_shr"  # the one source that tells weapons


def present_problem(subject: Subject, question: Question, budget: Budget) -> dict[str, Any]:
    """Return paragraphs and, with two reported years or more, the chart of homicides by year."""
    paragraphs = [
        " ".join(filter(None, (_residents(subject, budget), *_typed(subject, question)))),
        *_reported(subject),
    ]
    years = subject.place.counted_years if subject.place else ()
    chart = _chart(subject.name, years[-MOST_YEARS:]) if len(years) > 1 else None
    return {"paragraphs": [[{"text": words}] for words in paragraphs if words], "chart": chart}


def _typed(subject: Subject, question: Question) -> list[str]:
    given = question.scenario.facts.get("homicides")
    if given is None or given == subject.facts["homicides"]:
        return []
    return [f"It uses {counted(given, 'homicide', 'homicides')} a year, a figure entered by its author."]


def _reported(subject: Subject) -> list[str]:
    place = subject.place
    if place is None:
        return _summed(subject)
    latest = place.homicides
    if latest is None:
        return [_not_reported(place), _state(place)]
    if not place.rated:
        return [
            f"Homicides in {place.name}: {recorded_words(place)}; {count_words(latest)} in {latest.year}, the newest whole year.",
            _state(place),
        ]
    rate = "" if latest.rate_per_100k is None else f", {latest.rate_per_100k:.1f} for every 100,000 residents"
    if rate and latest.population_year not in (None, latest.year):
        rate += f" of {latest.population_year}"
    if latest.area_population:
        rate += f" of the police agency’s area, which holds {latest.area_population:,} people"
    firearm = f"; {_by_firearm(latest)}" if latest.firearm else ""
    return [
        f"{place.name} recorded {_homicides(latest)} in {latest.year}{rate}{firearm}.{_peak(place)}",
        _disagreement(latest),
        _state(place),
    ]


def _homicides(latest: HomicideYear) -> str:
    if latest.high is not None:
        return f"{count_words(latest)} homicides"
    return counted(latest.value, "homicide", "homicides")


def _by_firearm(latest: HomicideYear) -> str:
    """Return how many died by firearm; the FBI's count, which says so where the total is another's."""
    if latest.source != FIREARM_SOURCE:
        return f"the FBI’s case list has {latest.firearm:,} by firearm"
    if latest.firearm == latest.value:
        return "by firearm" if latest.value == 1 else "all by firearm"
    return f"{latest.firearm:,} of them by firearm"


def _peak(place: PlaceFacts) -> str:
    history = place.homicide_history
    if len(history) < 3:
        return ""
    highest = max(history, key=lambda year: (year.value, year.year))
    if highest is history[-1]:
        return f" That is the most in any whole year since {history[0].year}."
    return f" Since {history[0].year} the most in a whole year was {count_words(highest)}, in {highest.year}."


def _disagreement(latest: HomicideYear) -> str:
    if not latest.disagreement:
        return ""
    sources = place_table().sources
    others = " and ".join(f"{other.value:,} ({_source(sources[other.source])})" for other in latest.other)
    own = latest.publisher or _source(sources[latest.source])
    return f"Sources disagree for {latest.year}: {count_words(latest)} here ({own}), {others}."


def _source(source: SourceFacts) -> str:
    """Return a name that tells the FBI's two files apart."""
    return f"{source.publisher}, {source.title}"


def _not_reported(place: PlaceFacts) -> str:
    if place.doubtful_years and place.rated:
        newest = place.doubtful_years[-1]
        return (
            f"We have no homicide figure of a whole year for {place.name}; for {newest.year} we have "
            f"{count_words(newest)}. Police report voluntarily, and a part of a year is not a year."
        )
    if place.doubtful_years:
        return f"Homicides in {place.name}: {recorded_words(place)}; none of those years can be held against others."
    return f"We have no homicide figure for {place.name}. Police report voluntarily, and a missing figure is not zero."


def _state(place: PlaceFacts) -> str:
    state = place_table().states.get(place.state)
    if state is None or not state.homicides or not state.population:
        return ""
    newest = state.homicides[-1]
    rate = newest.value / state.population * 100_000
    return (
        f"Across {state.name} the FBI estimates {counted(newest.value, 'homicide', 'homicides')} in {newest.year}, "
        f"{rate:.1f} for every 100,000 residents."
    )


def _summed(subject: Subject) -> list[str]:
    homicides = subject.facts["homicides"]
    if subject.kind == "region" and homicides == homicides:
        years = sorted({place.own_homicides.year for place in subject.places if place.own_homicides})
        when = f"in {years[0]}" if len(years) == 1 else f"each in its newest whole year, {years[0]} to {years[-1]}"
        return [
            f"Together the places recorded {counted(homicides, 'homicide', 'homicides')}{', ' if len(years) > 1 else ' '}{when}."
        ]
    if subject.kind == "typed":
        return []
    return ["We have no single homicide figure for this area; police report agency by agency, and voluntarily."]


def _residents(subject: Subject, budget: Budget) -> str:
    population, own = budget.inputs["population"], subject.facts["population"]
    if subject.kind == "typed" or population != own:
        latest = "" if subject.kind == "typed" else f" The latest published figure is {people(own)}."
        return (
            f"This memo is for {counted(population, 'resident', 'residents')}, the figure its author entered.{latest}"
        )
    years = {place.population_year for place in subject.places}
    year = years.pop() if len(years) == 1 else None
    when = f" on July 1, {year}" if year else ""
    who = subject.place.name if subject.place else "The area"
    return f"{who} had {counted(population, 'resident', 'residents')}{when}."


def _chart(name: str, items: tuple[HomicideYear, ...]) -> dict[str, Any]:
    """Return a bar a year; of a year that is not whole a hollow one."""
    by_year = {item.year: item for item in items}
    years = range(items[0].year, items[-1].year + 1)
    most = max(item.value for item in items) or 1
    spoken = ", ".join(
        f"{year} {count_words(by_year[year])}" if year in by_year else f"{year} not reported" for year in years
    )
    sources = place_table().sources
    publishers = list(dict.fromkeys(item.publisher or sources[item.source].publisher for item in items))
    note = "; n/r: not reported" if len(by_year) < len(years) else ""
    if any(not item.status.whole for item in items):
        note += "; hollow: not a whole year"
    return {
        "alt": f"Homicides in {name} by year: {spoken}",
        "bars": [_bar(year, by_year.get(year), most=most, last=year == items[-1].year) for year in years],
        "caption": f"Homicides by year ({', '.join(publishers)}){note}",
    }


def _bar(year: int, item: HomicideYear | None, *, most: int, last: bool) -> dict[str, Any]:
    return {
        "year": str(year),
        "value": "n/r" if item is None else mark_words(item),
        "height": None if item is None else item.value / most,
        "last": last,
        "hollow": item is not None and not item.status.whole,
    }
