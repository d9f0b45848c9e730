"""`manage.py verify_log`: whether the log of decisions is as it was written."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from custody.chain import check, holds
from web.quoting import quoted

ROOT = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


class Command(BaseCommand):
    """Check every seal, and every root that was noted; exit 1 at the first that does not hold."""

    help = "Check every seal of the log of decisions; exits 1 and names the first row that was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take roots that were noted elsewhere: a log that was written anew from its first row has seals that hold."""
        parser.add_argument(
            "--root",
            action="append",
            default=[],
            metavar="ROW:SEAL",
            help="a daily root as /data/ showed it: the row's number and its seal; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found."""
        roots = [_root(text) for text in options["root"]]
        seal = check()
        if not seal.whole:
            raise CommandError(
                f"The log is broken at row {seal.broken_at}: that row, or one before it, is not as it was written. "
                "Compare the daily roots on /data/ with those noted elsewhere, and restore a backup from before."
            )
        for number, digest in roots:
            if not holds(number, digest):
                raise CommandError(
                    f"Row {number} does not have the seal that was noted: the log was written anew, or a backup from before "
                    "serves. Restore one that was made after it."
                )
        noted = f" So does every root that was noted ({len(roots)})." if roots else ""
        self.stdout.write(f"{seal.rows:,} decisions, every seal holds.{noted}")


def _root(text: str) -> tuple[int, str]:
    found = ROOT.fullmatch(text.strip().lower())
    if found is None:
        raise CommandError(
            f"--root {quoted(text[:80])} is no root: a row's number, a colon and its seal of 64 hexadecimal digits."
        )
    return int(found[1]), found[2]
