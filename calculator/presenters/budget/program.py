"""Who is in the program: each role by caseload, by hand or left out, and the city's office as a whole."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from calculator.asking.given import Fault
from calculator.asking.question import Question
from calculator.engine.methodology import Methodology, Role
from calculator.once import once_a_method
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.printing import joined, markup

WAYS = (("1", "By caseload"), ("2", "Typed in"), ("0", "Left out"))
USUAL_WAY = "1"
OFFICE = "ovp"


@once_a_method
def has_ways(method: Methodology) -> bool:
    """Tell whether the edition lets roles be left out or typed in."""
    return all(name in method.parameters for role in method.roles for name in names_of(role))


def names_of(role: Role) -> tuple[str, str]:
    """Return the parameters that say how many of a role: the way, and the posts typed in."""
    stem = role.salary.removesuffix("_salary")
    return f"{stem}_basis", f"{stem}_posts"


def print_ways(question: Question, role: Role, label: str) -> SafeString:
    """Return the select and the box of a role, with what is wrong with them."""
    basis, posts = names_of(role)
    moved = question.scenario.moved
    way = question.text_of(basis) or f"{moved.get(basis, 1):.0f}"
    posts_typed = question.text_of(posts) or (f"{moved[posts]:.0f}" if posts in moved else "")
    if posts_typed or way != USUAL_WAY or question.faults:
        return _print_ways(basis, posts, label, way, posts_typed, question.faults)
    return _usual_ways(basis, posts, label)


@lru_cache(200)
def _usual_ways(basis: str, posts: str, label: str) -> SafeString:
    return _print_ways(basis, posts, label, USUAL_WAY, "", ())


def _print_ways(basis: str, posts: str, label: str, way: str, posts_typed: str, told: tuple[Fault, ...]) -> SafeString:
    value = markup(' value="{}"', posts_typed) if posts_typed else ""
    options = joined(
        markup('<option value="{}"{}>{}</option>', key, markup(" selected") if key == way else "", words)
        for key, words in (*WAYS, *([] if way in dict(WAYS) else [(way, way)]))
    )
    faults = [fault for name in (basis, posts) if (fault := fault_of(told, name))]
    box = f"p-{posts}-error"
    wrong = markup(' aria-invalid="true" aria-describedby="{}"', box)
    select_wrong, box_wrong = (wrong if fault_of(told, name) else "" for name in (basis, posts))
    said = joined(markup('<p class="error" id="{}">{}</p>', box, fault_words(fault)) for fault in faults[:1])
    return markup(
        '<td role="cell" data-label="How many"><select id="p-{}" name="{}" aria-label="{}: how many"{}>'
        '{}</select><input id="p-{}" name="{}" inputmode="numeric" '
        'aria-label="{}: posts typed in"{}{}>{}</td>',
        basis, basis, label, select_wrong, options, posts, posts, label, value, box_wrong, said,
    )  # fmt: skip


def present_office(question: Question, path: str) -> list[dict[str, Any]]:
    """Return the ways to have the city's office, as links: none, a director only, all of it."""
    method = question.scenario.methodology
    bases = [names_of(role)[0] for role in method.roles if role.group == OFFICE]
    choices: tuple[tuple[str, dict[str, float]], ...] = (
        ("No office", dict.fromkeys(bases, 0.0)),
        ("Director only", dict.fromkeys(bases[1:], 0.0)),
        ("Full office", {}),
    )
    now = {name: value for name, value in question.scenario.moved.items() if name in bases}
    return [
        {"label": label, "url": _with(question, bases, moved).url(path, tab=question.tab), "current": moved == now}
        for label, moved in choices
    ]


def _with(question: Question, bases: list[str], moved: dict[str, float]) -> Question:
    rest = question.without(*bases)
    return replace(rest, scenario=replace(rest.scenario, moved={**rest.scenario.moved, **moved}))
