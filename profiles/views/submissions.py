"""Forms for visitors: a story, a correction, feedback; and what became of it.

These forms are exempt from CSRF tokens; `web.visitors` says why, and what guards them instead.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from profiles.models import Submission
from profiles.presenters.submissions import (
    FormPage,
    correction_page,
    feedback_page,
    present_form,
    present_status,
    story_page,
)
from profiles.selectors import PlaceFacts, PlaceNotFound, find_place
from profiles.submissions.deciding import receive
from profiles.submissions.forms import CorrectionForm, FeedbackForm, StoryForm, SubmissionForm
from profiles.submissions.throttle import reason_not_to_take
from profiles.submissions.ticket import new_ticket
from web.quoting import quoted
from web.visitors import from_this_site

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@GET_OR_POST
@never_cache
def add_story(request: HttpRequest) -> HttpResponse:
    """The form for a story of the evidence library."""
    form = StoryForm(
        request.POST if request.method == "POST" else None,
        initial={"ticket": new_ticket(), "place_name": request.GET.get("place", "")},
    )
    return _answer(request, form, story_page())


@csrf_exempt
@GET_OR_POST
@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    """The form for anything else."""
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        initial={"ticket": new_ticket(), "page": request.GET.get("page", "")[:300]},
    )
    return _answer(request, form, feedback_page())


@csrf_exempt
@GET_OR_POST
@never_cache
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for something wrong on a place's page; 404 for a place we do not know."""
    try:
        place = find_place(slug)
    except PlaceNotFound as error:
        raise Http404(f"We know no place called {quoted(error.key[:80])}.") from None
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial={"ticket": new_ticket()})
    return _answer(request, form, correction_page(place), place=place)


@require_safe
@never_cache
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """What became of a submission, for whoever holds its reference; nothing of what was written in it."""
    found = Submission.objects.filter(reference=reference.upper()).first()
    if found is None:
        raise Http404(f"We have nothing under the reference {quoted(reference[:20])}.")
    return render(request, "submission_status.html", present_status(found))


def _answer(
    request: HttpRequest, form: SubmissionForm, page: FormPage, place: PlaceFacts | None = None
) -> HttpResponse:
    if request.method != "POST":
        return render(request, "submission_form.html", present_form(form, page))
    if not from_this_site(request):
        raise PermissionDenied
    if not form.is_valid():
        return render(request, "submission_form.html", present_form(form, page), status=400)
    if reason := reason_not_to_take(request):
        form.add_error(None, reason)
        return render(request, "submission_form.html", present_form(form, page), status=429)
    values = form.values()
    if place is not None:
        values["place_name"] = f"{place.name}, {place.state_name}"
    sent = receive(kind=form.kind, values=values, place=place)
    return HttpResponseRedirect(f"/feedback/{sent.reference}/")
