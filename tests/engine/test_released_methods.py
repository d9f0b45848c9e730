"""Released methods as they ship: every parameter used and sourced, every line leading to the answer."""

import pytest

from calculator.engine.methodology import Methodology
from calculator.methods import released


@pytest.mark.parametrize("method", released().values(), ids=released())
def test_every_parameter_of_a_released_method_is_used_and_says_where_it_comes_from(
    method: Methodology,
) -> None:
    used = {name for line in method.lines.values() for name in line.formula.names}
    inputs = {**method.facts, **method.indices, **method.parameters}
    assert set(inputs) - set(method.facts) <= used  # a return may need a fact that no budget does
    for parameter in inputs.values():
        assert parameter.source.title
        assert parameter.note or parameter.source.key != "assumption", f"{parameter.name} does not say why"


@pytest.mark.parametrize("method", released().values(), ids=released())
def test_every_line_of_a_released_method_leads_to_the_answer(method: Methodology) -> None:
    shown = {"total", "all_staff", *method.budget, *method.wraparound}
    shown |= {name for role in method.roles for name in (role.key, role.pay_line, role.cost_line)}
    used = {name for line in method.lines.values() for name in line.formula.names}
    assert set(method.lines) <= used | shown
