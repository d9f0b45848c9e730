"""A newer Census vintage over the internet."""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from profiles.facts.place_table import forget_place_table
from profiles.ingest.census_file import FIRST_YEAR, KNOWN, file_url, read_census_places
from profiles.ingest.census_swap import NothingToUpdateError, swap_census_places
from profiles.ingest.download import FIRST_PAUSE_SECONDS, DownloadError, download, shown
from profiles.ingest.folders import sha256


class Command(BaseCommand):
    """Fetch a vintage of the Census Bureau's place populations and swap it in, whole or not at all. No
    key is needed.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--vintage", type=int, default=max(KNOWN), help="the file's last year (default %(default)s)"
        )
        parser.add_argument("--from", dest="file", type=Path, help="read this file instead of fetching one")
        parser.add_argument("--url", help="fetch the file from here instead of the Census Bureau, e.g. a mirror")
        parser.add_argument("--timeout", type=float, default=30, help="seconds without an answer (default %(default)s)")
        parser.add_argument(
            "--pause", type=float, default=FIRST_PAUSE_SECONDS,
            help="seconds before the second attempt, doubled for each after it (default %(default)s)",
        )  # fmt: skip

    def handle(
        self,
        *,
        vintage: int,
        url: str | None,
        timeout: float,
        pause: float,
        file: Path | None = None,
        **options: object,
    ) -> None:
        if not FIRST_YEAR < vintage < FIRST_YEAR + 10:
            raise CommandError(
                f"--vintage is {vintage}; this series has vintages {FIRST_YEAR + 1} to {FIRST_YEAR + 9}."
            )
        if file is not None:
            self._swap(file, vintage)
            return
        address = url or file_url(vintage)
        self.stdout.write(f"Fetching {shown(address)}")
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / f"sub-est{vintage}.csv"
            try:
                with Progress(*columns, disable=not sys.stderr.isatty(), transient=True) as bar:
                    task = bar.add_task("download", total=None)
                    download(
                        address, path, timeout_seconds=timeout, first_pause_seconds=pause,
                        progress=lambda done, total: bar.update(task, completed=done, total=total),
                    )  # fmt: skip
            except DownloadError as error:
                raise CommandError(
                    f"{error} Nothing was changed; the facts already loaded stay in use. "
                    "Try again when this machine can reach the internet, or give a mirror with --url."
                ) from None
            self._swap(path, vintage)

    def _swap(self, path: Path, vintage: int) -> None:
        try:
            swapped = swap_census_places(read_census_places(path, vintage=vintage), sha256=sha256(path))
        except (ValueError, NothingToUpdateError) as error:
            raise CommandError(f"{str(error).removesuffix('.')}. Nothing was changed.") from None
        forget_place_table()
        self.stdout.write(
            self.style.SUCCESS(
                f"Vintage {swapped.vintage}: {swapped.places:,} places, {swapped.added} new, "
                f"{swapped.vanished} no longer listed (their addresses stay reserved)."
            )
        )
