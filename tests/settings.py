"""The settings under test: the site's own, on a database of the test run."""

import os
import shutil
import tempfile
from atexit import register
from pathlib import Path

from tests.postgres import FACTS, embedded_postgres_url

if os.environ.get("TEST_DATABASE") == "postgres":
    os.environ["DATABASE_URL"] = embedded_postgres_url()
else:
    os.environ.pop("DATABASE_URL", None)
os.environ.pop("CACHE_URL", None)
os.environ["PATTERNS"] = "1"
# Playwright keeps an event loop in the test's own thread; the ORM is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from cvi_calc.settings import *  # noqa: F403
from cvi_calc.settings import DATABASES, STORAGES

_scratch = Path(tempfile.mkdtemp(prefix="cvi-test-"))
register(shutil.rmtree, _scratch, ignore_errors=True)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server's threads get connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"TEMPLATE": FACTS}

ERASURES_PATH = str(_scratch / "erasures.jsonl")
RELEASES_DIR = _scratch / "releases"
STATIC_ROOT = _scratch / "static"
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
API_RATE = PAGE_RATE = FILE_RATE = SITE_RATE = "100000/min"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
