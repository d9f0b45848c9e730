"""What a restored backup is told once more: a file outside the database (`ERASURES_PATH`), a line for each decision.

A line is written before the database is changed: where it cannot be, nothing is erased, taken down, put back or closed.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


class LedgerError(ValueError):
    """The file cannot be read or written; the text says why, and that nothing was changed."""


def note(line: Mapping[str, str]) -> None:
    """Add a line, and wait until the disk has it. Raises LedgerError."""
    path = Path(settings.ERASURES_PATH)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LedgerError(
            f"{path.name} (ERASURES_PATH) cannot be written: {error.strerror or error}; nothing was changed"
        ) from None


def lines() -> list[dict[str, str]]:
    """Return every line, in order; none where there is no file. Raises LedgerError."""
    path = Path(settings.ERASURES_PATH)
    try:
        written = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path.name} (ERASURES_PATH) cannot be read: {error}; nothing was changed") from None
    return [_read(line, f"{path.name}, line {number}") for number, line in enumerate(written, start=1)]


def _read(line: str, where: str) -> dict[str, str]:
    try:
        read = {str(name): str(value) for name, value in json.loads(line).items()}
    except (ValueError, AttributeError):
        read = {}
    if not {"mark", "scenario", "account"} & set(read):
        raise LedgerError(f"{where}: not a mark of an erasure, a takedown or a closed account; nothing was changed")
    return read
