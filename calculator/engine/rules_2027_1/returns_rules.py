"""What the return rests on: assumptions, perspectives, studies and formulas, read from YAML text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator.engine.compile import compile_lines
from calculator.engine.lines import Lines, compiled, needed_for
from calculator.engine.load import read_lines
from calculator.engine.load_records import read_parameter, read_sources
from calculator.engine.methodology import Code, Line, Parameter, Source
from calculator.engine.reading import Record, read_record
from calculator.engine.returns_rules import Perspective, Study
from calculator.engine.rules_2027_1.price_index import PriceIndex

_PARTS = ("version", "sources", "parameters", "inputs", "lines", "perspectives", "reconciled", "studies")
_KEYS = frozenset([*_PARTS, "draws", "index_year", "least_frontline"])
_COSTS = ("cost_per_homicide", "cost_per_nonfatal", "price_year")
_PERSPECTIVE_KEYS = frozenset(["label", "text", *_COSTS, "source", "note"])
_STUDY_TEXTS = ("place", "program", "finding", "outcome", "design", "design_label", "caution", "title", "url")
_STUDY_NUMBERS = ("effect", "low", "high", "n")
_STUDY_KEYS = frozenset([*_STUDY_TEXTS, *_STUDY_NUMBERS, "year"])
OWN = "own"


@dataclass(frozen=True, slots=True)
class ReturnsRules:
    """Parameters, perspectives and studies; `lines` in computing order and the code that computes them."""

    version: str
    parameters: Mapping[str, Parameter]
    draws: int
    index_year: int
    least_frontline: int
    inputs: tuple[str, ...]
    lines: Mapping[str, Line]
    code: Code
    benefit: Lines  # what gives the line `benefit` alone
    perspectives: Mapping[str, Perspective]
    prices: PriceIndex
    reconciled: str
    studies: tuple[Study, ...]


def load_returns_rules(text: str, *, file: str, prices: PriceIndex) -> ReturnsRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="returns rules")
    sources = read_sources(document.record("sources", what="sources"))
    parameters = document.record("parameters", what="parameters")
    read = {name: read_parameter(name, parameters, sources=sources) for name in parameters}
    inputs = document.names("inputs")
    lines = read_lines(document.record("lines", what="lines"), known=frozenset([*read, *inputs]))
    views = document.record("perspectives", what="perspectives")
    studies = document["studies"]
    if not isinstance(studies, list) or not studies:
        document.refuse("studies is not a list", at="studies")
    return ReturnsRules(
        version=document.text("version", what="returns rules"),
        parameters=read,
        draws=int(document.number("draws", what="returns rules")),
        index_year=int(document.number("index_year", what="returns rules")),
        least_frontline=int(document.number("least_frontline", what="returns rules")),
        inputs=inputs,
        lines=lines,
        code=compile_lines(lines, file=file),
        benefit=compiled(needed_for(lines, ["benefit"]), file=file),
        perspectives={key: _perspective(key, views.record(key, what=key), sources, prices) for key in views},
        prices=prices,
        reconciled=document.text("reconciled", what="returns rules"),
        studies=tuple(_study(document, study) for study in studies),
    )


def _perspective(key: str, record: Record, sources: Mapping[str, Source], prices: PriceIndex) -> Perspective:
    what = f"perspective {key}"
    record.check_keys(allowed=_PERSPECTIVE_KEYS, required=_PERSPECTIVE_KEYS, what=what)
    label, text, note = (record.text(name, what=what) for name in ("label", "text", "note"))
    per = {name: None if record[name] is None else record.number(name, what=what) for name in _COSTS}
    for name in _COSTS if key != OWN else ():
        if not (per[name] or 0) > 0:
            record.refuse(f"{what}: {name} is not above 0", at=name)
    year = None if per["price_year"] is None else int(per["price_year"])
    if year is not None and year not in prices.averages:
        record.refuse(f"{what}: there is no price index for {year}", at="price_year")
    return Perspective(
        key=key,
        label=label,
        text=text,
        cost_per_homicide=float(per["cost_per_homicide"] or 0),
        cost_per_nonfatal=per["cost_per_nonfatal"],
        price_year=year,
        source=sources[record.choice("source", tuple(sources), what=what)],
        note=note,
    )


def _study(document: Record, record: object) -> Study:
    if not isinstance(record, Record):
        document.refuse("a study is not a mapping of keys", at="studies")
    record.check_keys(allowed=_STUDY_KEYS, required=_STUDY_KEYS, what="study")
    values: dict[str, Any] = {key: record.text(key, what="study") for key in _STUDY_TEXTS}
    for key in _STUDY_NUMBERS:
        values[key] = None if record[key] is None else record.number(key, what="study")
    return Study(**values, year=int(record.number("year", what="study")))
