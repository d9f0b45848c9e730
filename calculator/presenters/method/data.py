"""Releases as pages show them."""

import json
from typing import Any

from calculator.presenters.method.custody_seal import present_seal
from calculator.presenters.method.facts_age import present_facts_age
from calculator.releases.about import PACKAGE
from calculator.releases.catalog import schema_org
from calculator.releases.cite import cite
from calculator.words.wording import in_words
from profiles.presenters.structured import structured
from profiles.releases.shelf import Release

HEADINGS = [{"label": "File"}, {"label": "Size", "numeric": True}, {"label": "SHA-256"}]
FIELD_HEADINGS = [{"label": "Column"}, {"label": "What it is"}, {"label": "Type and unit"}, {"label": "Source"}]


def present_releases(found: tuple[Release, ...], site: str) -> dict[str, Any]:
    """Return the page of all releases."""
    return {
        "section": "data",
        "canonical_url": "/data/",
        "crumbs": [{"label": "Home", "url": "/"}, {"label": "Data", "url": ""}],
        "releases": [
            {
                "label": f"Release {release.name}",
                "url": f"/data/{release.name}/",
                "text": "",
                "meta": in_words(release.date),
            }
            for release in found
        ],
        "newest": found[0].name if found else "",
        **present_facts_age(),
        "seal": present_seal(),
        "site": site,
        "structured_data": structured({"@type": "DataCatalog", "dataset": [schema_org(one, site) for one in found]}),
    }


def present_release(release: Release, site: str) -> dict[str, Any]:
    """Return the page of one release."""
    address = f"{site}/data/{release.name}/"
    package = release.folder / PACKAGE
    described = json.loads(package.read_text(encoding="utf-8")) if package.is_file() else {"resources": []}
    return {
        "section": "data",
        "canonical_url": f"/data/{release.name}/",
        "crumbs": [
            {"label": "Home", "url": "/"},
            {"label": "Data", "url": "/data/"},
            {"label": release.name, "url": ""},
        ],
        "release": release,
        "made_on": in_words(release.date),
        "missing": release.missing(),
        "citation": cite(release, address),
        "files": {
            "id": "files",
            "caption": f"Files of release {release.name}",
            "hide_caption": False,
            "headings": HEADINGS,
            "rows": [_file(release, name) for name in release.public_files()],
        },
        "tables": [_table(table) for table in described["resources"]],
        "structured_data": structured(schema_org(release, site)),
    }


def _file(release: Release, name: str) -> list[dict[str, Any]]:
    path = release.folder / name
    size = _size(path.stat().st_size) if path.is_file() else None
    return [
        {"text": name, "url": f"/data/{release.name}/{name}", "header": True},
        {"text": size, "numeric": True},
        {"text": release.files[name][:16] + "…"},
    ]


def _size(octets: int) -> str:
    """Return the size of a file as people say it: 512 bytes, 4.7 KB, 18.2 MB."""
    if octets < 1_000:
        return f"{octets} bytes"
    return f"{octets / 1e3:,.1f} KB" if octets < 1_000_000 else f"{octets / 1e6:,.1f} MB"


def _table(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"table-{table['name']}",
        "caption": f"{table['name']}: {table['title']}",
        "hide_caption": False,
        "headings": FIELD_HEADINGS,
        "rows": [
            [
                {"text": field["name"], "header": True},
                {"text": field["description"]},
                {"text": field["type"] if field["unit"] == "none" else f"{field['type']}, {field['unit']}"},
                {"text": field["source"]},
            ]
            for field in table["schema"]["fields"]
        ],
    }
