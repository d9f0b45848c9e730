"""The years tab: who is reached, hired and paid in each year."""

from dataclasses import replace
from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.asking.plan import COVERAGE, OWN, plan_names
from calculator.asking.question import Question
from calculator.engine.plan import PlanYear
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.fields import number_field, open_field, options, table
from calculator.subject import Subject
from calculator.words.labels import TABS
from calculator.words.wording import about_dollars, axis_dollars, counted, dollars, people, percent

OVERHEAD = "community_overhead_cost"
# The order of the stacked lines, so that each has the color it has everywhere.
AREAS = (
    "frontline_cost",
    "supervision_ovp_cost",
    "wraparound_cost",
    "training_cost",
    "evaluation_cost",
    OVERHEAD,
)
RAMP_LABELS = (
    ("full", "The same share every year"),
    ("even", "Even steps up to that share"),
    ("sc2", "Like Chicago’s scaling plan"),
    ("typed", "Year by year, typed in"),
)


def present_years(answer: Answer) -> dict[str, Any]:
    """Return everything the years tab shows. Raises FaultyError where a fact it needs is not reported."""
    subject, question, years = answer.subject, answer.question, answer.plan
    total = sum(year.total for year in years)
    return {
        **_form(subject, question, years),
        "carried": question.carried(plan_names(question.plan.rules)),
        "lede": _lede(years),
        "announcement": f"{about_dollars(total)} over {counted(len(years), 'year', 'years')}",
        "money": _money(years),
        "money_table": _money_table(years),
        "filled": _filled_table(years),
        "staff": _staff(years),
        "staff_table": _staff_table(years),
        "notes": _notes(years),
    }


def _form(subject: Subject, question: Question, years: tuple[PlanYear, ...]) -> dict[str, Any]:
    plan, rules, faults = question.plan, question.plan.rules, question.faults
    share = question.scenario.inputs(subject.facts)["coverage_share"]
    sc2 = rules.shapes["sc2"]
    assumptions = [record for name, record in rules.parameters.items() if name not in OWN]
    return {
        "when": [
            number_field(rules.parameters["years"], float(len(years)), faults, hint="1 to 10"),
            number_field(rules.parameters["first_year"], float(years[0].year), faults, hint="A calendar year"),
        ],
        "ramp": {
            "kind": "radios",
            "name": "ramp",
            "id": "p-ramp",
            "label": "How many of the people at highest risk are reached?",
            "required": True,
            "error": _words(question, "ramp"),
            "options": options(
                plan.shape,
                RAMP_LABELS,
                {
                    "full": f"{percent(share)}, as set under “{TABS['budget']}”.",
                    "even": f"{percent(share / len(years))} in the first year, {percent(share)} in the last.",
                    "sc2": f"{sc2.note} Source: {sc2.source.title}, {sc2.source.year}.",
                },
            ),
        },
        "typed": _coverage_fields(question, years) if plan.shape == "typed" else [],
        "coverage_error": _words(question, COVERAGE),
        "start": _start(question, years) if fault_of(question.faults, COVERAGE) else None,
        "assumptions": [open_field(record, plan.moved.get(record.name), faults) for record in assumptions],
        "assumptions_open": any(record.name in plan.moved or fault_of(faults, record.name) for record in assumptions),
    }


def _coverage_fields(question: Question, years: tuple[PlanYear, ...]) -> list[dict[str, Any]]:
    fields, open_still = [], fault_of(question.faults, COVERAGE) is not None
    for number, year in enumerate(years, start=1):
        fault = fault_of(question.faults, f"{COVERAGE}-{number}")
        value = "" if open_still else f"{year.coverage_share * 100:g}%"
        fields.append(
            {
                "kind": "number",
                "name": COVERAGE,
                "id": f"p-{COVERAGE}-{number}",
                "label": str(year.year),
                "share": True,
                "value": fault.given if fault else value,
                "error": fault_words(fault) if fault else None,
                "required": True,
            }
        )
    return fields


def _start(question: Question, years: tuple[PlanYear, ...]) -> dict[str, str]:
    """Return the link that fills the boxes with the steps of the usual ramp."""
    shares = tuple(round(year.coverage_share, 4) for year in years)
    unread = tuple(pair for pair in question.unread if pair[0] != COVERAGE)
    filled = replace(question, plan=replace(question.plan, typed=shares), unread=unread)
    steps = ", ".join(percent(share) for share in shares)
    return {"url": filled.url("", tab="years"), "label": f"Start from even steps: {steps}"}


def _lede(years: tuple[PlanYear, ...]) -> list[dict[str, Any]]:
    first, last = years[0], years[-1]
    total = sum(year.total for year in years)
    parts: list[dict[str, Any]] = [
        {"text": f"{first.year}–{last.year} takes " if len(years) > 1 else f"{first.year} takes "},
        {"text": about_dollars(total), "strong": True},
    ]
    if len(years) > 1:
        parts += [
            {"text": f": {about_dollars(first.total)} in the first year, "},
            {"text": f"{about_dollars(last.total)} in the last"},
        ]
    reached = counted(last.budget.people_served, "person", "people")
    return [
        *parts,
        {"text": ". Reached in "},
        {"text": f"{last.year}: "},
        {"text": reached, "strong": True},
        {"text": ", by "},
        {"text": counted(last.values["all_staff"], "member of staff", "staff"), "strong": True},
        {"text": f".{own_dollars(years)}"},
    ]


