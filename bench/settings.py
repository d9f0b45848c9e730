"""The site's real settings with the two baselines added, and no limit on one caller's requests."""

from cvi_calc.settings import *  # noqa: F403
from cvi_calc.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[-1] |= {"DIRS": [BASE_DIR / "bench" / "templates"]}
API_RATE = PAGE_RATE = FILE_RATE = SITE_RATE = "1000000000/s"
