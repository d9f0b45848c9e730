"""`manage.py erase REFERENCE`, and `--again` after a restore: forget what a visitor sent, for good."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from custody.chain import BY_COMMAND
from custody.ledger import LedgerError
from profiles.models import Submission
from profiles.publishing import PublishError
from profiles.submissions.retention import erase, erase_again, finish

BY = BY_COMMAND


class Command(BaseCommand):
    """Erase one submission everywhere, or all those erased before once more."""

    help = "Forget a submission everywhere; --again forgets once more whatever a restored backup brought back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a reference, or --again."""
        parser.add_argument("reference", nargs="?")
        parser.add_argument("--again", action="store_true", help="all that the list of erasures names")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, or say what is wrong."""
        if options["again"] == bool(options["reference"]):
            raise CommandError("Give one reference, such as 7KQ2X-M9WPA, or --again. Nothing was erased.")
        try:
            self._erase(options["reference"])
        except LedgerError as error:
            raise CommandError(f"{error}.") from None
        except PublishError as error:
            raise CommandError(f"{error} Nothing was erased.") from None

    def _erase(self, reference: str | None) -> None:
        if reference is None:
            self.stdout.write(f"Erased again: {erase_again(by=BY)}.")
            return
        found = Submission.objects.filter(reference=reference.upper()).first()
        if found is None and finish(reference.upper()):
            self.stdout.write("It was erased before: what the disk may still hold of it was overwritten once more.")
            return
        if found is None:
            raise CommandError(f"Nothing is kept under {reference[:20]!r}. Nothing was erased.")
        erase(found, by=BY)
        files = "Pages that showed it were withdrawn from" if settings.PUBLISHED_DIR else "Run `publish` again now for"
        self.stdout.write(
            "Erased: the submission, what was published from it, and every version of both. "
            f"{files} those that are served as files."
        )
