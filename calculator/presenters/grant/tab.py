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
from calculator.presenters.grant.words import computation, narrative
from calculator.presenters.plan.measures import present_measures
from calculator.words.wording import counted, dollars

TOTALS = (("i", "Total direct charges"), ("j", "Indirect charges"), ("k", "Total"))


def present_grant(answer: Answer) -> dict[str, Any]:
    """Return everything the grant tab shows (templates/calculator/tab_grant.html)."""
    question, application = answer.question, answer.application
    method = question.scenario.methodology
    return {
        "lede": _lede(application),
        "announcement": "".join(part["text"] for part in _lede(application)),
        "fields": present_fields(question),
        "mapping": present_mapping(question),
        "mapping_open": bool(question.grant.mapping),
        "carried": [*question.carried(grant_names(method)), ("tab", "grant")],
        "reset_url": replace(question, grant=GrantSection()).url("", tab="grant"),
        "classes": _classes_table(application),
        "indirect": indirect_working(application),
        "worksheets": [
            _worksheet(year, index, application.grant.rules)
            for index, year in enumerate(application.grant.years, start=1)
        ],
        "narratives": present_narratives(application),
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


def present_narratives(application: Application) -> list[dict[str, str]]:
    """Return a title and a paragraph a line, in the order of the worksheet."""
    years, periods = application.years, application.grant.years
    entries: dict[str, list[Any]] = {}
    for year, period in zip(years, periods, strict=True):
        for line in period.lines:
            name = line.line if line.line in application.grant.mapping else line.label
            entries.setdefault(name, []).append((year.budget, line))
    order = list(application.grant.mapping)
    return [
        {
            "line": name,
            "title": entries[name][0][1].label,
            "text": narrative(
                entries[name], treatment=application.grant.rules.treatments[entries[name][0][1].treatment].label
            ),
        }
        for name in sorted(entries, key=lambda name: order.index(name) if name in order else len(order))
    ]


def indirect_working(application: Application) -> list[str]:
    """Return how the indirect charges came about, a sentence a period."""
    grant, terms = application.grant, application.grant.terms
    rate = f"{grant.share * 100:g}%"
    kind = "the de minimis rate" if terms.indirect_share is None else "the negotiated rate"
    bases = {
        "mtdc": "modified total direct costs: every direct charge except participant support, equipment and "
        f"construction, and of {counted(terms.subawards, 'subaward', 'subawards')} only the first "
        f"{dollars(grant.rules.subaward_first_usd)} each, once over the award; contracts for services count whole",
        "personnel": "personnel and fringe benefits",
        "direct": "total direct charges",
    }
    words = [f"Indirect charges are {rate}, {kind}, of {bases[terms.base]}."]
    return words + [
        f"{period.label}: {rate} × {dollars(period.base)} = {dollars(period.indirect)}." for period in grant.years
    ]


def class_rows(application: Application) -> list[tuple[str, str, list[int]]]:
    """Return SF-424A rows a to k: letter, name, dollars by year and in total."""
    grant = application.grant
    rules = grant.rules
    periods = [*grant.years, *([grant.whole] if len(grant.years) > 1 else [])]
    rows = [(letter, name, [period.classes[letter] for period in periods]) for letter, name in rules.classes.items()]
    figures = {"i": [period.direct for period in periods], "j": [period.indirect for period in periods]}
    figures["k"] = [period.total for period in periods]
    return rows + [(letter, name, figures[letter]) for letter, name in TOTALS]


def _lede(application: Application) -> list[dict[str, Any]]:
    whole = application.grant.whole
    over = "for one year" if len(application.years) == 1 else f"over {len(application.years)} years"
    return [
        {"text": "As a federal application: "},
        {"text": dollars(whole.total), "strong": True},
        {"text": f" {over}: {dollars(whole.direct)} direct and {dollars(whole.indirect)} indirect."},
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
