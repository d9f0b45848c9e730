"""The browser's engine gives Python's doubles: 10,000 random scenarios, and the functions at their edges."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from calculator.engine.evaluate import evaluate
from calculator.engine.functions import SCALAR_FUNCTIONS
from tests.engine.asking import METHODS, inputs_of
from tests.engine.node import Node
from tests.engine.scenarios import Family, Scenario, families, questions
from tests.engine.test_functions import ROUNDED, same

FAMILIES = 300  # of a hundred each; hypothesis repeats some on purpose, so more than 100 are needed
COMPARED: set[tuple[object, ...]] = set()


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    process = Node(Path(tmp_path_factory.mktemp("browser")))
    yield process
    process.close()


shrunk = settings(max_examples=FAMILIES, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])


@shrunk
@given(families())
def compare(node: Node, family: Family) -> None:
    compare_all(node, family.methodology, family.children())


@shrunk
@given(questions())
def compare_one_each(node: Node, question: tuple[str, Scenario]) -> None:
    """The same with one scenario at a time: a difference is shrunk by trying hundreds."""
    name, scenario = question
    compare_all(node, name, [scenario])


def compare_all(node: Node, methodology: str, children: Sequence[Mapping[str, float]]) -> None:
    method = METHODS[methodology]
    scenarios = [inputs_of(method, **given) for given in children]
    for scenario, found in zip(scenarios, node.evaluate(method, scenarios), strict=True):
        preset = inputs_of(method)
        expected = evaluate(method, scenario)
        differing = {name: (expected[name], found[name]) for name in expected if expected[name] != found[name]}
        moved = {name: value for name, value in scenario.items() if value != preset[name]}
        assert not differing, f"{method.reference} with {moved}: (Python, JavaScript) {differing}"
        COMPARED.add((method.id, *scenario.values()))


def test_ten_thousand_random_scenarios_give_the_same_doubles_in_javascript(node: Node) -> None:
    COMPARED.clear()
    compare(node)
    assert len(COMPARED) >= 10_000, f"only {len(COMPARED)} different scenarios"


def test_a_difference_would_be_found_and_shrunk(node: Node) -> None:
    class Wrong:
        def evaluate(self, methodology, inputs):
            answers = node.evaluate(methodology, inputs)
            for scenario, answer in zip(inputs, answers, strict=True):
                answer["total"] += scenario["living_wage_floor"] > 12_345.5
            return answers

    with pytest.raises(AssertionError) as caught:
        compare_one_each(Wrong())
    message = str(caught.value).partition("\n")[0]
    assert "'living_wage_floor': " in message
    assert message.count("': ") <= 12, f"not shrunk: {message}"


@pytest.mark.parametrize(("value", "whole"), ROUNDED)
def test_round_has_the_same_edges_in_javascript(node: Node, value: float, whole: float) -> None:
    assert node.call("ROUND", [[value]]) == [whole]


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.floats(), min_size=3, max_size=3), min_size=1, max_size=50))
def test_the_functions_give_the_same_doubles_in_javascript(node: Node, lists: list[list[float]]) -> None:
    for name in ("ROUND", "MAX", "MIN", "SUM"):
        arguments = [values[:1] if name == "ROUND" else values for values in lists]
        for values, found in zip(arguments, node.call(name, arguments), strict=True):
            assert same(SCALAR_FUNCTIONS[name](*values), found), (name, values)
