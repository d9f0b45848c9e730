"""What hospital-based specialists may bring in from Medicaid: hours billed at the state's rate."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.compile import compile_lines
from calculator.engine.evaluate import evaluate
from calculator.engine.load import read_lines
from calculator.engine.load_records import read_parameter
from calculator.engine.methodology import Code, Line, Parameter, Source
from calculator.engine.reading import Record

MEDICAID_KEYS = frozenset(["parameters", "lines", "source", "as_of", "states"])


@dataclass(frozen=True, slots=True)
class HourlyRate:
    """What a state pays for an hour, USD, lowest and highest."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MedicaidRules:
    """The estimate's parameters and line, and the states with the benefit (None: the rate is not known here)."""

    parameters: Mapping[str, Parameter]
    lines: Mapping[str, Line]
    code: Code
    rates: Mapping[str, HourlyRate | None]
    source: Source
    as_of: str

    def income(self, *, workers: float, hours: float, rate: float, covered_share: float) -> int:
        """Return USD a year: workers times hours times hourly rate times the share of patients covered."""
        inputs = {
            "medicaid_workers": workers,
            "medicaid_hours": hours,
            "medicaid_rate": rate,
            "medicaid_covered_share": covered_share,
        }
        return int(evaluate(self, inputs)["medicaid_income"])


def read_medicaid(record: Record, *, sources: Mapping[str, Source]) -> MedicaidRules:
    """Return the rules in `record`. Raises MethodologyError."""
    parameters = record.record("parameters", what="medicaid parameters")
    states = record.record("states", what="medicaid states")
    read = {name: read_parameter(name, parameters, sources=sources) for name in parameters}
    lines = read_lines(record.record("lines", what="medicaid lines"), known=frozenset(read))
    return MedicaidRules(
        parameters=read,
        lines=lines,
        code=compile_lines(lines, file=record.file),
        rates={usps: _rate(states, usps) for usps in states},
        source=sources[record.choice("source", tuple(sources), what="medicaid")],
        as_of=record.text("as_of", what="medicaid"),
    )


def _rate(states: Record, usps: str) -> HourlyRate | None:
    value = states[usps]
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not 0 < value[0] <= value[1]:
        states.refuse(f"the rate of {usps} is not a low and a high amount", at=usps)
    return HourlyRate(low=float(value[0]), high=float(value[1]))
