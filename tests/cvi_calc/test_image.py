"""The image that would be built: its context copied by Docker's rules, its own command started from a read-only tree."""

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from subprocess import DEVNULL, run
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from bench.server import free_port, wait_until_ready
from profiles.releases.shelf import forget_shelf
from tests.databases import ROOT
from tests.image import CONTAINER_USER, copy_context, do, environment, made_by, make_read_only, started, started_by
from tests.proxy import sqlite_of

SECRETS = (
    ".env",
    ".env.production",
    "secrets/secret_key",
    "backup.dump",
    "var/cvi.sqlite3",
    "profiles/copy.sqlite3-wal",
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not below pytest's own folder, which is closed to the user that the image runs as.
    folder = Path(tempfile.mkdtemp(prefix="cvi-image-"))
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def tree(folder: Path, django_db_setup: None, django_db_blocker: Any) -> Path:
    """The image's /app: the context with its static files and releases, which nobody may change.

    Its commands find the facts loaded: loading is shown by the suite's own database, and by `test_load_data`.
    """
    tree = folder / "app"
    copy_context(tree)
    runs = made_by(folder)
    assert [words[1] for _, words in runs] == ["manage.py", "bin/prepare"]
    with django_db_blocker.unblock():
        facts = Path(sqlite_of(folder).removeprefix("sqlite:///"))
    shutil.copyfile(facts, folder / "made-here.sqlite3")
    for variables, words in runs:
        run(words, cwd=tree, env=environment(**variables), check=True, stdout=DEVNULL)
    make_read_only(tree)
    return tree


def test_it_answers_readyz_from_a_read_only_tree(folder: Path, tree: Path) -> None:
    state = folder / "state"
    state.mkdir()
    state.chmod(0o777)
    (folder / "secret_key").write_text("one that stands in a file, as containers get theirs, and long enough to sign\n")
    port = free_port()
    variables = environment(
        SECRET_KEY_FILE=str(folder / "secret_key"),
        DATABASE_URL=f"sqlite:///{state / 'cvi.sqlite3'}",
        ALLOWED_HOSTS="cvi.example.org",
        HOST="127.0.0.1",
        PORT=str(port),
        WEB_CONCURRENCY="1",
    )
    shutil.copyfile(folder / "made-here.sqlite3", state / "cvi.sqlite3")
    (state / "cvi.sqlite3").chmod(0o666)
    do(["python", "bin/prepare"], tree=tree, variables=variables)
    with closing(sqlite3.connect(state / "cvi.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM profiles_place").fetchone()[0] >= 19_479
    with started(started_by(), tree=tree, variables=variables) as process:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process, host="cvi.example.org")
        for path in (
            "/cities/norfolk-va/",
            "/cities/norfolk-va/budget.pdf",
            "/api/docs/",
            "/api/v1/schema/",
            "/data/2026.11/",
        ):
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("GET", path, headers={"Host": "cvi.example.org"})
                assert connection.getresponse().status == 200, path
        do(["python", "bin/healthy"], tree=tree, variables=variables)


@pytest.mark.django_db
def test_a_tree_that_keeps_no_releases_is_prepared_all_the_same(tmp_path: Path, settings: Any) -> None:
    settings.RELEASES_DIR = tmp_path
    forget_shelf()
    said = StringIO()
    with patch("calculator.management.commands.release.make_release") as make:
        make.side_effect = OSError(errno.EROFS, "Read-only file system")
        call_command("release", missing=True, stderr=said)
        assert "RELEASES_DIR" in said.getvalue()
        make.side_effect = OSError(errno.ENOSPC, "No space left on device")
        with pytest.raises(CommandError, match="No space left"):
            call_command("release", missing=True)
    forget_shelf()


def test_no_secret_and_no_database_goes_into_the_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    for name in (*SECRETS, "manage.py", "profiles/models.py"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("x")
    shutil.copy(ROOT / ".dockerignore", source)
    monkeypatch.setattr("tests.image.ROOT", source)
    copy_context(tmp_path / "image")
    kept = {
        path.relative_to(tmp_path / "image").as_posix() for path in (tmp_path / "image").rglob("*") if path.is_file()
    }
    assert kept == {"manage.py", "profiles/models.py", ".dockerignore"}


def test_no_secret_goes_into_git() -> None:
    ignored = run(["git", "check-ignore", *SECRETS], cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert set(ignored) == set(SECRETS)


def test_the_image_runs_as_a_user_without_rights() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"USER {CONTAINER_USER}:{CONTAINER_USER}" in text
