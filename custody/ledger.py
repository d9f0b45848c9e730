"""What a restored backup is told once more: a file outside the database (`ERASURES_PATH`), a line for each decision.

A line is written before the database is changed: where it cannot be, nothing is erased, taken down, put back or closed.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from django.conf import settings

END = b"\n"
SHAPES = ({"mark"}, {"scenario", "lifted"}, {"scenario", "reason", "record", "by", "at"}, {"account", "is"})


class LedgerError(ValueError):
    """The file cannot be read or written; the text says why, and that nothing was changed."""


def note(line: Mapping[str, str]) -> None:
    """Add a line whole, and wait until the disk has it; one that was cut off before it is dropped. Raises LedgerError."""
    path = Path(settings.ERASURES_PATH)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # one writes at a time
            whole = _add_end(file)
            try:
                _write(file, json.dumps(line).encode() + END)
            except OSError:
                file.truncate(whole)  # a full disk takes half a line, and the next would be glued to it
                raise
    except OSError as error:
        raise LedgerError(
            f"{path.name} (ERASURES_PATH) cannot be written: {error.strerror or error}; nothing was changed"
        ) from None


def lines() -> list[dict[str, str]]:
    """Return every line, in order; none where there is no file. A last one that was cut off was never decided upon.

    Raises LedgerError.
    """
    path = Path(settings.ERASURES_PATH)
    try:
        content = path.read_bytes()
        written = content[: _whole(content)].decode("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path.name} (ERASURES_PATH) cannot be read: {error}; nothing was changed") from None
    return [_read(line, f"{path.name}, line {number}") for number, line in enumerate(written, start=1)]


def _add_end(file: IO[bytes]) -> int:
    """End the file with a whole line, and return its length in bytes."""
    file.seek(0)
    content = file.read()
    whole = _whole(content)
    if whole < len(content):
        file.truncate(whole)
    elif content and not content.endswith(END):
        _write(file, END)
        whole += len(END)
    return whole


def _write(file: IO[bytes], content: bytes) -> None:
    """Write all of it: a disk that fills up takes the first part without a word."""
    while content:
        content = content[file.write(content) :]
    os.fsync(file.fileno())


def _whole(content: bytes) -> int:
    """Return up to where the lines are whole: to the end, unless the last has no end and cannot be read."""
    last = content.rpartition(END)[2]
    try:
        json.loads(last or b"{}")
    except ValueError:
        return len(content) - len(last)
    return len(content)


def _read(line: str, where: str) -> dict[str, str]:
    try:
        read = {str(name): str(value) for name, value in json.loads(line).items()}
    except (ValueError, AttributeError):
        read = {}
    if not any(shape <= set(read) for shape in SHAPES):
        raise LedgerError(f"{where}: not a mark of an erasure, a takedown or a closed account; nothing was changed")
    return read
