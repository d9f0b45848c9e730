"""What protects forms that anybody may send without an account: where they come from.

Such forms are exempt from CSRF tokens because nobody is logged in there: there is no session, and no cookie, whose
authority another site could borrow. What another site could do is send spam through its visitors, so a request that
the browser says comes from elsewhere is refused.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_this_site(request: HttpRequest) -> bool:
    """Return whether the browser says that the form was on our own page; those that say nothing are believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no address: http://[::1
        return False
