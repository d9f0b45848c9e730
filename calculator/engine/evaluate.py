"""Run a methodology's lines: for one place with floats, or for every place at once with arrays."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from calculator.engine.compile import compile_lines
from calculator.engine.errors import MissingFactError
from calculator.engine.functions import ARRAY_FUNCTIONS, SCALAR_FUNCTIONS, Functions
from calculator.engine.lines import needed_for, resting_on
from calculator.engine.methodology import Code, Line, Methodology


class Compiled(Protocol):
    """Lines in computing order and the code that computes them: a methodology, or one with a plan's lines."""

    @property
    def lines(self) -> Mapping[str, Line]:
        """The lines by name."""

    @property
    def code(self) -> Code:
        """What gives every line's value from functions and inputs."""


@dataclass(frozen=True, slots=True)
class Step:
    """The working of one line: its formula, the values put into it, and what came out."""

    line: str
    label: str
    unit: str
    formula: str
    values: Mapping[str, float]
    result: float


def defaults(methodology: Methodology) -> dict[str, float]:
    """Return the value of every parameter and index; NaN where the methodology leaves it open."""
    return dict(methodology.usual)


def evaluate(methodology: Compiled, inputs: Mapping[str, float]) -> dict[str, float]:
    """Return every line's value for one place.

    `inputs` holds all parameters, indices and facts as floats; a fact nobody reported is NaN and may be NaN
    only where no line needs it. Raises MissingFactError naming the fact otherwise.
    """
    values = run_lines(methodology, SCALAR_FUNCTIONS, inputs)
    check_finite(methodology, inputs, values)
    return values


def line_again(methodology: Methodology, line: str, known: Mapping[str, float], changed: tuple[str, ...]) -> float:
    """Return one line where some inputs have changed: of the lines only those run again that rest on these and it needs.

    `known` holds every input, those `changed` as they are now, and every line as it was, each of them finite where the line
    needs it.
    """
    key = (line, *changed)
    if key not in methodology.again:
        moving = resting_on(methodology.lines, changed)
        methodology.again[key] = compile_lines(needed_for(moving, [line]), file=methodology.reference, giving=[line])
    found = methodology.again[key](SCALAR_FUNCTIONS, known)
    return float(found[line] if line in found else known[line])


def check_finite(methodology: Compiled, inputs: Mapping[str, float], values: Mapping[str, float]) -> None:
    """Raise MissingFactError naming the fact where a line could not be computed."""
    if math.isfinite(sum(values.values())):  # so is every one of them, which one addition each tells faster
        return
    for name in methodology.lines:
        if not math.isfinite(values.get(name, 0.0)):
            raise MissingFactError(_missing_fact(methodology, inputs, name))


def evaluate_arrays(methodology: Compiled, inputs: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return every line for many places: arrays of shape (places,), scalars where no fact of a place enters.

    Facts are float64 arrays with NaN where nothing is reported; a line that needs a missing fact is NaN for
    that place.
    """
    return run_lines(methodology, ARRAY_FUNCTIONS, inputs)


def working(methodology: Methodology, inputs: Mapping[str, float], values: Mapping[str, float]) -> tuple[Step, ...]:
    """Return each line's formula with the values it used, in the order computed."""
    known = {**inputs, **values}
    return tuple(
        Step(
            line=line.name,
            label=line.label,
            unit=line.unit,
            formula=line.formula.text,
            values={name: known[name] for name in line.formula.names},
            result=values[line.name],
        )
        for line in methodology.lines.values()
    )


def _missing_fact(methodology: Compiled, inputs: Mapping[str, float], line: str) -> str:
    """Return the input without a value that keeps `line`, the first without a result, from having one.

    An `IF` may name several that are missing; the one that matters is the one whose value would help.
    """
    missing = [name for name in methodology.lines[line].formula.names if math.isnan(inputs.get(name, 0.0))]
    for name in missing:
        if math.isfinite(run_lines(methodology, SCALAR_FUNCTIONS, {**inputs, name: 1.0})[line]):
            return name
    return missing[0] if missing else line


def run_lines(methodology: Compiled, functions: Functions, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return every line's value by name, floats or arrays by the `functions`; what lacks a fact is NaN."""
    return methodology.code(functions, inputs)
