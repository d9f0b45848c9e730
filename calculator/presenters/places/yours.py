"""A profile with somebody's own answers to the five questions: which they are, and how to change or leave them."""

from typing import Any
from urllib.parse import urlencode

from calculator.asking.question import Question
from calculator.asking.start import CHECK, STEPS, is_answered
from calculator.presenters.budget.sliders import fault_line
from calculator.presenters.fault_places import fault_place
from calculator.presenters.places.start import SHORT, said
from profiles.selectors import PlaceFacts

USUAL = ("methodology", "caps")


def with_answers(question: Question, path: str) -> str:
    """Return a page or file of the same question; the plain path where nothing was answered."""
    return question.url(path) if is_yours(question) else path


def is_yours(question: Question) -> bool:
    """Whether anything is asked beyond the preset."""
    return any(pair != USUAL for pair in question.query())


def error_lines(question: Question) -> list[dict[str, str]]:
    """Return what cannot be used, each a sentence that leads to the answers above the figures."""
    return [
        {"text": fault_line(fault_place(question, fault.name)[0], fault), "field": "yours"} for fault in question.faults
    ]


def present_yours(place: PlaceFacts, question: Question) -> dict[str, Any] | None:
    """Return the answers that this page is made with, in words, and the ways to change and to leave them; None without any."""
    if not is_yours(question):
        return None
    answers = [f"{SHORT[step]}: {'; '.join(said(question, step))}" for step in STEPS if is_answered(question, step)]
    path = f"{place.path}start/"
    return {
        "answers": answers or ["Other settings, from the calculator"],
        "change_url": f"{path}?{urlencode([('step', CHECK), *question.query()])}",
        "clear_url": place.path,
    }
