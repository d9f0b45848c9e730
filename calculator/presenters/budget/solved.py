"""Start from the money: the box on the calculator, and what the amount pays for, in words."""

from typing import Any

from calculator.answer import Answer
from calculator.engine.methodology import Methodology
from calculator.engine.rules_2027_1.solve import Solution
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.words.watches import lower
from calculator.words.wording import about_dollars, counted, dollars, people, percent


def present_money(answer: Answer) -> dict[str, Any] | None:
    """Return the box with what it pays for (templates/calculator/money.html); None where the edition cannot say."""
    if "solve" not in answer.edition.rules:
        return None
    question = answer.question
    fault, unread = fault_of(question.faults, "solve"), question.text_of("solve")
    return {
        "value": unread if unread is not None else "" if question.solve is None else f"{question.solve:,}",
        "error": fault_words(fault) if fault else "",
        "words": [] if answer.solution is None else _words(answer, answer.solution),
    }


def _words(answer: Answer, solution: Solution) -> list[str]:
    method, budget = answer.scenario.methodology, answer.budget
    if solution.coverage_share is None or solution.remainder is None:
        return [f"{dollars(solution.amount)} pays for less than the posts set by hand cost: give more, or fewer posts."]
    reached = f"{people(budget.people_served)} of {people(budget.high_risk)} people"
    staff = counted(budget.values["all_staff"], "member of staff", "staff")
    amount, share = about_dollars(solution.amount), percent(solution.coverage_share)
    found = [f"{amount} reaches {reached} ({share}) with {staff}; {dollars(solution.remainder)} is left over."]
    if solution.next_step:
        step = solution.next_step
        adds, share = _posts(method, step.posts), percent(step.coverage_share)
        found.append(f"The next step adds {adds}: {dollars(step.total)} in all, reaching {share}.")
    if solution.smallest:
        found.append(
            f"That is fewer than four frontline workers. The smallest team of four takes {dollars(solution.smallest.total)}; a "
            "place with less should plan with its county or neighbors."
        )
    return found


def _posts(method: Methodology, posts: Any) -> str:
    labels = {role.key: (role.label, role.plural) for role in method.roles}
    return ", ".join(
        f"{count:,} {lower(labels[role][0 if count == 1 else 1])}" for role, count in posts.items() if count
    )
