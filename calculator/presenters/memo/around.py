"""The memo's view around it: what is spent today, what will be counted, and cities like this one."""

from typing import Any

from calculator.answer import Answer
from calculator.presenters.memo.blocks import Block, note, row, table, text
from calculator.presenters.places.comparison import present_peers
from calculator.presenters.places.spending import present_spending
from calculator.words.wording import target_words

COUNTED_BEFORE = (
    "What workers do can be counted from the first quarter; sized to the staff of this budget, a quarter would bring:"
)


def present_spent(answer: Answer) -> list[Block]:
    """Return what the place is known to spend beside this memo's total, with what is inside the figure; nothing where unknown."""
    place = answer.subject.place
    found = present_spending(place, answer.budget)["spending"] if place else None
    if not found:
        return []
    rows = [
        row(
            [_cell(entry[0]), f"{_cell(entry[1])}; inside: {_cell(entry[4])} ({_cell(entry[6])})"],
            _cell(entry[2]),
            _cell(entry[3]),
        )
        for entry in found["table"]["rows"]
    ]
    sentence = [text(found["sentence"])] if found["sentence"] else []
    return [*sentence, table(["wide", "number", "number"], ("Program", "A year", "Of this budget"), rows)]


def present_counted(answer: Answer) -> list[Block]:
    """Return the measures with their targets a quarter; nothing where the edition has none or nobody works."""
    if not answer.measures:
        return []
    rows = [
        row([measure.label, measure.basis], f"{target_words(measure.per_quarter)} {measure.unit}".strip())
        for measure in answer.measures
    ]
    return [text(COUNTED_BEFORE), table(["wide", "number"], ("Measure, and what it rests on", "A quarter"), rows)]


def present_alike(answer: Answer) -> list[Block]:
    """Return the cities most like this one; nothing where it has none."""
    place = answer.subject.place
    found = present_peers(place) if place else None
    if not found:
        return []
    rows = [row(*(_cell(cell) for cell in entry), strong=index == 0) for index, entry in enumerate(found["rows"])]
    columns = ["fill", *["number"] * (len(found["headings"]) - 1)]
    return [table(columns, [heading["label"] for heading in found["headings"]], rows), note(f"{found['caption']}.")]


def _cell(cell: dict[str, Any]) -> str:
    return str(cell.get("text") or "–")
