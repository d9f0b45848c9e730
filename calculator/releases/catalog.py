"""What catalogs and search engines read of releases: DCAT (`/data.json`), schema.org, Atom."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed

from calculator.releases.about import DESCRIPTION, LICENSE, TITLE
from profiles.releases.shelf import Release, releases

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "geojson": "application/geo+json",
    "json": "application/json",
}
KEYWORDS = ["community violence intervention", "gun violence", "homicide", "budget", "cities", "United States"]


def media_type(name: str) -> str:
    """Return the media type of a file of a release."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], "text/plain")


def dcat(site: str) -> dict[str, Any]:
    """Return the catalog as data.gov reads it (DCAT-US 1.1)."""
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
        "dataset": [_dataset(release, site) for release in releases()],
    }


def schema_org(release: Release, site: str) -> dict[str, Any]:
    """Return the release as a schema.org Dataset."""
    address = f"{site}/data/{release.name}/"
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": f"{TITLE}, release {release.name}",
        "description": DESCRIPTION,
        "version": release.name,
        "datePublished": release.date,
        "license": LICENSE["path"],
        "keywords": KEYWORDS,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "CVI Budget", "url": site},
        "spatialCoverage": {"@type": "Place", "name": "United States"},
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": media_type(name), "contentUrl": address + name}
            for name in release.public_files()
        ],
    }


def _dataset(release: Release, site: str) -> dict[str, Any]:
    address = f"{site}/data/{release.name}/"
    return {
        "@type": "dcat:Dataset",
        "identifier": address,
        "title": f"{TITLE}, release {release.name}",
        "description": DESCRIPTION,
        "keyword": KEYWORDS,
        "issued": release.date,
        "modified": release.date,
        "accessLevel": "public",
        "license": LICENSE["path"],
        "landingPage": address,
        "spatial": "United States",
        "publisher": {"@type": "org:Organization", "name": "CVI Budget"},
        "contactPoint": {"@type": "vcard:Contact", "fn": "CVI Budget", "hasURL": f"{site}/feedback/"},
        "distribution": [
            {"@type": "dcat:Distribution", "title": name, "mediaType": media_type(name), "downloadURL": address + name}
            for name in release.public_files()
        ],
    }


class ReleaseFeed(Feed):
    """Every release, the newest first, for feed readers."""

    feed_type = Atom1Feed
    title = "CVI Budget: releases of the data"
    link = "/data/"
    subtitle = "Each release is dated, immutable and can be asked for again."

    def items(self) -> tuple[Release, ...]:
        """Return the releases."""
        return releases()

    def item_title(self, item: Release) -> str:
        """Return a release's name in words."""
        return f"Release {item.name}"

    def item_description(self, item: Release) -> str:
        """Return what it is made of."""
        since = f" What changed since {item.before}, and why, is in changes.csv." if item.before else ""
        return f"{len(item.public_files())} files; facts {item.data_version}.{since}"

    def item_link(self, item: Release) -> str:
        """Return where it is."""
        return f"/data/{item.name}/"

    def item_pubdate(self, item: Release) -> Any:
        """Return its day."""
        return parse_datetime(f"{item.date}T00:00:00+00:00")

    item_updateddate = item_pubdate

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Return the feed under its own address."""
        self.feed_url = request.path
        return super().get_feed(obj, request)
