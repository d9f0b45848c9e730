"""Answers to put into files, without a database: a typed population under any scenario."""

from collections.abc import Mapping

from calculator.answer import Answer
from calculator.asking.question import Question
from calculator.asking.scenario import OneYear
from calculator.subject import Subject
from tests.engine.asking import METHODS, inputs_of


def answer_of(methodology: str = "caps", *, name: str = "A population", citation: str = "", **given: float) -> Answer:
    """Return the answer for these inputs; facts not given are not reported."""
    return answer_of_inputs(methodology, inputs_of(METHODS[methodology], **given), name=name, citation=citation)


def answer_of_inputs(
    methodology: str, inputs: Mapping[str, float], *, name: str = "A population", citation: str = ""
) -> Answer:
    """Return the answer for every input given."""
    method = METHODS[methodology]
    facts = {fact: inputs[fact] for fact in method.facts}
    scenario = OneYear(methodology=method, citation=citation)
    return Answer(
        subject=Subject(kind="typed", name=name, facts=facts),
        question=Question(scenario=scenario, tab="budget", subject=(), faults=()),
        assumed=inputs,
        link=f"https://cvi.example.org/calculator/?methodology={methodology}",
        data_version="2026-01",
    )
