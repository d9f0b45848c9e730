"""A release of the real facts for tests: made once for all workers of a run, copied to a shelf of one's own."""

import csv
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

from profiles.releases.shelf import Release, find_release, forget_shelf

NAME = "2026.11"
MADE_ON = "2026-11-26"
TOGETHER = "PYTEST_XDIST_TESTRUNUID"  # where there are several workers, each has its folder inside the run's


def copy_release(folder: Path) -> None:
    """Copy the release to the empty `folder`, inside the worker's temporary one; the first who asks makes it."""
    shared = (folder.parent.parent if TOGETHER in os.environ else folder.parent) / "release-made-once"
    with Path(f"{shared}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / NAME).exists():
            with answering_from_shelf(shared):
                call_command("release", NAME, date=MADE_ON, verbosity=0)
    shutil.copytree(shared, folder, dirs_exist_ok=True)


@contextmanager
def answering_from_shelf(folder: Path) -> Iterator[None]:
    """Let the site find its releases in `folder`."""
    with override_settings(RELEASES_DIR=folder):
        forget_shelf()
        try:
            yield
        finally:
            forget_shelf()


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a release's CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@contextmanager
def shelved(folder: Path) -> Iterator[Release]:
    """Give the release of `folder` while the site answers from there."""
    with answering_from_shelf(folder):
        yield find_release(NAME)
