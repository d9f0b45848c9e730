"""Seals of released editions: a digest of every file that decides a number, the rules' modules and scripts included.

`cd calculator/editions/2026.1 && sha256sum -c SHA256SUMS` checks one by hand.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from calculator.engine.edition import Card
from calculator.engine.errors import MethodologyError

ROOT = Path(__file__).resolve().parent.parent
SEAL = "SHA256SUMS"


def seal_of(folder: Path, card: Card) -> str:
    """Return the text of an edition's seal: digest and path from the folder, a line a file."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {os.path.relpath(path, folder)}\n"
        for path in _sealed(folder, card)
    )


def check_seal(folder: Path, card: Card) -> None:
    """Raise MethodologyError where a file of a released edition is not what was released."""
    seal = folder / SEAL
    kept = seal.read_text(encoding="utf-8").splitlines() if seal.exists() else []
    now = seal_of(folder, card).splitlines()
    for line in sorted(set(kept) ^ set(now)):
        name = line.partition("  ")[2]
        message = "is not what was released: an edition never changes, a change is a new edition"
        raise MethodologyError(file=f"{folder.name}/{name}", line=1, message=message)


def _sealed(folder: Path, card: Card) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL)
    for package in dict.fromkeys((ROOT / module.replace(".", "/")).parent for module in card.rules.values()):
        yield from sorted(package.glob("*.py"))
    for script in card.scripts:
        yield ROOT / script


if __name__ == "__main__":
    import sys

    from calculator.engine.edition import read_card

    for version in sys.argv[1:]:
        place = Path(__file__).parent / "editions" / version
        written = read_card((place / "edition.yaml").read_text(encoding="utf-8"), file=f"{version}/edition.yaml")
        (place / SEAL).write_text(seal_of(place, written), encoding="utf-8")
