"""Where each input of a budget comes from: the words and the address, of what was published and of what was typed in."""

from calculator.answer import Answer
from calculator.presenters.places.homicides import where
from calculator.subject import HOMICIDE_FACTS
from calculator.words.sources import source_link, source_words, your_figure
from profiles.selectors import PlaceFacts, place_table


def input_source(answer: Answer, name: str) -> tuple[str, str]:
    """Return the words and the address of an input's source; of a figure that was typed in there is no address, of none no word."""
    method, scenario = answer.budget.methodology, answer.question.scenario
    record, value = method.input(name), answer.budget.inputs[name]
    if name in method.facts:
        if is_typed(answer, name):
            return your_figure(), ""
        return answer.fact_sources[name], fact_addresses(answer)[name]
    if name == "local_high_risk":
        return (your_figure(scenario.citation), "") if value == value else ("", "")
    if record.value is not None and value != record.value:
        return your_figure(), ""
    source = record.source
    return source_words(source.title, source.publisher, source.year), source_link(source.url)


def is_typed(answer: Answer, name: str) -> bool:
    """Tell whether a fact was typed in, itself or what it stands with: a mean of years goes with the year."""
    given = answer.question.scenario.facts
    return name in given or answer.budget.methodology.facts[name].follows in given


def fact_addresses(answer: Answer) -> dict[str, str]:
    """Return by fact the address of the table it is from; empty where it was typed in."""
    urls = {name: fact.source.url for name, fact in answer.budget.methodology.facts.items()}
    urls |= _tables(answer.subject.place)
    return {name: "" if is_typed(answer, name) else source_link(urls[name]) for name in answer.budget.methodology.facts}


def _tables(place: PlaceFacts | None) -> dict[str, str]:
    if place is None:
        return {}
    known = place_table().sources
    counted = [place.homicides] if place.homicides else []
    return {
        "population": known[place.population_source].url,
        "price_level": known["bea_rpp"].url,
        **{name: where(item) for name in HOMICIDE_FACTS for item in counted},
    }
