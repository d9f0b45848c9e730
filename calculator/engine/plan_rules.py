"""What several years add to a methodology: its own lines for a year, read from YAML text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.engine.compile import compile_lines, in_order
from calculator.engine.load import read_lines
from calculator.engine.load_records import read_parameter, read_sources
from calculator.engine.medicaid import MEDICAID_KEYS, MedicaidRules, read_medicaid
from calculator.engine.methodology import Code, Line, Methodology, Parameter, Source
from calculator.engine.reading import Record, read_record

_INPUTS = ("year_inputs", "role_inputs", "money_inputs")
_LINES = ("role_lines", "lines", "money_lines")
_KEYS = frozenset(
    ["version", "sources", "parameters", *_INPUTS, *_LINES, "cliff_share", "precedents", "shapes", "medicaid"]
)
# full: the scenario's coverage_share every year; even: rising to it in equal steps; sc2: Chicago's; typed: by year.
RAMPS = ("full", "even", "sc2", "typed")
COVERAGE = "coverage_by_year"


@dataclass(frozen=True, slots=True)
class Shape:
    """Coverage by year as points of a line: year of the plan (from 1) and share (0–1), both rising in years."""

    points: tuple[tuple[int, float], ...]
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """Money that ended, and who says so."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class YearFormulas:
    """A methodology's lines with those of a year, in computing order, and the code that computes them."""

    methodology: Methodology
    lines: Mapping[str, Line]
    own: tuple[str, ...]  # the lines that the plan adds
    inputs: tuple[str, ...]  # what a year brings beside the scenario and the plan's parameters
    code: Code


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The plan's parameters and shapes; `formulas` joins its lines to a methodology's."""

    version: str
    parameters: Mapping[str, Parameter]
    shapes: Mapping[str, Shape]
    cliff_share: float
    precedents: tuple[Precedent, ...]
    medicaid: MedicaidRules
    document: Record
    ramps: tuple[str, ...] = RAMPS
    default_ramp: str = RAMPS[0]
    typed_sets_years: bool = False  # whether shares typed year by year say how many years there are
    written: dict[str, YearFormulas] = field(default_factory=dict, compare=False, repr=False)

    @property
    def asking(self) -> tuple[str, ...]:
        """The names that make a question one of several years."""
        return ("ramp", COVERAGE, *self.parameters)

    def formulas(self, methodology: Methodology) -> YearFormulas:
        """Return the lines of one year under `methodology`, written out once. Raises MethodologyError."""
        if methodology.reference not in self.written:
            self.written[methodology.reference] = self._formulas(methodology)
        return self.written[methodology.reference]

    def _formulas(self, methodology: Methodology) -> YearFormulas:
        roles = [role.key for role in methodology.roles]
        text = _written_out(self.document, methodology)
        brought = [name for key in ("year_inputs", "money_inputs") for name in self.document.names(key)]
        brought += [name.replace("ROLE", role) for name in self.document.names("role_inputs") for role in roles]
        given = {*methodology.facts, *methodology.parameters, *methodology.lines, *self.parameters, *brought}
        own = read_lines(text, known=frozenset(given))
        for index in methodology.indices:
            if index not in own:
                text.refuse(f"no line gives {index!r}, which every year needs")
        lines = in_order(
            {**methodology.lines, **own},
            file=text.file,
            line_of={**dict.fromkeys(methodology.lines, text.line), **text.lines},
        )
        code = compile_lines(lines, file=text.file)
        return YearFormulas(methodology, lines, tuple(own), tuple(brought), code)


def load_plan_rules(text: str, *, file: str) -> PlanRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="plan rules")
    sources = read_sources(document.record("sources", what="sources"))
    parameters = document.record("parameters", what="parameters")
    shapes = document.record("shapes", what="shapes")
    medicaid = document.record("medicaid", what="medicaid")
    medicaid.check_keys(allowed=MEDICAID_KEYS, required=MEDICAID_KEYS, what="medicaid")
    return PlanRules(
        version=document.text("version", what="plan rules"),
        parameters={name: read_parameter(name, parameters, sources=sources) for name in parameters},
        shapes={key: _shape(shapes.record(key, what=f"shape {key}"), sources) for key in shapes},
        cliff_share=document.number("cliff_share", what="plan rules"),
        precedents=_precedents(document.record("precedents", what="precedents"), sources),
        medicaid=read_medicaid(medicaid, sources=sources),
        document=document,
    )


def _shape(record: Record, sources: Mapping[str, Source]) -> Shape:
    keys = ("source", "points", "note")
    record.check_keys(allowed=keys, required=keys, what="shape")
    points = record["points"]
    pairs = isinstance(points, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in points)
    if not pairs or not points or any(not 0 <= share <= 1 for _, share in points):
        record.refuse("points are not pairs of year and share", at="points")
    return Shape(
        points=tuple(sorted((year, share) for year, share in points)),
        source=sources[record.choice("source", tuple(sources), what="shape")],
        note=record.text("note", what="shape"),
    )


def _precedents(section: Record, sources: Mapping[str, Source]) -> tuple[Precedent, ...]:
    found = []
    for key in section:
        record = section.record(key, what=f"precedent {key}")
        record.check_keys(allowed=("text", "source"), required=("text", "source"), what="precedent")
        source = sources[record.choice("source", tuple(sources), what="precedent")]
        found.append(Precedent(text=record.text("text", what="precedent"), source=source))
    return tuple(found)


def _written_out(document: Record, methodology: Methodology) -> Record:
    """Return all of the plan's lines as one section, ROLE and ALL_ROLES written out."""
    section = Record()
    section.file, section.line, section.lines = document.file, document.line, {}
    for key in _LINES:
        wanted = document.record(key, what=key)
        for name in wanted:
            record = wanted.record(name, what=f"line {name}")
            for role in methodology.roles if key == "role_lines" else (None,):
                filled = Record(record)
                filled.file, filled.line, filled.lines = record.file, record.line, record.lines
                formula = re.sub(
                    r"ALL_ROLES(\w*)",
                    lambda match: ", ".join(role.key + match[1] for role in methodology.roles),
                    str(record.get("formula")),
                )
                label = str(record.get("label"))
                if role is not None:
                    formula = formula.replace("ROLE", role.key)
                    label = label.replace("ROLE_LABEL", role.plural)
                filled |= {"formula": formula, "label": label}
                written = name if role is None else name.replace("ROLE", role.key)
                section[written], section.lines[written] = filled, wanted.lines[name]
    return section
