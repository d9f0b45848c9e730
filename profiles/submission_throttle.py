"""How much one address may send: open when the cache is dead, because losing a correction is worse than spam."""

import hashlib
import logging

from django.core.cache import cache
from django.http import HttpRequest

from cvi_calc.throttling import client_address

logger = logging.getLogger(__name__)

MOST_SENT = 10
WINDOW_SECONDS = 3600


def may_send(request: HttpRequest) -> bool:
    """Count one more sending by the caller; False beyond 10 an hour."""
    # Hashed: the address itself is kept nowhere.
    caller = hashlib.blake2s(client_address(request).encode(), digest_size=12).hexdigest()
    key = f"submissions:{caller}"
    try:
        cache.add(key, 0, WINDOW_SECONDS)
        return cache.incr(key) <= MOST_SENT
    except ValueError:  # it went away between the two
        return True
    except Exception:  # noqa: BLE001 - whatever the cache's client raises, what people send is not lost
        logger.warning("The cache does not answer; submissions are not counted")
        return True
