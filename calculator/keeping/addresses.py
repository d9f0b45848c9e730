"""Addresses of this site that somebody pastes or a form sends back: whose page it is, and what it asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from calculator.asking.given import Fault, FaultyError
from calculator.keeping.saved import LONGEST_ADDRESS, SAVED
from profiles.selectors import HOMES
from web.quoting import quoted

LEVELS = {home: level for level, home in HOMES.items() if level != "town"}
_SUBJECT = rf"/(?P<home>{'|'.join(LEVELS)})/(?P<slug>[-\w]{{1,200}})/"
_PARTS = r"(?:start/|budget\.[a-z]{3,4}|handout\.pdf)"
CALCULATOR = re.compile(rf"/calculator/|{_SUBJECT}calculator/", re.ASCII)
PAGE = re.compile(rf"/calculator/{_PARTS}?|{_SUBJECT}(?:calculator/|{_PARTS})?", re.ASCII)
SHORT = re.compile(r"(?:/api/v1/scenarios|/s)/(?P<key>[^/]{1,80})/?(?:budget\.[a-z]{3,4})?")
OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!//|\d)", re.ASCII | re.IGNORECASE)  # javascript:…, not localhost:8000
KIND = "a link of this site to a place, its calculator or a saved scenario (/s/…)"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A link of ours: the id of a saved scenario, or the level and slug of a subject (both empty: the free calculator)."""

    saved: str = ""
    level: str = ""
    slug: str = ""
    values: Mapping[str, list[str]] | None = None  # what its query string asks; None where it has none


def is_link(text: str) -> bool:
    """Whether this looks like an address and not like a name of a place."""
    return "/" in text or text.lower().startswith("www.") or OTHER_SCHEME.match(text.strip()) is not None


def read_link(text: str, host: str) -> Pasted:
    """Return what a pasted link points to. Raises FaultyError where it is too long, from elsewhere or no page to compare."""
    text = text.strip()
    if len(text) > LONGEST_ADDRESS:
        raise _faulty(text, "is longer than a link can be; save the scenario and paste its short link")
    if OTHER_SCHEME.match(text):
        raise _faulty(text, "is no link of this site")
    try:
        parts = urlsplit(text if "://" in text or text.startswith("/") else f"//{text}")
        values = parse_qs(parts.query, keep_blank_values=True, max_num_fields=1_000) if parts.query else None
    except ValueError:  # no address, or more names than anybody asks
        raise _faulty(text, "is no link we can read") from None
    if parts.netloc and parts.netloc.lower() != host.lower():
        raise _faulty(text, f"is a link to {parts.netloc[:80]}, not to this site")
    path = unquote(parts.path)
    if short := SHORT.fullmatch(path):
        return Pasted(saved=short["key"])
    page = PAGE.fullmatch(path)
    if page is None:
        raise _faulty(text, "leads to nothing that can be compared")
    if values and (key := values.get(SAVED, [""])[0]):
        return Pasted(saved=key)
    if not page["slug"]:
        return Pasted(values=values)
    return Pasted(level=LEVELS[page["home"]], slug=page["slug"], values=values)


def _faulty(text: str, message: str) -> FaultyError:
    shown = text[:80] + ("…" if len(text) > 80 else "")
    return FaultyError([Fault("link", f"{quoted(shown)} {message}", KIND, shown)])
