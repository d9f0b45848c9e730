"""What a file is made from: whose budget, what was asked, the answer, and the link that gives it again."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.subject import Subject
from profiles.selectors import place_table


@dataclass(frozen=True, slots=True)
class Answer:
    """One budget on its way into a file. `link` is absolute and pins nothing that the reader did not pin."""

    subject: Subject
    question: Question
    budget: Budget
    link: str
    data_version: str

    @property
    def file_name(self) -> str:
        """The file's name without its ending, such as `cvi-budget-norfolk-va`; ASCII whatever the place is called."""
        subject = self.subject
        if subject.place:
            return f"cvi-budget-{subject.place.slug}"
        if subject.county:
            return f"cvi-budget-county-{subject.county.geoid}"
        if subject.kind == "region":
            return f"cvi-budget-region-of-{len(subject.places)}-places"
        return f"cvi-budget-population-{subject.facts['population']:.0f}"

    @property
    def fact_sources(self) -> Mapping[str, str]:
        """Where each fact of the subject comes from, with its year; what the user typed says so."""
        place, county, given = self.subject.place, self.subject.county, self.question.scenario.facts
        sources = {name: fact.source.title for name, fact in self.budget.methodology.facts.items()}
        if place or county:
            year = place.population_year if place else county.population_year if county else ""
            sources["population"] = f"U.S. Census Bureau, {year}"
        if place and place.own_homicides:
            source = place_table().sources[place.own_homicides.source]
            sources["homicides"] = f"{source.publisher}, {source.title}, {place.own_homicides.year}"
        if place and place.price_level is not None:
            sources["price_level"] = f"{sources['price_level']}, {place.price_level_area}, {place.price_level_year}"
        if self.subject.kind == "region":
            sources |= {
                "homicides": "sum of the places, where every one reported",
                "price_level": "of the places, weighted by residents",
            }
        typed = "typed in" if self.subject.kind != "typed" else "typed in, no place named"
        return {name: typed if name in given else source for name, source in sources.items()}
