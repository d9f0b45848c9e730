"""Two questions of whoever runs the site: does the process live, and can it answer."""

import logging

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from cvi_calc.warming import is_warming
from profiles.releases.shelf import releases
from profiles.selectors import FactsNotLoaded, place_table

logger = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as this process answers at all; touches no database."""
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, is migrated, and has the facts, read into memory; 503 with the reason otherwise."""
    reason = reason_not_ready()
    headers = {"Cache-Control": "no-store"}
    if reason:
        return JsonResponse({"status": "not ready", "reason": reason}, status=503, headers=headers)
    return JsonResponse({"status": "ready"}, headers=headers)


def reason_not_ready() -> str:
    """Return why requests should go elsewhere for now, or an empty string."""
    if is_warming():
        return "facts are being read into memory"
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are not applied: run manage.py migrate"
        place_table()
        if missing := [f"{release.name}/{name}" for release in releases() for name in release.missing()]:
            return f"a release lacks {', '.join(missing[:3])}"
    except FactsNotLoaded:
        return "facts are not loaded: run manage.py load_data"
    except (DatabaseError, InterfaceError) as error:
        logger.warning("Not ready: %s", error)
        return "the database does not answer"
    return ""
