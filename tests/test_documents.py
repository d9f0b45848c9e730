"""What the documents for developers name is there: files, folders, and targets of the Makefile."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
DOCUMENTS += sorted((ROOT / "docs" / "decisions").glob("*.md"))
PATH = re.compile(r"`([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?)`|\]\(([A-Za-z0-9_./-]+)\)")
KINDS = (".py", ".md", ".yaml", ".yml", ".csv", ".toml", ".mjs", ".js", ".css", ".html", ".cff")
ELSEWHERE = {"var", "node_modules"}  # what is made, and so not in the repository


def named_paths(text: str) -> list[str]:
    """Return what a document writes as a path: with a slash inside or at its end, or with the ending of a file."""
    found = [quoted or linked for quoted, linked in PATH.findall(text)]
    return [path for path in found if "/" in path or path.endswith(KINDS)]


def paths_there() -> set[str]:
    """Return every file and folder of the repository under each of its last names: `a/b/c`, `b/c`, `c`."""
    there: set[str] = set()
    tops = [top for top in ROOT.iterdir() if top.name not in ELSEWHERE and not top.name.startswith(".")]
    for path in [path for top in tops for path in (top, *top.rglob("*"))]:
        if "__pycache__" not in path.parts and "node_modules" not in path.parts:
            parts = path.relative_to(ROOT).parts
            there |= {"/".join(parts[start:]) for start in range(len(parts))}
    return there


@pytest.fixture(scope="module")
def there() -> set[str]:
    return paths_there()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_is_named_exists(document: Path, there: set[str]) -> None:
    named = {path.rstrip("/").removeprefix("../") for path in named_paths(document.read_text(encoding="utf-8"))}
    named = {path for path in named if path.split("/")[0] not in ELSEWHERE}
    assert sorted(named - there) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z][a-z-]*)", document.read_text(encoding="utf-8")))
    assert named <= targets


def test_decisions_are_numbered_one_after_another() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
