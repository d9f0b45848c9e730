"""The address that gives the same answer for ever: method pinned, subject by codes that last, facts by their release."""

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from calculator.answer import Answer
from calculator.asking.scenario import METHOD
from calculator.asking.subject import subject_pairs
from calculator.keeping.released import data_release
from calculator.keeping.saved import calculator_path
from profiles.releases.asked import NAME as RELEASE

NOT_DIFFERENT = (
    METHOD,
    RELEASE,
    "place",
    "county",
    "name",
    "note",
)  # they say which method and facts, and whom it is about


def permalink(answer: Answer, *, release: str | None) -> str:
    """Return the page of the answer under its pinned method and, where the facts are released, its release."""
    site = "://".join(urlsplit(answer.link)[:2]) if answer.link else ""
    asked = answer.question.lasting_query(subject_pairs(answer.subject))
    tab = answer.question.tab
    path = calculator_path(answer.subject)
    pairs = [*asked, *([("tab", tab)] if tab != "budget" else []), *([(RELEASE, release)] if release else [])]
    return f"{site}{path}?{urlencode(pairs)}"


def lasting(answer: Answer) -> Answer:
    """Return the answer with the link that gives it for ever: what files and paper print."""
    return answer.under(permalink(answer, release=data_release(answer.data_version)))


def difference(pairs: Iterable[tuple[str, str]]) -> str:
    """Return as a query string what differs from the method; empty where nothing does."""
    return urlencode([pair for pair in pairs if pair[0] not in NOT_DIFFERENT])


def file_words(pairs: Iterable[tuple[str, str]], *, most: int = 3) -> str:
    """Return what differs as words of a file's name, such as `outreach_caseload-12`; the rest is counted."""
    words = [f"{name}-{value}" for name, value in pairs if name not in NOT_DIFFERENT]
    more = [f"and-{len(words) - most}-more"] if len(words) > most else []
    text = "_".join([*words[:most], *more])
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in text)[
        :90
    ]
