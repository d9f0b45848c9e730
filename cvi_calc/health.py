"""Two questions of whoever runs the site: does the process live, and can it answer."""

import logging
from pathlib import Path
from shutil import disk_usage
from tempfile import gettempdir

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from cvi_calc.warming import is_warming
from profiles.releases.shelf import ABOUT, releases, unreadable
from profiles.selectors import FactsNotLoaded, place_table

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 32_000_000


class _News:
    """Says in the log when readiness changes; probes come every second or two and would say it each time."""

    def __init__(self) -> None:
        self._told = ""

    def tell(self, reason: str) -> None:
        """Log the reason not to be ready, or its end, where it is another than was last told."""
        if reason != self._told:
            self._told = reason
            logger.warning("Not ready: %s", reason) if reason else logger.warning("Ready again")


_news = _News()


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as this process answers at all; touches no database."""
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, is migrated, and has the facts, read into memory; 503 with the reason otherwise."""
    reason = reason_not_ready()
    _news.tell(reason)
    headers = {"Cache-Control": "no-store"}
    if reason:
        return JsonResponse({"status": "not ready", "reason": reason}, status=503, headers=headers)
    return JsonResponse({"status": "ready"}, headers=headers)


def reason_not_ready() -> str:
    """Return why requests should go elsewhere for now, or an empty string."""
    if is_warming():
        return "facts are being read into memory"
    if reason := _missing_here():
        return reason
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are not applied: run manage.py migrate"
        place_table()
        missing = [f"{release.name}/{name}" for release in releases() for name in release.missing()]
        if missing := [*(f"{name}/{ABOUT}" for name in unreadable()), *missing]:
            return f"a release lacks {', '.join(missing[:3])}"
    except FactsNotLoaded:
        return "facts are not loaded: run manage.py load_data"
    except (DatabaseError, InterfaceError):
        return "the database does not answer"
    return ""


def _missing_here() -> str:
    """Return what this machine lacks: room to write, or the static files that pages name."""
    full = [str(folder) for folder in _written_folders() if disk_usage(folder).free < LEAST_FREE_BYTES]
    if full:
        return f"the disk is full: {', '.join(full)}"
    if isinstance(staticfiles_storage, ManifestStaticFilesStorage) and not staticfiles_storage.hashed_files:
        return "static files are missing: run manage.py collectstatic"
    return ""


def _written_folders() -> set[Path]:
    """Return the folders that serving writes to, where they are there."""
    folders = {Path(gettempdir())}
    if connection.vendor == "sqlite":
        folders.add(Path(str(connection.settings_dict["NAME"])).parent)
    return {folder for folder in folders if folder.is_dir()}
