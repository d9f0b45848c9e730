"""What a file's URL asks for: whose budget and which scenario, or a page saying why the file was not made."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from calculator.api.versions import etag
from calculator.engine.results import Budget
from calculator.given import Fault, FaultyError
from calculator.presenters.page import not_found_words
from calculator.question import Question, read_question
from calculator.services import budget_for, subject_of_question
from calculator.subject import Subject, subject_of_place
from profiles.selectors import PlaceNotFound, find_place

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400"
CHOOSE = Fault("population", "is missing: choose a population, places or a county first")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be answered: for whom, what, the answer, and the page where it can be changed."""

    subject: Subject
    question: Question
    budget: Budget
    page: str

    @property
    def file_name(self) -> str:
        """A name for the file, safe in a header and on a disk."""
        place = self.subject.place
        return f"cvi-budget-{place.slug if place else self.subject.kind}"


class RefusedError(Exception):
    """The question cannot be answered; `faults` say why, `page` is where to mend it."""

    def __init__(self, question: Question, faults: tuple[Fault, ...], page: str) -> None:
        super().__init__(f"{len(faults)} faults")
        self.question, self.faults, self.page = question, faults, page


def read_asked(request: HttpRequest, slug: str | None) -> Asked:
    """Return what is asked for. Raises RefusedError, and Http404 for a place we do not know."""
    question = read_question({name: [str(item) for item in items] for name, items in request.GET.lists()})
    page = f"/cities/{slug}/calculator/" if slug else "/calculator/"
    if question.faults:
        raise RefusedError(question, question.faults, page)
    try:
        subject = _place(slug) if slug else subject_of_question(question)
        if subject is None:
            raise RefusedError(question, (CHOOSE,), page)
        return Asked(subject, question, budget_for(subject, question.scenario), page)
    except FaultyError as error:
        raise RefusedError(question, error.faults, page) from None


def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """Return the page that says what to change, with the way back to the calculator as it was typed."""
    query = request.GET.urlencode()
    context = {
        "section": "calculator",
        "faults": [
            {"name": fault.name, "message": fault.message, "allowed": fault.allowed, "suggestion": fault.suggestion}
            for fault in error.faults
        ],
        "back": f"{error.page}?{query}" if query else error.page,
    }
    response = render(request, "refused.html", context, status=400)
    response["Cache-Control"] = "no-store"
    return response


def unchanged(request: HttpRequest) -> tuple[str, HttpResponse | None]:
    """Return the answer's ETag, and 304 where the caller has these bytes already."""
    tag = etag(request.get_host(), request.scheme, request.get_full_path())
    if tag not in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return tag, None
    return tag, cached(HttpResponse(status=304), tag)


def cached[Response: HttpResponseBase](response: Response, tag: str) -> Response:
    """Return the response with the headers of something that may be kept until facts or program change."""
    response["ETag"] = tag
    response["Cache-Control"] = CACHE_CONTROL
    return response


def _place(slug: str) -> Subject:
    try:
        return subject_of_place(find_place(slug))
    except PlaceNotFound as error:
        raise Http404(not_found_words(error)) from None
