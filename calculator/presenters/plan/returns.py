"""The return tab: what the program might save, from one perspective, and how unsure that is."""

import math
from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.asking.given import Fault, FaultyError
from calculator.engine.returns import Distribution, Outcome, Returns
from calculator.presenters.budget.sliders import fault_words
from calculator.presenters.fault_places import fault_place
from calculator.presenters.fields import table
from calculator.presenters.page import advice_notices
from calculator.presenters.plan.perspectives import present_perspectives
from calculator.presenters.plan.returns_form import present_form
from calculator.words.sources import source_link, source_words
from calculator.words.wording import MINUS, about_dollars, axis_dollars, cents, counted, dollars, percent

ALL_AMONG_THEM = (
    "Homicides by any weapon and shootings are all counted as among the people at highest risk; where some are not, "
    "less returns."
)
TOO_FEW = (
    "With fewer than four frontline workers nothing can be said about what it might return: studies are of teams. Plan with the "
    "county or with neighboring places, and ask again."
)


def present_return(answer: Answer) -> dict[str, Any]:
    """Return everything the return tab shows; without reported homicides, a field that asks for them and no answer."""
    form = present_form(answer.subject, answer.question)
    try:
        returns = answer.returns
    except FaultyError as error:
        missing = [_missing(answer, fault) for fault in error.faults]
        return {**form, "missing": missing, "announcement": missing[0]["text"]}
    return {
        **form,
        "perspectives": present_perspectives(returns),
        "lede": _lede(returns),
        "break_even": _break_even(returns),
        "counted_as": ALL_AMONG_THEM,
        "announcement": f"Central estimate: {_cents(returns.central)} for each dollar",
        "facts": _facts(returns),
        "outcomes": _outcomes(returns),
        "ranges": _ranges(returns),
        "draws": _draws(returns.distribution) if returns.distribution else None,
    }


def _missing(answer: Answer, fault: Fault) -> dict[str, Any]:
    """Return why there is no answer, with the field to fill or, where too few are reached, the way to a region."""
    if fault.name == "homicides":
        text = "Type a year’s homicides above and the answer appears here."
        return {"label": "Homicides a year", "field": "p-homicides", "text": text, "links": []}
    if fault.name != "coverage_share":
        label, field = fault_place(answer.question, fault.name)
        return {"label": label, "field": field, "text": fault_words(fault), "links": []}
    notices = advice_notices(answer.budget, answer.subject, answer.question)
    links = [link for notice in notices for link in notice.get("links", [])]
    return {
        "label": "",
        "field": "",
        "text": TOO_FEW,
        "links": links or [{"label": "Plan a region", "url": "/calculator/"}],
    }


def _lede(returns: Returns) -> list[dict[str, Any]]:
    central = returns.central
    span = f" over {returns.years_counted} years" if returns.years_counted > 1 else " a year"
    return [
        {"text": f"If shootings among the people reached were {percent(central.effect)} fewer, there would be "},
        {"text": f"{_about_cases(central.homicides_averted)} fewer homicides{span}", "strong": True},
        {"text": f" and {about_dollars(central.benefit)} less in cost, or "},
        {"text": f"{_cents(central)} for each dollar", "strong": True},
        {"text": ". Studies found more and less than that: this is a range to weigh, not a forecast."},
    ]


def _break_even(returns: Returns) -> str:
    perspective, needed = returns.perspective, cases(returns.break_even_homicides)
    # A ceiling is never called paying for itself.
    verb = "Its cost would be matched" if perspective.key == "taxpayer_unit" and returns.views else "It pays for itself"
    words = (
        f"{verb} ({perspective.label[0].lower()}{perspective.label[1:]}) if it averts "
        f"{needed} {'homicide' if needed == '1' else 'homicides'} a year, counting fatal cases only"
    )
    if perspective.cost_per_nonfatal is not None:
        words += f", or {cases(returns.break_even_with_nonfatal)} with the nonfatal shootings that go with them"
    known = f"{cases(returns.homicides)} a year {'is' if returns.homicides == 1 else 'are'} counted here"
    if returns.break_even_homicides > returns.homicides:
        known += ", so by deaths alone it does not"
    return f"{words}. {known[0].upper()}{known[1:]}."


