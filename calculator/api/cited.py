"""The address that gives an answer for ever, and how the answer is cited: for lists and facts; `head` does it for budgets."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from rest_framework.request import Request

from calculator.keeping.released import data_release
from calculator.methods import DEFAULT_ID, UnknownMethodologyError, find_methodology
from calculator.permalink import METHOD, RELEASE
from profiles.selectors import place_table

TITLE = "CVI Budget"
NOT_ASKED = (RELEASE, "format")  # they choose the facts and the form of an answer; `data_release` and its type say both


def said(request: Request, what: str, *, posted: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the members of `Cited`; `what` says in a few words what was asked, `posted` what a body asked."""
    release = data_release()
    known = f"release {release}" if release else f"facts {place_table().version}, not released yet"
    return {
        "inputs": _asked(request) if posted is None else dict(posted),
        "data_release": release,
        "cite": f"{TITLE}, {what}, {known}. {canonical(request, site_of(request))}",
    }


def _asked(request: Request) -> dict[str, Any]:
    """Return what the address asks, by name; a name given more than once has the list of its values."""
    pairs = request._request.GET.lists()
    return {name: values[0] if len(values) == 1 else values for name, values in pairs if name not in NOT_ASKED}


def site_of(request: Request | HttpRequest) -> str:
    """Return where the site is asked, such as https://example.org."""
    return f"{request.scheme}://{request.get_host()}"


def canonical(request: Request, site: str) -> str:
    """Return the address at `site` of the same answer with its method pinned and, where the facts are released, its release.

    What was posted has no address of its own: the release's, or that of what was asked.
    """
    asked, path = request._request, request.path
    release = data_release()
    if request.method not in ("GET", "HEAD"):
        return f"{site}/data/{release}/" if release else site + path
    view = request.parser_context["view"]
    if "scenario" in view.kwargs:  # kept with its facts
        return site + path
    pairs = [(name, value) for name, values in asked.GET.lists() for value in values if name != RELEASE]
    asked_by = view.operations["get"].parameters
    if any(parameter["name"] == METHOD and parameter["in"] == "query" for parameter in asked_by):
        pairs = [(METHOD, _pinned(asked.GET.get(METHOD, DEFAULT_ID))), *(pair for pair in pairs if pair[0] != METHOD)]
    if named := view.kwargs.get(METHOD):
        path = path.replace(f"/{named}/", f"/{_pinned(named)}/")
    if getattr(request.accepted_renderer, "format", "") == "csv" and "format" not in asked.GET:
        pairs.append(("format", "csv"))
    if release:
        pairs.append((RELEASE, release))
    return f"{site}{path}?{urlencode(pairs)}" if pairs else site + path


def _pinned(name: str) -> str:
    """Return a method's name with its version; an unknown one as it is."""
    try:
        return find_methodology(name).reference
    except UnknownMethodologyError:
        return name
