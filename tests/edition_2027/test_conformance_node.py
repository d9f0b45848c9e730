"""The browser's formulas of edition 2027.1 give Python's numbers: thousands of questions mixed from a few hundred drawn ones."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from calculator.engine.evaluate import evaluate
from tests.edition_2027.asking import METHODS
from tests.edition_2027.scenarios import questions
from tests.engine.node import Node
from tests.engine.scenarios import Scenario

MIXED = 3_000
POWERS = ("pay_index", "price_index")  # the last binary digit of a power differs between libraries


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    process = Node(Path(tmp_path_factory.mktemp("browser")))
    yield process
    process.close()


def parents() -> dict[str, list[Scenario]]:
    """Return drawn questions by method."""
    drawn: dict[str, list[Scenario]] = {name: [] for name in METHODS}

    @settings(max_examples=150, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(questions())
    def draw(question: tuple[str, Scenario]) -> None:
        drawn[question[0]].append(question[1])

    draw()
    return drawn


def test_thousands_of_questions_give_the_same_dollars_in_javascript(node: Node) -> None:
    chance, compared = random.Random(2027), 0
    for name, whole in parents().items():
        method = METHODS[name]
        while compared < MIXED * (1 + list(METHODS).index(name)) / len(METHODS):
            batch = []
            for _ in range(100):
                four = chance.sample(whole, 4)
                batch.append({key: chance.choice(four)[key] for key in four[0]})
            for inputs, found in zip(batch, node.evaluate(method, batch), strict=True):
                expected = evaluate(method, inputs)
                unlike = {key: (value, found[key]) for key, value in expected.items() if value != found[key]}
                assert set(unlike) <= set(POWERS), f"{method.reference}: (Python, JavaScript) {unlike}"
                assert all(theirs == pytest.approx(ours, rel=1e-14) for ours, theirs in unlike.values())
            compared += len(batch)
    assert compared >= MIXED
