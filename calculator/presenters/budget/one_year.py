"""One year's answer for a page: the sentence, the bar, the table, the roles."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from calculator import charts
from calculator.answer import Answer
from calculator.engine.methodology import Methodology
from calculator.engine.results import Budget
from calculator.once import once_a_method
from calculator.presenters.budget.working import print_working
from calculator.presenters.printing import Printed
from calculator.words.labels import EMPLOYED
from calculator.words.wording import a_year, about_dollars, counted, dollars, in_dollars, people


def present_lede(budget: Budget) -> list[dict[str, Any]]:
    """Return the sentence that answers first, in parts; the strong ones are the figures."""
    at_risk = counted(budget.high_risk, "person", "people")
    staff = counted(budget.values["all_staff"], "member of staff", "staff")
    whole = budget.inputs["coverage_share"] == 1
    if budget.total == 0:
        nobody = (
            "Nobody lives here, so nobody needs reaching" if not budget.inputs["population"] else "Nobody is reached"
        )
        return [{"text": f"{nobody} and nothing needs paying."}]
    if not budget.values["all_staff"]:
        return _too_few(budget, at_risk)
    about = "" if at_risk.startswith("fewer") else "About "
    parts: list[dict[str, Any]] = [
        {"text": about, "strong": False},
        {"text": at_risk if about else f"{at_risk[0].upper()}{at_risk[1:]}", "strong": True},
        {"text": f" {'is' if at_risk.endswith('person') else 'are'} at highest risk of gun violence. "},
        {"text": "Reaching all of them takes " if whole else f"Reaching {people(budget.people_served)} of them takes "},
    ]
    parts += [{"text": staff, "strong": True}, {"text": " and "}]
    parts.append({"text": f"{about_dollars(budget.total)} a year", "strong": True})
    parts.append({"text": in_dollars(budget.dollars_of)})
    if budget.per_resident:
        parts.append({"text": f", or {dollars(budget.per_resident)} per resident"})
    return [*parts, {"text": "."}]


def _too_few(budget: Budget, at_risk: str) -> list[dict[str, Any]]:
    """Return the sentence where the method hires nobody: support money alone is no program."""
    reached = people(budget.people_served)
    who = "too few for a team of its own" if reached != "0" else "nobody is reached"
    return [
        {"text": f"{at_risk[0].upper()}{at_risk[1:]}", "strong": True},
        {
            "text": f" {'is' if at_risk.endswith('person') else 'are'} expected to be at highest risk of gun violence: {who}. "
        },
        {"text": "Support alone, without staff, would be "},
        {"text": f"{about_dollars(budget.total)} a year", "strong": True},
        {"text": f"{in_dollars(budget.dollars_of)}."},
    ]


def present_bar(budget: Budget) -> charts.bar.StackedBar:
    """Return the stacked bar of the five budget lines."""
    return charts.stacked_bar([(line.line, line.label, line.amount) for line in budget.printed])


def present_budget_table(answer: Answer, *, name: str) -> dict[str, Any]:
    """Return the five lines with amount, share and working (components/budget_table.html)."""
    budget = answer.budget
    shares = present_bar(budget).parts
    return {
        "caption": f"Budget of {name} for one year, by line",
        "lines": [
            {
                "key": line.line,
                "label": line.label,
                "amount": dollars(line.amount),
                "share": part.share,
                "working": print_working(answer, line.line),
            }
            for line, part in zip(budget.printed, shares, strict=True)
        ],
        "heading": a_year(budget.dollars_of),
        "total": dollars(budget.total),
        "total_label": f"Total{in_dollars(budget.dollars_of)}",
    }


def present_roles(budget: Budget) -> list[dict[str, Any]]:
    """Return the roles, each printed (components/role.html) with its count, dots, duties and pay."""
    method = budget.methodology
    roles, worth = [], _dot_worth(budget)
    for line, role in zip(budget.staffing, method.roles, strict=True):
        fringe = budget.inputs["fringe_share_city" if role.employer == "city" else "fringe_share_community"]
        words = {
            "label": role.label if line.count == 1 else role.plural,
            "count": f"{line.count:,}",
            "dots": drawn_dots(line.count, worth),
            "pay": f"{dollars(line.salary)} a year and {fringe * 100:g}% benefits"
            + (f"; {dollars(line.cost)} in all" if line.count else "; none at this size"),
        }
        roles.append({"group": line.group, "html": _printed(method, line.description).fill(words)})
    return roles


@once_a_method
def _printed(method: Methodology, description: str) -> Printed:
    return Printed("components/role.html", "role", {"description": description}, ("label", "count", "dots", "pay"))


@lru_cache(1_000)
def drawn_dots(count: int, worth: int = 1) -> SafeString:
    """Return a dot for each person, or for each `worth` of them, drawn (components/dots.html)."""
    return SafeString(render_to_string("components/dots.html", {"dots": charts.dots(count, worth=worth)}))


def dot_words(budget: Budget) -> str:
    """Return what one dot stands for on the page of a budget."""
    worth = _dot_worth(budget)
    return (
        "One dot is one person hired." if worth == 1 else f"One dot is {worth} people hired, a ring fewer than {worth}."
    )


def _dot_worth(budget: Budget) -> int:
    return charts.dot_worth(line.count for line in budget.staffing)


def present_staff_groups(budget: Budget) -> list[dict[str, Any]]:
    """Return the roles under the three headings a reader knows: frontline, supervision, city office."""
    roles = present_roles(budget)
    headings = (
        ("frontline", "Frontline", "frontline_staff", f"{EMPLOYED['community'].capitalize()}."),
        ("supervision", "Supervision", "supervisors", f"{EMPLOYED['community'].capitalize()}."),
        ("ovp", "Office of Violence Prevention", "ovp_staff", "City employees."),
    )
    return [
        {
            "title": title,
            "count": f"{int(budget.values[line]):,}",
            "note": note,
            "roles": [role for role in roles if role["group"] == group],
        }
        for group, title, line, note in headings
    ]
