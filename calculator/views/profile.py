"""One subject's profile: a place or town, a county, a state, a metro."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from calculator.asking.question import Question, read_question
from calculator.presenters.places.profile import present_profile
from calculator.presenters.places.small import is_small, present_small
from calculator.presenters.places.state import NOTHING_CHOSEN, read_chosen
from calculator.subject import subject_of_place
from calculator.views.calculator import answerable
from calculator.views.subjects import facts_of
from calculator.views.tagged import tagged


@tagged
def profile(request: HttpRequest, slug: str, level: str = "place") -> HttpResponse:
    """What is known about it and what reaching its people at highest risk takes; 404 with the nearest names.

    A code or a capital letter in the address leads to the address of the page. What the query string answers of the five
    questions is in the page's figures; names that ask nothing are left alone.
    """
    place = facts_of(level, slug)
    if level != "place" and slug != place.slug:
        return HttpResponsePermanentRedirect(place.path)
    chosen = read_chosen(dict(request.GET.lists())) if level == "state" else NOTHING_CHOSEN
    answer = answerable(subject_of_place(place), _question(request))
    faults = answer.question.faults
    if is_small(place, answer.budget) and not faults and not answer.question.query()[1:]:
        return render(request, "profile_small.html", present_small(place, answer.budget, answer.scenario))
    status = 400 if chosen.fault or faults else 200
    return render(request, "profile.html", present_profile(place, answer, chosen), status=status)


def _question(request: HttpRequest) -> Question:
    """Return what the query string asks of one year and beyond; faults are of names that a question knows."""
    question = read_question({name: [str(item) for item in items] for name, items in request.GET.lists()})
    known = {name for name, _ in question.unread}
    faults = tuple(fault for fault in question.faults if fault.name in known)
    return replace(question, subject=(), tab="budget", data="", faults=faults)
