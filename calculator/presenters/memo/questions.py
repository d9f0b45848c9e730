"""Questions a council asks, answered from the answer at hand."""

from calculator.answer import Answer
from calculator.engine.results import Budget
from calculator.presenters.memo.blocks import Block
from calculator.presenters.memo.phasing import at_coverage
from calculator.words.wording import about_dollars, counted, dollars, people, percent

POLICE = (
    "No. It holds no money for policing, prosecution or jail, and takes none away. Workers keep a professional understanding with "
    "police and do not share information with them; that is what lets them work."
)
RESULTS = (
    "Hiring takes months, and trust takes longer. What can be counted in the first year is people engaged, conflicts mediated and "
    "scenes answered. Shootings are judged over two to three years: one good or bad year is often chance."
)
NO_EVALUATION = "This budget sets nothing aside for evaluation; a grant usually asks for it."


def present_questions(answer: Answer) -> list[Block]:
    """Return the questions with their answers; nothing where nobody is reached."""
    budget = answer.budget
    if not budget.total:
        return []
    evaluation = budget.values["evaluation_cost"]
    pairs = {
        "Why so many people?": _why_so_many(budget),
        "Does this replace police?": POLICE,
        "What if we can pay for only part?": _part(at_coverage(answer, 0.25)),
        "What is most of the money for?": _most(budget),
        "When are results seen?": RESULTS,
        "Who checks that it works?": (
            f"{dollars(evaluation)} of the budget is for data and evaluation." if evaluation else NO_EVALUATION
        ),
    }
    if answer.planned:
        pairs["Can we do it step by step?"] = _steps(answer)
    return [{"kind": "questions", "items": [{"question": ask, "answer": say} for ask, say in pairs.items()]}]


def _why_so_many(budget: Budget) -> str:
    return (
        f"Because {counted(budget.high_risk, 'person', 'people')} is an estimate from residents or homicides, not a list of names. "
        "A count made here, from police and hospital records read together, would be better than any of them."
    )


def _part(quarter: Budget) -> str:
    staff = counted(quarter.values["all_staff"], "member of staff", "staff")
    return (
        f"Reaching a quarter of the people would take {about_dollars(quarter.total)} a year and {staff}. "
        "Fewer than four frontline workers are not a team."
    )


def _most(budget: Budget) -> str:
    largest = max(budget.budget, key=lambda line: line.amount)
    share = percent(round(largest.amount / budget.total, 2))
    if largest.line != "wraparound_cost":
        return f"{share} is {largest.label[0].lower()}{largest.label[1:]}."
    return (
        f"{share} is support for participants and their families: housing, work, health care, legal aid. Without something to "
        "offer, the people at highest risk have little reason to come."
    )


def _steps(answer: Answer) -> str:
    first, last = answer.planned[0], answer.planned[-1]
    return (
        f"The plan starts with {people(first.budget.people_served)} people in {first.year} and reaches "
        f"{people(last.budget.people_served)} in {last.year}."
    )
