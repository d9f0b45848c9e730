"""Five short questions, in the names that the calculator reads: what each asks, and what an answer to it sets."""

from collections.abc import Iterable, Mapping, Sequence

from calculator.asking.basis import BASIS, BASIS_OF
from calculator.asking.question import Question
from calculator.asking.staff import staff_name
from calculator.engine.methodology import Methodology, Role

STEPS = ("people", "staff", "pay", "money", "years")
CHECK = "check"
PEOPLE = ("local_high_risk", "local_citation", "homicides")
PAY = ("outreach_salary", "case_manager_salary", "supervisor_salary", "fringe_share_community")
OWN = ("step", "from", "go", "then")  # names of these pages, which the calculator does not know


def names_of(step: str, method: Methodology) -> tuple[str, ...]:
    """Return the names that a step asks for."""
    staff = tuple(post_name(role) for role in method.roles)
    known = {"people": PEOPLE, "staff": staff, "pay": PAY, "money": ("solve",), "years": ("first_year", "years")}
    return known.get(step, ())


def post_name(role: Role) -> str:
    """Return the name of the box for staff in post: at the employer that a role has in the method."""
    return staff_name(role.key, role.employer)


def step_of(name: str, method: Methodology) -> str:
    """Return the step that asks for a name; the check of the answers where none does."""
    return next((step for step in STEPS if name in (*names_of(step, method), *_set_by(step))), CHECK)


def next_step(step: str) -> str:
    """Return the step after this one."""
    return (*STEPS, CHECK)[STEPS.index(step) + 1] if step in STEPS else CHECK


def step_before(step: str) -> str | None:
    """Return the step before this one; None before the first."""
    at = (*STEPS, CHECK).index(step)
    return STEPS[at - 1] if at else None


def answered(values: Mapping[str, Sequence[str]], step: str) -> dict[str, list[str]]:
    """Return what a page of these sent, as the calculator is asked: without the pages' own names, the basis as typed."""
    asked = {name: list(items) for name, items in values.items() if name not in OWN}
    if step == "people":
        typed = [name for name in BASIS_OF if any(item.strip() for item in asked.get(name, ()))]
        asked.pop(BASIS, None)
        if typed:
            asked[BASIS] = [BASIS_OF[typed[0]]]
    return asked


def pairs_without(question: Question, step: str) -> list[tuple[str, str]]:
    """Return the question's pairs but those that a step sets: where skipping it leads."""
    return [pair for pair in question.query() if pair[0] not in own_of(question, step)]


def own_of(question: Question, step: str) -> tuple[str, ...]:
    """Return every name that a step sets, which its page does not carry along."""
    return (*names_of(step, question.scenario.methodology), *_set_by(step))


def is_answered(question: Question, step: str) -> bool:
    """Whether the question says anything that this step asks for."""
    said: Iterable[str] = (name for name, _ in question.query())
    return any(name in names_of(step, question.scenario.methodology) for name in said)


def _set_by(step: str) -> tuple[str, ...]:
    return (BASIS,) if step == "people" else ("coverage_share",) if step == "money" else ()
