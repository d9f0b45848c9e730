"""The site's readable pages and its releases as files, compressed, for a proxy or a CDN: what a news day or an outage then
costs is nothing.

A file is what the application answers, byte for byte. The folder is written whole beside the old one and swapped in.
What is withdrawn while a folder is being written is left out of it, too. Locks are held on folders, so no file of theirs is left.
"""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.test import Client

from web.throttling import INSIDE

MARK = ".published.json"
LEFT_OUT = ".withdrawn"  # in a folder that is being written: pages that were withdrawn meanwhile, a line each
BYTES_A_PAGE = 40_000  # a page and its compressed forms on the disk, taken with a margin
BYTES_A_FILE = 15_000_000  # of a release, likewise
BROTLI_QUALITY = 5
COMPRESSED = (".br", ".gz")
AS_IT_IS = (".parquet", ".sqlite")  # compressed already, or read in ranges


class PublishError(ValueError):
    """The site was not published; the text says why, and the folder is as it was."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written."""

    pages: int
    bytes_written: int
    digest: str


def publish(paths: Iterable[str], target: Path, *, told: Callable[[int], None] = lambda _: None) -> Published:
    """Write what each path answers below `target` (a page as `…/index.html`), with `.br` and `.gz`. Raises PublishError.

    `told` hears how many pages are done. A folder that holds anything else than what was published before is refused, and so
    is a second run beside a first; what a run that was killed left behind is removed.
    """
    wanted = list(dict.fromkeys(paths))
    try:
        target = target.resolve()
        check_folder(target, wanted)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _fresh_folder(target) as fresh:
            written, digest = 0, hashlib.sha256()
            for number, (path, body) in enumerate(_answers(wanted), start=1):
                written += _write(_page(fresh, path) if path.endswith("/") else fresh / path[1:], body)
                digest.update(path.encode() + b"\0" + hashlib.sha256(body).digest())
                told(number)
            done = Published(len(wanted), written, digest.hexdigest())
            mark = {"pages": done.pages, "bytes": done.bytes_written, "sha256": done.digest}
            (fresh / MARK).write_text(json.dumps(mark) + "\n", encoding="utf-8")
            fresh.chmod(0o755)
            with _held(target.parent):
                _leave_out(fresh)
                _swap(fresh, target)
    except OSError as error:
        raise PublishError(f"{error.strerror or error}; {target} is as it was.") from None
    return done


def withdraw(paths: Iterable[str], target: Path) -> int:
    """Remove what was published of these pages, so that the application answers there until the next `publish`; how many.

    Nothing where nothing was published yet. Raises PublishError where the folder is not one that was published from here, or
    cannot be written.
    """
    target = target.resolve()  # as `publish` does: folders that are begun stand beside what a link leads to
    if not target.parent.is_dir():
        return 0
    wanted = list(dict.fromkeys(paths))
    try:
        with _held(target.parent):
            for fresh in _begun(target):
                _withdraw_beside(fresh, wanted)
            old = _old(target)
            if old.exists() and target.exists():
                shutil.rmtree(old)
            shown = old if old.exists() else target  # a run was killed between its two renames: the old one comes back
            if not shown.exists():
                return 0
            if not (shown / MARK).is_file():
                raise PublishError(f"{target} was not published from here.")
            return _remove(wanted, shown)
    except OSError as error:
        raise PublishError(f"{error.strerror or error}: {target} still holds what should be withdrawn.") from None


