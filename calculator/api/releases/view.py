"""`GET releases/`: which releases of the data there are."""

from typing import Annotated

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, told
from profiles.releases.chosen import FACTS
from profiles.releases.shelf import Release as Known
from profiles.releases.shelf import releases


class ReleaseFile(Shape):
    """A file of a release."""

    name: Annotated[str, told("File name, such as places.csv")]
    url: Annotated[str, told("Address of the file")]
    sha256: Annotated[str, told("SHA-256 of its bytes, in hexadecimal")]


class Release(Shape):
    """A dated, immutable release of the data."""

    release: Annotated[str, told("Its name; send it back as data=")]
    date: Annotated[str, told("The day it was made", format="date")]
    data_version: Annotated[str, told("Version of the facts in it")]
    before: Annotated[str | None, told("The release before it")]
    url: Annotated[str, told("The page for people")]
    files: Annotated[tuple[ReleaseFile, ...], told("Its files, each with the checksum of its bytes")]


class ReleaseList(Cited):
    """Every release, the newest first."""

    count: Annotated[Count, told("Releases in the answer")]
    results: Annotated[tuple[Release, ...], told("The releases, the newest first")]


class Releases(Reading):
    """Every release of the data."""

    operations = {
        "get": Operation(
            operation="list_releases",
            tag="Data",
            summary="List releases of the data",
            description="Dated, immutable releases, each with its files. `data=<release>` on any GET answers from one.",
            answer=ReleaseList,
            example="releases.json",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> ReleaseList:
        """Return the releases with their files."""
        given.refuse_unknown()
        given.raise_faults()
        root = request.build_absolute_uri("/")[:-1]
        found = tuple(_release(release, f"{root}/data/{release.name}/") for release in releases())
        return ReleaseList(count=len(found), results=found, **said(request, "releases"))


def _release(release: Known, url: str) -> Release:
    return Release(
        release=release.name,
        date=release.date,
        data_version=release.data_version,
        before=release.before,
        url=url,
        files=tuple(
            ReleaseFile(name=name, url=url + name, sha256=digest)
            for name, digest in sorted(release.files.items())
            if name != FACTS
        ),
    )
