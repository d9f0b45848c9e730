"""The memo's sources: every publication its figures came from, with years."""

from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.presenters.memo.problem import FIREARM_SOURCE
from calculator.subject import Subject
from profiles.selectors import SourceFacts, place_table

MOST_METHOD_SOURCES = 8


def present_sources(subject: Subject, question: Question, budget: Budget) -> list[dict[str, str]]:
    """Return each source in words, its URL, and the URL as shown."""
    found = [_source(source, what) for source, what in _of_place(subject, question, budget)]
    found += [
        _entry(f"Method: {title}{f', {publisher}' if publisher else ''}{f', {year}' if year else ''}", url)
        for title, publisher, url, year in _of_method(budget)
    ]
    return found


def _of_place(subject: Subject, question: Question, budget: Budget) -> list[tuple[SourceFacts, str]]:
    sources = place_table().sources
    given = question.scenario.facts
    found = []
    if "population" not in given and subject.kind != "typed":
        keys = dict.fromkeys(member.population_source for member in subject.places)
        found += [(sources[key], "Residents") for key in keys]
    place = subject.place
    if place and place.counted_years:
        keys = dict.fromkeys(known.source for known in place.counted_years)
        found += [(sources[key], "Homicides") for key in keys]
        latest = place.homicides
        if latest and latest.firearm and FIREARM_SOURCE not in keys and FIREARM_SOURCE in sources:
            found.append((sources[FIREARM_SOURCE], "Homicides by firearm"))
    if place and "fbi_states" in sources:
        found.append((sources["fbi_states"], "State homicides"))
    if subject.kind == "region" and "homicides" not in given:
        keys = dict.fromkeys(member.homicides.source for member in subject.places if member.homicides)
        found += [(sources[key], "Homicides") for key in keys]
    if budget.inputs["local_pay"] >= 1 and "price_level" not in given and subject.kind != "typed":
        found.append((sources["bea_rpp"], "Price level for local pay"))
    return found


def _of_method(budget: Budget) -> list[tuple[str, str, str, int | None]]:
    records = budget.methodology.parameters.values()
    sources = {
        record.source.key: record.source
        for record in records
        if record.source.key not in ("assumption", "local_citation")
    }
    return [
        (source.title, source.publisher, source.url if "://" in source.url else "", source.year)
        for source in list(sources.values())[:MOST_METHOD_SOURCES]
    ]


def _source(source: SourceFacts, what: str) -> dict[str, str]:
    return _entry(f"{what}: {source.publisher}, {source.title}, {source.vintage}", source.url)


def _entry(words: str, url: str) -> dict[str, str]:
    return {"words": f"{words}.", "url": url, "shown": url.partition("://")[2].removeprefix("www.").rstrip("/")}
