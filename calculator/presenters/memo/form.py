"""The memo's own words as fields on the calculator: to whom, from whom, when, what is asked for, which sections."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from calculator.asking.memo import NAMES, SECTIONS
from calculator.asking.question import Question
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.printing import text_field


def present_memo_form(question: Question) -> dict[str, Any]:
    """Return the builder (templates/calculator/memo.html): fields with what was typed, sections with what is chosen."""
    memo = question.memo
    texts = {
        "memo_to": ("To", memo.to, "Such as “City Council”"),
        "memo_from": ("From", memo.sender, "An office or a name"),
        "memo_date": ("Date", memo.on.isoformat() if memo.on else "", "Year, month, day: 2026-11-26. Empty: the day it is printed"),
        "memo_ask": ("What do you want decided?", memo.ask, "One or two sentences; they stand at the head as the request"),
    }  # fmt: skip
    return {
        "fields": [_field(question, name, *words) for name, words in texts.items()],
        "sections": _choices(() if question.text_of("memo_sections") == "" else memo.shown),
        "sections_error": _error(question, "memo_sections"),
        "open": bool(memo.query()) or any(fault.name in NAMES for fault in question.faults),
    }


def _field(question: Question, name: str, label: str, value: str, hint: str) -> SafeString:
    unread = question.text_of(name)
    return text_field(
        {
            "kind": "textarea" if name == "memo_ask" else "text",
            "rows": 3,
            "name": name,
            "id": f"p-{name}",
            "label": label,
            "value": value if unread is None else unread,
            "hint": hint,
            "error": _error(question, name),
            "quiet": True,
        }
    )


@lru_cache(64)
def _choices(shown: tuple[str, ...]) -> SafeString:
    """Return the boxes of the sections (calculator/memo_sections.html), printed once for each choice of them."""
    sections = [{"key": key, "label": label, "checked": key in shown} for key, (label, _) in SECTIONS.items()]
    return SafeString(render_to_string("calculator/memo_sections.html", {"sections": sections}))


def _error(question: Question, name: str) -> str | None:
    fault = fault_of(question.faults, name)
    return fault_words(fault) if fault else None
