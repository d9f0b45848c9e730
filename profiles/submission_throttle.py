"""How much one address may send to the editors."""

from django.http import HttpRequest

from web.problems import Problem
from web.throttling import Rate, charge

SENDING = Rate(10, 3600)


def may_send(request: HttpRequest) -> bool:
    """Count one more sending by the caller; False beyond 10 an hour."""
    try:
        charge(request, "submissions", SENDING)
    except Problem:
        return False
    return True
