"""Reading content files: a closed set of keys, text where text belongs; every fault names file and entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml


class ContentError(ValueError):
    """A content file says something that the site cannot show."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file, asked for by key."""

    file: str
    slug: str
    values: Mapping[str, Any]

    def refuse(self, fault: str) -> NoReturn:
        """Raise ContentError with file and entry."""
        raise ContentError(f"{self.file}: {self.slug}: {fault}")

    def check_keys(self, allowed: Iterable[str]) -> None:
        """Refuse a key too many or too few."""
        allowed = set(allowed)
        if extra := set(self.values) - allowed:
            self.refuse(f"unknown key {min(extra)!r}; allowed are {', '.join(sorted(allowed))}")
        if missing := allowed - set(self.values):
            self.refuse(f"{min(missing)!r} is missing")

    def text(self, key: str, *, blank: bool = False) -> str:
        """Return the text under a key."""
        value = self.values[key]
        if not isinstance(value, str) or not (blank or value.strip()):
            self.refuse(f"{key} is {value!r}, not text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key."""
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.refuse(f"{key} is {value!r}, not a list of texts")
        return tuple(value)

    def link(self, key: str, *, blank: bool = False) -> str:
        """Return the address under a key: https:// or a path of this site."""
        url = self.text(key, blank=blank)
        if url and not url.startswith(("https://", "/")):
            self.refuse(f"{key} {url!r} begins neither with https:// nor with /")
        return url

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words."""
        value = self.text(key)
        if value not in allowed:
            self.refuse(f"{key} {value!r} is none of {', '.join(allowed)}")
        return value

    def records(self, key: str) -> tuple["Entry", ...]:
        """Return the list of records under a key."""
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.refuse(f"{key} is {value!r}, not a list of records")
        return tuple(
            Entry(self.file, f"{self.slug}: {key} {number}", item) for number, item in enumerate(value, start=1)
        )


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Return the records of a file in its order. Raises ContentError."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ContentError(f"{path.name}: {error}") from error
    if not isinstance(document, dict) or not all(isinstance(value, dict) for value in document.values()):
        raise ContentError(f"{path.name}: not a mapping of slugs to records")
    return tuple(Entry(path.name, str(slug), values) for slug, values in document.items())
