"""The site's real settings with the two baselines added, and no limit on one caller's requests."""

from pathlib import Path

from cvi_calc.settings import *  # noqa: F403
from cvi_calc.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
API_RATE = "1000000000/s"
