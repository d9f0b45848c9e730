"""Saved scenarios: saving one from a page, reading it under its short link, taking its files."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from calculator.asking.given import Fault, FaultyError, told
from calculator.asking.question import NAMED, Question, read_question
from calculator.asking.subject import subject_of_question
from calculator.keeping.addresses import CALCULATOR, LEVELS
from calculator.keeping.saved import LONGEST_ADDRESS, Saved, SavedNotFound, count_saving, find_saved, save_scenario
from calculator.presenters.budget.sliders import fault_words
from calculator.presenters.saved import present_saved
from calculator.subject import Subject
from calculator.views.asked import CHOOSE, cached, unchanged
from calculator.views.costly import costly
from calculator.views.downloads import file_of
from calculator.views.long_questions import as_meant
from calculator.views.papers import paper_of
from calculator.views.subjects import subject_of
from web.conditional import ASK_EACH_TIME
from web.problems import Problem
from web.quoting import quoted
from web.visitors import from_this_site

LONGEST_QUERY = 100_000


@csrf_exempt  # visitors have no session and no cookie, so no token either: see web.visitors
@require_POST
@never_cache
def save(request: HttpRequest) -> HttpResponse:
    """Save what a calculator page asks, and go to its short link; with faults, say which, and save nothing.

    The page sends all its fields, with `path` for where it stands; a program may send a `query` in one piece.
    """
    if not from_this_site(request):
        raise PermissionDenied
    path, query = request.POST.get("path", ""), _query_of(request.POST)
    sent, page = request.POST, CALCULATOR.fullmatch(path)
    if page is None:
        fault = Fault(
            "path", f"{quoted(path[:80])} is no page of the calculator", "/calculator/ or /cities/<place>/calculator/"
        )
        return _not_saved(request, [fault], "/calculator/")
    back = f"{path}?{query}" if query else path
    try:
        count_saving(request)
    except Problem as problem:
        return _not_saved(request, [], back, problem)
    if len(query) > LONGEST_QUERY:
        return _not_saved(request, [Fault("query", "is too long", f"at most {LONGEST_QUERY:,} characters")], path)
    question = read_question(as_meant(QueryDict(query)) | {name: [sent[name]] for name in NAMED if name in sent})
    back = question.url(path, tab=question.tab)
    try:
        subject = subject_at(LEVELS[page["home"]] if page["slug"] else "", page["slug"], question)
        if question.faults:
            raise FaultyError(question.faults)
        return HttpResponseRedirect(f"/s/{save_scenario(subject, question)}/", status=303)
    except Problem as problem:  # no room left
        return _not_saved(request, [], back, problem)
    except FaultyError as error:
        return _not_saved(request, error.faults, back)


def _query_of(sent: QueryDict) -> str:
    """Return what is asked as one query: as it was sent in one piece, or all the fields of the page beside its path."""
    if "query" in sent:
        return str(sent["query"]).removeprefix("?")
    fields = sent.copy()
    fields.pop("path", None)
    return fields.urlencode()


@require_safe
def saved(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a saved scenario, read-only; 404 saying what an id looks like where there is none."""
    found = _found(key)  # first: what was taken down is not "unchanged" to whoever has a copy
    known = unchanged(request, cache_control=ASK_EACH_TIME)
    if known is not None:
        return known
    if key != found.id:
        return redirect(found.url, permanent=True)
    link = request.build_absolute_uri(found.url)
    page = render(request, "saved.html", present_saved(found, link, tab=request.GET.get("tab", "")))
    return cached(request, page, cache_control=ASK_EACH_TIME)


@require_safe
@costly
def saved_file(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """Return a saved scenario as a file: pdf, docx, handout, xlsx, csv or json; its memo is dated as the scenario is."""
    found = _found(key)  # first: what was taken down is not "unchanged" to whoever has a copy
    known = unchanged(request, cache_control=ASK_EACH_TIME)
    if known is not None:
        return known
    answer = replace(found.answer, link=request.build_absolute_uri(found.url))
    if ending not in ("pdf", "docx", "handout"):
        return cached(request, file_of(answer, ending), cache_control=ASK_EACH_TIME)
    question = answer.question
    on = question.memo.on or found.created.date()
    dated = replace(answer, question=replace(question, memo=replace(question.memo, on=on)))
    return cached(request, paper_of(dated, ending), cache_control=ASK_EACH_TIME)


def _found(key: str) -> Saved:
    try:
        return find_saved(key)
    except SavedNotFound as error:
        raise Http404(str(error)) from None


def subject_at(level: str, slug: str, question: Question) -> Subject:
    """Return whom a calculator's page and the question are about. Raises FaultyError where that is nobody we know."""
    if not slug:
        subject = subject_of_question(question)
        if subject is None:
            raise FaultyError([CHOOSE])
        return subject
    try:
        return subject_of(level, slug)
    except Http404:
        raise FaultyError([Fault("path", f"names {quoted(slug[:80])}, which is no {level} we know")]) from None


def _without_names(address: str) -> str:
    """Return the calculator's address without the name and note that somebody typed."""
    path, _, query = address.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in NAMED]
    return f"{path}?{urlencode(kept)}" if kept else path


def _not_saved(
    request: HttpRequest, faults: Sequence[Fault], back: str, problem: Problem | None = None
) -> HttpResponse:
    typed = [request.POST[name] for name in NAMED if request.POST.get(name)]
    if len(back) > LONGEST_ADDRESS:  # too long to go back with: what was typed stays on this page
        back = _without_names(back)
    else:
        typed = []
    context = {
        "section": "calculator",
        "typed": typed,
        "faults": [{"name": fault.name, "words": fault_words(fault)} for fault in told(faults)],
        "back": back,
        "message": problem.detail if problem else "",
    }
    response = render(request, "not_saved.html", context, status=problem.status if problem else 400)
    for name, value in (problem.headers if problem else {}).items():
        response[name] = value
    return response
