"""Cash by quarter, as an answer shows it."""

from dataclasses import dataclass
from typing import NamedTuple


class CashQuarter(NamedTuple):
    """One quarter of a plan, whole USD: spent, received, and what is left at its end."""

    year: int
    quarter: int
    spending: int
    received: int
    balance: int


@dataclass(frozen=True, slots=True)
class Cash:
    """Committed money against spending; `needed` is the advance that keeps the account from falling below zero."""

    quarters: tuple[CashQuarter, ...]
    needed: int

    @property
    def lowest(self) -> CashQuarter:
        """The quarter that ends lowest, the first of equals."""
        return min(self.quarters, key=lambda quarter: quarter.balance)
