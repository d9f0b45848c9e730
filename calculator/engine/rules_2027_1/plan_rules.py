"""What several years add to a methodology: ramps, posts by role, and a year's own lines; read from YAML text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from calculator.engine.compile import compile_lines
from calculator.engine.lines import Lines, compiled, needed_for, resting_on
from calculator.engine.load import read_lines
from calculator.engine.load_records import read_parameter, read_sources
from calculator.engine.medicaid import MEDICAID_KEYS, MedicaidRules, read_medicaid
from calculator.engine.methodology import Line, Methodology, Parameter, Role, Source
from calculator.engine.plan_rules import COVERAGE, Precedent
from calculator.engine.reading import Record, read_record
from calculator.engine.templates import copied, filled, role_places, written_out

_KEYS = frozenset(
    ["version", "sources", "parameters", "ramps", "floor", "posts", "money", "cliff_share", "precedents", "medicaid"]
)
TYPED = "typed"
_RAMP_INPUTS = ("plan_year", "years", "coverage_share")
_FLOOR_INPUTS = ("coverage_share", "frontline_before", "frontline_staff")


@dataclass(frozen=True, slots=True)
class Ramp:
    """A way of coverage to rise: its line, and whether staff in post lift its start."""

    key: str
    label: str
    note: str
    source: Source
    floor: bool
    lines: Lines  # the one line `coverage`


class RoleLines(NamedTuple):
    """What a year's lines call the posts of a role: planned, recommended, …; months of each, wages and benefits of all."""

    role: str
    recommended: str
    before: str
    most: str
    new: str
    given_up: str
    months: str
    wages: str
    fringe: str


@dataclass(frozen=True, slots=True)
class YearLines:
    """A methodology's year in four steps, each over what came before it.

    `recommended` gives each role's posts at the year's coverage; `posts` those planned, with their months; `costs` is the
    methodology's own lines over these; `money` what a plan adds. `moving` are the costs that months change, `filled` those
    of them that the total needs.
    """

    methodology: Methodology
    recommended: Lines
    posts: Lines
    costs: Lines
    money: Lines
    moving: Lines
    filled: Lines
    whole: Lines  # `posts`, `costs` and `money` in one run
    roles: tuple[RoleLines, ...]

    @property
    def lines(self) -> Mapping[str, Line]:
        """Every line of a year by name."""
        return self.whole.lines

    @property
    def months(self) -> tuple[str, ...]:
        """The names of each role's months."""
        return tuple(role.months for role in self.roles)


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The plan's parameters and the shapes of its ramps (the default first); `year_lines` joins its lines to a method's."""

    version: str
    parameters: Mapping[str, Parameter]
    shapes: Mapping[str, Ramp]
    floor: Lines  # the one line `floor`
    cliff_share: float
    precedents: tuple[Precedent, ...]
    medicaid: MedicaidRules
    document: Record
    typed_sets_years: bool = True
    written: dict[str, YearLines] = field(default_factory=dict, compare=False, repr=False)

    @property
    def ramps(self) -> tuple[str, ...]:
        """The names of the ramps, and of shares typed year by year."""
        return (*self.shapes, TYPED)

    @property
    def default_ramp(self) -> str:
        """The ramp where none is asked for."""
        return next(iter(self.shapes))

    @property
    def asking(self) -> tuple[str, ...]:
        """The names that make a question one of several years."""
        return ("ramp", COVERAGE, *self.parameters)

    def year_lines(self, methodology: Methodology) -> YearLines:
        """Return the steps of one year under `methodology`, written out once. Raises MethodologyError."""
        if methodology.reference not in self.written:
            self.written[methodology.reference] = self._year_lines(methodology)
        return self.written[methodology.reference]

    def _year_lines(self, methodology: Methodology) -> YearLines:
        roles = [role.key for role in methodology.roles]
        scenario = {*methodology.facts, *methodology.parameters, *methodology.indices, *self.parameters}
        posts = self._own("posts", methodology, known=scenario)
        costs = {name: line for name, line in methodology.lines.items() if name not in roles}
        money = self._own("money", methodology, known=[*scenario, *posts.lines, *costs])
        by_role = tuple(_role_lines(role) for role in methodology.roles)
        file = self.document.file
        ordered = compiled(costs, file=file)
        every = {**posts.lines, **ordered.lines, **money.lines}
        moving = compiled(resting_on(costs, [*(role.months for role in by_role), "worked_share"]), file=file)
        return YearLines(
            methodology=methodology,
            recommended=compiled(needed_for(methodology.lines, roles), file=file),
            posts=posts,
            costs=ordered,
            money=money,
            moving=moving,
            filled=compiled(needed_for(moving.lines, ["total"]), file=file),
            whole=Lines(every, compile_lines(every, file=file)),
            roles=by_role,
        )

    def _own(self, key: str, methodology: Methodology, *, known: Iterable[str]) -> Lines:
        """Return the plan's own lines of a section; an index that one of them gives is no longer an input."""
        section = self.document.record(key, what=key)
        whole = written_out(section, roles=methodology.roles)
        brought = list(section.names("inputs"))
        for role in methodology.roles if "role_inputs" in section else ():
            brought += [filled(name, role_places(role)) for name in section.names("role_inputs")]
        lines = whole.record("lines", what=f"{key} lines")
        return compiled_from(lines, known={*known, *brought} - set(lines))


