"""The memo's section on what is applied for: the request, every line's computation, who pays the rest, who gets it."""

from typing import Any

from calculator.answer import Answer
from calculator.engine.award import PostPayers
from calculator.engine.grants import GrantBudget
from calculator.presenters.memo.blocks import Block, note, row, table, text
from calculator.words.award import award_sentences, paid_by, payer_heads
from calculator.words.grant_lines import computation
from calculator.words.grant_whole import indirect_working
from calculator.words.wording import dollars


def present_award(answer: Answer) -> list[Block]:
    """Return the section where something was said about a grant, or it was chosen by name.

    Nothing in an edition that asks for whole programs.
    """
    question = answer.question
    wanted = question.grant.query() or "award" in (question.memo.sections or ())
    if not wanted or not answer.application.grant.payers:
        return []
    application = answer.application
    grant = application.grant
    return [
        text(" ".join(award_sentences(application))),
        _years(grant),
        note(" ".join(indirect_working(application))),
        *_lines(grant),
        *_payers(answer, grant),
        *_organizations(grant),
    ]


def _years(grant: GrantBudget) -> Block:
    periods = [*grant.years, *([grant.whole] if len(grant.years) > 1 else [])]
    rows = [
        row(
            period.label,
            dollars(period.direct),
            dollars(period.indirect),
            dollars(period.total),
            strong=period is grant.whole,
        )
        for period in periods
    ]
    return table(["fill", "number", "number", "number"], ("Budget period", "Direct", "Indirect", "In all"), rows)


def _lines(grant: GrantBudget) -> list[Block]:
    found = []
    for period in grant.years:
        rows = [row([line.label, computation(line)], dollars(line.amount)) for line in period.lines]
        if rows:
            heading = f"{period.label}: line and computation"
            found.append(table(["wide", "number"], (heading, "Amount"), [*rows, _sum("Direct", period.direct)]))
    return found


def _payers(answer: Answer, grant: GrantBudget) -> list[Block]:
    """Return who pays for each post in the last year, which has the most of them."""
    names = {role.key: role.plural for role in answer.budget.methodology.roles}
    posts: tuple[PostPayers, ...] = grant.payers[-1]
    rows = [row(names[post.role], *(f"{count:,}" for count in paid_by(post))) for post in posts if post.planned]
    headings = (f"Who pays for each post, {grant.years[-1].label}", *payer_heads())
    return [table(["fill", *["number"] * 5], headings, rows)] if rows else []


def _organizations(grant: GrantBudget) -> list[Block]:
    rows = [
        row(
            [each.recipient.name, each.recipient.documents_due and f"Due: {each.recipient.documents_due}"],
            f"{sum(each.posts.values()):,}",
            dollars(each.total),
            dollars(each.indirect),
            strong=each.unassigned,
        )
        for each in grant.organizations
    ]
    headings = ("Subawards", "Posts", "Whole award", "Its indirect costs")
    return [table(["wide", "number", "number", "number"], headings, rows)] if rows else []


def _sum(label: str, amount: int) -> dict[str, Any]:
    return row([label, ""], dollars(amount), strong=True)
