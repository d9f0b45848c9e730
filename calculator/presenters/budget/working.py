"""Every line opened: its formula, the values put into it, and where each value comes from."""

import re
from typing import Any

from django.utils.safestring import SafeString

from calculator.answer import Answer
from calculator.engine.methodology import Methodology
from calculator.engine.results import Budget
from calculator.once import once_a_method
from calculator.presenters.budget.facts import input_source
from calculator.presenters.printing import Printed, markup, room
from calculator.words.wording import figure


def line_working(answer: Answer, name: str) -> dict[str, Any]:
    """Return one line's working: formula, the same with values, and each input's source."""
    budget, method = answer.budget, answer.budget.methodology
    line = method.lines[name]
    shown = {used: figure(_known(budget, used), unit_of(method, used)) for used in line.formula.names}
    return {
        "name": name,
        "label": line.label,
        "formula": f"{name} = {line.formula.text}",
        "substituted": f"{put_in(line.formula.text, shown)} = {figure(budget.values[name], line.unit)}",
        "inputs": [_input(answer, used, shown[used]) for used in line.formula.names],
    }


def print_working(answer: Answer, name: str) -> SafeString:
    """Return one line's working, printed (components/working.html)."""
    working = line_working(answer, name)
    words = {"substituted": working["substituted"]}
    for used in working["inputs"]:
        words[f"value_{used['name']}"] = used["value"]
        words[f"source_{used['name']}"] = _source(used["source"], used["source_url"])
    return _printed(answer.budget.methodology, name).fill(words)


@once_a_method
def _printed(method: Methodology, name: str) -> Printed:
    line = method.lines[name]
    inputs = [{"label": _label(method, used), "name": used} for used in line.formula.names]
    words = [f"{kind}_{used}" for used in line.formula.names for kind in ("value", "source")]
    lasting = {"label": line.label, "formula": f"{name} = {line.formula.text}", "inputs": inputs}
    rooms = {word: room(word) for word in words}
    for used in inputs:
        used |= {"value": rooms[f"value_{used['name']}"], "source": rooms[f"source_{used['name']}"]}
    return Printed("components/working.html", "working", lasting, ("substituted",))


def _source(text: str, url: str) -> SafeString | str:
    if not text:
        return ""
    words = markup('<a href="{}">{}</a>', url, text) if url else text
    return markup('<span class="source">{}</span>', words)


def _label(method: Methodology, name: str) -> str:
    return method.lines[name].label if name in method.lines else method.input(name).label


def _known(budget: Budget, name: str) -> float:
    return budget.values[name] if name in budget.values else budget.inputs[name]


def all_workings(answer: Answer) -> list[dict[str, Any]]:
    """Return every line's working, in the order computed, with its result."""
    budget = answer.budget
    return [
        {**line_working(answer, name), "result": figure(budget.values[name], line.unit)}
        for name, line in budget.methodology.lines.items()
    ]


def unit_of(method: Methodology, name: str) -> str:
    """Return the unit of a line, parameter, fact or index."""
    return method.lines[name].unit if name in method.lines else method.input(name).unit


def put_in(text: str, shown: dict[str, str]) -> str:
    """Return a formula's text with each name replaced by its value as shown."""
    return re.sub(r"[a-z][a-z_]*", lambda match: shown.get(match.group(), match.group()), text)


def _input(answer: Answer, name: str, value: str) -> dict[str, Any]:
    method = answer.budget.methodology
    source, url = ("", "") if name in method.lines else input_source(answer, name)
    return {"name": name, "label": _label(method, name), "value": value, "source": source, "source_url": url}
