"""A text that was erased, searched for in every byte that the site keeps: database, log, published pages, restored backup."""

import http.client
import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from cvi_calc.restoring import url_of
from profiles.submissions.ticket import LEAST_SECONDS
from tests.kept_site import KeptSite
from tests.postgres import Postgres
from tests.proxy import sqlite_of

pytestmark = pytest.mark.faults  # half a minute each: `make test-faults`
STORY, NOTE, SENDER = "Xanthippe of Quarrel Street", "Perdita of Lantern Hill", "xanthippe@quarrel.example"
CALLER = "203.0.113.77"
MARKERS = (STORY, NOTE, SENDER, CALLER)
DECIDE = """
from django.contrib.auth.models import User
from profiles.models import Submission
from profiles.submissions.deciding import approve
story = Submission.objects.get(kind="story")
for name in ("ann", "bob"):
    approve(story, by=User.objects.create_user(name, is_staff=True))
story.entry.claim += " Mended."
story.entry.save()
"""
REFERENCES = "from profiles.models import Submission as S; print(*S.objects.values_list('reference', flat=True))"
PUBLISH = """
from pathlib import Path
from profiles.publishing import publish
publish(["/evidence/", "/cities/norfolk-va/"], Path({folder!r}))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: object) -> Iterator[KeptSite]:
    folder = Path(tempfile.mkdtemp(prefix="cvi-erased-"))
    if request.param == "sqlite":
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            yield KeptSite(folder, sqlite_of(folder))
    else:
        server = Postgres(folder)
        server.server.psql("ALTER SYSTEM SET wal_recycle = off;")  # as compose.yaml has it
        server.server.psql("SELECT pg_reload_conf();")
        try:
            yield KeptSite(folder, server.url, server)
        finally:
            server.server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def ask(port: int, path: str, **form: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"X-Forwarded-For": CALLER}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(connection):
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()


def holding(site: KeptSite, *markers: str) -> dict[str, list[str]]:
    """Return the files that hold a marker, and which."""
    found: dict[str, list[str]] = {}
    for path in site.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            held = [marker for marker in markers if marker.lower().encode() in content]
            if held:
                found[str(path.relative_to(site.folder))] = held
    return found


def age(server: Postgres) -> None:
    """Let as much happen as happens in a day: a segment of the server's log fills up, and two checkpoints pass."""
    for _ in range(2):
        server.server.psql("SELECT pg_switch_wal(); CHECKPOINT;")


def forget_what_served_before(site: KeptSite, said: str) -> None:
    """Do as the restore says at its end."""
    kept = re.search(r"former database is kept as (\S+):", said)
    assert kept
    if site.server:
        site.server.server.psql(f'DROP DATABASE "{kept[1]}";')
        age(site.server)
    else:
        Path(kept[1]).unlink()


def test_what_is_erased_is_in_no_byte_that_is_kept(site: KeptSite) -> None:
    published, log = str(site.folder / "published"), site.folder / "log.jsonl"
    with site.served(log, LOG_FORMAT="json", ACCESS_LOG="1", LOG_LEVEL="INFO", PROXIES="1") as port:
        tickets = {
            path: re.search(r'name="ticket" value="([^"]+)"', ask(port, path)[1])[1]  # type: ignore[index]
            for path in ("/evidence/add/", "/feedback/")
        }
        time.sleep(LEAST_SECONDS + 0.2)
        story = {
            "place_name": "Norfolk, VA", "figure": "12", "period": "2024", "message": f"{STORY} tells of it.",
            "source_url": "https://quarrel.example/", "contact": SENDER,
        }  # fmt: skip
        for path, form in (("/evidence/add/", story), ("/feedback/", {"message": f"{NOTE} writes", "contact": SENDER})):
            status, said = ask(port, path, ticket=tickets[path], **form)
            assert status in (200, 302, 303), said
        site.python(DECIDE + PUBLISH.format(folder=published))
        assert STORY in ask(port, "/evidence/")[1]
        backup = site.dump(site.folder / "kept.dump")
        assert STORY in (Path(published) / "evidence" / "index.html").read_text(encoding="utf-8")
        if site.server:
            site.server.psql("ANALYZE;")  # as it does by itself once rows enough have changed
        assert holding(site, *MARKERS[:3])

        references = site.python(REFERENCES).split()
        # A dump, or whoever else reads meanwhile, is not waited for without end; nor does the one who only looked elsewhere,
        # and may still see what was erased, go unnoticed.
        for reference, table in zip(references, ("profiles_submission", "django_migrations"), strict=True):
            if site.server:
                with psycopg.connect(site.server.url) as reader:
                    reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                    reader.execute(f"SELECT count(*) FROM {table}")
                    assert "The database was busy" in site.start("manage.py", "erase", reference).stderr, table
        if site.server:  # nor whoever writes in another database of the server, such as a restore
            with psycopg.connect(url_of(site.server.url, "postgres")) as writer:
                writer.execute("SELECT pg_current_xact_id()")
                assert "The database was busy" in site.start("manage.py", "erase", references[0]).stderr
        for reference in references:
            erasing = site.start("manage.py", "erase", reference)
            assert (erasing.returncode, "busy" in erasing.stderr) == (0, False)
        site.python(PUBLISH.format(folder=published))
        assert STORY not in ask(port, "/evidence/")[1]
        backup = backup.rename(backup.with_name("kept.gone"))
        if site.server:
            age(site.server)
        assert set(holding(site, *MARKERS)) <= {backup.name}, "while it serves"
    assert set(holding(site, *MARKERS)) <= {backup.name}
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {"/feedback/", "/evidence/add/"} <= {line.get("path") for line in told}
    assert not [line for line in told if line["name"] == "access" and "127.0.0.1" in str(line)]

    said = site.run("bin/restore", str(backup))
    assert "erased again: 2" in said
    assert STORY.encode() in backup.read_bytes() or site.server, "the backup held it"
    backup.unlink()
    forget_what_served_before(site, said)
    assert not holding(site, *MARKERS)
