"""The numbers of a plan, a return and a grant budget as the engine gives them, before anybody lays them out."""

from dataclasses import asdict
from typing import Any

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import Question
from calculator.subject import Subject


def insides_of(subject: Subject, question: Question) -> dict[str, Any]:
    """Return the plan's years, the return and the grant budget of a question; None where it cannot be answered."""
    from tests.records.doors import numbers_in

    answer = Answer(subject, question)
    years = answer.plan
    try:
        returns: Any = asdict(answer.returns)
    except FaultyError:
        returns = None
    grant = answer.application.grant
    return {
        "plan": [{"year": year.year, "values": dict(year.values)} for year in years],
        "returns": returns and numbers_in({key: value for key, value in returns.items() if key != "perspective"}),
        "grant": [
            {
                "classes": dict(period.classes),
                "base": period.base,
                "indirect": period.indirect,
                "lines": [[line.line, line.amount, line.pay, line.fringe] for line in period.lines],
            }
            for period in (*grant.years, grant.whole)
        ],
    }
