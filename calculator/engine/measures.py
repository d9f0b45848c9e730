"""What a program can promise to do and count, as an answer shows it."""

from dataclasses import dataclass

from calculator.engine.methodology import Source


@dataclass(frozen=True, slots=True)
class Target:
    """One quarter's target of a measure."""

    year: str
    quarter: int
    value: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its targets by quarter, what they rest on, and who says so."""

    name: str
    label: str
    unit: str
    targets: tuple[Target, ...]
    basis: str
    source: Source

    @property
    def per_quarter(self) -> float:
        """The target of the last quarter, when the program is as large as it is planned to be."""
        return self.targets[-1].value
