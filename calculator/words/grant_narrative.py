"""The budget narrative of an award inside a program: every line in every year, why so many, and what is promised for it."""

from collections.abc import Sequence

from calculator.engine.award import PostPayers
from calculator.engine.grants import Application, GrantLine
from calculator.engine.measures import Measure
from calculator.engine.methodology import Role
from calculator.engine.results import Budget
from calculator.words.grant_lines import PURPOSES, caseload_words, computation
from calculator.words.labels import EMPLOYED
from calculator.words.wording import counted, dollars, target_words

Paragraph = dict[str, str]
Entry = tuple[str, Budget, GrantLine]  # budget period, its budget, the line in it
MONTHS = (
    "New posts are paid from when they are filled, and a post that somebody leaves is not paid until it is filled again: "
    "that is why a year has fewer than 12 months."
)
ALL_STAFF = (
    "of the year’s pay and benefits of all staff of the program with every post filled. The part asked for is, unless typed, "
    "this award’s share of the months that they work."
)


def award_narratives(application: Application, measures: Sequence[Measure]) -> list[Paragraph]:
    """Return a paragraph a line in the order of the worksheet, and one of the measures."""
    grant, order = application.grant, list(application.grant.mapping)
    groups: dict[tuple[str, str, str | None], list[Entry]] = {}
    for year, period in zip(application.years, grant.years, strict=True):
        for line in period.lines:
            name = line.line if line.line in grant.mapping else line.label
            groups.setdefault((name, line.treatment, line.subrecipient), []).append((period.label, year.budget, line))
    keys = sorted(groups, key=lambda key: order.index(key[0]) if key[0] in order else len(order))
    found = [
        {
            "line": key[0],
            "title": groups[key][0][2].label,
            "text": f"{_line_words(application, groups[key])} {_money_words(groups[key])} "
            f"Requested under {grant.rules.treatments[key[1]].label}.",
        }
        for key in keys
    ]
    return [*found, *_measure_words(measures)]


def _line_words(application: Application, entries: Sequence[Entry]) -> str:
    _, budget, line = entries[0]
    role = next((role for role in budget.methodology.roles if role.key == line.role), None)
    if role:
        return _staff_words(application, role, entries)
    purpose = PURPOSES.get(line.line, "")
    shares = [factor.value for factor in line.factors if factor.unit == "share"]
    if line.line in ("training_cost", "evaluation_cost"):
        return f"{line.label}: {shares[-1] * 100:.10g}% {ALL_STAFF} {purpose}"
    if line.line in budget.methodology.wraparound:
        return f"{line.label}: a rate a year for each person reached, or the part of them asked for. {purpose}"
    if line.line == "operations_cost":
        return f"{line.label}: {shares[0] * 100:.10g}% of pay and benefits. {purpose}"
    if line.line == "community_indirect_cost":
        counts = f"{(1 - budget.inputs['rent_share']) * 100:.10g}%"
        return f"{line.label}: on pay and benefits, and the {counts} of operations that is not rent. {purpose}"
    return f"{line.label}. {purpose}".rstrip()


def _staff_words(application: Application, role: Role, entries: Sequence[Entry]) -> str:
    label, budget, line = entries[-1]
    counts = [(period, int(each.factors[0].value)) for period, _, each in entries]
    most = max(count for _, count in counts)
    same = len({count for _, count in counts}) == 1 and len(counts) == len(application.years)
    posts = (
        counted(most, "position", "positions")
        if same
        else ", ".join(f"{counted(count, 'position', 'positions')} in {period}" for period, count in counts)
    )
    description = role.description if most == 1 else f"Each {role.description[0].lower()}{role.description[1:]}"
    short = any(factor.unit == "months" and factor.value < 12 for _, _, each in entries for factor in each.factors)
    return (
        f"{role.label if most == 1 else role.plural} ({posts}; {EMPLOYED[role.employer]}). {description}"
        f"{caseload_words(budget, role)}{_payers_words(application, label, line)}{f' {MONTHS}' if short else ''}"
    )


def _payers_words(application: Application, label: str, line: GrantLine) -> str:
    """Return how many posts the program has in the last year of the line, and who pays which."""
    place = next(index for index, year in enumerate(application.grant.years) if year.label == label)
    post: PostPayers = next(post for post in application.grant.payers[place] if post.role == line.role)
    paid, when = post.city + post.community, f" in {label}" if len(application.years) > 1 else ""
    if post.requested == post.planned:
        return f" This award pays all {post.planned:,} that the program has{when}." if post.planned > 1 else ""
    rest = [f"{paid:,} paid already" if paid else "", f"{post.unpaid:,} not paid by anybody yet" if post.unpaid else ""]
    return f" The program has {post.planned:,}{when}: {', '.join([f'{post.requested:,} paid by this award', *filter(None, rest)])}."


def _money_words(entries: Sequence[Entry]) -> str:
    if len(entries) == 1 and not entries[0][0].isdigit():  # one year by itself
        return f"{computation(entries[0][2])}."
    years = "; ".join(f"{label}: {computation(line)}" for label, _, line in entries)
    if len(entries) == 1:
        return f"{years}."
    return f"{years}. Over the award {dollars(sum(line.amount for _, _, line in entries))}."


def _measure_words(measures: Sequence[Measure]) -> list[Paragraph]:
    """Return what the award's staff can promise: the targets of the last quarter of every year."""
    if not measures:
        return []
    sentences = []
    for measure in measures:
        ends = [target for target in measure.targets if target.quarter == 4]
        if any(target.value for target in ends):
            targets = ", ".join(f"{target_words(target.value)} in {target.year}" for target in ends)
            sentences.append(f"{measure.label}: {targets}.")
    if not sentences:
        return []
    start = "Sized to the staff this award pays, targets for the last quarter of each year, to plan by and to count against:"
    return [{"line": "measures", "title": "Measures", "text": f"Measures. {start} {' '.join(sentences)}"}]
