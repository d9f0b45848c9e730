"""The Medicaid estimate on the funding tab, one click from becoming a source."""

from typing import Any

from calculator.asking.medicaid import OTHER_STATE
from calculator.asking.question import Question
from calculator.engine.medicaid import MedicaidRules
from calculator.engine.plan import PlanYear
from calculator.presenters.fields import number_field, options
from calculator.subject import Subject
from calculator.words.wording import dollars

SPECIALISTS = "hvip_specialists"


def present_medicaid(subject: Subject, question: Question, years: tuple[PlanYear, ...]) -> dict[str, Any]:
    """Return the estimate's fields, its answer in words, and the value of the button that adds it."""
    section = question.funding.medicaid
    rules = section.rules
    states = {place.state for place in subject.places}
    home = next(iter(states)) if len(states) == 1 else ""
    state = section.state or (home if home in rules.rates else OTHER_STATE)
    workers = int(years[0].values[SPECIALISTS])
    rate = section.known_rate(state)
    low = section.income(workers, state)
    high = section.income(workers, state, rate=rate.high) if rate and "medicaid_rate" not in section.moved else low
    values = {name: section.value(name) for name in rules.parameters}
    hints = {
        "medicaid_workers": f"The plan has {workers} in {years[0].year}; used where the box is empty.",
        "medicaid_rate": _rate_hint(rules, state, home),
    }
    fields = [
        number_field(record, values[name], question.faults, hint=hints.get(name)) | {"required": name not in hints}
        for name, record in rules.parameters.items()
    ]
    return {
        "open": bool(section.query()),
        "state": {
            "kind": "select",
            "name": "medicaid_state",
            "id": "p-medicaid_state",
            "label": "State",
            "required": True,
            "short": True,
            "options": options(state, [*((usps, usps) for usps in rules.rates), (OTHER_STATE, "Another state")]),
        },
        "fields": fields,
        "amount": None if low is None else dollars(low) if low == high else f"{dollars(low)} to {dollars(high or low)}",
        "cautious": low != high,
        "button": f"medicaid-{workers}",
        "source": f"{rules.source.publisher}: {rules.source.title}, {rules.as_of}",
        "source_url": rules.source.url,
    }


def _rate_hint(rules: MedicaidRules, state: str, home: str) -> str:
    rate = rules.rates.get(state)
    if rate:
        paid = f"${rate.low:,.2f}" if rate.low == rate.high else f"${rate.low:,.2f} to ${rate.high:,.2f}"
        return f"{state} pays {paid}; used where the box is empty."
    if state in rules.rates:
        return f"{state} has the benefit, but its rate is not known here: type it in."
    if home and home not in rules.rates:
        known = f"{home} is not among the states known to have the benefit by {rules.as_of}."
        return f"{known} Type a rate to see what it could bring."
    return "Type the state’s hourly rate."
