"""The Medicaid estimate in a URL: state, workers, hours billed, hourly rate, share of patients covered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.asking.given import Fields, Given
from calculator.asking.scenario import fields_for
from calculator.engine.medicaid import HourlyRate, MedicaidRules
from calculator.methods import newest
from calculator.once import once_a_method
from calculator.words.numbers import written

OTHER_STATE = "other"


@dataclass(frozen=True, slots=True)
class MedicaidSection:
    """What was said for the estimate; `state` is a USPS code, `other`, or empty where the place's own is meant."""

    rules: MedicaidRules = field(default_factory=lambda: newest().plan.medicaid, compare=False, repr=False)
    state: str = ""
    moved: Mapping[str, float] = field(default_factory=dict)

    def known_rate(self, place_state: str = "") -> HourlyRate | None:
        """Return what the state pays for an hour, None where that is not known."""
        return self.rules.rates.get(self.state or place_state)

    def value(self, name: str) -> float | None:
        """Return a parameter as said or as usual."""
        return self.moved.get(name, self.rules.parameters[name].value)

    def income(self, workers: int, place_state: str = "", *, rate: float | None = None) -> int | None:
        """Return USD a year for `workers` unless others were said; None where no hourly rate is known.

        A state's range counts at its low end; `rate` (USD an hour) takes the place of both.
        """
        known = self.known_rate(place_state)
        paid = rate or self.moved.get("medicaid_rate") or (known.low if known else None)
        if paid is None:
            return None
        return self.rules.income(
            workers=self.moved.get("medicaid_workers", float(workers)),
            hours=self.value("medicaid_hours") or 0.0,
            rate=paid,
            covered_share=self.value("medicaid_covered_share") or 0.0,
        )

    def worker_year(self, place_state: str = "") -> float | None:
        """Return USD that one specialist bills in a year; None where no hourly rate is known."""
        known = self.known_rate(place_state)
        rate = self.moved.get("medicaid_rate") or (known.low if known else None)
        hours, share = self.value("medicaid_hours"), self.value("medicaid_covered_share")
        return None if rate is None else (hours or 0.0) * rate * (share or 0.0)

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        pairs = [("medicaid_state", self.state)] if self.state else []
        return [*pairs, *((name, written(value)) for name, value in self.moved.items())]


def medicaid_names(rules: MedicaidRules) -> tuple[str, ...]:
    """Return every name this section reads."""
    return ("medicaid_state", *rules.parameters)


def read_medicaid_section(given: Given, rules: MedicaidRules) -> MedicaidSection:
    """Read the section from `given`, which keeps the faults."""
    state = given.choice("medicaid_state", [*rules.rates, OTHER_STATE]) or ""
    numbers = given.numbers(_fields(rules))
    return MedicaidSection(
        rules=rules,
        state=state,
        moved={name: value for name, value in numbers.items() if value != rules.parameters[name].value},
    )


@once_a_method
def _fields(rules: MedicaidRules) -> Fields:
    return fields_for(rules.parameters)
