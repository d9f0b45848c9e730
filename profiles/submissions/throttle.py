"""How much one address may send to the editors, and everybody together, so that no flood of forms fills the disk."""

from django.conf import settings
from django.http import HttpRequest

from web.counting import count
from web.problems import Problem
from web.throttling import EVERYBODY, Rate, charge

SENDING = Rate(10, 3600)
DAY_SECONDS = 86_400
FROM_YOU = "A lot was sent from your address within the hour. Please try again later."
FROM_ALL = "More was sent to us today than we can read. Please try again tomorrow; what you typed is still here."


def reason_not_to_take(request: HttpRequest) -> str:
    """Count one more sending by the caller, then by everybody; return why it is one too many, or an empty string."""
    try:
        charge(request, "submissions", SENDING)
    except Problem:
        return FROM_YOU
    sent, _ = count("submissions", EVERYBODY, DAY_SECONDS)
    return FROM_ALL if sent > settings.SUBMISSIONS_A_DAY else ""
