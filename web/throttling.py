"""One governor for pages, files, API and forms: fair shares by address, one for everybody, told in RateLimit headers.

Whatever is asked counts, also what cannot be answered. Headers follow draft-ietf-httpapi-ratelimit-headers-10.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from web.callers import client_address, groups
from web.counting import count
from web.error_pages import refused
from web.problems import Problem

PERIODS_SECONDS = {"s": 1, "min": 60, "h": 3600}
PROBES = ("/healthz", "/readyz")
EVERYBODY = "everybody"
INSIDE = "web.inside"  # in META of what a command of ours asks in its own process; nobody outside can send it
SHARES = "web.shares"  # what a request was charged, under this name in its META
WORDS = {
    "api": "requests to the API",
    "page": "pages",
    "file": "memos, workbooks or pictures",
    "bulk": "answers with thousands of rows",
    "portfolio": "portfolios of many places",
    "scenarios": "scenarios",
    "submissions": "messages",
    "sign-ins": "attempts to sign in",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    limit: int
    window_seconds: int

    @staticmethod
    @lru_cache(maxsize=64)
    def read(text: str) -> "Rate":
        """Return the rate written as `600/min`; raises ValueError where it is something else."""
        count, _, period = text.partition("/")
        if not count.isdecimal() or int(count) < 1 or period not in PERIODS_SECONDS:
            raise ValueError(f"The rate {text!r} cannot be read; write for example 600/min (s, min or h)")
        return Rate(int(count), PERIODS_SECONDS[period])


@dataclass(frozen=True, slots=True)
class Share:
    """What a caller has of a rate: how much is left, and the seconds until it is whole again."""

    rate: Rate
    left: int
    seconds: int


def charge(request: HttpRequest, what: str, rate: Rate, *, times: int = 1) -> None:
    """Count one more `what`, or `times` for one as costly as so many, by the caller's groups of addresses, before any work.

    Raises Problem (429) beyond the rate.
    """
    if INSIDE in request.META:
        return
    left = rate.limit
    seconds = rate.window_seconds
    for group, shares in groups(client_address(request)):
        used, seconds = count(what, group, rate.window_seconds, times)
        left = min(left, rate.limit - used if shares == 1 else (rate.limit * shares - used))
    _note(request, what, Share(rate, max(0, left), seconds))
    if left < 0:
        detail = (
            f"More than {rate.limit:,} {WORDS.get(what, 'requests')} in {said_aloud(rate.window_seconds)} "
            f"from your address. Please ask again in {said_aloud(seconds)}; nothing was lost."
        )
        raise Problem(429, detail, headers={"Retry-After": str(seconds)})


def charge_everybody(request: HttpRequest, rate: Rate) -> None:
    """Count one more request by anybody. Raises Problem (503) beyond what the site answers: it sheds, it does not queue."""
    if INSIDE in request.META:
        return
    used, seconds = count("site", EVERYBODY, rate.window_seconds)
    _note(request, "site", Share(rate, max(0, rate.limit - used), seconds))
    if used > rate.limit:
        detail = f"The site is asked more than it can answer. Please ask again in {said_aloud(seconds)}."
        raise Problem(503, detail, headers={"Retry-After": str(seconds)})


def said_aloud(seconds: int) -> str:
    """Return a stretch of time as people say it, never shorter than it is: 40 seconds, 8 minutes, an hour."""
    if seconds <= 90:
        return "a second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    if minutes <= 90:
        return "an hour" if minutes == 60 else f"{minutes} minutes"
    hours = -(-seconds // 3600)
    return "a day" if hours == 24 else f"{hours} hours"


class Governor:
    """Charge every request but probes to its caller, then to everybody: who is beyond a share takes nobody else's.

    Probes come from inside: what a proxy of ours passed on is a visitor's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        for text in (settings.API_RATE, settings.PAGE_RATE, settings.FILE_RATE, settings.SITE_RATE):
            Rate.read(text)  # a rate that is none stops the start

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with what is left of each share in the headers."""
        if request.path in PROBES and not (settings.PROXIES and "X-Forwarded-For" in request.headers):
            return self.get_response(request)
        try:
            if request.path.startswith("/api/"):
                charge(request, "api", Rate.read(settings.API_RATE))
            else:
                charge(request, "page", Rate.read(settings.PAGE_RATE))
            charge_everybody(request, Rate.read(settings.SITE_RATE))
        except Problem as problem:
            return told(request, refused(request, problem))
        return told(request, self.get_response(request))


def told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer with every share that its request was charged to."""
    shares: dict[str, Share] = request.META.get(SHARES, {})
    policies = [f'"{what}";q={share.rate.limit};w={share.rate.window_seconds}' for what, share in shares.items()]
    response.headers["RateLimit-Policy"] = ", ".join(policies)
    left = [f'"{what}";r={share.left};t={share.seconds}' for what, share in shares.items()]
    response.headers["RateLimit"] = ", ".join(left)
    return response


def _note(request: HttpRequest, what: str, share: Share) -> None:
    request.META.setdefault(SHARES, {})[what] = share
