"""A newer table of one source: fetched or from a file, swapped in whole or not at all."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from profiles.facts.place_table import forget_place_table
from profiles.ingest.download import DownloadError, download, shown
from profiles.ingest.tables import TableError
from profiles.models import Source
from profiles.refresh.registry import BY_HAND, CENSUS, REFRESHED, Refreshed, how_refreshed


class Command(BaseCommand):
    """Swap in a newer table of a source. What is in a file replaces what was there; every change leaves a row in the
    history; a fault names file, line, column and reason, and changes nothing.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=sorted((*REFRESHED, CENSUS, *BY_HAND)), help="key of the source")
        parser.add_argument("--from", dest="file", type=Path, help="a file at hand, in the publisher's shape")
        parser.add_argument("--vintage", type=int, help="of census_places: the file's last year")

    def handle(self, *, source: str, file: Path | None, vintage: int | None, **options: object) -> None:
        if source in BY_HAND:
            raise CommandError(f"{source} is refreshed {how_refreshed(source)}. Nothing was changed.")
        if source == CENSUS:
            given = {"vintage": vintage} if vintage else {}
            call_command("fetch_census", **given, **({"file": file} if file else {}), stdout=self.stdout)
            return
        if not Source.objects.filter(key=source).exists():
            raise CommandError("No facts are loaded yet. Run `python manage.py load_data` first. Nothing was changed.")
        kind = REFRESHED[source]
        try:
            if file is not None:
                self._swap(kind, file)
            else:
                self._fetch(kind)
        except TableError as error:
            raise CommandError(f"{error}. Nothing was changed.") from None
        forget_place_table()

    def _fetch(self, kind: Refreshed) -> None:
        if not kind.address:
            raise CommandError(
                f"{kind.source} has no address a program can fetch: download it from {Source.objects.get(key=kind.source).url} "
                "and give it with --from. Nothing was changed."
            )
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / f"{kind.source}.csv"
            self.stdout.write(f"Fetching {shown(kind.address)}")
            try:
                download(kind.address, path)
            except DownloadError as error:
                raise CommandError(f"{error} Nothing was changed; give a file at hand with --from.") from None
            self._swap(kind, path)

    def _swap(self, kind: Refreshed, path: Path) -> None:
        swapped = kind.swap(kind.source, kind.read(path), path=path, what=kind.what)
        part = "" if swapped.whole else " The file is a part of the table: only its own agencies changed."
        self.stdout.write(
            self.style.SUCCESS(
                f"{kind.source}: {swapped.agencies:,} {kind.rows} of {swapped.places:,} places, {swapped.changes:,} facts "
                f"changed; {swapped.unknown:,} {kind.rows} are of no place here.{part}"
            )
        )
