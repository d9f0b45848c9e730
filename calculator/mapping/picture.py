"""The picture of every county in its class: an SVG that a page shows as an image, and that opens by itself."""

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from calculator.mapping.measures import MEASURES, counties_mapped
from profiles.selectors import place_table

# Five steps of one hue, light to dark, and for a dark scheme dark to light; told apart in gray too.
STYLE = (
    ".q0{fill:#e3efe9}.q1{fill:#b5d6cc}.q2{fill:#7db5a9}.q3{fill:#3d877d}.q4{fill:#07403d}.none{fill:url(#hatch);stroke:none}"
    ".part{fill:url(#dots)}.line{stroke:#faf8f2;stroke-width:.45;stroke-linejoin:round}#hatch path{stroke:#837e6d}"
    "#hatch rect{fill:#f1eee5}#dots circle{fill:#17202b}"
    "@media (prefers-color-scheme:dark){.q0{fill:#17322f}.q1{fill:#1f5650}.q2{fill:#2f837a}.q3{fill:#64b9ad}"
    ".q4{fill:#c9efe8}.line{stroke:#10151c}#hatch path{stroke:#748191}#hatch rect{fill:#18202a}#dots circle{fill:#eceff3}}"
)
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
PATTERNS = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7"/>'
    '<path d="M-1.5 1.5 1.5-1.5M0 7 7 0M5.5 8.5 8.5 5.5" stroke-width="1"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r=".9"/>'
    '<circle cx="4.5" cy="4.5" r=".9"/></pattern>'
)


@lru_cache(maxsize=8)
def _picture(version: str, key: str) -> str:
    """Return the picture of a measure; `version` is of the facts, for the memory alone."""
    measure, mapped, drawn = MEASURES[key], counties_mapped(key), outlines()
    classes: dict[tuple[int, bool], list[str]] = {}
    for subject, value, incomplete in zip(mapped.subjects, mapped.values, mapped.incomplete, strict=True):
        path, number = drawn["counties"].get(subject.geoid), measure.class_of(float(value))
        if path is not None and number is not None:
            classes.setdefault((number, bool(incomplete)), []).append(path)
    body = "".join(_class(number, "".join(paths), dotted) for (number, dotted), paths in sorted(classes.items()))
    # Counties without a value need no outline each: the hatched nation lies under those that have one.
    land = f'<path class="none" d="{drawn["land"]}"/>' if np.isnan(mapped.values).any() else ""
    width, height = drawn["width"], drawn["height"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><title>{measure.title}, by county'
        f"</title><style>{STYLE}</style><defs>{PATTERNS}</defs>{land}{body}</svg>"
    )


def _class(number: int, paths: str, dotted: bool) -> str:
    """Return a class's counties as one path, and dots over it where they are incomplete."""
    if not dotted:
        return f'<path class="q{number} line" d="{paths}"/>'
    return f'<g class="q{number} line"><path id="p{number}" d="{paths}"/></g><use href="#p{number}" class="part"/>'


def county_picture(key: str) -> str:
    """Return every county in its class of a measure, a path a class: a browser draws ten faster than three thousand."""
    return _picture(place_table().version, key)


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """Return the outlines that `compile_data` wrote: width, height, scale, land, and a path by FIPS code."""
    text = (Path(settings.BASE_DIR) / "data" / "maps" / "counties.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
