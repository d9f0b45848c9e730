"""`?data=<release>` on any address: the same question, answered from that release."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from profiles.editorial.memory import editorial_version
from profiles.facts.place_table import place_table
from profiles.releases.chosen import answering_from, is_at_hand
from profiles.releases.shelf import ABOUT, Release, UnknownRelease, find_release, unreadable
from web.error_pages import refused
from web.problems import FieldProblem, Problem
from web.throttling import Rate, charge

NAME = "data"
READING = ("GET", "HEAD")
FILES_A_READING = 5  # two seconds of a processor, for a release that is not in memory


class ReleaseAsked:
    """Middleware that answers a request from the release it names, or says which there are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the facts of today where no release is named."""
        if NAME not in request.META["QUERY_STRING"] or request.method not in READING or NAME not in request.GET:
            return self.get_response(request)
        try:
            held = answering(request, release_of(request.GET.getlist(NAME)))
        except Problem as problem:
            return refused(request, problem)
        with held:
            return self.get_response(request)


def answering(request: HttpRequest, release: Release) -> AbstractContextManager[None]:
    """Return the block in which a release answers. Raises Problem (429) where a caller has too many read, one after another."""
    versions = {"table_version": place_table().version, "editorial_version": editorial_version()}
    if not is_at_hand(release, **versions):
        charge(request, "bulk", Rate.read(settings.FILE_RATE), times=FILES_A_READING)
    return answering_from(release, **versions)


def release_of(names: list[str]) -> Release:
    """Return the one release that is named. Raises Problem (400, or 503 where its files are not all there)."""
    if len(names) > 1:
        raise _refusal(f"data is given {len(names)} times", "one release")
    if names[0] in unreadable():
        raise _unanswerable(names[0], [ABOUT])
    try:
        release = find_release(names[0])
    except UnknownRelease as error:
        raise _refusal(str(error), ", ".join(error.allowed) or "none yet") from None
    if missing := release.missing():
        raise _unanswerable(release.name, missing)
    return release


def _unanswerable(name: str, missing: list[str]) -> Problem:
    detail = f"Release {name} lacks {', '.join(missing[:3])}, so nothing can be answered from it."
    return Problem(503, detail, headers={"Retry-After": "60"})


def _refusal(message: str, allowed: str) -> Problem:
    error = FieldProblem(parameter=NAME, message=message, allowed=allowed)
    return Problem(400, "1 parameter of the request cannot be used.", errors=(error,))
