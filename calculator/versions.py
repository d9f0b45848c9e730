"""What an answer depends on besides the request: facts, editors' words, methods, and this program itself."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest

from calculator.methods import released
from profiles.editorial.memory import editorial_version
from profiles.releases.shelf import releases
from profiles.selectors import FactsNotLoaded, place_table

ROOT = Path(__file__).resolve().parent.parent


@cache
def program() -> str:
    """Return a digest of the methods and of the code that answers: a deployment changes every ETag."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("calculator", "profiles", "custody", "cvi_calc", "patterns", "web", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    digest.update(" ".join(released()).encode())
    return digest.hexdigest()


# What rests on more than facts, words and program: a probe asks of this moment, a saved scenario can be taken down, a memo
# bears the day it is made.
NEVER_REMEMBERED = re.compile(
    r"/(healthz|readyz|metrics)$|/admin/|/s/|/api/v1/scenarios/|.*/(budget\.(pdf|docx)|handout\.pdf)$"
)


def depends_on(request: HttpRequest) -> str | None:
    """Return a digest of all that an answer to a GET depends on, versions included; None where it rests on more, or those
    are not known.

    The host is taken as sent, for links carry it; what is accepted decides the form of API answers.
    """
    if NEVER_REMEMBERED.match(request.path):
        return None
    meta = request.META
    accepted = meta.get("HTTP_ACCEPT", "") if request.path.startswith("/api/") else ""
    try:
        return etag(request.scheme or "", meta.get("HTTP_HOST", ""), request.get_full_path(), accepted)
    except (FactsNotLoaded, InterfaceError, OperationalError):
        return None


def etag(*parts: str) -> str:
    """Return a strong ETag of a request under the facts, editors' words and program of now: equal tags, equal bytes."""
    shelf = " ".join(release.name for release in releases())  # an answer names the release that holds its facts
    text = "\n".join((place_table().version, editorial_version(), program(), shelf, *parts))
    return f'"{hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()}"'
