"""`manage.py export_held REFERENCE`: everything that is kept about a submission, as JSON for whoever sent it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.models import Submission
from profiles.submissions.retention import held


class Command(BaseCommand):
    """Print what is held."""

    help = "Print everything that is kept about a submission, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the reference."""
        parser.add_argument("reference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, or say that there is none."""
        found = Submission.objects.filter(reference=options["reference"].upper()).first()
        if found is None:
            raise CommandError(f"Nothing is kept under {options['reference'][:20]!r}.")
        self.stdout.write(json.dumps(held(found), indent=2, ensure_ascii=False))
