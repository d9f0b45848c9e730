"""From raw extracts to the tables under data/."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from profiles.ingest.extracts import RawError
from profiles.ingest.tables import TableError


class Command(BaseCommand):
    """Compile the raw extracts of public agencies into the compact tables that the product ships."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", type=Path, required=True, help="folder of the raw extracts and PROVENANCE.csv")
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / "data", help="folder to write")
        parser.add_argument("--what", default="Recompiled", help="what happened, for the history (default %(default)s)")
        parser.add_argument("--made-on", type=date.fromisoformat, help="date for the history (default today)")
        parser.add_argument(
            "--no-verify",
            action="store_true",
            help="skip known totals and the independent join (for partial extracts)",
        )

    def handle(
        self,
        *,
        source: Path,
        data: Path,
        no_verify: bool,
        what: str = "Recompiled",
        made_on: date | None = None,
        **options: object,
    ) -> None:
        # pandas takes a second to import, and a server does without it: only this command needs it.
        try:
            from profiles.ingest.compile import compile_data
            from profiles.ingest.verify import faults
        except ModuleNotFoundError as error:
            raise CommandError(f"{error}: `uv sync` installs what compiling needs. Nothing was changed.") from None

        try:
            compiled = compile_data(
                source, data, kept=settings.BASE_DIR / "data", made_on=made_on or localdate(), what=what,
                verify=None if no_verify else faults,
            )  # fmt: skip
        except (RawError, TableError) as error:
            raise CommandError(f"{error}. Nothing was changed.") from None
        for (key, reason), rows in sorted(compiled.homicides.left_out.items()):
            self.stdout.write(f"left out: {key}: {reason}: {rows:,} rows")
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(compiled.places.places):,} places, "
                f"{len(compiled.homicides.judged):,} years of homicides, "
                f"{size / 1e6:.1f} MB in {data}" + ("" if no_verify else "; agrees with the independent join")
            )
        )
