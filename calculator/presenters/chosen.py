"""What was chosen on a tab beyond one year, in words: where a saved scenario has no fields, it says what stood in them."""

from collections.abc import Mapping

from calculator.asking.question import Question
from calculator.engine.methodology import Parameter
from calculator.presenters.plan.years import RAMP_LABELS
from calculator.words.labels import CERTAINTIES, FUNDING_KINDS
from calculator.words.numbers import written
from calculator.words.wording import dollars, figure, percent

CHOICES: Mapping[str, Mapping[int, str]] = {
    "switch": {0: "no", 1: "yes"},
    "basis": {1: "shootings in the areas served", 2: "shootings connected to the people reached"},
}  # what a number stands for, by its unit, beyond one year


def chosen_on(question: Question) -> list[str]:
    """Return a sentence for each figure of the question's tab; nothing on tabs that have none of their own."""
    by_tab = {"years": _plan, "funding": _money, "return": _returns, "grant": _grant}
    return by_tab[question.tab](question) if question.tab in by_tab else []


def _plan(question: Question) -> list[str]:
    plan = question.plan
    years, ramp = plan.calendar_years, dict(RAMP_LABELS).get(plan.shape, plan.shape)
    shares = f": {', '.join(percent(share) for share in plan.typed)}" if plan.typed else ""
    own = {name: record for name, record in plan.rules.parameters.items() if name not in ("years", "first_year")}
    return [f"Years: {years[0]}–{years[-1]}", f"Coverage: {ramp}{shares}", *_figures(own, plan.inputs())]


def _money(question: Question) -> list[str]:
    return [
        f"{source.name} ({FUNDING_KINDS[source.kind]}): {dollars(source.amount)} a year, {source.first_year}–{source.last_year}, "
        f"{CERTAINTIES[source.certainty].lower()}"
        for source in question.funding.sources
    ]


def _returns(question: Question) -> list[str]:
    asked = question.returns
    return [f"Perspective: {asked.perspective.label}", *_figures(asked.rules.parameters, asked.inputs())]


def _grant(question: Question) -> list[str]:
    grant, treatments = question.grant, question.grant.rules.treatments
    lines = question.scenario.methodology.lines
    said = [f"Subawards: {grant.terms().subawards}"]
    return said + [
        f"{lines[line].label if line in lines else line}: {treatments[treatment].label}"
        for line, treatment in grant.mapping.items()
    ]


def _figures(parameters: Mapping[str, Parameter], values: Mapping[str, float]) -> list[str]:
    """Return each parameter with its value; one that is left open says nothing."""
    known = {name: value for name, value in values.items() if name in parameters and value == value}
    return [f"{parameters[name].label}: {_told(parameters[name], value)}" for name, value in known.items()]


def _told(parameter: Parameter, value: float) -> str:
    """Return a value in words: what a choice's number stands for, and a seed as the number that is typed in."""
    if parameter.unit in CHOICES:
        return CHOICES[parameter.unit].get(int(value), written(value))
    return written(value) if parameter.name == "seed" else figure(value, parameter.unit)
