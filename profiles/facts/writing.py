"""Writing facts: loads, refreshes and editors' counts one after another, so that none waits in a ring with another."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from profiles.facts.models import DatasetVersion


@contextmanager
def writing_facts() -> Iterator[None]:
    """Begin a transaction that holds what every change of facts rewrites, before any of the facts. A load holds them for as long
    as it lasts, and the editors' version at its end: an editor who held that first would wait for the load, and it for them.
    """
    with transaction.atomic():
        list(DatasetVersion.objects.select_for_update())
        yield
