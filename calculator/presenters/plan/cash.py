"""Cash by quarter: what is spent and received, the lowest point, and the advance it takes."""

from typing import Any

from calculator.engine.cash import Cash
from calculator.words.wording import dollars


def present_cash(cash: Cash | None) -> dict[str, Any] | None:
    """Return the sentence and the table; None where the edition reckons no cash."""
    if cash is None:
        return None
    low = cash.lowest
    words = (
        f"The account is lowest in quarter {low.quarter} of {low.year}: {dollars(low.balance)}. "
        f"An advance of {dollars(cash.needed)} keeps it from falling below zero."
        if cash.needed
        else "Committed money arrives before it is spent: the account never falls below zero."
    )
    heads = ("Spent", "Received", "Left at its end")
    rows = [
        [
            {"text": f"{each.year}, quarter {each.quarter}", "header": True},
            *({"text": dollars(usd), "numeric": True} for usd in (each.spending, each.received, each.balance)),
        ]
        for each in cash.quarters
    ]
    return {
        "words": words,
        "table": {
            "id": "cash-table",
            "caption": "Committed money by quarter",
            "headings": [{"label": "Quarter"}, *({"label": head, "numeric": True} for head in heads)],
            "rows": rows,
        },
    }
