"""From the tables under data/ to the database."""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from profiles.ingest.alone import alone
from profiles.ingest.dataset import data_hash, read_dataset
from profiles.ingest.load import current_version, load_dataset
from profiles.ingest.shipped import check_shipped
from profiles.ingest.tables import TableError
from profiles.selectors import forget_place_table

STEPS = 7  # reading, and six that write


class Command(BaseCommand):
    """Fill the database from the tables under data/: all of it or nothing, and nothing when it is there
    already.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / "data", help="folder of the tables")
        parser.add_argument("--check", action="store_true", help="read and check every row, write nothing")
        parser.add_argument("--force", action="store_true", help="load even when this very data is loaded already")

    def handle(self, *, data: Path, check: bool, force: bool, **options: object) -> None:
        with nullcontext() if check else alone():
            self._load(data, check=check, force=force)

    def _load(self, data: Path, *, check: bool, force: bool) -> None:
        try:
            version = None if check or force else current_version()
            if version and version.data_hash == data_hash(data):
                self.stdout.write(f"{version.version} is loaded already; nothing to do.")
                return
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
            )
            with Progress(*columns, disable=not sys.stderr.isatty(), transient=True) as bar:
                task = bar.add_task("reading", total=STEPS)
                dataset = read_dataset(data)
                check_shipped(data, {place[0] for place in dataset.places})
                if check:
                    self.stdout.write(self.style.SUCCESS(f"{len(dataset.places):,} places: every row is well formed."))
                    return
                loaded = load_dataset(dataset, progress=lambda step: bar.update(task, description=step, advance=1))
        except TableError as error:
            raise CommandError(f"{error}. Nothing was changed.") from None
        forget_place_table()
        if loaded.kept_census_vintage:
            self.stdout.write(f"Population stays at the newer Vintage {loaded.kept_census_vintage} fetched before.")
        if loaded.kept_sources:
            self.stdout.write(f"Refreshed here since, and left as they are: {', '.join(loaded.kept_sources)}.")
        self.stdout.write(self.style.SUCCESS(f"Loaded {loaded.places:,} places, version {loaded.version}."))
