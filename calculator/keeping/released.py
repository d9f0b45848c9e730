"""Which release the facts at hand belong to."""

from profiles.editorial.memory import editorial_version
from profiles.releases.chosen import chosen
from profiles.releases.shelf import release_holding
from profiles.selectors import place_table


def data_release(data_version: str = "") -> str | None:
    """Return the release that the facts at hand belong to, None where they are not released yet."""
    asked = chosen()
    if asked and not data_version:
        return asked.release.name
    held = release_holding(data_version or place_table().version, editorial_version())
    return held.name if held else None
