"""The site's own settings for a server that a test starts: names of static files not hashed, what failed soon tried again."""

import os

from cvi_calc import turns
from cvi_calc.settings import *  # noqa: F403
from cvi_calc.settings import STORAGES
from web import counting
from web.postgres import breaker

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
counting.GIVE_UP_SECONDS = 1
breaker.OPEN_SECONDS = 1
turns.WAIT_SECONDS = float(os.environ.get("TEST_WAIT_SECONDS", turns.WAIT_SECONDS))
