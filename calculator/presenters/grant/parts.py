"""What an award asks for, who gets it and who pays the rest, as tables and sentences."""

import re
from typing import Any

from calculator.engine.award import Organization
from calculator.engine.grants import Application
from calculator.engine.methodology import Methodology
from calculator.words.award import award_sentences, paid_by, payer_heads
from calculator.words.cautions import cautions_of
from calculator.words.grant_organizations import organization_rows
from calculator.words.wording import dollars, in_words

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def present_parts(application: Application, method: Methodology) -> dict[str, Any] | None:
    """Return the tables of an edition that knows requests; None where it does not."""
    grant = application.grant
    if not grant.payers:
        return None
    return {
        "summary": _summary(application),
        "over": grant.over_by,
        "payers": _payers(application, method),
        "organizations": _organizations(application),
        "sheets": [_sheet(row, application) for row in grant.organizations],
        "ojp": _ojp(application),
        "cautions": [
            {"text": text, "source": source.title, "url": source.url, "date": _day(source.date)}
            for text, source in cautions_of(application)
        ],
    }


def _day(text: str) -> str:
    """Return a source's day in words; a year alone, or that none is stated, stays as it is."""
    return in_words(text) if DAY.fullmatch(text) else text


def _summary(application: Application) -> list[str]:
    return award_sentences(application)[1:]  # the first is the lede


def _payers(application: Application, method: Methodology) -> list[dict[str, Any]]:
    """Return a table of posts by payer for every year, the last one first: it has the most posts."""
    names = {role.key: role.plural for role in method.roles}
    labels = [period.label for period in application.grant.years]
    years = [*enumerate(zip(labels, application.grant.payers, strict=True), start=1)][::-1]
    return [
        {
            "label": label,
            "table": {
                "id": "payers" if number == len(labels) else f"payers-{number}",
                "caption": f"Who pays for each post, {label}",
                "headings": [{"label": "Role"}, *({"label": head, "numeric": True} for head in payer_heads())],
                "rows": [
                    [
                        {"text": names[post.role], "header": True},
                        *({"text": f"{count:,}", "numeric": True} for count in paid_by(post)),
                    ]
                    for post in posts
                    if post.planned
                ],
            },
        }
        for number, (label, posts) in years
    ]


def _organizations(application: Application) -> dict[str, Any]:
    rows = [
        [
            {"text": row.recipient.name, "header": True},
            {"text": f"{sum(row.posts.values()):,}", "numeric": True},
            {"text": dollars(row.total), "numeric": True},
            {"text": dollars(row.indirect), "numeric": True},
            {"text": dollars(row.first_usd), "numeric": True},
        ]
        for row in application.grant.organizations
    ]
    heads = ("Posts", "Whole award", "Its indirect costs", "Counts toward MTDC")
    return {
        "id": "organizations",
        "caption": "Subawards: together the subaward lines of class f",
        "headings": [{"label": "Organization"}, *({"label": head, "numeric": True} for head in heads)],
        "rows": rows,
    }


def _sheet(row: Organization, application: Application) -> dict[str, Any]:
    lines = [
        [
            {"text": label, "header": True},
            {"text": piece.label},
            {"text": words},
            {"text": dollars(piece.amount), "numeric": True},
        ]
        for label, piece, words in organization_rows(application, row)
    ]
    return {
        "name": row.recipient.name,
        "unassigned": row.unassigned,
        "documents_due": row.recipient.documents_due,
        "targets": row.recipient.targets,
        "table": {
            "id": f"sheet-{application.grant.organizations.index(row) + 1}",
            "caption": f"{row.recipient.name}: its part of every line",
            "headings": [
                {"label": "Period"},
                {"label": "Line"},
                {"label": "Computation"},
                {"label": "Amount", "numeric": True},
            ],
            "rows": lines,
            "foot": [{"text": "Total", "header": True}, {"text": ""}, {"text": ""}, {"text": dollars(row.total)}],
        },
    }


def _ojp(application: Application) -> dict[str, Any]:
    rules, periods = application.grant.rules, application.grant.years
    amounts = dict.fromkeys(rules.ojp, 0)
    for line in (line for period in periods for line in period.lines):
        letter = rules.treatments[line.treatment].ojp
        amounts[letter] += line.pay if letter == "A" and line.pay is not None else line.amount
        if letter == "A" and line.fringe:
            amounts["B"] += line.fringe
    rows = [(f"{letter}. {rules.ojp[letter]}", amount) for letter, amount in amounts.items()]
    rows.append(("J. Indirect costs", application.grant.whole.indirect))
    return {
        "id": "ojp",
        "caption": "The same dollars by the categories of the Office of Justice Programs, whole award",
        "headings": [{"label": "Category"}, {"label": "Amount", "numeric": True}],
        "rows": [[{"text": name, "header": True}, {"text": dollars(amount), "numeric": True}] for name, amount in rows],
        "foot": [{"text": "Total", "header": True}, {"text": dollars(application.grant.whole.total)}],
    }
