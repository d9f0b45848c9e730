"""Every process reads all the facts as it starts: beside the others, and beside whoever writes."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.databases import ROOT
from tests.proxy import sqlite_of


def test_reading_the_facts_waits_for_no_writer(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    with django_db_blocker.unblock():
        url = sqlite_of(tmp_path)
    read = "from profiles.facts.reader import read_place_table; print(len(read_place_table().places))"
    own = {"DATABASE_URL": url, "DATABASE_SECONDS": "1", "DJANGO_SETTINGS_MODULE": "cvi_calc.settings"}
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as writer:
        writer.execute("BEGIN IMMEDIATE")
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", read]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", "19479")
