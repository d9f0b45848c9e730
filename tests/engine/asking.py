"""Questions to a methodology, short enough for tests to read as tables."""

import math

from calculator.engine.evaluate import defaults
from calculator.engine.methodology import Methodology
from calculator.engine.results import Budget, budget_of
from calculator.methods import editions

METHODS = editions()["2026.1"].methods  # tests/edition_2027 asks the edition after it
CAPS = METHODS["caps"]
FIELD = METHODS["field"]


def inputs_of(methodology: Methodology, **given: float) -> dict[str, float]:
    """Return every input: the preset, facts not reported, then what is given."""
    return {**defaults(methodology), **dict.fromkeys(methodology.facts, math.nan), **given}


def budget(methodology: Methodology, **given: float) -> Budget:
    """Return the budget for the preset with what is given."""
    return budget_of(methodology, inputs_of(methodology, **given))
