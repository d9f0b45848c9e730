"""The fields of a request: posts by role, shares, cap; organizations and lines typed in as rows."""

from collections.abc import Sequence
from typing import Any

from calculator.asking.question import Question
from calculator.asking.request import CAP, FIT, SHARES, posts_name
from calculator.asking.subrecipients import OTHER_LINES, community_roles
from calculator.asking.table import Row, Table
from calculator.engine.award import PostPayers
from calculator.engine.grant_rules import STAFF_ONLY
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.fields import options

SHARE_LABELS = {
    "request_services": "Share of services",
    "request_training_share_of": "Share of training",
    "request_evaluation_share_of": "Share of evaluation",
}
TERM_LABELS = {CAP: "Most the whole award may be", FIT: "If it is above that", **SHARE_LABELS}
ROW_LABELS = {
    "name": "Name",
    "services": "Share of services it delivers",
    "operations_share": "Its operations, share of pay",
    "indirect_rate": "Its indirect rate",
    "amount": "Or an agreed amount, whole award",
    "documents_due": "Documents due",
    "targets": "Targets",
    "treatment": "Treated as",
}
LINE_LABELS = {"name": "What", "amount": "Dollars, whole award", "treatment": "Treated as"}


def organization_labels(question: Question) -> dict[str, str]:
    """Return what the fields of an organization are called, by column."""
    posts = {f"posts_{role.key}": role.plural for role in community_roles(question.scenario.methodology)}
    return {"name": "Name", **posts, **ROW_LABELS}


def present_request(question: Question, payers: Sequence[Sequence[PostPayers]]) -> dict[str, Any]:
    """Return the fields of the request; an empty box asks for what nobody pays yet."""
    request = question.grant.request
    most = {post.role: max(_free(year, post.role) for year in payers) for post in payers[0]}
    posts = [
        _field(
            question, posts_name(role.key), role.plural, _text(request.posts.get(role.key)), f"{most[role.key]} unpaid"
        )
        for role in question.scenario.methodology.roles
        if most[role.key] or role.key in request.posts or fault_of(question.faults, posts_name(role.key))
    ]
    shares = [
        _field(question, name, SHARE_LABELS[name], _percent(getattr(request, part)), "Empty: as the posts asked for")
        for name, part in SHARES.items()
    ]
    cap = _field(question, CAP, TERM_LABELS[CAP], _text(request.cap_usd), "Dollars, all years, indirect included")
    fit = _choice(
        question,
        FIT,
        TERM_LABELS[FIT],
        "1" if request.fit else "",
        [("", "Say by how much"), ("1", "Make it fit")],
    )
    terms = [*shares, cap, fit]
    is_open = request != type(request)() or any(field["error"] for field in (*posts, *terms))
    return {"posts": posts, "terms": terms, "open": is_open}


def present_organizations(question: Question) -> dict[str, Any]:
    """Return the rows of organizations with their fields."""
    table = question.grant.table
    if table is None:
        return {"rows": []}
    rows = _rows(question, table, question.grant.subrecipient_rows, organization_labels(question))
    return {"rows": rows, "button": table.button, "full": len(rows) >= table.most}


def present_other_lines(question: Question) -> dict[str, Any]:
    """Return the rows of lines typed in with their fields."""
    rules = question.grant.rules
    kinds = [(key, each.label) for key, each in rules.treatments.items() if key not in (STAFF_ONLY, "subaward")]
    rows = _rows(question, OTHER_LINES, question.grant.other_rows, LINE_LABELS, {"treatment": (kinds, "other")})
    return {"rows": rows, "button": OTHER_LINES.button, "full": len(rows) >= OTHER_LINES.most}


def _rows(
    question: Question,
    table: Table,
    rows: Sequence[Row],
    labels: dict[str, str],
    choices: dict[str, tuple[list[tuple[str, str]], str]] | None = None,
) -> list[dict[str, Any]]:
    found = []
    for number, row in enumerate(rows, start=1):
        fields = []
        for column in table.columns:
            field = _field(question, table.name(column, number), labels[column], row[column])
            field |= {"name": table.name(column), "kind": "text"}
            if choices and column in choices:
                known, usual = choices[column]
                field |= {"kind": "select", "options": options(row[column] or usual, known)}
            fields.append(field)
        legend = row["name"] or f"{table.prefix.capitalize()} {number}"
        found.append({"number": number, "legend": legend, "fields": fields, "id": f"{table.prefix}-{number}"})
    return found


def _field(question: Question, name: str, label: str, value: str, hint: str = "") -> dict[str, Any]:
    fault = fault_of(question.faults, name)
    return {
        "kind": "number",
        "name": name,
        "id": f"p-{name}",
        "label": label,
        "hint": hint,
        "value": question.text_of(name) or value,
        "error": fault_words(fault) if fault else None,
        "quiet": True,
        "short": True,
    }


def _choice(question: Question, name: str, label: str, value: str, known: list[tuple[str, str]]) -> dict[str, Any]:
    field = _field(question, name, label, value)
    return field | {"kind": "select", "options": options(field["value"], known)}


def _free(year: Sequence[PostPayers], role: str) -> int:
    return next(post.planned - post.city - post.community for post in year if post.role == role)


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.10g}%"
