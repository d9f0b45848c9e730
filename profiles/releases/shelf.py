"""Which releases there are: one folder each, finished in one move, never changed."""

import re
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from django.conf import settings

NAME = re.compile(r"\d{4}\.\d{2}(\.\d{1,3})?", re.ASCII)
LOOK_AGAIN_SECONDS = 5.0
ABOUT = "release.json"
FACTS = "facts.sqlite"  # what the site answers a release from; for nobody else


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its name, day, what facts and words it holds, and its files with their SHA-256."""

    name: str
    date: str  # ISO
    data_version: str
    editorial_version: str
    files: dict[str, str]
    before: str | None = None  # the release before
    history: tuple[str, ...] = ()  # the loads of the appended history that lead to its facts

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return shelf() / self.name

    def public_files(self) -> list[str]:
        """Return the names of the files that anybody may take."""
        return [name for name in sorted(self.files) if name != FACTS]

    def missing(self) -> list[str]:
        """Return the files that should be there and are not."""
        return [name for name in (ABOUT, *self.files) if not (self.folder / name).is_file()]


class UnknownRelease(LookupError):  # noqa: N818 (named for what it says)
    """No release has this name; `allowed` lists those there are, the newest first."""

    def __init__(self, name: str) -> None:
        self.name, self.allowed = name, tuple(release.name for release in releases())
        super().__init__(f"there is no data release {name[:40]!r}")


def shelf() -> Path:
    """Return the folder of all releases."""
    return Path(settings.RELEASES_DIR)


def releases() -> tuple[Release, ...]:
    """Return every release, the newest first; a new one is seen within seconds."""
    return _found(str(settings.RELEASES_DIR), int(time.monotonic() / LOOK_AGAIN_SECONDS))


def unreadable() -> tuple[str, ...]:
    """Return the names of folders that are called as releases are and do not say what they hold."""
    known = {release.name for release in releases()}
    folder = shelf()
    named = sorted(path.name for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder.is_dir() else []
    return tuple(name for name in named if name not in known)


def find_release(name: str) -> Release:
    """Return the release of that name. Raises UnknownRelease."""
    for release in releases():
        if release.name == name:
            return release
    raise UnknownRelease(name)


def release_holding(data_version: str, editorial_version: str) -> Release | None:
    """Return the newest release of exactly these facts and words, None where they are not released yet."""
    for release in releases():
        if (release.data_version, release.editorial_version) == (data_version, editorial_version):
            return release
    return None


def parts(name: str) -> tuple[int, ...]:
    """Return a release's name as numbers, for sorting."""
    return tuple(int(part) for part in name.split("."))


@lru_cache(maxsize=2)
def _found(shelf: str, moment: int) -> tuple[Release, ...]:
    folder = Path(shelf)
    if not folder.is_dir():
        return ()
    read = [_read(path / ABOUT) for path in folder.iterdir() if NAME.fullmatch(path.name)]
    return tuple(sorted(filter(None, read), key=lambda release: parts(release.name), reverse=True))


def _read(about: Path) -> Release | None:
    """Return what a folder says it holds; None where it says nothing that can be read."""
    try:
        return msgspec.json.decode(about.read_bytes(), type=Release)
    except (OSError, msgspec.DecodeError):
        return None


def forget_shelf() -> None:
    """Look again on next use: for whoever has just made a release."""
    _found.cache_clear()
