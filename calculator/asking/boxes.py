"""Forms whose boxes are in percent. In an address a share is from 0 to 1 and stays what it was; in a box 50 means 50%.

A form says so with one hidden name, `boxes=percent`: then a bare number in a box for a share is read as a percentage, and
the page goes on to the address that says the same in shares, without the name. What a form only carries along is in shares:
`boxes` names it as well (`boxes=turnover_share`). Programs never send it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from calculator.asking.funding import TABLE
from calculator.asking.grant import INDIRECT_RATE
from calculator.asking.request import SHARES
from calculator.engine.plan_rules import COVERAGE
from calculator.methods import DEFAULT_ID, UnknownMethodologyError, edition_of, find_methodology
from calculator.words.numbers import in_percent

BOXES, PERCENT = "boxes", "percent"
_NAMED = (
    "coverage",  # of a portfolio
    COVERAGE,
    TABLE.name("growth_share"),
    INDIRECT_RATE.name,
    *SHARES,
    *(f"subrecipient_{column}" for column in ("services", "operations_share", "indirect_rate")),
)


def read_boxes(values: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Return the values with shares as their form meant them; as they are where no form says that its boxes are in percent."""
    said = values.get(BOXES, ())
    shares = share_names((values.get("methodology") or (DEFAULT_ID,))[0]) if said else frozenset()
    if not said or not {*said} <= {PERCENT, *shares}:
        return values
    typed = shares - {*said} if PERCENT in said else frozenset()
    return {
        name: [_shares(item) for item in items] if name in typed else items
        for name, items in values.items()
        if name != BOXES
    }


def carried_shares(pairs: Sequence[tuple[str, str]], reference: str) -> list[tuple[str, str]]:
    """Return the pairs that say of which ones among `pairs` that they are in shares whatever a form's boxes are in."""
    shares = share_names(reference)
    return [(BOXES, name) for name in dict.fromkeys(name for name, _ in pairs) if name in shares]


@lru_cache(32)
def share_names(reference: str) -> frozenset[str]:
    """Return every name under which a form of that method asks for a share."""
    try:
        method = find_methodology(reference)
    except UnknownMethodologyError:
        method = find_methodology(DEFAULT_ID)
    edition = edition_of(method)
    records = (
        method.parameters,
        method.facts,
        edition.plan.parameters,
        edition.plan.medicaid.parameters,
        edition.returns.parameters,
    )
    units = {name: record.unit for known in records for name, record in known.items()}
    return frozenset((*_NAMED, *(name for name, unit in units.items() if unit == "share")))


def _shares(text: str) -> str:
    """Return each share of a text, several with commas between, with its percent sign."""
    whole = in_percent(text)
    return ",".join(in_percent(part) for part in text.split(",")) if whole == text and "," in text else whole
