"""bin/restore, end to end on both databases: what was dumped comes back, what was erased or taken down does not, a cut dump
changes nothing.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cvi_calc import restoring
from tests.databases import ROOT
from tests.kept_site import KeptSite
from tests.postgres import Postgres
from tests.proxy import sqlite_of

SECRET = "Xanthippe of Quarrel Street"
FILL = f"""
from custody.chain import record
from django.contrib.auth.models import Group, User
from profiles.models import Submission
from calculator.models import Scenario
from django.test import Client
for n in range(3):
    assert Client().post("/api/v1/scenarios/", {{"population": 50000 + n}}, content_type="application/json").status_code == 201
Submission.objects.create(reference="7KQ2X-M9WPA", kind="feedback", message="{SECRET}")
User.objects.create_user("gone", is_staff=True)
ada = User.objects.create_user("ada", is_staff=True)
ada.groups.set(Group.objects.filter(name="reviewer"))
Client().force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
record("root", "gave roles to", f"auth.user {{ada.pk}}", {{"roles": ["reviewer"]}})
"""
SINCE = """
from django.contrib.auth.models import User
from custody.chain import record
record("root", "gave roles to", f"auth.user {User.objects.get(username='ada').pk}", {"roles": []})
from django.test import Client
from calculator.keeping.takedown import take_down
from calculator.models import Scenario
from profiles.models import Submission
from profiles.submissions.retention import erase
erase(Submission.objects.get(), by="ada")
User.objects.filter(username="gone").update(is_active=False)
take_down(Scenario.objects.get(query__contains="50001").pk, reason="By order of a court.", record="25-CV-1031", by="ada")
assert Client().post("/api/v1/scenarios/", {"population": 60000}, content_type="application/json").status_code == 201
"""
MORE = f"""
from django.contrib.auth.models import User
from django.test import Client
from profiles.models import Submission
assert Client().post("/api/v1/scenarios/", {{"population": 70000}}, content_type="application/json").status_code == 201
Submission.objects.create(reference="22222-33333", kind="feedback", message="{SECRET}")
User.objects.create_user("leaving", is_staff=True)
"""
# Runs in the process that restores, when the new database was checked and is not swapped in yet.
MEANWHILE = """
import sys
from pathlib import Path
from django.conf import settings
from django.db import connection
from cvi_calc import restoring
checked = restoring._checked
def then_somebody_decides(*given, serves=False, **named):
    found = checked(*given, serves=serves, **named)
    if not serves:
        decide()
        connection.close()
    return found
def decide():
    from django.contrib.auth.models import User
    from calculator.keeping.takedown import take_down
    from calculator.models import Scenario
    from custody.accounts import note
    from profiles.models import Submission
    from profiles.submissions.retention import erase
    erase(Submission.objects.get(), by="ada")
    gone = User.objects.get(username="leaving")
    gone.is_active = False
    note(gone)
    gone.save()
    take_down(Scenario.objects.get(query__contains="70000").pk, reason="By order of a court.", record="25-CV-1031", by="ada")
restoring._checked = then_somebody_decides
done = restoring.restore(Path(sys.argv[1]), sys.argv[2])
print(done["erased"], done["taken_down"], done["closed"])
"""
COUNT = """
import json
from django.contrib.auth.models import Group, User
from custody.chain import check
from calculator.models import Scenario, Tombstone
from profiles.models import Place, Submission
roles = [group.name for group in User.objects.get(username="ada").groups.all()]
print(json.dumps([Scenario.objects.count(), Tombstone.objects.count(), Submission.objects.count(),
                  Place.objects.count() > 19000, check().whole, roles, Group.objects.count()]))
