"""What protects forms that anybody may send without an account: where they come from, and how many.

Such forms are exempt from CSRF tokens because nobody is logged in there: there is no session, and no cookie, whose
authority another site could borrow. What another site could do is send spam through its visitors, so a request that
the browser says comes from elsewhere is refused.
"""

import hashlib
import logging
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest

from web.throttling import client_address

logger = logging.getLogger(__name__)


def from_this_site(request: HttpRequest) -> bool:
    """Return whether the browser says that the form was on our own page; those that say nothing are believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def may_send(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more sending of `what` by the caller's address; False beyond `most` in a window.

    True while the cache is dead: losing what somebody made is worse than spam.
    """
    # Hashed: the address itself is kept nowhere.
    caller = hashlib.blake2s(client_address(request).encode(), digest_size=12).hexdigest()
    key = f"sent:{what}:{caller}"
    try:
        cache.add(key, 0, seconds)
        return cache.incr(key) <= most
    except ValueError:  # it went away between the two
        return True
    except Exception:  # noqa: BLE001 - whatever the cache's client raises, what people send is not lost
        logger.warning("The cache does not answer; %s are not counted", what)
        return True
