"""The form of a portfolio: which places, at which shares reached, over how many years; what was typed wrongly stays as typed."""

from collections.abc import Iterable, Sequence
from typing import Any

from calculator.asking.given import Fault
from calculator.presenters.budget.sliders import fault_line, fault_of, fault_words
from calculator.presenters.places.picked import COVERAGE, KINDS, SIZES, Picked, lines_of
from profiles.selectors import place_table

LABELS = {"kind": "Kind of place", "state": "State", "size": "Size", "years": "Years", "places": "The list"}


def present_form(picked: Picked, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return `errors` (links to the fields) and `fields` (components/field.html), and of the list its text and faults."""
    sent = dict(query)
    states = sorted((usps, facts.name) for usps, facts in place_table().states.items())
    listed = sent.get("places") or (lines_of(picked.subjects) if "codes" in sent else "")
    about_list = [fault_words(fault) for fault in picked.faults if fault.name == "places"]
    return {
        "errors": [
            {"text": fault_line(_label(fault.name), fault), "field": f"pf-{fault.name}"} for fault in picked.faults
        ],
        "fields": [
            _select(picked, "kind", KINDS.items(), sent.get("kind", "place")),
            _select(picked, "state", [("", "Every state"), *states], sent.get("state", "")),
            _select(picked, "size", SIZES, sent.get("size", "")),
            *(
                _box(picked, f"{COVERAGE}-{number}", text, name=COVERAGE, share=True)
                for number, text in enumerate(_coverages(picked, query), start=1)
            ),
            _box(picked, "years", sent.get("years", "") if picked.faults else str(picked.years)),
        ],
        "listed": {"text": listed, "errors": about_list},
    }


def _coverages(picked: Picked, query: Sequence[tuple[str, str]]) -> list[str]:
    """Return what stands in the boxes: as typed while anything is wrong, else the shares that are answered for."""
    typed = [value for name, value in query if name == COVERAGE]
    return typed if picked.faults and typed else [f"{100 * share:g}%" for share in picked.coverages]


def _label(name: str) -> str:
    known, _, number = name.partition("-")
    return f"Share reached, level {number}" if known == COVERAGE and number else LABELS.get(name, name)


def _select(picked: Picked, name: str, pairs: Iterable[tuple[str, str]], chosen: str) -> dict[str, Any]:
    options = [{"value": value, "label": label, "selected": value == chosen} for value, label in pairs]
    return _field(picked, name, {"kind": "select", "name": name, "options": options})


def _box(picked: Picked, where: str, value: str, *, name: str = "", share: bool = False) -> dict[str, Any]:
    return _field(
        picked, where, {"kind": "number", "name": name or where, "value": value, "share": share, "short": True}
    )


def _field(picked: Picked, where: str, field: dict[str, Any]) -> dict[str, Any]:
    fault: Fault | None = fault_of(picked.faults, where)
    error = fault_words(fault) if fault else None
    return {**field, "id": f"pf-{where}", "label": _label(where), "quiet": True, "error": error}
