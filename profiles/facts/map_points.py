"""Where larger places stand on the 975 × 610 map of the states: projected by `compile_data`, read once."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

type Point = tuple[float, float]


@lru_cache(maxsize=1)
def map_points() -> Mapping[str, Point]:
    """Return x and y in pixels by GEOID, of places of 50,000 residents or more that the map reaches."""
    text = (Path(settings.BASE_DIR) / "data" / "maps" / "places.json").read_text(encoding="utf-8")
    return {geoid: (x, y) for geoid, (x, y) in json.loads(text)["places"].items()}
