"""From raw extracts to the tables under data/."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from profiles.ingest.raw import RawError


class Command(BaseCommand):
    """Compile the raw extracts of public agencies into the compact tables that the product ships."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", type=Path, required=True, help="folder of the raw extracts and PROVENANCE.csv")
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / "data", help="folder to write")
        parser.add_argument(
            "--no-verify",
            action="store_true",
            help="skip known totals and the independent join (for partial extracts)",
        )

    def handle(self, *, source: Path, data: Path, no_verify: bool, **options: object) -> None:
        # pandas takes a second to import: only this command pays for it.
        from profiles.ingest.compile import compile_data
        from profiles.ingest.verify import faults

        try:
            compiled = compile_data(source, data, verify=None if no_verify else faults)
        except RawError as error:
            raise CommandError(str(error)) from None
        for (key, reason), rows in sorted(compiled.homicides.left_out.items()):
            self.stdout.write(f"left out: {key}: {reason}: {rows:,} rows")
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(compiled.places.places):,} places, "
                f"{len(compiled.homicides.counts):,} homicide counts, "
                f"{size / 1e6:.1f} MB in {data}" + ("" if no_verify else "; agrees with the independent join")
            )
        )
