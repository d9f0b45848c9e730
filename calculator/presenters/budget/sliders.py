"""The calculator's fields: sliders by group, the plain ones behind “more”, each with preset, evidence and effect."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from calculator import charts
from calculator.asking.given import Fault
from calculator.asking.question import Question
from calculator.engine.methodology import Methodology, Parameter
from calculator.engine.results import Budget
from calculator.once import once_a_method
from calculator.presenters.budget.effects import present_effect
from calculator.presenters.printing import Printed, joined, markup
from calculator.words.sources import source_link, source_words
from calculator.words.watches import watches
from calculator.words.wording import typed

# Group, heading, what it is about; a group whose parameters have no slider is behind “more”.
GROUPS = (
    ("caseloads", "Caseloads", "How many people one worker stands by. Fewer people means more workers."),
    ("wraparound", "Wraparound support", "Dollars a year for each person reached, family included."),
    ("pay", "Pay", "Yearly pay before benefits."),
    ("fringe", "Benefits", "On top of pay."),
    ("overheads", "Training and evaluation", "Shares of the cost of staff."),
    ("pay_rules", "Local pay", "Whether pay follows local prices, and the least anybody is paid."),
    ("office", "The city’s office", "When the Office of Violence Prevention grows."),
    ("scale", "Economies of scale", "How much less work each further person is in a large city."),
    (
        "dollars",
        "Dollars of which year",
        "Pay and services are given in dollars of one year; the budget may be shown in another’s.",
    ),
)
UNIT_WORDS: Mapping[str, tuple[str, str]] = {
    "people": ("", "people"),
    "people per worker": ("", "people"),
    "people per post": ("", "people"),
    "people per homicide": ("", "people"),
    "staff per supervisor": ("", "staff"),
    "USD a year": ("$", ""),
    "USD per person a year": ("$", ""),
    "homicides a year": ("", "a year"),
    "switch": ("", "1 = on"),
}


def present_groups(budget: Budget, question: Question, path: str) -> list[dict[str, Any]]:
    """Return the groups of sliders with heading and note; the reach group is presented apart, with the bases."""
    method = budget.methodology
    return [
        {
            "key": key,
            "legend": title,
            "note": note,
            "open": any(
                name in question.scenario.moved or fault_of(question.faults, name) for name in _names(method, key)
            ),
            "sliders": [present_slider(budget, question, path, name) for name in _names(method, key)],
        }
        for key, title, note in GROUPS
        if _names(method, key)
    ]


def present_slider(budget: Budget, question: Question, path: str, name: str) -> dict[str, Any]:
    """Return one parameter, printed (components/slider.html), with whether it was changed and what is wrong with it."""
    parameter = budget.methodology.parameters[name]
    fault = fault_of(question.faults, name)
    value, unread = budget.inputs[name], question.text_of(name)
    low, high = slider_ends(parameter, value)
    changed, error = name in question.scenario.moved or unread is not None, fault_words(fault) if fault else ""
    words = slider_words(
        name,
        parameter.label,
        value=_box(budget, parameter) if unread is None else unread,
        number=value,
        preset=preset_text(budget.methodology, name),
        error=error,
        effect=[] if error else present_effect(budget, name, watches(budget.methodology).get(name)),
        reset_url=question.without(name).url(path, tab=question.tab) if changed else "",
    )
    html = _printed(budget.methodology, name, low, high).fill(words)
    return {"name": name, "html": html, "changed": changed, "error": error}


def _box(budget: Budget, parameter: Parameter) -> str:
    """Return what stands in the box."""
    value = budget.inputs[parameter.name]
    return preset_text(budget.methodology, parameter.name) if value == parameter.value else typed(value, parameter)


@once_a_method
def preset_text(method: Methodology, name: str) -> str:
    """Return a parameter's preset as it stands in its box."""
    return typed(method.parameters[name].value, method.parameters[name])


def slider_words(
    name: str,
    label: str,
    *,
    value: str,
    number: float,
    preset: str,
    error: str,
    effect: list[dict[str, str]],
    reset_url: str,
) -> dict[str, str]:
    """Return what changes of a slider; it is changed where `reset_url` leads back."""
    box = f"p-{name}-error"
    return {
        "state": markup(' class="{}"', "invalid" if error else "changed") if error or reset_url else "",
        "value": value,
        "number": str(number).removesuffix(".0") if number == number else "",
        "fault": markup('<p class="error" id="{}">{}</p>', box, error) if error else "",
        "described": f"{box} " if error else "",
        "invalid": markup(' aria-invalid="true"') if error else "",
        "effect": _effect(effect),
        "reset": markup(RESET, reset_url, preset, label) if reset_url else "",
    }


