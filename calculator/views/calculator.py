"""The calculator: for one place, or for a population typed in or a region."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from calculator.answer import Answer
from calculator.asking.boxes import BOXES
from calculator.asking.given import Fault, FaultyError
from calculator.asking.memo import NAMES as MEMO_NAMES
from calculator.asking.question import NAMED, TABS, Question
from calculator.asking.returns import unpriced
from calculator.asking.subject import MOST_PLACES, region_of, subject_of_question, subject_pairs
from calculator.keeping.saved import LONGEST_ADDRESS
from calculator.presenters import page
from calculator.presenters.budget.tab import error_links, present_presets
from calculator.presenters.memo.form import present_memo_form
from calculator.presenters.places.region import present_region, searching
from calculator.presenters.tabs import present_tab
from calculator.subject import NATIONAL_PRICE_LEVEL, Subject, subject_of_place
from calculator.views.long_questions import (
    SAVED,
    is_long,
    looked_for,
    onward,
    read_asked_question,
    short_files,
    short_links,
    takes_posts,
)
from calculator.views.subjects import facts_of
from calculator.views.tagged import tagged
from profiles.selectors import place_table


@takes_posts
@tagged
def place_calculator(request: HttpRequest, slug: str, level: str = "place") -> HttpResponse:
    """The calculator of one place, town, county, state or metro; 404 with the nearest names where there is none."""
    place = facts_of(level, slug)
    return _answer(request, subject_of_place(place), read_asked_question(request), page.place_frame(place))


@takes_posts
@tagged
def free_calculator(request: HttpRequest) -> HttpResponse:
    """The calculator of a typed population, several places or a county; a form to choose where nothing is chosen.

    Places we do not know are named, and the others make the region.
    """
    question, search = read_asked_question(request), looked_for(request)
    try:
        subject = subject_of_question(question)
    except FaultyError as error:
        known = place_table()
        kept = tuple(pair for pair in question.subject if pair[0] == "place" and known.get(pair[1]))
        question = replace(question.with_faults(error.faults), subject=kept)
        subject = region_of([key for _, key in kept]) if kept and len(kept) <= MOST_PLACES else None
    if subject is None:
        context = page.choose_frame(question, search)
        return render(request, "choose.html", context, status=400 if question.faults else 200)
    # One place by itself stays named in the address here, unlike on its own page.
    pairs = subject_pairs(subject) or tuple(("place", place.geoid) for place in subject.places)
    question = replace(question, subject=pairs)
    frame = page.region_frame(subject, question) | {"region": present_region(subject, question, search)}
    return _answer(request, subject, question, frame)


def answerable(subject: Subject, question: Question) -> Answer:
    """Return the answer, what cannot be answered put back and named.

    A basis that needs a figure nobody reported falls back to the preset; the fault stands next to the figure's field.
    """
    answer = _affordable(Answer(subject, question))
    question = answer.question
    try:
        _ = answer.budget
    except FaultyError as error:
        needy = question.without("high_risk_basis", "local_pay").with_faults(error.faults)
        asked = dict(question.query())
        kept = tuple((name, asked[name]) for name in ("high_risk_basis", "local_pay") if name in asked)
        needy = replace(needy, unread=(*needy.unread, *kept))
        answer = Answer(subject, needy)
        try:
            _ = answer.budget
        except FaultyError:
            return Answer(subject, needy, assumed={"price_level": NATIONAL_PRICE_LEVEL})
    return answer


def _affordable(answer: Answer) -> Answer:
    """Return the answer; where the money it starts from cannot be followed, one with that amount kept beside its fault."""
    try:
        _ = answer.solution
    except FaultyError as error:
        question = answer.question
        kept = (("solve", str(question.solve)),)
        rest = question.without("solve").with_faults([replace(fault, where="solve") for fault in error.faults])
        return replace(answer, question=replace(rest, unread=(*rest.unread, *kept)))
    return answer


def _answer(request: HttpRequest, subject: Subject, question: Question, frame: dict[str, Any]) -> HttpResponse:
    gone_on = onward(request, subject, question) or in_shares(request, question)
    if gone_on is not None:
        return gone_on
    answer = answerable(subject, question)
    question = answer.question
    path = request.path
    if more := _faults_of_tab(answer):
        question = question.with_faults(more)
        answer = replace(answer, question=question)
    key = request.GET.get(SAVED, "") if is_long(request, question) else ""
    tabs, downloads = page.present_tabs(question, path), page.present_downloads(question, frame["files"])
    context = {
        **frame,
        "section": "calculator",
        "path": path,
        "query": _query(request, question),
        "methodology_id": question.scenario.methodology.id,
        "presets": _searching(request, present_presets(question, path)),
        "tabs": _searching(request, short_links(tabs, key, path) if key else tabs),
        "errors": error_links(question, path),
        "downloads": short_files(downloads, key) if key else downloads,
        "memo": present_memo_form(question),
        "save_fields": page.present_save_fields(question),
        "quick": page.present_quick(subject, question, downloads),
        "notices": [*page.advice_notices(answer.budget, subject, question), *frame.get("notices", [])],
        **(tab := present_tab(answer, path)),
        "carried": _carried(question, tab["tab"], frame.get("region")),
    }
    return render(request, "calculator.html", context, status=400 if question.faults else 200)


def _faults_of_tab(answer: Answer) -> tuple[Fault, ...]:
    """Return what is wrong only for the tab that is asked for: the others can answer."""
    question = answer.question
    if question.tab == "grant":
        return answer.grant_faults
    fault = unpriced(question.scenario, question.plan) if question.tab == "return" else None
    return (fault,) if fault else ()


def in_shares(request: HttpRequest, question: Question) -> HttpResponse | None:
    """Return the way on to the address that says in shares what a form's boxes said in percent; None where there is none."""
    if request.method != "GET" or BOXES not in request.GET or question.faults:
        return None
    query = _query(request, question)
    address = f"{request.path}?{query}" if query else request.path
    return HttpResponseRedirect(address, status=303) if len(address) <= LONGEST_ADDRESS else None


def _query(request: HttpRequest, question: Question) -> str:
    """Return the question as this page asks it: with its tab, and with what is looked for among places."""
    return searching(question.url("", tab=question.tab), looked_for(request)).removeprefix("?")


def _searching(request: HttpRequest, links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the links to this very page with what is looked for there."""
    search = looked_for(request)
    return [{**link, "url": searching(link["url"], search)} for link in links] if search else links


def _carried(question: Question, tab: Mapping[str, Any], region: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Return what the page's one form holds beside its fields: those of the tab, of the memo, of saving and of the region."""
    shown = question.tab if question.tab != TABS[0] else ""
    pairs = tab["carried"] if "carried" in tab else question.carried(())
    own = {*MEMO_NAMES, *NAMED, *(("place",) if region and region["boxes"] else ())}
    rest = [pair for pair in pairs if pair[0] not in own and pair[0] != "tab"]
    return [*rest, ("tab", shown)] if shown else rest
