"""A Django form's fields as components/field.html prints them: what was typed kept, the fault beside it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

_KINDS: dict[type[forms.Widget], str] = {
    forms.Textarea: "textarea",
    forms.Select: "select",
    forms.EmailInput: "email",
    forms.URLInput: "url",
}
AUTOCOMPLETE = {"contact": "email"}


def present_fields(form: forms.Form) -> list[dict[str, Any]]:
    """Return the form's visible fields in order."""
    return [_field(bound) for bound in form.visible_fields() if bound.name != "website"]


def present_errors(form: forms.Form) -> list[dict[str, str]]:
    """Return every fault for the summary at the top, each leading to its field."""
    return [
        {"text": str(text), "field": field_id(name if name != NON_FIELD_ERRORS else "message")}
        for name, texts in form.errors.items()
        for text in texts
    ]


def field_id(name: str) -> str:
    """Return the id of a field's input."""
    return f"field-{name}"


def _field(bound: forms.BoundField) -> dict[str, Any]:
    field, value = bound.field, bound.value()
    kind = _KINDS.get(type(field.widget), "text")
    context = {
        "kind": kind,
        "name": bound.html_name,
        "id": field_id(bound.name),
        "label": field.label,
        "hint": field.help_text,
        "error": " ".join(map(str, bound.errors)),
        "required": field.required,
        "value": "" if value is None else value,
        "autocomplete": AUTOCOMPLETE.get(bound.name, ""),
        "rows": field.widget.attrs.get("rows", 6),
    }
    if isinstance(field, forms.ChoiceField):
        context["options"] = [
            {"value": option, "label": label, "selected": str(option) == str(value or "")}
            for option, label in cast(list[tuple[str, str]], field.choices)
        ]
    return context
