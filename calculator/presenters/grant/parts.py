"""What an award asks for, who gets it and who pays the rest, as tables and sentences."""

from typing import Any

from calculator.engine.award import Organization
from calculator.engine.grants import Application
from calculator.engine.methodology import Methodology
from calculator.words.cautions import cautions_of
from calculator.words.grant_lines import piece_words
from calculator.words.wording import dollars


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
            {"text": text, "source": source.title, "url": source.url, "date": source.date}
            for text, source in cautions_of(application)
        ],
    }


def _summary(application: Application) -> list[str]:
    grant = application.grant
    found = []
    if grant.over_by:
        found.append(f"The award of {dollars(grant.whole.total)} is over its cap by {dollars(grant.over_by)}.")
    if grant.scale < 1:
        found.append(
            f"Made to fit: {grant.scale:.2%} of the posts nobody pays yet, in whole posts, and services in step with them."
        )
    if grant.rest_usd:
        found.append(f"The program costs {dollars(grant.rest_usd)} more, which this award does not pay.")
    if grant.difference_usd:
        more = "above" if grant.difference_usd > 0 else "below"
        found.append(
            f"Rates, amounts and lines of your own make it {dollars(abs(grant.difference_usd))} {more} the scenario's."
        )
    return found


def _payers(application: Application, method: Methodology) -> dict[str, Any]:
    label = application.grant.years[-1].label
    names = {role.key: role.plural for role in method.roles}
    rows = [
        [
            {"text": names[post.role], "header": True},
            *({"text": f"{count:,}", "numeric": True} for count in _counts(post)),
        ]
        for post in application.grant.payers[-1]
        if post.planned
    ]
    heads = ("Planned", "Paid by the city", "Paid by organizations", "This award", "Nobody yet")
    return {
        "id": "payers",
        "caption": f"Who pays for each post, {label}",
        "headings": [{"label": "Role"}, *({"label": head, "numeric": True} for head in heads)],
        "rows": rows,
    }


def _counts(post: Any) -> tuple[int, ...]:
    return (post.planned, post.city, post.community, post.requested, post.unpaid)


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
            {"text": period.label, "header": True},
            {"text": piece.label},
            {"text": piece_words(piece)},
            {"text": dollars(piece.amount), "numeric": True},
        ]
        for period, share in zip(application.grant.years, row.shares, strict=True)
        for piece in share.pieces
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
