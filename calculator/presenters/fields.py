"""Form fields of the plan's tabs (components/field.html): what was typed stays, and a fault stands at its field."""

from collections.abc import Iterable
from typing import Any

from calculator.asking.given import Fault
from calculator.engine.methodology import Parameter
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.words.wording import typed

UNIT_WORDS = {
    "months": "months",
    "USD per post": "dollars",
    "USD an hour": "dollars an hour",
    "hours a year": "hours",
}


def number_field(
    parameter: Parameter, value: float | None, faults: tuple[Fault, ...], *, hint: str | None = None
) -> dict[str, Any]:
    """Return the box of a parameter; the hint is the parameter's note unless another is given."""
    fault = fault_of(faults, parameter.name)
    unit = UNIT_WORDS.get(parameter.unit, "")
    return {
        "kind": "number",
        "name": parameter.name,
        "id": f"p-{parameter.name}",
        "label": f"{parameter.label}, {unit}" if unit else parameter.label,
        "value": fault.given if fault and fault.given else typed(value, parameter).replace(",", ""),
        "hint": parameter.note if hint is None else hint,
        "error": fault_words(fault) if fault else None,
        "required": True,
        "share": parameter.unit == "share",
        "short": True,
    }


def open_field(parameter: Parameter, moved: float | None, faults: tuple[Fault, ...]) -> dict[str, Any]:
    """Return the box of a parameter as moved or as usual; one that the method leaves open may stay empty."""
    value = parameter.value if moved is None else moved
    return number_field(parameter, value, faults) | {"required": parameter.value is not None}


def options(
    chosen: str, labels: Iterable[tuple[str, str]], hints: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return choices for a select or radios."""
    return [
        {"value": value, "label": label, "selected": value == chosen, "hint": (hints or {}).get(value, "")}
        for value, label in labels
    ]


def cell(text: str | None, *, header: bool = False) -> dict[str, Any]:
    """Return a table cell (components/table.html)."""
    return {"text": text, "header": True} if header else {"text": text, "numeric": True}


def table(
    key: str,
    caption: str,
    headings: Iterable[str],
    rows: Iterable[tuple[str, Iterable[str | None]]],
    foot: tuple[str, Iterable[str | None]] | None = None,
    *,
    hide_caption: bool = False,
) -> dict[str, Any]:
    """Return a table of numbers with a heading column (components/table.html)."""

    def row(label: str, cells: Iterable[str | None]) -> list[dict[str, Any]]:
        return [cell(label, header=True), *(cell(text) for text in cells)]

    return {
        "id": key,
        "caption": caption,
        "hide_caption": hide_caption,
        "headings": [{"label": label, "numeric": index > 0} for index, label in enumerate(headings)],
        "rows": [row(label, cells) for label, cells in rows],
        "foot": row(*foot) if foot else None,
    }
