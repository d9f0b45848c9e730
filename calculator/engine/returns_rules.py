"""What the return rests on: assumptions, perspectives, studies and formulas, read from YAML text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator.engine.compile import compile_lines
from calculator.engine.load import read_lines
from calculator.engine.load_records import read_parameter, read_sources
from calculator.engine.methodology import Code, Line, Parameter, Source
from calculator.engine.reading import Record, read_record

_KEYS = frozenset(["version", "sources", "parameters", "draws", "inputs", "lines", "perspectives", "studies"])
_PERSPECTIVE_KEYS = frozenset(["label", "text", "cost_per_homicide", "cost_per_nonfatal", "source", "note"])
_STUDY_KEYS = frozenset(["place", "program", "finding", "design", "design_label", "caution", "title", "url", "year"])


@dataclass(frozen=True, slots=True)
class Perspective:
    """Whose money counts: USD for a homicide and for a nonfatal shooting (None: no figure, not counted)."""

    key: str
    label: str
    text: str
    cost_per_homicide: float
    cost_per_nonfatal: float | None
    source: Source
    note: str
    price_year: int | None = None  # whose dollars these are; None where the edition does not say


@dataclass(frozen=True, slots=True)
class Study:
    """An evaluation: what was found, by which design, and why to be careful with it."""

    place: str
    program: str
    finding: str
    design: str
    design_label: str
    caution: str
    title: str
    url: str
    year: int
    outcome: str = ""  # what the effect is a change of, as a share with its interval; None where it is no share
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnsRules:
    """Parameters, perspectives and studies; `lines` in computing order and the code that computes them."""

    version: str
    parameters: Mapping[str, Parameter]
    draws: int
    inputs: tuple[str, ...]
    lines: Mapping[str, Line]
    code: Code
    perspectives: Mapping[str, Perspective]
    studies: tuple[Study, ...]


def load_returns_rules(text: str, *, file: str) -> ReturnsRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="returns rules")
    sources = read_sources(document.record("sources", what="sources"))
    parameters = document.record("parameters", what="parameters")
    read = {name: read_parameter(name, parameters, sources=sources) for name in parameters}
    inputs = document.names("inputs")
    lines = read_lines(document.record("lines", what="lines"), known=frozenset([*read, *inputs]))
    perspectives = document.record("perspectives", what="perspectives")
    studies = document["studies"]
    if not isinstance(studies, list) or not studies:
        document.refuse("studies is not a list", at="studies")
    return ReturnsRules(
        version=document.text("version", what="returns rules"),
        parameters=read,
        draws=int(document.number("draws", what="returns rules")),
        inputs=inputs,
        lines=lines,
        code=compile_lines(lines, file=file),
        perspectives={
            key: _perspective(key, perspectives.record(key, what=f"perspective {key}"), sources) for key in perspectives
        },
        studies=tuple(_study(document, study) for study in studies),
    )


def _perspective(key: str, record: Record, sources: Mapping[str, Source]) -> Perspective:
    what = f"perspective {key}"
    record.check_keys(allowed=_PERSPECTIVE_KEYS, required=_PERSPECTIVE_KEYS, what=what)
    label, text, note = (record.text(name, what=what) for name in ("label", "text", "note"))
    nonfatal = record["cost_per_nonfatal"]
    cost_per_homicide = record.number("cost_per_homicide", what=what)
    if cost_per_homicide <= 0:
        record.refuse(f"{what}: a homicide costs nothing", at="cost_per_homicide")
    return Perspective(
        key=key,
        label=label,
        text=text,
        cost_per_homicide=float(cost_per_homicide),
        cost_per_nonfatal=None if nonfatal is None else float(record.number("cost_per_nonfatal", what=what)),
        source=sources[record.choice("source", tuple(sources), what=what)],
        note=note,
    )


def _study(document: Record, record: object) -> Study:
    if not isinstance(record, Record):
        document.refuse("a study is not a mapping of keys", at="studies")
    record.check_keys(allowed=_STUDY_KEYS, required=_STUDY_KEYS, what="study")
    values: dict[str, Any] = {key: record.text(key, what="study") for key in _STUDY_KEYS - {"year"}}
    return Study(**values, year=int(record.number("year", what="study")))
