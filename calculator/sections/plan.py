"""The plan section of a URL: years, coverage by year, growth, hiring and vacancies."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.given import Fault, Given, Number
from calculator.plan_registry import plan_rules
from calculator.scenario import number_for, written

# full: the scenario's coverage_share every year; even: rising to it in equal steps; sc2: Chicago's; typed: by year.
RAMPS = ("full", "even", "sc2", "typed")
COVERAGE = "coverage_by_year"
OWN = ("years", "first_year")
SHARE_ALLOWED = "a share from 0% to 100%"


@dataclass(frozen=True, slots=True)
class PlanSection:
    """What the query string says about years. `asked` tells whether it says anything at all."""

    asked: bool = False
    years: int = 0  # 0: the usual number
    first_year: int = 0  # 0: the usual one
    ramp: str = "full"
    typed: tuple[float, ...] = ()  # coverage shares by year; the last one holds for the years after it
    moved: Mapping[str, float] = field(default_factory=dict)

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """The calendar years of the plan."""
        first = self.first_year or _usual("first_year")
        return tuple(range(first, first + (self.years or _usual("years"))))

    def coverage_by_year(self, coverage_share: float) -> tuple[float, ...]:
        """Return the share (0–1) of people at highest risk reached in each year; `coverage_share` is the scenario's."""
        count = len(self.calendar_years)
        if self.ramp in plan_rules().shapes:
            return tuple(plan_rules().shapes[self.ramp].coverage(year) for year in range(1, count + 1))
        if self.ramp == "typed" and self.typed:
            held = (*self.typed, *[self.typed[-1]] * count)
            return held[:count]
        if self.ramp in ("even", "typed"):
            return tuple(coverage_share * year / count for year in range(1, count + 1))
        return (coverage_share,) * count

    def inputs(self) -> dict[str, float]:
        """Return the plan's parameters by name."""
        usual = {name: float(parameter.value or 0) for name, parameter in plan_rules().parameters.items()}
        return {**usual, **self.moved}

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        if not self.asked:
            return []
        pairs = [("years", str(len(self.calendar_years)))]
        if self.first_year:
            pairs.append(("first_year", str(self.first_year)))
        if self.ramp != "full":
            pairs.append(("ramp", self.ramp))
        if self.typed:
            pairs.append((COVERAGE, ",".join(written(share) for share in self.typed)))
        return [*pairs, *((name, written(value)) for name, value in self.moved.items())]


def plan_names() -> tuple[str, ...]:
    """Return every name this section reads."""
    return ("ramp", COVERAGE, *plan_rules().parameters)


def read_plan(given: Given) -> PlanSection:
    """Read the section from `given`, which keeps the faults; what is faulty stays as usual."""
    asked = any(cell != "" for name in plan_names() for cell in given.column(name))
    numbers = {name: given.number(number_for(record)) for name, record in plan_rules().parameters.items()}
    ramp = given.choice("ramp", RAMPS)
    typed = _typed(given)
    usual = {name: record.value for name, record in plan_rules().parameters.items()}
    first_year = int(numbers["first_year"] or 0)
    return PlanSection(
        asked=asked,
        years=int(numbers["years"] or 0),
        first_year=0 if first_year == usual["first_year"] else first_year,
        ramp=ramp or ("typed" if typed else "full"),
        typed=typed if ramp in (None, "typed") else (),
        moved={
            name: value
            for name, value in numbers.items()
            if name not in OWN and value is not None and value != usual[name]
        },
    )


def _typed(given: Given) -> tuple[float, ...]:
    """Return the shares by year, from a list, boxes of one name, or one text with commas.

    An empty box keeps the share of the year before.
    """
    cells: list[object] = []
    for raw in given.column(COVERAGE):
        cells += raw.split(",") if isinstance(raw, str) and "," in raw else raw if isinstance(raw, list) else [raw]
    most = int(plan_rules().parameters["years"].max)
    if len(cells) > most:
        message = f"has {len(cells):,} shares, and a plan at most {most} years"
        given.fault(Fault(COVERAGE, message, f"1 to {most} shares"))
        return ()
    shares: list[float] = []
    for position, raw in enumerate(cells, start=1):
        name = f"{COVERAGE}-{position}"
        given.put(name, raw.strip() if isinstance(raw, str) else raw)
        before = len(given.faults)
        share = given.number(Number(name, 0, 1))
        if len(given.faults) > before:
            fault = given.faults.pop()
            given.fault(Fault(name, fault.message, SHARE_ALLOWED, fault.given))
        if share is not None:
            shares.append(share)
        elif shares:
            shares.append(shares[-1])
        else:
            shares.append(0.0)
    return tuple(shares)


def _usual(name: str) -> int:
    return int(plan_rules().parameters[name].value or 0)
