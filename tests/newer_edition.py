"""A world in which an edition has been released after those there are, its files changed where a test wants it."""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from calculator import methods
from calculator.engine.edition import read_card
from calculator.seals import SEAL, seal_of

NEWER = "2099.1"
# One change to each part of an edition, each of which moves its tab's dollars.
CHANGES = {
    "caps.yaml": (r"(mediator_caseload:.*?value: )14", r"\g<1>11"),
    "plan.yaml": (r"(startup_per_post:.*?value: )\d+", r"\g<1>4100"),
    "returns.yaml": (r"(taxpayer_average:.*?cost_per_homicide: )\d+", r"\g<1>300000"),
    "grant.yaml": (r"(de_minimis_share: )0.15", r"\g<1>0.1"),
}


@contextmanager
def newer_edition(
    folder: Path, monkeypatch: pytest.MonkeyPatch, changes: Mapping[str, tuple[str, str]], *, status: str = "released"
) -> Iterator[None]:
    """Copy the editions, add a copy of the newest, and replace in its files each pattern found by what stands beside it."""
    newest = methods.newest()
    for edition in methods.editions().values():
        shutil.copytree(methods.FOLDER / edition.version, folder / edition.version)
    target = folder / NEWER
    shutil.copytree(methods.FOLDER / newest.version, target)
    for path in target.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace(f'"{newest.version}"', f'"{NEWER}"')
        if path.name in changes:
            text, found = re.subn(*changes[path.name], text, count=1, flags=re.DOTALL)
            assert found == 1, changes[path.name]
        path.write_text(text.replace("status: released", f"status: {status}"), encoding="utf-8")
    for path in folder.iterdir():
        card = read_card((path / "edition.yaml").read_text(encoding="utf-8"), file="edition.yaml")
        (path / SEAL).write_text(seal_of(path, card), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(methods, "FOLDER", folder)
        methods.forget()
        yield
    methods.forget()
