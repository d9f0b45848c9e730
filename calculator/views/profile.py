"""One subject's profile: a place or town, a county, a state, a metro."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.presenters.places.profile import present_profile
from calculator.presenters.places.small import is_small, present_small
from calculator.presenters.places.state import NOTHING_CHOSEN, read_chosen
from calculator.subject import subject_of_place
from calculator.views.subjects import facts_of
from calculator.views.tagged import tagged


@tagged
def profile(request: HttpRequest, slug: str, level: str = "place") -> HttpResponse:
    """What is known about it and what reaching its people at highest risk takes; 404 with the nearest names.

    A code or a capital letter in the address leads to the address of the page.
    """
    place = facts_of(level, slug)
    if level != "place" and slug != place.slug:
        return HttpResponsePermanentRedirect(place.path)
    answer = Answer(subject_of_place(place), read_question({}))
    if is_small(place, answer.budget):
        return render(request, "profile_small.html", present_small(place, answer.budget, answer.scenario))
    chosen = read_chosen(dict(request.GET.lists())) if level == "state" else NOTHING_CHOSEN
    status = 400 if chosen.fault else 200
    return render(request, "profile.html", present_profile(place, answer, chosen), status=status)