def compiled_from(section: Record, *, known: Iterable[str]) -> Lines:
    """Return a section's lines ready to run over inputs that are `known`."""
    return compiled(read_lines(section, known=frozenset(known)), file=section.file)


def load_plan_rules(text: str, *, file: str) -> PlanRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="plan rules")
    sources = read_sources(document.record("sources", what="sources"))
    parameters = document.record("parameters", what="parameters")
    ramps = document.record("ramps", what="ramps")
    medicaid = document.record("medicaid", what="medicaid")
    medicaid.check_keys(allowed=MEDICAID_KEYS, required=MEDICAID_KEYS, what="medicaid")
    precedents = document.record("precedents", what="precedents")
    return PlanRules(
        version=document.text("version", what="plan rules"),
        parameters={name: read_parameter(name, parameters, sources=sources) for name in parameters},
        shapes={key: _ramp(key, ramps.record(key, what=f"ramp {key}"), sources) for key in ramps},
        floor=_one_line("floor", document.record("floor", what="floor"), known=_FLOOR_INPUTS),
        cliff_share=document.number("cliff_share", what="plan rules"),
        precedents=tuple(_precedent(precedents.record(key, what=key), sources) for key in precedents),
        medicaid=read_medicaid(medicaid, sources=sources),
        document=document,
    )


def _role_lines(role: Role) -> RoleLines:
    key, stem = role.key, role.stem
    said = (f"{key}_{what}" for what in ("recommended", "before", "most", "new", "given_up"))
    return RoleLines(key, *said, *(f"{stem}_{what}" for what in ("months", "wages", "fringe")))


def _ramp(key: str, record: Record, sources: Mapping[str, Source]) -> Ramp:
    keys = ("label", "source", "note", "floor", "formula")
    record.check_keys(allowed=keys, required=keys, what="ramp")
    if not isinstance(record["floor"], bool):
        record.refuse("floor is neither true nor false", at="floor")
    return Ramp(
        key=key,
        label=record.text("label", what="ramp"),
        note=record.text("note", what="ramp"),
        source=sources[record.choice("source", tuple(sources), what="ramp")],
        floor=record["floor"],
        lines=_one_line("coverage", record, known=_RAMP_INPUTS),
    )


def _one_line(name: str, record: Record, *, known: Iterable[str]) -> Lines:
    line = copied(record)
    line.clear()
    line |= {"label": record["label"], "unit": "share", "formula": record["formula"]}
    section = copied(record)
    section.clear()
    section[name], section.lines[name] = line, record.line
    return compiled_from(section, known=known)


def _precedent(record: Record, sources: Mapping[str, Source]) -> Precedent:
    record.check_keys(allowed=("text", "source"), required=("text", "source"), what="precedent")
    source = sources[record.choice("source", tuple(sources), what="precedent")]
    return Precedent(text=record.text("text", what="precedent"), source=source)
