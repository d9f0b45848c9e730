"""Whether a memo's figures are what this site says for the address and the release that it prints."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import read_question
from calculator.keeping.addresses import Pasted, read_link
from calculator.keeping.saved import SavedNotFound, find_saved
from calculator.keeping.takedown import SavedTakenDown
from calculator.presenters.verify import present_form, present_verdict, unknown_release
from calculator.views.saved import subject_at
from profiles.releases.asked import NAME as RELEASE
from profiles.releases.asked import answering, release_of
from profiles.releases.shelf import UnknownRelease, find_release
from profiles.selectors import place_table
from web.problems import Problem


class UnansweredError(Exception):
    """The address cannot be answered, so nothing can be compared; the text says why."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a memo's address and check code, or say what they come to."""
    address, code = request.GET.get("of", "").strip(), request.GET.get("check", "")
    if not address:
        return render(request, "verify.html", present_form("", code))
    try:
        context = _answered(request, address, code)
    except UnansweredError as error:
        context = present_form(address, code, fault=str(error))
        return render(request, "verify.html", context, status=error.status)
    return render(request, "verify.html", context)


def _answered(request: HttpRequest, address: str, code: str) -> dict[str, object]:
    try:
        pasted = read_link(address, request.get_host())
        if pasted.saved:
            return present_verdict(_kept(pasted.saved), address=address, code=code, release=None, kept=True)
        given = pasted.values or {}
        named = given.get(RELEASE, [""])
        with _facts_of(request, named):
            answer = _asked(pasted, given)
            return present_verdict(answer, address=address, code=code, release=named[0] or None, kept=False)
    except FaultyError as error:
        fault = error.faults[0]
        raise UnansweredError(f"Nothing can be compared: {fault.name} {fault.message}.") from None


@contextmanager
def _facts_of(request: HttpRequest, named: list[str]) -> Iterator[None]:
    """Answer from the release that the address names; from the facts of today where it names none."""
    if named == [""]:
        yield
        return
    if len(named) > 1:
        raise UnansweredError(f"The address names {len(named)} data releases; a memo names one.")
    try:
        find_release(named[0])
        held = answering(request, release_of(named))
    except UnknownRelease as error:
        raise UnansweredError(unknown_release(error.name, error.allowed), 404) from None
    except Problem as problem:
        if problem.headers:  # when to come again is said by the page of every refusal
            raise
        raise UnansweredError(problem.detail, problem.status) from None
    with held:
        yield


def _kept(key: str) -> Answer:
    try:
        return find_saved(key).answer
    except SavedNotFound as error:
        raise UnansweredError(str(error), 404) from None
    except SavedTakenDown as error:
        raise UnansweredError(str(error), 410) from None


def _asked(pasted: Pasted, given: Mapping[str, list[str]]) -> Answer:
    question = read_question(given)
    if question.faults:
        raise FaultyError(question.faults)
    answer = Answer(subject_at(pasted.level, pasted.slug, question), question, data_version=place_table().version)
    _ = answer.budget
    return answer
