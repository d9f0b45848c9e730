"""What moving one parameter did: which line to watch, before and after, and the change in the total."""

from collections.abc import Mapping

from calculator.engine.errors import MissingFactError
from calculator.engine.evaluate import evaluate
from calculator.engine.results import Budget
from calculator.words.watches import Watch
from calculator.words.wording import counted, dollars, people, signed_dollars


def present_effect(budget: Budget, name: str, watch: Watch | None) -> list[dict[str, str]]:
    """Return the effect line (components/slider.html): the watched figure now, what it was, what the total did."""
    before = values_at_preset(budget, name)
    parts = [] if watch is None else _watched(budget, watch, before)
    change = budget.total - int(before["total"]) if before else 0
    if change:
        if parts:
            parts.append({"text": ", ", "kind": ""})
        parts += [
            {"text": signed_dollars(change), "kind": "up" if change > 0 else "down"},
            {"text": " a year", "kind": ""},
        ]
    return parts


def values_at_preset(budget: Budget, name: str) -> Mapping[str, float]:
    """Return every line's value with this one parameter back at its preset.

    Nothing where it is there already, or where the preset needs a fact that nobody reported.
    """
    preset = budget.methodology.parameters[name].value
    if preset is None or budget.inputs[name] == preset:
        return {}
    try:
        return evaluate(budget.methodology, {**budget.inputs, name: float(preset)})
    except MissingFactError:
        return {}


def _watched(budget: Budget, watch: Watch, before: Mapping[str, float]) -> list[dict[str, str]]:
    now = budget.values[watch.line]
    was = before.get(watch.line, now)
    if watch.kind == "money":
        words = dollars(now) if was == now else f"{dollars(was)} → {dollars(now)}"
        return [
            {"text": words, "kind": "" if was == now else "strong"},
            {"text": " for this line", "kind": ""},
        ]
    if watch.kind == "people":
        all_of_them = counted(budget.high_risk, "person", "people")
        alone = watch.line == "high_risk" or all_of_them.startswith("fewer")
        words = all_of_them if alone else f"{people(now)} of {all_of_them}"
        return [{"text": words, "kind": "" if was == now else "strong"}]
    if was == now:
        return [{"text": counted(now, watch.singular, watch.plural), "kind": ""}]
    return [
        {"text": f"{int(was):,} → {int(now):,}", "kind": "strong"},
        {"text": f" {watch.singular if now == 1 else watch.plural}", "kind": ""},
    ]
