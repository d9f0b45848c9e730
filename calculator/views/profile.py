"""One place's profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.asking.question import read_question
from calculator.presenters.page import not_found_words
from calculator.presenters.profile import present_profile
from calculator.services import budget_for
from calculator.subject import subject_of_place
from calculator.views.tagged import tagged
from profiles.selectors import PlaceNotFound, find_place


@tagged
def place_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known about the place and what reaching its people at highest risk takes; 404 with the nearest names."""
    try:
        place = find_place(slug)
    except PlaceNotFound as error:
        raise Http404(not_found_words(error)) from None
    subject = subject_of_place(place)
    question = read_question({})
    context = present_profile(place, subject, question, budget_for(subject, question.scenario))
    return render(request, "profile.html", context)
