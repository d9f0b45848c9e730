"""The returns section of a URL: effects, nonfatal shootings, perspective, seed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from calculator.asking.given import Fault, Fields, Given
from calculator.asking.plan import PlanSection, usual_values
from calculator.asking.scenario import OneYear, number_for
from calculator.asking.where import Where
from calculator.engine.returns_rules import Perspective, ReturnsRules
from calculator.engine.terms import ReturnsTerms
from calculator.methods import newest
from calculator.once import once_a_method
from calculator.words.numbers import written

EFFECT = "effect"
EFFECTS = ("effect_low", "effect_central", "effect_high")


@dataclass(frozen=True, slots=True)
class ReturnsSection:
    """What the query string says about the return; `moved` holds numbers off the usual, as given."""

    rules: ReturnsRules = field(default_factory=lambda: newest().returns, compare=False, repr=False)
    asked: bool = False  # whether anything was said at all
    moved: Mapping[str, float] = field(default_factory=dict)
    sent: frozenset[str] = frozenset()  # numbers that were said: what is sent is certain
    chosen: str = ""  # the perspective; empty: the usual one

    @property
    def perspective_key(self) -> str:
        """Whose money counts, by key."""
        return self.chosen or next(iter(self.rules.perspectives))

    @property
    def perspective(self) -> Perspective:
        """Whose money counts."""
        return self.rules.perspectives[self.perspective_key]

    def value(self, name: str) -> float:
        """Return a number as given or as usual; NaN where it is left open."""
        return self.inputs()[name]

    def inputs(self) -> dict[str, float]:
        """Return the return's parameters by name; NaN where one is left open."""
        return {**usual_values(self.rules), **self.moved}

    def terms(self, *, also_sent: Iterable[str] = ()) -> ReturnsTerms:
        """Return what the edition's rules take, `also_sent` facts among what is certain; disordered effects as usual."""
        parameters = self.inputs()
        effects = [parameters[name] for name in EFFECTS]
        if effects != sorted(effects):
            usual = usual_values(self.rules)
            parameters |= {name: usual[name] for name in EFFECTS}
        return ReturnsTerms(parameters=parameters, sent=self.sent.union(also_sent), perspective=self.perspective_key)

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        if not self.asked:
            return []
        return [*((name, written(value)) for name, value in self.moved.items()), ("perspective", self.perspective_key)]


def returns_names(rules: ReturnsRules) -> tuple[str, ...]:
    """Return every name this section reads from a form."""
    return (*rules.parameters, "perspective")


@once_a_method
def _fields(rules: ReturnsRules) -> Fields:
    records = rules.parameters.items()
    return Fields({name: replace(number_for(record), where=_place(name)) for name, record in records})


def _place(name: str) -> Where:
    """Return where a number of the return is given: the effects are the members of one object."""
    return (EFFECT, name.removeprefix(f"{EFFECT}_")) if name in EFFECTS else name


def unpriced(scenario: OneYear, plan: PlanSection) -> Fault | None:
    """Return what is wrong with a return of one year whose dollars no price index can turn into constant ones.

    Costs of a plan's years need no index of theirs.
    """
    prices = getattr(scenario.edition.returns, "prices", None)
    year = scenario.moved.get("price_year")
    if prices is None or plan.asked or year is None or int(year) in prices.averages:
        return None
    message = (
        f"{year:.0f} has no consumer price index yet, and a return of one year needs it; so ask over several years, or"
    )
    return Fault("price_year", f"{message} give dollars of an earlier year", _years(prices.years), f"{year:.0f}")


def _years(years: Sequence[int]) -> str:
    return f"a year from {years[0]} to {years[-1]}"


def read_returns(given: Given, rules: ReturnsRules) -> ReturnsSection:
    """Read the section from `given`, which keeps the faults; what is faulty stays as usual."""
    given.holds(EFFECT, "an object with low, central and high")
    fields, usual = _fields(rules), usual_values(rules)
    said = given.numbers(fields)
    moved = {name: value for name, value in said.items() if value != usual[name]}
    section = ReturnsSection(
        rules=rules,
        asked=any(cell != "" for place in (*fields.places, "perspective") for cell in given.column(place)),
        moved=moved,
        sent=frozenset(said if given.deliberate else moved),
        chosen=given.choice("perspective", rules.perspectives) or "",
    )
    if section.chosen == "own" and "cost_per_homicide" not in section.moved:
        if not given.faulty("cost_per_homicide"):
            given.fault(Fault("cost_per_homicide", "is needed for your own perspective", "dollars for a homicide"))
        given.leave_unread("perspective")
        section = replace(section, chosen="")
    for lower, higher in (("effect_low", "effect_central"), ("effect_central", "effect_high")):
        least, value = section.value(lower), section.value(higher)
        if value < least:
            at, message = (higher, f"{value * 100:g}% is below the effect before it, {least * 100:g}%")
            if higher not in section.moved:
                at, message = (lower, f"{least * 100:g}% is above the effect after it, {value * 100:g}%")
            given.fault(
                Fault(_place(at), message, "low, central and high effects that rise", f"{section.value(at) * 100:g}%")
            )
    return section
