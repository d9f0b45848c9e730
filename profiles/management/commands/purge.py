"""`manage.py purge --on DATE`: remove what has been kept long enough."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.publishing import PublishError
from profiles.submissions.retention import purge


class Command(BaseCommand):
    """Remove addresses, submissions, sign-in attempts and sessions that outlived their time on a day."""

    help = "Remove what had outlived its retention period on a day. The day is asked for, so a wrong clock removes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, and whether only to count."""
        parser.add_argument("--on", help="the day, such as 2026-11-26")
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, or say what is wrong with the day."""
        day = _day(options["on"])
        try:
            gone = purge(on=day, dry_run=options["dry_run"])
        except PublishError as error:
            raise CommandError(
                f"{error} The purge stopped there; once that is mended, the same command goes on."
            ) from None
        verb = "Would remove" if options["dry_run"] else "Removed"
        self.stdout.write(
            f"{verb}, as of {day}: {gone.contacts} e-mail addresses, {gone.submissions} submissions, "
            f"{gone.attempts} sign-in attempts, {gone.sessions} sessions."
        )


def _day(text: str | None) -> date:
    if not text:
        raise CommandError("Give the day: --on YYYY-MM-DD. Nothing was removed.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on {text!r} is no day; write YYYY-MM-DD. Nothing was removed.") from None
    if day > datetime.now(UTC).date():
        raise CommandError(f"{day} is still to come; the latest day is today. Nothing was removed.")
    return day
