"""Make it yours: five short questions, one a page, in the address alone: nothing is kept, no script is needed."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import Question, read_question
from calculator.asking.start import CHECK, STEPS, answered, next_step, step_before, step_of
from calculator.keeping.saved import LONGEST_ADDRESS
from calculator.presenters.places.start import present_check, present_step
from calculator.subject import Subject, subject_of_place
from calculator.views.subjects import facts_of
from profiles.selectors import PlaceFacts


@require_safe
def start(request: HttpRequest, slug: str, level: str = "place") -> HttpResponse:
    """Ask one question, take its answer and go on, or show all answers; faults stay at their box with what was typed.

    Any page may be opened at any time, and sent twice: what is not asked on it travels along in the address.
    """
    place = facts_of(level, slug)
    values = {name: [str(item) for item in items] for name, items in request.GET.lists()}
    sent, step = _one(values, "from"), _one(values, "step") or STEPS[0]
    then = CHECK if _one(values, "then") == CHECK else ""
    question = read_question(answered(values, sent))
    if sent in STEPS:
        return _went_on(request, place, question, sent, then, _one(values, "go"))
    stray = [f"There is no question “{name[:40]}”; these are all" for name in {sent, step} - {"", CHECK, *STEPS}]
    if stray or step == CHECK:
        return _checked(request, place, question, stray)
    return _asked(request, place, question, step, then)


def _went_on(
    request: HttpRequest, place: PlaceFacts, question: Question, sent: str, then: str, go: str
) -> HttpResponse:
    """Return the way to the next page; the same page with its faults where an answer cannot be used."""
    method = question.scenario.methodology
    if go != "back" and any(step_of(fault.name, method) == sent for fault in question.faults):
        return _asked(request, place, question, sent, then)
    onward = (step_before(sent) or sent) if go == "back" else then or next_step(sent)
    query = urlencode([("step", onward), *question.query(), *([("then", then)] if then and go == "back" else [])])
    address = f"{place.path}start/?{query}"
    if len(address) > LONGEST_ADDRESS:
        return (
            _asked(request, place, question, onward, then)
            if onward in STEPS
            else _checked(request, place, question, [])
        )
    return HttpResponseRedirect(address, status=303)


def _asked(request: HttpRequest, place: PlaceFacts, question: Question, step: str, then: str) -> HttpResponse:
    return _page(request, present_step(place, _subject(place), question, step, then))


def _checked(request: HttpRequest, place: PlaceFacts, question: Question, stray: list[str]) -> HttpResponse:
    answer: Answer | None = Answer(_subject(place), question)
    try:
        if question.faults:
            raise FaultyError(question.faults)
        _ = answer and answer.budget
    except FaultyError as error:
        answer = None
        question = question if question.faults else question.with_faults(error.faults)
    return _page(request, present_check(place, answer, question, stray))


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = render(request, "start.html", context, status=400 if context["errors"] else 200)
    response["Cache-Control"] = "no-store" if context["errors"] else "public, max-age=300"
    return response


def _subject(place: PlaceFacts) -> Subject:
    return subject_of_place(place)


def _one(values: dict[str, list[str]], name: str) -> str:
    """Return the last of what was given under a name of these pages; a page sent twice says it twice."""
    return values.get(name, [""])[-1]
