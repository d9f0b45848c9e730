"""The grant tab: the form's fields, SF-424A by year, every line's computation and narrative, indirect costs."""

from dataclasses import replace
from typing import Any

from calculator.answer import Answer
from calculator.asking.grant import GrantSection, grant_names
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Application, GrantPeriod
from calculator.presenters.grant.form import present_fields, present_mapping
from calculator.presenters.grant.parts import present_parts
from calculator.presenters.grant.request_form import present_organizations, present_other_lines, present_request
from calculator.presenters.plan.measures import present_measures
from calculator.words.grant_lines import computation
from calculator.words.grant_whole import class_rows, indirect_working, narratives
from calculator.words.wording import dollars, in_dollars


def present_grant(answer: Answer) -> dict[str, Any]:
    """Return everything the grant tab shows (templates/calculator/tab_grant.html)."""
    question, application = answer.question, answer.application
    method = question.scenario.methodology
    return {
        "lede": (lede := _lede(application, answer.budget.dollars_of)),
        "announcement": "".join(part["text"] for part in lede),
        "fields": present_fields(question),
        "mapping": (mapping := present_mapping(question)),
        "mapping_open": bool(question.grant.mapping) or any(field["error"] for field in mapping),
        "carried": question.carried(grant_names(method)),
        "reset_url": replace(question, grant=GrantSection()).url("", tab="grant"),
        "classes": _classes_table(application),
        "indirect": indirect_working(application),
        "worksheets": [
            _worksheet(year, index, application.grant.rules)
            for index, year in enumerate(application.grant.years, start=1)
        ],
        "narratives": narratives(application, answer.award_measures),
        "method_note": method.summary,
        "sources": [{"label": source.title, "url": source.url} for source in question.grant.rules.sources],
        "parts": present_parts(application, method),
        "request_form": present_request(question, application.grant.payers) if application.grant.payers else None,
        "organizations": present_organizations(question),
        "other_lines": present_other_lines(question),
        "measures": present_measures(answer),
        "one_year": not question.plan.asked,
        "years_url": question.url("", tab="years"),
    }


def _lede(application: Application, year: int | None) -> list[dict[str, Any]]:
    whole = application.grant.whole
    over = "for one year" if len(application.years) == 1 else f"over {len(application.years)} years"
    own = in_dollars(year) if len(application.years) == 1 else "" if year is None else ", each in its own dollars"
    return [
        {"text": "As a federal application: "},
        {"text": dollars(whole.total), "strong": True},
        {"text": f" {over}{own}: {dollars(whole.direct)} direct and {dollars(whole.indirect)} indirect."},
    ]


def _classes_table(application: Application) -> dict[str, Any]:
    rows = class_rows(application)
    labels = [year.label for year in application.years]
    heads = [*labels, *(["Total"] if len(labels) > 1 else [])]
    cells = [
        [
            {"text": f"{letter}. {name}", "header": True},
            *({"text": dollars(amount), "numeric": True} for amount in amounts),
        ]
        for letter, name, amounts in rows
    ]
    return {
        "id": "sf424a",
        "caption": "SF-424A, section B: object class categories",
        "headings": [{"label": "Object class"}, *({"label": head, "numeric": True} for head in heads)],
        "rows": cells[:-1],
        "foot": cells[-1],
    }


def _worksheet(period: GrantPeriod, index: int, rules: GrantRules) -> dict[str, Any]:
    rows = []
    for line in period.lines:
        treatment = rules.treatments[line.treatment]
        letters = "a, b" if line.treatment == "personnel" else treatment.object_class
        rows.append(
            [
                {"text": line.label, "header": True},
                {"text": letters},
                {"text": computation(line)},
                {"text": dollars(line.amount), "numeric": True},
            ]
        )
    foot = [
        {"text": "Total direct charges", "header": True},
        {"text": ""},
        {"text": ""},
        {"text": dollars(period.direct)},
    ]
    return {
        "label": period.label,
        "table": {
            "id": f"worksheet-{index}",
            "caption": f"{period.label}: computation of every line",
            "headings": [
                {"label": "Line"},
                {"label": "Class"},
                {"label": "Computation"},
                {"label": "Amount", "numeric": True},
            ],
            "rows": rows,
            "foot": foot if rows else None,
        },
    }