RESET = '<a class="reset" href="{}" data-reset="{}">Reset<span class="visually-hidden"> {}</span></a>'
WORDS = ("state", "value", "number", "fault", "described", "invalid", "effect", "reset")


@once_a_method
def _printed(method: Methodology, name: str, low: float, high: float) -> Printed:
    parameter = method.parameters[name]
    before, after = UNIT_WORDS.get(parameter.unit, ("", ""))
    lasting = {
        "name": name,
        "label": parameter.label,
        "unit": parameter.unit,
        "unit_before": before,
        "unit_after": after,
        "has_range": parameter.slider is not None,
        "range_min": low,
        "range_max": high,
        "range_step": parameter.step,
        "track": _track(parameter, low, high) if parameter.slider else None,
        "reference": reference_words(parameter),
        "working": {
            "note": parameter.note,
            "source": source_words("", parameter.source.publisher, parameter.source.year),
            "source_url": source_link(parameter.source.url) and f"/methodology/{method.id}/#{name}",
        },
    }
    return Printed("components/slider.html", "slider", lasting, WORDS)


def _effect(parts: list[dict[str, str]]) -> SafeString:
    """Return an effect's words as markup: plain, strong, or going up or down."""
    classes = {"strong": "<b>{}</b>", "up": '<b class="up">{}</b>', "down": '<b class="down">{}</b>'}
    return joined(markup(classes.get(part["kind"], "{}"), part["text"]) for part in parts)


def slider_ends(parameter: Parameter, value: float) -> tuple[float, float]:
    """Return the ends of the track, stretched so that the value in force is on it."""
    if parameter.slider is None:
        return parameter.min, parameter.max
    low, high = parameter.slider
    return (min(low, value), max(high, value)) if value == value else (low, high)


def reference_words(parameter: Parameter) -> str:
    """Return the preset and the evidence range in one line."""
    words = [f"preset {_shown(parameter.value, parameter)}"] if parameter.value is not None else []
    if parameter.low is not None:
        words.append(f"evidence {_shown(parameter.low, parameter)}–{_shown(parameter.high, parameter)}")
    return " · ".join(words)


def changes_in_words(question: Question) -> list[str]:
    """Return what was moved off the preset, one plain phrase each."""
    method = question.scenario.methodology
    return [
        f"{method.parameters[name].label}: {_shown(value, method.parameters[name])}"
        + (f" instead of {_shown(preset, method.parameters[name])}" if preset is not None else "")
        for name, value in question.scenario.moved.items()
        for preset in (method.parameters[name].value,)
    ]


def fault_of(faults: tuple[Fault, ...], name: str) -> Fault | None:
    """Return the fault about this field, if any."""
    return next((fault for fault in faults if fault.name == name), None)


def fault_words(fault: Fault) -> str:
    """Return a fault as a sentence for the reader, which stands at its field."""
    return _faulty("This", fault) if _of_its_field(fault) else _faulty("", fault)


def fault_line(label: str, fault: Fault) -> str:
    """Return a fault as a sentence away from its field: “To is not a short line of text”, “Years: 0 is outside …”."""
    return _faulty(label, fault) if _of_its_field(fault) else f"{label}: {fault_words(fault)}"


def _of_its_field(fault: Fault) -> bool:
    """Whether the message says something of its field, whose name comes before it, and not of what was typed."""
    return fault.message.partition(" ")[0] in ("is", "has", "names", "needs", "stands")


def _faulty(subject: str, fault: Fault) -> str:
    words = f"{subject} {fault.message}" if subject else fault.message[:1].upper() + fault.message[1:]
    if fault.allowed:
        words += f"; allowed is {fault.allowed}"
    if fault.suggestion:
        words += f". Did you mean {fault.suggestion}?"
    return words


@once_a_method
def _names(method: Methodology, group: str) -> list[str]:
    return [name for name, parameter in method.parameters.items() if parameter.group == group]


def _shown(value: float | None, parameter: Parameter) -> str:
    before, _ = UNIT_WORDS.get(parameter.unit, ("", ""))
    return f"{before}{typed(value, parameter)}"


def _track(parameter: Parameter, low: float, high: float) -> charts.Track:
    return charts.track(low=parameter.low, high=parameter.high, preset=parameter.value, minimum=low, maximum=high)