def own_dollars(years: tuple[PlanYear, ...]) -> str:
    """Return a sentence on whose dollars these are; empty where the edition's plan does not say."""
    return " Each year is in its own dollars." if years[0].total_if_filled is not None else ""


def _money(years: tuple[PlanYear, ...]) -> dict[str, Any]:
    lines = {line.line: line.label for line in years[0].lines}
    totals = [year.total for year in years]
    labels = [str(year.year) for year in years]
    shown = [
        (number, key)
        for number, key in enumerate(AREAS, start=1)
        if key in lines and (key != OVERHEAD or any(year.amount(key) for year in years))
    ]
    return {
        "id": "plan-money",
        "title": "What each year takes",
        "note": "Between the areas and the dashed line: start-up of new posts.",
        "template": "components/charts/area.html",
        "legend": [
            *({"swatch": f"s-{number}", "label": lines[key]} for number, key in shown),
            {"swatch": "need", "label": "All, with start-up"},
        ],
        "chart": charts.stacked_area(
            years=labels,
            series=[(lines[key], [year.amount(key) for year in years]) for _, key in shown],
            need=totals,
            description=f"From {about_dollars(totals[0])} in {labels[0]} "
            f"to {about_dollars(totals[-1])} in {labels[-1]}.",
            text=axis_dollars(max(totals)),
        ),
    }


def _money_table(years: tuple[PlanYear, ...]) -> dict[str, Any]:
    lines = {line.line: line.label for line in years[0].lines}
    by_line = {key: [year.amount(key) for year in years] for key in lines}
    totals = [year.total for year in years]
    return table(
        "plan-money-table",
        "Budget by year and line",
        ["", *(str(year.year) for year in years), "All years"],
        [(label, [dollars(n) for n in (*by_line[key], sum(by_line[key]))]) for key, label in lines.items()],
        ("Total", [dollars(total) for total in (*totals, sum(totals))]),
    )


def _filled_table(years: tuple[PlanYear, ...]) -> dict[str, Any] | None:
    """Return each year beside itself with every post filled, and what is spent by quarter; None where the edition cannot say."""
    filled = [year.total_if_filled for year in years if year.total_if_filled is not None]
    if len(filled) < len(years):
        return None
    totals = [year.total for year in years]
    quarters = [year.quarters for year in years if year.quarters]
    rows = [
        ("As planned, with posts empty for a time", [dollars(n) for n in (*totals, sum(totals))]),
        ("With every post filled all year", [dollars(n) for n in (*filled, sum(filled))]),
    ]
    if len(quarters) == len(years):
        names = ("January to March", "April to June", "July to September", "October to December")
        rows += [
            (
                f"Spent {name}",
                [*(dollars(year[index]) for year in quarters), dollars(sum(year[index] for year in quarters))],
            )
            for index, name in enumerate(names)
        ]
    return table(
        "plan-filled-table",
        "What a council appropriates, and what is likely spent",
        ["", *(str(year.year) for year in years), "All years"],
        rows,
    )


def _staff(years: tuple[PlanYear, ...]) -> dict[str, Any]:
    labels = [str(year.year) for year in years]
    groups = (("Frontline", "frontline_staff"), ("Supervision", "supervisors"), ("City office", "ovp_staff"))
    staff = [int(year.values["all_staff"]) for year in years]
    return {
        "id": "plan-staff",
        "title": "Who it takes, year by year",
        "note": "Posts in the plan; some stand empty for a time, which the money counts.",
        "template": "components/charts/area.html",
        "legend": [{"swatch": f"s-{number}", "label": label} for number, (label, _) in enumerate(groups, start=1)],
        "chart": charts.stacked_area(
            years=labels,
            series=[(label, [year.values[key] for year in years]) for label, key in groups],
            need=staff,
            description=f"From {staff[0]:,} staff in {labels[0]} to {staff[-1]:,} in {labels[-1]}.",
            text=lambda value: f"{value:,.0f}",
        ),
    }


def _staff_table(years: tuple[PlanYear, ...]) -> dict[str, Any]:
    roles = years[0].budget.methodology.roles
    rows = [
        ("People reached", [people(year.budget.people_served) for year in years]),
        ("Share of people at highest risk", [percent(round(year.coverage_share, 4)) for year in years]),
        *((role.plural, [f"{int(year.values[role.key]):,}" for year in years]) for role in roles),
        ("New posts to fill", [f"+{year.new_posts:,}" if year.new_posts else "–" for year in years]),
        ("Posts given up", [f"−{year.posts_given_up:,}" if year.posts_given_up else "–" for year in years]),
        ("Posts filled through the year", [percent(round(year.values["filled_share"], 3)) for year in years]),
    ]
    return table(
        "plan-staff-table",
        "Staff by year and role",
        ["", *(str(year.year) for year in years)],
        rows,
        ("All staff", [f"{int(year.values['all_staff']):,}" for year in years]),
    )


def _notes(years: tuple[PlanYear, ...]) -> list[str]:
    notes = []
    for year in years:
        if year.posts_given_up:
            posts = counted(year.posts_given_up, "post ends", "posts end")
            notes.append(f"{year.year}: {posts}. Fewer people are reached than the year before.")
    return notes


def _words(question: Question, name: str) -> str | None:
    fault = fault_of(question.faults, name)
    return fault_words(fault) if fault else None
