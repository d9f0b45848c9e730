"""A whole application in words: its classes by period, how indirect charges came about, its narrative."""

from collections.abc import Sequence
from typing import Any

from calculator.engine.grants import Application, GrantPeriod
from calculator.engine.measures import Measure
from calculator.words.grant_lines import narrative
from calculator.words.grant_narrative import award_narratives
from calculator.words.wording import counted, dollars

TOTALS = (("i", "Total direct charges"), ("j", "Indirect charges"), ("k", "Total"))


def narratives(application: Application, measures: Sequence[Measure] = ()) -> list[dict[str, str]]:
    """Return a title and a paragraph a line, in the order of the worksheet; `measures` are those of the award's staff."""
    if application.grant.payers:  # from then on a part of a program is asked for
        return award_narratives(application, measures)
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
    shown = terms.base == "mtdc" and bool(grant.payers)
    return words + [
        f"{period.label}: {_base_words(application, period) if shown else ''}"
        f"{rate} × {dollars(period.base)} = {dollars(period.indirect)}."
        for period in grant.years
    ]


def _base_words(application: Application, period: GrantPeriod) -> str:
    """Return what of the period's charges make its base; empty where only one kind does."""
    rules, counted_usd = application.grant.rules, dict[str, int]()
    for line in period.lines:
        treatment = rules.treatments[line.treatment]
        if treatment.counts == "all":
            counted_usd[treatment.label] = counted_usd.get(treatment.label, 0) + line.amount
    subawards = period.base - sum(counted_usd.values())
    parts = [f"{dollars(amount)} {label[0].lower()}{label[1:]}" for label, amount in counted_usd.items()]
    parts += [f"{dollars(subawards)} of subawards"] if subawards else []
    return f"{' + '.join(parts)} = {dollars(period.base)}; " if len(parts) > 1 else ""


def class_rows(application: Application) -> list[tuple[str, str, list[int]]]:
    """Return SF-424A rows a to k: letter, name, dollars by year and in total."""
    grant = application.grant
    rules = grant.rules
    periods = [*grant.years, *([grant.whole] if len(grant.years) > 1 else [])]
    rows = [(letter, name, [period.classes[letter] for period in periods]) for letter, name in rules.classes.items()]
    figures = {"i": [period.direct for period in periods], "j": [period.indirect for period in periods]}
    figures["k"] = [period.total for period in periods]
    return rows + [(letter, name, figures[letter]) for letter, name in TOTALS]
