"""Random scenarios over everything a user may set: decimals on the slider's grid, and arbitrary doubles."""

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from calculator.engine.methodology import Methodology, Parameter
from tests.engine.asking import CAPS, METHODS, inputs_of

Scenario = dict[str, float]
# Ten years at 26% a year. Far above it sums pass a quadrillion dollars, where a double no longer has cents to round.
LARGEST_INDEX = 10.0


def on_the_grid(parameter: Parameter) -> st.SearchStrategy[float]:
    """Return values a slider or a careful typist gives: whole steps from the least, as decimals."""
    steps = math.floor((parameter.max - parameter.min) / parameter.step)
    digits = max(0, -math.floor(math.log10(parameter.step)))
    return st.integers(0, steps).map(lambda count: round(parameter.min + count * parameter.step, digits))


def typical(parameter: Parameter) -> st.SearchStrategy[float]:
    """Return values near those that occur, on the grid: the slider's track or the evidence's range."""
    low, high = parameter.slider or (
        parameter.min,
        min(parameter.max, parameter.min + 2_000 * parameter.step),
    )
    digits = max(0, -math.floor(math.log10(parameter.step)))
    count = math.floor((high - low) / parameter.step)
    return st.integers(0, count).map(lambda steps: round(low + steps * parameter.step, digits))


def values(parameter: Parameter) -> st.SearchStrategy[float]:
    """Return any value that is allowed for the parameter."""
    if parameter.unit in ("basis", "switch"):
        return st.integers(int(parameter.min), int(parameter.max)).map(float)
    arbitrary = st.floats(parameter.min, parameter.max, allow_subnormal=False)
    return st.one_of(typical(parameter), on_the_grid(parameter), arbitrary).map(float)


def facts() -> st.SearchStrategy[Scenario]:
    """Return facts of a place: villages and cities as often as the largest number that is allowed."""
    population = st.one_of(st.integers(0, 3_000), st.integers(0, 3_000_000), st.integers(0, 50_000_000))
    return st.fixed_dictionaries(
        {
            "population": population.map(float),
            "homicides": st.integers(0, 20_000).map(float),
            "price_level": st.one_of(
                st.integers(800, 1_200).map(lambda tenths: tenths / 10), values(CAPS.facts["price_level"])
            ).map(float),
        }
    )


def moved(methodology: Methodology) -> st.SearchStrategy[Scenario]:
    """Return parameters off their preset: any of them, often none; shrinks to nothing moved."""
    each = {name: values(parameter) for name, parameter in methodology.parameters.items()}
    each |= {name: st.floats(0, min(index.max, LARGEST_INDEX)) for name, index in methodology.indices.items()}
    return st.fixed_dictionaries({}, optional=each)


@st.composite
def scenarios(draw: st.DrawFn, methodology: Methodology) -> Scenario:
    """Return every input of one scenario, all facts known."""
    given = {**draw(facts()), **draw(moved(methodology))}
    given.setdefault("local_high_risk", draw(st.integers(0, 10_000).map(float)))
    return inputs_of(methodology, **given)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, Scenario]:
    """Return a methodology's id and every input of a scenario of it."""
    name = draw(st.sampled_from(list(METHODS)))
    return name, draw(scenarios(METHODS[name]))


@dataclass(frozen=True, slots=True)
class Family:
    """Four scenarios drawn one number at a time, and a hundred that take each number from one of the four.

    Drawing ten thousand whole scenarios takes minutes, mixing them seconds; a failure still shrinks, because the
    children of simple parents are simple.
    """

    methodology: str
    parents: tuple[Scenario, ...]
    seed: int

    def children(self, count: int = 100) -> list[Scenario]:
        """Return the mixed scenarios: what is given beyond the preset, facts included."""
        preset = {**inputs_of(METHODS[self.methodology]), "local_high_risk": 100.0}
        whole = [{**preset, **parent} for parent in self.parents]
        picks = np.random.default_rng(self.seed).integers(0, len(whole), (count, len(preset)))
        return [{name: whole[pick][name] for name, pick in zip(preset, row, strict=True)} for row in picks.tolist()]


@st.composite
def families(draw: st.DrawFn) -> Family:
    """Return a family of either methodology."""
    name = draw(st.sampled_from(list(METHODS)))
    parents = st.tuples(facts(), moved(METHODS[name])).map(lambda pair: {**pair[0], **pair[1]})
    return Family(name, tuple(draw(parents) for _ in range(4)), draw(st.integers(0, 2**32 - 1)))
