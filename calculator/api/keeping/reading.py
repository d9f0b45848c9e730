"""Reading a whole question from the JSON body of `POST scenarios/`: every section as its own resource reads it."""

from dataclasses import replace

from calculator.api.body import Body
from calculator.api.grant.reading import read_terms
from calculator.api.plan.reading import read_plan_question
from calculator.asking.memo import read_memo
from calculator.asking.question import LONGEST_NOTE, LONGEST_TITLE, SOLVE, TABS, Question
from calculator.asking.returns import read_returns
from calculator.asking.scenario import OneYear


def read_whole_question(given: Body, scenario: OneYear) -> Question:
    """Return what `POST plans/`, `returns/`, `grant-budgets/` and the memo read, as one question with its name and note."""
    question = read_plan_question(given, scenario)
    solve = given.number(SOLVE)
    return replace(
        question,
        tab=TABS[0],
        returns=read_returns(given, scenario.edition.returns),
        grant=read_terms(given, scenario.methodology),
        memo=read_memo(given),
        solve=None if solve is None else int(solve),
        name=given.text("name", longest=LONGEST_TITLE),
        note=given.text("note", longest=LONGEST_NOTE),
    )
