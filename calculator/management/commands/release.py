"""From the facts of today to a release: dated, immutable, with checksums."""

import datetime as dt
import errno
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from calculator.releases.about import SUMS
from calculator.releases.build import ReleaseExists, make_release, reproducible
from profiles.releases.shelf import NAME, Release, releases, shelf

COMMITTED = Path(settings.BASE_DIR) / "releases"
DAY = "DATE"
NOT_OURS_TO_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)


class Command(BaseCommand):
    """Make a release of the facts that are loaded, or with --missing those of `releases/` that this machine lacks.

    The folder `releases/<name>` of the repository keeps the day and the checksums; --commit writes them.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="such as 2026.12; this month's where left out")
        parser.add_argument("--date", default="", help="the day, such as 2026-12-01; today where left out")
        parser.add_argument("--missing", action="store_true", help="make what releases/ names and is not there")
        parser.add_argument("--commit", action="store_true", help="write the day and the checksums into releases/")

    def handle(self, *, name: str, date: str, missing: bool, commit: bool, **options: object) -> None:
        if missing:
            self._make_missing()
            return
        today = dt.datetime.now(tz=dt.UTC).date()
        name = name or f"{today:%Y.%m}"
        if not NAME.fullmatch(name):
            raise CommandError(f"{name!r} is no name of a release; write for example 2026.12 or 2026.12.1")
        kept = COMMITTED / name / DAY
        day = date or (kept.read_text(encoding="utf-8").strip() if kept.is_file() else today.isoformat())
        try:
            release = make_release(name, date=dt.date.fromisoformat(day).isoformat(), told=self._told)
        except (ReleaseExists, ValueError) as error:
            raise CommandError(f"{error}. Nothing was changed.") from None
        if commit:
            (COMMITTED / name).mkdir(parents=True, exist_ok=True)
            kept.write_text(release.date + "\n", encoding="utf-8")
            (COMMITTED / name / SUMS).write_text(reproducible(release.files), encoding="utf-8")
        self._say(release)

    def _make_missing(self) -> None:
        there = {release.name for release in releases()}
        for folder in sorted(COMMITTED.glob("*/")):
            if folder.name in there or (shelf() / folder.name).exists():
                continue
            day = (folder / DAY).read_text(encoding="utf-8").strip()
            try:
                self._say(make_release(folder.name, date=day, told=self._told))
            except OSError as error:
                if error.errno not in NOT_OURS_TO_WRITE:
                    raise CommandError(f"Release {folder.name} was not made: {error}.") from None
                # Pages, files and answers of today need no release: a read-only tree serves all the same.
                self.stderr.write(
                    f"Release {folder.name} was not made: {shelf()} cannot be written ({error.strerror}). "
                    "Set RELEASES_DIR to a folder that can, or make the release while building the image."
                )
                return

    def _say(self, release: Release) -> None:
        self.stdout.write(self.style.SUCCESS(f"Release {release.name} is in {release.folder}."))
        kept = COMMITTED / release.name / SUMS
        if kept.is_file() and kept.read_text(encoding="utf-8") != reproducible(release.files):
            self.stderr.write(
                f"Its files differ from the checksums in {kept.relative_to(settings.BASE_DIR)}: these facts are not "
                "those it was first made from."
            )

    def _told(self, step: str) -> None:
        if self.verbosity > 1:
            self.stdout.write(step)

    def execute(self, *args: object, **options: object) -> str | None:
        """Remember how much to say."""
        self.verbosity = int(str(options["verbosity"]))
        return super().execute(*args, **options)