def check_folder(target: Path, paths: Sequence[str]) -> None:
    """Raise PublishError where the folder is not ours to write, or the disk has no room for so much."""
    if target.exists():
        if not target.is_dir():
            raise PublishError(f"{target} is a file; name a folder.")
        if any(target.iterdir()) and not (target / MARK).is_file():
            raise PublishError(f"{target} holds files that were not published from here; name an empty folder.")
    nearest = next(folder for folder in (target, *target.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    needed = sum(BYTES_A_PAGE if path.endswith("/") else BYTES_A_FILE for path in paths)
    if free < needed:
        raise PublishError(
            f"{len(paths):,} pages and files need up to {needed / 1e6:,.0f} MB beside what is there; "
            f"{nearest} has {free / 1e6:,.0f} MB."
        )


def _answers(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each path with what the application answers there, as the site's own host."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    headers = {"Host": host, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"}
    inside: dict[str, Any] = {INSIDE: True}  # it asks for all pages, of which a visitor is given so many a minute
    client = Client(headers=headers, **inside)
    for path in paths:
        answer = client.get(path, secure=settings.HTTPS, REMOTE_ADDR="127.0.0.1")
        if answer.status_code != 200:
            raise PublishError(f"{path} answers {answer.status_code}; nothing was published.")
        yield path, b"".join(answer) if answer.streaming else answer.content


def _write(file: Path, body: bytes) -> int:
    """Write an answer in its three forms, or as it is where it is compressed already; return the bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    forms = {"": body}
    if file.suffix not in AS_IT_IS:
        forms[".br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        forms[".gz"] = gzip.compress(body, compresslevel=6, mtime=0)
    for ending, content in forms.items():
        file.with_name(f"{file.name}{ending}").write_bytes(content)
    return sum(map(len, forms.values()))


@contextmanager
def _held(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder's lock; without `wait` raises BlockingIOError where another process has it. It ends with the process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def _fresh_folder(target: Path) -> Iterator[Path]:
    """Yield a new folder beside the old one, held while it is written; what a killed run left there is removed first."""
    with ExitStack() as stack:
        with _held(target.parent):
            for left in _begun(target):
                try:
                    with _held(left, wait=False):
                        shutil.rmtree(left)
                except BlockingIOError:
                    raise PublishError(f"{target} is being published at this moment; nothing was changed.") from None
            old = _old(target)
            if old.exists():
                shutil.rmtree(old) if target.exists() else old.rename(target)
            fresh = Path(tempfile.mkdtemp(prefix=f"{_beside(target)}-", dir=target.parent))
            stack.callback(shutil.rmtree, fresh, ignore_errors=True)
            stack.enter_context(_held(fresh))
        yield fresh


def _begun(target: Path) -> list[Path]:
    """Return the folders that are being written for this one, and those that a killed run left."""
    beside = f"{_beside(target)}-"
    found = [path for path in target.parent.glob(f"{escape(beside)}*") if path.is_dir() and path != _old(target)]
    return [
        path for path in found if "-" not in path.name.removeprefix(beside)
    ]  # else of a folder whose name begins alike


def _beside(target: Path) -> str:
    return f".{target.name}"


def _old(target: Path) -> Path:
    return target.with_name(f"{_beside(target)}-old")


def _page(folder: Path, path: str) -> Path:
    return folder / path.strip("/") / "index.html"


def _leave_out(fresh: Path) -> None:
    """Remove the pages that were withdrawn since this folder was begun."""
    left_out = fresh / LEFT_OUT
    if left_out.exists():
        _remove(left_out.read_text(encoding="utf-8").splitlines(), fresh)
        left_out.unlink()


def _withdraw_beside(fresh: Path, paths: Iterable[str]) -> None:
    """Withdraw pages from a folder that is being written, now and at its end; one that a killed run left is removed whole."""
    with suppress(FileNotFoundError):  # whoever wrote it gave up, and removes it at this moment
        try:
            with _held(fresh, wait=False):
                shutil.rmtree(fresh)
        except BlockingIOError:
            with (fresh / LEFT_OUT).open("a", encoding="utf-8") as file:
                file.writelines(f"{path}\n" for path in paths)
            _remove(paths, fresh)


def _remove(paths: Iterable[str], folder: Path) -> int:
    pages = [_page(folder, path) for path in dict.fromkeys(paths)]
    there = sum(page.is_file() for page in pages)
    for page in pages:
        for form in ("", *COMPRESSED):
            page.with_name(f"{page.name}{form}").unlink(missing_ok=True)
    return there


def _swap(fresh: Path, target: Path) -> None:
    """Put the new folder in the old one's place; a proxy finds one or the other."""
    old = _old(target)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
