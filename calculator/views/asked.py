"""What a file's URL asks for and its answer, or a page saying why the file was not made."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from calculator.answer import Answer
from calculator.asking.given import Fault, FaultyError, told
from calculator.asking.members import facts_of_these
from calculator.asking.question import Question, read_question
from calculator.asking.subject import subject_of_question
from calculator.versions import etag
from calculator.views.subjects import facts_of, subject_of
from profiles.selectors import HOMES, place_table
from web.conditional import conditional, has_already, not_modified

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400"
CHOOSE = Fault("population", "is missing: choose a population, places or a county first")


class RefusedError(Exception):
    """The question cannot be answered; `faults` say why, `page` is where to mend it."""

    def __init__(self, question: Question, faults: tuple[Fault, ...], page: str) -> None:
        super().__init__(f"{len(faults)} faults")
        self.question, self.faults, self.page = question, faults, page


def answered(
    request: HttpRequest, slug: str | None, level: str, make: Callable[[Answer], HttpResponse], *, also: str = ""
) -> HttpResponseBase:
    """Return what `make` makes of the answer to what is asked.

    Who has it already gets 304 before any work; a question that cannot be answered gets the page that says why.
    """
    known = unchanged(request, also=also)
    if known is not None:
        return known
    try:
        answer = _read_asked(request, slug, level)
    except RefusedError as error:
        return refused(request, error)
    return cached(request, make(answer), also=also)


def _read_asked(request: HttpRequest, slug: str | None, level: str) -> Answer:
    """Return the answer to what is asked. Raises RefusedError, and Http404 for a place we do not know."""
    question = read_question(
        facts_of_these({name: [str(item) for item in items] for name, items in request.GET.lists()})
    )
    page = calculator_page(slug, level)
    if question.faults:
        raise RefusedError(question, question.faults, page)
    try:
        subject = subject_of(level, slug) if slug else subject_of_question(question)
        if subject is None:
            raise RefusedError(question, (CHOOSE,), page)
        answer = Answer(subject, question, request.build_absolute_uri(question.url(page)), place_table().version)
        _ = answer.budget
    except FaultyError as error:
        raise RefusedError(question, error.faults, page) from None
    return answer


def calculator_page(slug: str | None, level: str = "place") -> str:
    """Return the path of the page where the question can be changed."""
    if slug and level == "any":
        return f"{facts_of(level, slug).path}calculator/"
    return f"/{HOMES[level]}/{slug}/calculator/" if slug else "/calculator/"


def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """Return the page that says what to change, with the way back to the calculator as it was typed."""
    query = request.GET.urlencode()
    context = {
        "section": "calculator",
        "faults": [
            {"name": fault.name, "message": fault.message, "allowed": fault.allowed, "suggestion": fault.suggestion}
            for fault in told(error.faults)
        ],
        "back": f"{error.page}?{query}" if query else error.page,
    }
    response = render(request, "refused.html", context, status=400)
    response["Cache-Control"] = "no-store"
    return response


def unchanged(request: HttpRequest, *, also: str = "", cache_control: str = CACHE_CONTROL) -> HttpResponse | None:
    """Return 304 where the caller has these bytes already, before any work; `also` is what they rest on beside the address."""
    tag = _tag(request, also)
    return not_modified(tag, cache_control=cache_control) if has_already(request, tag) else None


def cached(
    request: HttpRequest, response: HttpResponseBase, *, also: str = "", cache_control: str = CACHE_CONTROL
) -> HttpResponseBase:
    """Return the response as something that may be kept until facts or program change."""
    return conditional(request, response, _tag(request, also), cache_control=cache_control)


def _tag(request: HttpRequest, also: str) -> str:
    return etag(request.get_host(), request.scheme or "", request.get_full_path(), also)
