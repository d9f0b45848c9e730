"""Questions too long for an address: forms post them, and they are saved under a short link."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from calculator.asking.basis import chosen_by_typing
from calculator.asking.given import FaultyError
from calculator.asking.members import facts_of_these
from calculator.asking.question import Question, read_question
from calculator.keeping.saved import LONGEST_ADDRESS, SAVED, SavedNotFound, count_saving, find_saved, save_scenario
from calculator.presenters.places.region import searching
from calculator.subject import Subject
from web.visitors import from_this_site

LONGEST_SEARCH = 200
View = Callable[..., HttpResponseBase]


def values_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a calculator page is asked: as posted, as saved under `saved=<id>`, or as in the address."""
    sent = request.POST if request.method == "POST" else request.GET
    values = as_meant(sent)
    key = values.pop(SAVED, None)
    if not key or request.method == "POST":
        return values
    try:
        kept = parse_qs(find_saved(key[0]).query, keep_blank_values=True)
    except SavedNotFound as error:
        raise Http404(str(error)) from None
    return {**kept, **values}


def as_meant(sent: QueryDict) -> dict[str, list[str]]:
    """Return what a form of the calculator sent, with what typing there means for its other fields."""
    return facts_of_these(chosen_by_typing({name: [str(item) for item in items] for name, items in sent.lists()}))


def takes_posts(view: View) -> View:
    """Let a calculator page be posted to, where a form holds more than an address can.

    Scripts get the page itself. A browser goes on to the address, or where that would be too long to a short link.
    """

    @csrf_exempt  # visitors have no session and no cookie, so no token either: see web.visitors
    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if request.method == "POST" and not from_this_site(request):
            raise PermissionDenied
        return view(request, *args, **path)

    return answer


def onward(request: HttpRequest, subject: Subject, question: Question) -> HttpResponse | None:
    """Return where a posted question goes on to; None where the page itself is the answer."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return None
    address = searching(question.url(request.path, tab=question.tab), looked_for(request))
    if len(address) <= LONGEST_ADDRESS:
        return HttpResponseRedirect(address, status=303)
    if question.faults:
        return None
    count_saving(request)
    try:
        return HttpResponseRedirect(f"/s/{save_scenario(subject, question)}/", status=303)
    except FaultyError:
        return None


def looked_for(request: HttpRequest) -> str:
    """Return what is looked for among places, as posted or as in the address."""
    sent = request.POST if request.method == "POST" else request.GET
    return str(sent.get("search", ""))[:LONGEST_SEARCH]


def short_links(links: list[dict[str, Any]], key: str, path: str) -> list[dict[str, Any]]:
    """Return the tabs' links by the saved question's id, each on its tab."""
    return [{**link, "url": f"{path}?{SAVED}={key}{_tab_of(link['url'])}"} for link in links]


def short_files(links: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Return the files' links under the saved question's id."""
    return [{**link, "url": f"/s/{key}/{link['url'].partition('?')[0].rpartition('/')[2]}"} for link in links]


def _tab_of(url: str) -> str:
    tab = parse_qs(url.partition("?")[2]).get("tab")
    return f"&tab={tab[0]}" if tab else ""


def is_long(request: HttpRequest, question: Question) -> bool:
    """Whether the question's own address would be too long."""
    return len(question.url(request.path, tab=question.tab)) > LONGEST_ADDRESS


def read_asked_question(request: HttpRequest) -> Question:
    """Return the question of a calculator page."""
    return read_question(values_of(request))