def _facts(returns: Returns) -> list[dict[str, Any]]:
    distribution = returns.distribution
    chance = None if distribution is None else distribution.probability_benefit_exceeds_cost
    facts: list[dict[str, Any]] = [
        {"label": "Cost", "value": about_dollars(returns.cost), "note": f"{_span(returns)}: {dollars(returns.cost)}"},
        {
            "label": "Cost not incurred, central",
            "value": about_dollars(returns.central.benefit),
            "note": f"{about_dollars(returns.low.benefit)} to {about_dollars(returns.high.benefit)}",
        },
        {
            "label": "For each dollar, central",
            "value": _cents(returns.central),
            "note": f"{_cents(returns.low)} to {_cents(returns.high)}",
        },
    ]
    if chance is not None and distribution is not None:
        facts.append(
            {
                "label": "How often it exceeds the cost",
                "value": f"{round(chance * 100):,} times in 100",
                "note": f"in {distribution.draws:,} draws",
            }
        )
    return facts


def _outcomes(returns: Returns) -> dict[str, Any]:
    rows = [("Low", returns.low), ("Central", returns.central), ("High", returns.high)]
    return table(
        "return-outcomes",
        "Low, central and high",
        [
            "",
            "Fewer shootings",
            "Homicides averted",
            "Nonfatal shootings averted",
            "Cost not incurred",
            "For each dollar",
        ],
        [
            (
                label,
                [
                    percent(outcome.effect),
                    cases(outcome.homicides_averted),
                    cases(outcome.nonfatal_averted),
                    dollars(outcome.benefit),
                    _cents(outcome),
                ],
            )
            for label, outcome in rows
        ],
    )


def _ranges(returns: Returns) -> dict[str, Any]:
    return {
        "id": "return-ranges",
        "title": "Cost, and cost not incurred",
        "template": "components/charts/intervals.html",
        "chart": charts.intervals(
            [
                ("What it costs", returns.cost, returns.cost, returns.cost, False),
                ("Cost not incurred", returns.low.benefit, returns.central.benefit, returns.high.benefit, True),
            ],
            description=f"It costs {about_dollars(returns.cost)}; cost not incurred is "
            f"{about_dollars(returns.low.benefit)} to {about_dollars(returns.high.benefit)}.",
            text=about_dollars,
            tick_text=axis_dollars(max(returns.cost, returns.high.benefit)),
        ),
        "source": source_words(
            returns.perspective.source.title, returns.perspective.source.publisher, returns.perspective.source.year
        ),
        "source_url": source_link(returns.perspective.source.url),
    }


def _draws(distribution: Distribution) -> dict[str, Any]:
    chance = distribution.probability_benefit_exceeds_cost
    step = distribution.edges[1] - distribution.edges[0]
    return {
        "id": "return-draws",
        "title": f"Cost not incurred for each dollar, in {distribution.draws:,} draws",
        "note": "Each draw takes an effect between low and high, and a number of nonfatal shootings for each homicide. "
        f"Nine in ten lie between {_money(distribution.percentile_five)} and "
        f"{_money(distribution.percentile_ninety_five)}.",
        "template": "components/charts/histogram.html",
        "chart": charts.histogram(
            edges=distribution.edges,
            counts=distribution.counts,
            mark=1,
            mark_text="pays for itself",
            description=f"In {round(chance * 100)} of 100 draws the cost not incurred exceeds the cost.",
            text=_money,
        ),
        "table": table(
            "return-draws-table",
            "Draws by cost not incurred for each dollar",
            ["For each dollar", "Draws"],
            [
                (f"{_edge(low, step)} to {_edge(high, step)}", [f"{count:,}"])
                for low, high, count in zip(
                    distribution.edges[:-1], distribution.edges[1:], distribution.counts, strict=True
                )
            ],
            hide_caption=True,
        ),
    }


def _span(returns: Returns) -> str:
    return "one year" if returns.years_counted == 1 else counted(returns.years_counted, "year", "years")


def _cents(outcome: Outcome) -> str:
    return "–" if outcome.benefit_per_dollar is None else _money(outcome.benefit_per_dollar)


def _money(per_dollar: float) -> str:
    return cents(per_dollar) if abs(per_dollar) < 100 else dollars(per_dollar)


def _edge(per_dollar: float, step: float) -> str:
    """Return the edge of a column, with as many digits as tell it from the next one `step` away."""
    if abs(per_dollar) >= 100:
        return _money(per_dollar)
    digits = 2 if step >= 0.1 else min(8, 1 - math.floor(math.log10(step)))
    return f"{MINUS if per_dollar < 0 else ''}${abs(per_dollar):,.{digits}f}"


def cases(count: float) -> str:
    """Return homicides or shootings as said aloud: 74, 3.9, 2, under 0.1."""
    if 0 < count < 0.05:
        return "under 0.1"
    if count < 0:
        return f"−{cases(-count)}"
    return f"{count:,.0f}" if count >= 100 else f"{count:,.1f}".removesuffix(".0")


def _about_cases(count: float) -> str:
    shown = cases(count)
    return shown if shown.startswith("under") else f"about {shown}"
