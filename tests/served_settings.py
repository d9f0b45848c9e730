"""The site's own settings for a server that a test starts; only the static files' names are not hashed."""

from cvi_calc.settings import *  # noqa: F403
from cvi_calc.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
