"""`manage.py verify_log`: whether the log of decisions is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from custody.chain import check


class Command(BaseCommand):
    """Check every seal; exit 1 at the first that does not hold."""

    help = "Check every seal of the log of decisions; exits 1 and names the first row that was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found."""
        seal = check()
        if not seal.whole:
            raise CommandError(
                f"The log is broken at row {seal.broken_at}: that row, or one before it, is not as it was written. "
                "Compare the daily roots on /data/ with those noted elsewhere, and restore a backup from before."
            )
        self.stdout.write(f"{seal.rows:,} decisions, every seal holds.")
