"""What an image of the site would hold, and its own command, run as a container runs them: bounded, and without an engine."""

import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen, run

from docker.utils.build import exclude_paths  # Docker's own rules for .dockerignore

from tests.databases import ROOT

CONTAINER_USER = 10001


def copy_context(to: Path) -> None:
    """Copy what `COPY . .` sees: the repository less what .dockerignore names."""
    patterns = [
        line.strip()
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    for name in sorted(exclude_paths(str(ROOT), patterns)):
        source, target = ROOT / name, to / name
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def started_by() -> list[str]:
    """Return the words of the Dockerfile's own CMD."""
    return list(json.loads(re.findall(r"^CMD (\[.*\])$", _dockerfile(), re.MULTILINE)[-1]))


def made_by(folder: Path) -> list[tuple[dict[str, str], list[str]]]:
    """Return every RUN of ours, as variables and words: what lies in /tmp there lies in `folder` here."""
    lines = re.findall(r"^RUN (SECRET_KEY=.*) \S+/python (.*)$", _dockerfile(), re.MULTILINE)
    return [
        (dict(pair.split("=", 1) for pair in pairs.replace("/tmp", str(folder)).split()), ["python", *words.split()])
        for pairs, words in lines
    ]


def _dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def make_read_only(tree: Path) -> None:
    """Take the right to write from everything, as under `read_only: true`."""
    for path in [tree, *tree.rglob("*")]:
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH | (0o111 if path.is_dir() else 0))


def as_container(words: list[str]) -> list[str]:
    """Return the command without any capability, and as another user where root's own folders let one in."""
    if os.geteuid() != 0:
        return words
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
    if all(_open_to_all(Path(path)) for path in (sys.prefix, sys.base_prefix, sys.executable)):
        drop += [f"--reuid={CONTAINER_USER}", f"--regid={CONTAINER_USER}", "--clear-groups"]
    return [*drop, *words]


def _open_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in (path.resolve(), *path.resolve().parents))


def environment(**own: str) -> Mapping[str, str]:
    """Return the variables a container has: ours, the environment's programs, and nothing of who runs the tests."""
    return {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", **own}


def do(words: list[str], *, tree: Path, variables: Mapping[str, str]) -> None:
    """Run one command of the image to its end."""
    run(as_container(words), cwd=tree, env=variables, check=True, stdout=DEVNULL)


@contextmanager
def started(words: list[str], *, tree: Path, variables: Mapping[str, str]) -> Iterator[Popen[bytes]]:
    """Start a command of the image, and end it afterwards as `docker stop` does."""
    process = Popen(as_container(words), cwd=tree, env=variables)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
