"""Reading into memory, before anybody asks, what the first visitors of a process would otherwise wait for."""

import gc
import logging
import threading
from collections.abc import Callable
from typing import cast

from django.db import DatabaseError, InterfaceError, connection
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_resolver

from calculator.asking.grant import usual_mapping
from calculator.engine.rules_2027_1.plan_rules import PlanRules
from calculator.methods import newest
from calculator.versions import program
from profiles.editorial.memory import editorial_version
from profiles.selectors import FactsNotLoaded, place_table, search_places
from web.deadline import patient

logger = logging.getLogger(__name__)
_under_way = threading.Event()


def warm_up() -> None:
    """Read methods, templates and facts. Raises DatabaseError, InterfaceError or FactsNotLoaded."""
    program()
    edition = newest()
    rules = cast("PlanRules", edition.plan)  # the newest plan has lines; older editions have none
    for method in edition.methods.values():
        rules.year_lines(method)
        usual_mapping(method.reference)
    _ = get_resolver().url_patterns
    pages = cast("Jinja2", engines["jinja2"])
    for name in pages.env.list_templates():
        pages.get_template(name)
    place_table()
    editorial_version()
    search_places("norfolk", limit=1)


def is_warming() -> bool:
    """Return whether this process still reads what it will answer from."""
    return _under_way.is_set()


def warm_in_background(then: Callable[[], None] = lambda: None) -> threading.Thread:
    """Warm up beside the first requests: a database that is away or slow holds up no worker and ends none.

    What could not be read is read when it is asked for, or by `then`, which goes on in the same thread.
    """
    _under_way.set()
    thread = threading.Thread(target=_warm, args=(then,), name="warming", daemon=True)
    thread.start()
    return thread


def _warm(then: Callable[[], None]) -> None:
    try:
        with patient():
            warm_up()
        gc.collect()
        gc.freeze()  # what was read stays: no collection need look through it again
    except (DatabaseError, InterfaceError, FactsNotLoaded) as error:
        logger.warning("Nothing was read ahead: %s", error or type(error).__name__)
    except Exception:
        logger.exception("Nothing was read ahead")
    finally:
        _under_way.clear()
        connection.close()
    then()
