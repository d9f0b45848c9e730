"""How a release, or one answer from it, is cited: words, BibTeX and CSL-JSON."""

import json
from dataclasses import dataclass

from calculator.releases.about import TITLE
from profiles.releases.shelf import Release

AUTHOR = "CVI Budget contributors"


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three forms."""

    text: str
    bibtex: str
    csl: str


def cite(release: Release, address: str) -> Citation:
    """Return the citation of a release found at `address`."""
    year, month, day = (int(part) for part in release.date.split("-"))
    key = f"cvi_budget_{release.name.replace('.', '_')}"
    item = {
        "id": key,
        "type": "dataset",
        "title": TITLE,
        "version": release.name,
        "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[year, month, day]]},
        "publisher": "CVI Budget",
        "URL": address,
    }
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": TITLE,
        "year": str(year),
        "month": str(month),
        "version": release.name,
        "publisher": "CVI Budget",
        "url": address,
    }
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return Citation(
        text=f"{AUTHOR} ({year}). {TITLE} (release {release.name}) [Data set]. {address}",
        bibtex=f"@misc{{{key},\n{inside}\n}}\n",
        csl=json.dumps([item], ensure_ascii=False, indent=2) + "\n",
    )
