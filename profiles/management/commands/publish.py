"""`manage.py publish --to FOLDER`: every profile and page, and every release with its files, for a proxy or a CDN."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from custody.chain import BY_COMMAND
from custody.chain import record as log
from profiles.publishing import PublishError, publish
from profiles.releases.shelf import releases
from profiles.views.discovery import SITEMAPS

RELEASES = "releases"
# One says whether the log of decisions is whole: now, not when it was published. The form holds a ticket of a day.
OF_THE_MOMENT = ("/data/", "/feedback/")
SECTIONS = (*sorted(SITEMAPS), RELEASES)


class Command(BaseCommand):
    """Write what the sitemap names, and the releases; or only some of it."""

    help = "Write the site's pages as files, compressed, for a proxy or a CDN; swapped in whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and the sections of the sitemap."""
        parser.add_argument("--to", required=True, type=Path, help="an empty folder, or one published before")
        parser.add_argument("--section", action="append", choices=SECTIONS, help="of the site; all if left out")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, or say why not."""
        sections = options["section"] or SECTIONS
        paths = [path for name in sections for path in locations(name)]
        try:
            with Progress(disable=options["quiet"], transient=True) as bar:
                task = bar.add_task("Publishing", total=len(paths))
                done = publish(paths, options["to"].resolve(), told=lambda _: bar.advance(task))
        except PublishError as error:
            raise CommandError(str(error)) from None
        kept = {"pages": done.pages, "sha256": done.digest, "sections": sorted(sections)}
        log(BY_COMMAND, "published", f"pages as files in {options['to'].resolve().name}", kept)
        self.stdout.write(
            f"Published {done.pages:,} pages ({done.bytes_written / 1e6:,.0f} MB with their compressed forms) to {options['to']}."
        )


def locations(section: str) -> list[str]:
    """Return every path of one section: of the sitemap, or each release's page and files."""
    if section == RELEASES:
        return [
            path
            for release in releases()
            for path in (f"/data/{release.name}/", *(f"/data/{release.name}/{name}" for name in release.public_files()))
        ]
    sitemap = SITEMAPS[section]()
    paths = [str(sitemap.location(item)) for item in sitemap.items()]
    return [path for path in paths if path not in OF_THE_MOMENT]
