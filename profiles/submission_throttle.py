"""How much one address may send to the editors."""

from django.http import HttpRequest

from web import visitors

MOST_SENT = 10
WINDOW_SECONDS = 3600


def may_send(request: HttpRequest) -> bool:
    """Count one more sending by the caller; False beyond 10 an hour."""
    return visitors.may_send(request, "submissions", most=MOST_SENT, seconds=WINDOW_SECONDS)
