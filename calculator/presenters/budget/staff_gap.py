"""Who is in post against who is recommended, on the budget tab."""

from typing import Any

from django.utils.safestring import SafeString

from calculator.asking.question import Question
from calculator.asking.staff import EMPLOYERS, staff_name, staff_names
from calculator.engine.methodology import Methodology
from calculator.engine.staff import StaffGap
from calculator.once import once_a_method
from calculator.presenters.budget.program import has_ways, names_of, present_office, print_ways
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.printing import Printed, markup
from calculator.words import labels
from calculator.words.wording import about_dollars, counted, dollars

WORDS = ("ways", "recommended", "city", "city_fault", "community", "community_fault", "missing", "beyond", "cost")


def present_staff_gap(question: Question, gaps: tuple[StaffGap, ...], path: str) -> dict[str, Any]:
    """Return the form of staff in post and the gap in people and dollars (templates/calculator/staff_gap.html)."""
    asked = question.current_staff.asked
    missing, cost = sum(gap.missing for gap in gaps), sum(gap.cost for gap in gaps)
    method = question.scenario.methodology
    ways = has_ways(method)
    return {
        "names": (names := _names(method)),
        "ways": ways,
        "office": present_office(question, path) if ways else [],
        "open": asked
        or any(name in question.scenario.moved for name in names)
        or any(fault.name in names for fault in question.faults),
        "words": _words(missing, cost) if asked else "",
        "rows": [_row(question, gap, asked) for gap in gaps],
        "recommended": f"{sum(gap.recommended for gap in gaps):,}",
        "in_post": [
            f"{sum(getattr(gap.in_post, employer) for gap in gaps):,}" if asked else "" for employer in EMPLOYERS
        ],
        "missing": f"{missing:,}" if asked else "",
        "cost": dollars(cost) if asked else "",
    }


def _names(method: Methodology) -> list[str]:
    ways = [name for role in method.roles for name in names_of(role)] if has_ways(method) else []
    return [*staff_names(method), *ways]


def _words(missing: int, cost: int) -> str:
    if not missing:
        return "Every recommended post is filled."
    posts = counted(missing, "post is", "posts are")
    return f"{posts} still to fill; their pay and benefits come to {about_dollars(cost)} a year."


def _beyond(posts: int) -> str:
    return counted(posts, "more than planned", "more than planned")


def _row(question: Question, gap: StaffGap, asked: bool) -> SafeString:
    there = question.current_staff.in_post.get(gap.role)
    method = question.scenario.methodology
    role = next(role for role in method.roles if role.key == gap.role)
    words = {
        "ways": print_ways(question, role, gap.label) if has_ways(method) else "",
        "recommended": f"{gap.recommended:,}",
        "missing": "" if not asked else f"{gap.missing:,}" if gap.missing else "–",
        "beyond": markup('<span class="soft">{}</span>', _beyond(gap.beyond)) if gap.beyond else "",
        "cost": dollars(gap.cost) if asked and gap.cost else "–" if asked else "",
    }
    for employer in EMPLOYERS:
        name = staff_name(gap.role, employer)
        fault, count = fault_of(question.faults, name), getattr(there, employer) if there else 0
        box = f"p-{name}-error"
        value = fault.given if fault else str(count) if count else ""
        invalid = markup(' aria-invalid="true" aria-describedby="{}"', box) if fault else ""
        words[employer] = markup(' value="{}"{}', value, invalid) if value or fault else ""
        words[f"{employer}_fault"] = markup('<p class="error" id="{}">{}</p>', box, fault_words(fault)) if fault else ""
    return _printed(method, gap.role, gap.label).fill(words)


@once_a_method
def _printed(method: Methodology, role: str, label: str) -> Printed:
    lasting = {"label": label}
    for employer in EMPLOYERS:
        name = staff_name(role, employer)
        lasting |= {
            f"{employer}_id": f"p-{name}",
            f"{employer}_name": name,
            f"{employer}_label": f"{label}, {labels.EMPLOYERS[employer]}",
        }
    return Printed("components/staff_row.html", "row", lasting, WORDS)