"""


WHOLE = [True, True, ["reviewer"], 3]  # facts, log of decisions, a person's roles, all roles


class Site(KeptSite):
    """With something in it to lose."""

    def __init__(self, folder: Path, url: str, server: Postgres | None = None) -> None:
        super().__init__(folder, url, server)
        assert self.counted(FILL) == [3, 0, 1, *WHOLE]

    def counted(self, first: str = "") -> list[object]:
        return list(json.loads(self.python(first + COUNT).strip().rpartition("\n")[2]))

    def everything(self) -> str:
        return self.dump(self.folder / "searched").read_bytes().decode(errors="replace") if self.server is None else ""


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.faults)])
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="cvi-restore-"))
    # What `release --missing` finds is there already: this is about rows.
    for path in (ROOT / "releases").glob("*/"):
        (folder / "releases" / path.name).mkdir(parents=True)
    if request.param == "sqlite":
        with django_db_blocker.unblock():
            url = sqlite_of(folder)
        yield Site(folder, url)
    else:
        server = Postgres(folder)
        try:
            yield Site(folder, server.url, server)
        finally:
            server.server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_backup_comes_back_whole_and_forgets_what_was_erased_since(site: Site) -> None:
    backup = site.dump(site.folder / "kept.dump")
    assert site.counted(SINCE) == [4, 1, 0, *WHOLE]
    ledger = site.folder / "elsewhere.jsonl"
    marks = ledger.read_bytes()
    ledger.unlink()  # the list is lost: the database that serves knows it too

    whole = backup.read_bytes()
    for name, content in {
        "cut.dump": whole[: len(whole) * 2 // 3],
        "foreign.dump": b"not a backup at all" * 100,
    }.items():
        (site.folder / name).write_bytes(content)
        done = site.start("bin/restore", str(site.folder / name))
        assert done.returncode == 1, name
        assert "The database that serves is as it was." in done.stderr
        assert "Traceback" not in done.stderr

    assert site.counted() == [4, 1, 0, *WHOLE]
    if site.server:  # by a run that was killed
        site.server.psql(
            "CREATE DATABASE facts_restoring_20260101000000;\n\\c postgres\nALTER DATABASE facts ALLOW_CONNECTIONS false;"
        )
    else:
        (site.folder / "restoring-killed").mkdir()
    said = site.run("bin/restore", str(backup))
    assert "erased again: 1, taken down again: 1, accounts closed again: 1." in said
    assert "calculator.Scenario" in said
    assert ["root: gave roles to ada (roles [])" in line for line in said.splitlines() if "gave roles" in line] == [
        True
    ]
    assert (
        site.python("from django.contrib.sessions.models import Session; print(Session.objects.count())").strip() == "0"
    )
    assert site.counted() == [3, 1, 0, *WHOLE]
    assert SECRET not in site.everything()
    ledger.write_bytes(marks)
    names = [path.name for path in site.folder.iterdir()]
    assert not [name for name in names if name.startswith("restoring-")]
    if site.server:
        found = {row["datname"] for row in site.server.rows("SELECT datname FROM pg_database")}
        assert len([name for name in found if "_before_" in name]) == 1
        assert not [name for name in found if "_restoring_" in name]


def test_migrations_go_back_and_forward_with_data_and_roles(site: Site) -> None:
    site.python("from django.core.management import call_command as c; c('migrate', 'calculator', '0001', verbosity=0); "
                "c('migrate', 'profiles', '0007', verbosity=0); c('migrate', verbosity=0); "
                "c('take_down', again=True)")  # fmt: skip
    assert site.counted() == [3, 1, 0, *WHOLE]


def test_what_is_decided_while_a_backup_is_restored_is_not_undone(site: Site) -> None:
    assert site.counted(MORE) == [4, 1, 1, *WHOLE]
    backup = site.dump(site.folder / "more.dump")
    done = site.start("-c", f"import django; django.setup()\n{MEANWHILE}", str(backup), site.url)
    assert done.stdout.strip() == "1 1 1", done.stderr
    assert site.counted() == [4, 2, 0, *WHOLE]
    assert SECRET not in site.everything()


def test_it_is_said_where_the_database_that_served_is_gone(site: Site) -> None:
    backup = site.dump(site.folder / "last.dump")
    if site.server:
        site.server.server.psql("ALTER DATABASE facts RENAME TO away;")
        done = site.start("bin/restore", str(backup))
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "Not restored: the server has no database facts" in done.stderr
        site.server.server.psql("ALTER DATABASE away RENAME TO facts;")
    else:
        for path in site.folder.glob("site.sqlite3*"):
            path.unlink()
        assert "what nobody can know: the database that served cannot be read" in site.run("bin/restore", str(backup))
    assert site.counted() == [4, 2, 0, *WHOLE]


def test_what_the_new_database_warned_of_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    done = subprocess.CompletedProcess([], 0, '{"log": 1}\n', "WARNING The database was busy\n")
    monkeypatch.setattr(subprocess, "run", lambda *words, **how: done)
    assert restoring._checked("sqlite://", Path("kept.dump"), {}) == {"log": 1}
    assert capsys.readouterr().err == "WARNING The database was busy\n"
