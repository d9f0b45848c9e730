"""Measures sized to the staff: formulas over the posts at work in a quarter, read from YAML text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.award import Asked
from calculator.engine.evaluate import run_lines
from calculator.engine.formula import Formula, FormulaError, parse_formula
from calculator.engine.functions import SCALAR_FUNCTIONS
from calculator.engine.lines import Lines, compiled
from calculator.engine.load_records import read_parameter, read_sources
from calculator.engine.measures import Measure, Target
from calculator.engine.methodology import Line, Parameter, Source
from calculator.engine.plan import PlanYear
from calculator.engine.reading import Record, read_record
from calculator.engine.results import Budget
from calculator.engine.rules_2027_1.quarters import role_weights

FILE = "measures.yaml"
FRONTLINE = "frontline"
_KEYS = frozenset(("version", "sources", "parameters", "measures"))
_MEASURE = frozenset(("label", "unit", "source", "basis", "formula"))


@dataclass(frozen=True, slots=True)
class MeasureText:
    """One measure's words and its formula's name."""

    name: str
    label: str
    unit: str
    basis: str
    source: Source


@dataclass(frozen=True, slots=True)
class MeasureRules:
    """The measures, the parameters they add to a scenario's, and the lines that compute them."""

    version: str
    parameters: Mapping[str, Parameter]
    measures: tuple[MeasureText, ...]
    lines: Lines


def load_rules(parts: Mapping[str, str]) -> MeasureRules:
    """Return the rules that the edition's files hold, by file name. Raises MethodologyError naming file and line."""
    document = read_record(parts[FILE], file=FILE)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="measures")
    sources = read_sources(document.record("sources", what="sources"))
    parameters, measures = (document.record(key, what=key) for key in ("parameters", "measures"))
    texts, lines = [], {}
    for name in measures:
        what = f"measure {name}"
        record = measures.record(name, what=what)
        record.check_keys(allowed=_MEASURE, required=_MEASURE, what=what)
        label, unit, basis = (record.text(key, what=what) for key in ("label", "unit", "basis"))
        source = sources[record.choice("source", tuple(sources), what=what)]
        texts.append(MeasureText(name, label, unit, basis, source))
        lines[name] = Line(name=name, label=label, unit="number", formula=_formula(record, what))
    return MeasureRules(
        version=document.text("version", what="measures"),
        parameters={name: read_parameter(name, parameters, sources=sources) for name in parameters},
        measures=tuple(texts),
        lines=compiled(lines, file=FILE, line_of=measures.lines),
    )


def _formula(record: Record, what: str) -> Formula:
    try:
        return parse_formula(record.text("formula", what=what))
    except FormulaError as error:
        record.refuse(f"formula of {what} {error}", at="formula")
        raise


def measures_of(
    rules: MeasureRules,
    *,
    budget: Budget,
    plan: Sequence[PlanYear],
    lag_months: float = 0.0,
    asked: Sequence[Asked] = (),
) -> tuple[Measure, ...]:
    """Return every measure with its target for each quarter of the plan, or of the one year.

    With `asked`, a year each, the staff are those that an award pays.
    """
    years = [(str(year.year), year.budget) for year in plan] or [("Year 1", budget)]
    awards: Sequence[Asked | None] = asked or [None] * len(years)
    values = [
        (label, quarter, _values(rules, of_year, posts_at_work(of_year, quarter, lag_months, of_award)))
        for (label, of_year), of_award in zip(years, awards, strict=True)
        for quarter in (1, 2, 3, 4)
    ]
    return tuple(
        Measure(
            text.name,
            text.label,
            text.unit,
            tuple(Target(label, quarter, found[text.name]) for label, quarter, found in values),
            text.basis,
            text.source,
        )
        for text in rules.measures
    )


def _values(rules: MeasureRules, budget: Budget, at_work: Mapping[str, float]) -> Mapping[str, float]:
    usual = {name: float(record.value or 0) for name, record in rules.parameters.items()}
    return run_lines(rules.lines, SCALAR_FUNCTIONS, {**usual, **budget.inputs, **budget.values, **at_work})


def posts_at_work(budget: Budget, quarter: int, lag_months: float, of_award: Asked | None = None) -> dict[str, float]:
    """Return posts at work on average in the quarter (1 to 4) by role, as `<stem>_at_work`, and of the frontline.

    They are the program's, or those that an award pays. A role's months paid are laid over the quarters as its pay is.
    """
    found, method = {}, budget.methodology
    for role in method.roles:
        posts, new = budget.values[role.key], budget.values.get(f"{role.key}_new", 0.0)
        months = _months(budget, f"{role.stem}_months")
        if of_award:
            posts, new, months = (part[role.key] for part in (of_award.posts, of_award.new, of_award.months))
        weights = role_weights(posts, new, lag_months)
        paid = posts * months * weights[quarter - 1] / sum(weights) if sum(weights) else 0.0
        found[f"{role.stem}_at_work"] = paid / 3
    front = (role.stem for role in method.roles if role.group == FRONTLINE)
    return {**found, "frontline_at_work": sum(found[f"{stem}_at_work"] for stem in front)}


def _months(budget: Budget, name: str) -> float:
    return budget.values[name] if name in budget.values else budget.inputs[name]
