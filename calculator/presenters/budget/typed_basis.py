"""What the form remembers of how people are counted, and the way back from a basis that was chosen by typing."""

from typing import Any

from calculator.answer import Answer
from calculator.asking.basis import BASIS, WAS, typed_basis
from calculator.words.wording import people, typed

WORDS = {
    "local_high_risk": "The count typed in ({figure}) is used.",
    "homicides": "People are counted by the homicides typed in ({figure} a year).",
}


def present_typed(answer: Answer, path: str) -> dict[str, Any]:
    """Return the boxes as they stand (`was`, hidden fields of `name`), and the words and link that undo a typed basis."""
    question, inputs = answer.question, answer.budget.inputs
    records = {**answer.budget.methodology.parameters, **answer.budget.methodology.facts}
    given = {**question.scenario.moved, **question.scenario.facts}
    basis = question.text_of(BASIS) or str(int(inputs[BASIS]))
    stands = {
        "local_high_risk": inputs.get("local_high_risk"),
        "homicides": given.get("homicides"),
    }  # as in their boxes
    was = [basis]
    for name, value in stands.items():
        unread = question.text_of(name)
        was.append(typed(value, records[name]) if unread is None else unread)
    undo = None
    if chosen := typed_basis(question):
        undo = {"text": WORDS[chosen].format(figure=people(given[chosen])), "url": question.without(BASIS).url(path)}
    return {"name": WAS, "was": was, "undo": undo}
