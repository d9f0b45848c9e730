"""Telling people from machines without asking anyone else: a signed time stamp in the form, and a field nobody sees.

A form carries the time it was made, signed. One sent back within three seconds, or never opened, no person has read.
"""

from django.core import signing

SALT = "profiles.submission"
LEAST_SECONDS = 3
MOST_SECONDS = 24 * 3600


class TicketError(ValueError):
    """The form was not opened, was sent too fast, or lay open for too long; the text says what to do."""


def new_ticket() -> str:
    """Return a ticket for a form made now."""
    return signing.TimestampSigner(salt=SALT).sign("form")


def check_ticket(ticket: str) -> None:
    """Raise TicketError unless the ticket is ours, at least three seconds and at most a day old."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(ticket, max_age=MOST_SECONDS)
    except signing.SignatureExpired:
        raise TicketError(
            "The page was open for more than a day. Everything you typed is still here: please send it again."
        ) from None
    except signing.BadSignature:
        raise TicketError("The form did not reach us whole. Please send it again.") from None
    try:
        signer.unsign(ticket, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return
    raise TicketError("That was very quick. Please wait a moment and send it again.")
