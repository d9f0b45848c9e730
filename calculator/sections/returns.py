"""The returns section of a URL: effects, nonfatal shootings, perspective, seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.engine.returns import Effect
from calculator.engine.returns_rules import Perspective
from calculator.given import Fault, Given
from calculator.plan_registry import returns_rules
from calculator.scenario import number_for, written

USUAL_PERSPECTIVE = "taxpayer_average"
EFFECTS = ("effect_low", "effect_central", "effect_high")


@dataclass(frozen=True, slots=True)
class ReturnsSection:
    """What the query string says about the return; `moved` holds numbers off the usual, as given."""

    asked: bool = False  # whether anything was said at all
    moved: Mapping[str, float] = field(default_factory=dict)
    perspective_key: str = USUAL_PERSPECTIVE

    @property
    def perspective(self) -> Perspective:
        """Whose money counts."""
        return returns_rules().perspectives[self.perspective_key]

    def value(self, name: str) -> float:
        """Return a number as given or as usual."""
        return self.moved.get(name, float(returns_rules().parameters[name].value or 0))

    @property
    def effect(self) -> Effect:
        """The effect as given; as usual where the three are not in order."""
        low, central, high = (self.value(name) for name in EFFECTS)
        return Effect(low, central, high) if low <= central <= high else ReturnsSection().effect

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        if not self.asked:
            return []
        return [*((name, written(value)) for name, value in self.moved.items()), ("perspective", self.perspective_key)]


def returns_names() -> tuple[str, ...]:
    """Return every name this section reads."""
    return (*returns_rules().parameters, "perspective")


def read_returns(given: Given) -> ReturnsSection:
    """Read the section from `given`, which keeps the faults; what is faulty stays as usual."""
    rules = returns_rules()
    numbers = {name: given.number(number_for(record)) for name, record in rules.parameters.items()}
    section = ReturnsSection(
        asked=any(cell != "" for name in returns_names() for cell in given.column(name)),
        moved={
            name: value
            for name, value in numbers.items()
            if value is not None and value != rules.parameters[name].value
        },
        perspective_key=given.choice("perspective", rules.perspectives) or USUAL_PERSPECTIVE,
    )
    for lower, higher in (("effect_low", "effect_central"), ("effect_central", "effect_high")):
        least, value = section.value(lower), section.value(higher)
        if value < least:
            at, message = (higher, f"{value * 100:g}% is below the effect before it, {least * 100:g}%")
            if higher not in section.moved:
                at, message = (lower, f"{least * 100:g}% is above the effect after it, {value * 100:g}%")
            given.fault(Fault(at, message, "low, central and high effects that rise", f"{section.value(at) * 100:g}%"))
    return section
