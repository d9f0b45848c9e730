"""Looking for newer facts and editors' changes in a thread of its own: no page waits for a database that is slow to say so."""

import logging
import threading

from django.db import DatabaseError, InterfaceError, close_old_connections

from profiles.editorial.memory import look_at_editorial, watch_editorial
from profiles.selectors import FactsNotLoaded, look_at_place_table, watch_place_table
from web.deadline import patient

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0


def watch(ended: threading.Event) -> None:
    """Look every second until `ended`; what is at hand serves while the database does not answer."""
    watch_place_table(True)
    watch_editorial(True)
    while not ended.wait(LOOK_SECONDS):
        close_old_connections()
        try:
            with patient():
                look_at_place_table()
                look_at_editorial()
        except (DatabaseError, InterfaceError, FactsNotLoaded) as error:
            logger.warning("Nothing newer can be looked for: %s", error or type(error).__name__)
        except Exception:
            logger.exception("Nothing newer can be looked for")
