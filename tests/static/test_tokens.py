"""The colors of static/css/tokens.css, measured: WCAG 2.2 contrast in both schemes."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from calculator.words.colors import LINES as LINE_TOKENS
from calculator.words.colors import line_color

CSS = (Path(__file__).parent.parent.parent / "static/css/tokens.css").read_text(encoding="utf-8")
LINES = ["wrap", "front", "super", "train", "eval", "over"]


def colors(css: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", css)
    return {name: "".join(c * 2 for c in code) if len(code) == 3 else code for name, code in found}


LIGHT = colors(CSS.split("@media screen and (prefers-color-scheme: dark)")[0])
SCHEMES = {"light": LIGHT, "dark": LIGHT | colors(CSS.split("@media screen and (prefers-color-scheme: dark)")[1])}


def luminance(code: str) -> float:
    channels = [int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "accent", "up", "down", "bad") for ground in ("paper", "surface")],
    *[(ink, "sunken") for ink in ("ink", "ink-soft", "accent")],
    *[("ink", ground) for ground in ("accent-soft", "warn-soft", "bad-soft")],
    *[("accent", ground) for ground in ("accent-soft", "warn-soft", "bad-soft")],
    ("ink-soft", "accent-soft"),
    ("accent-strong", "paper"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    *[(f"on-{line}", f"c-{line}") for line in LINES],
]
GRAPHICS = [
    *[(f"c-{line}", ground) for line in LINES for ground in ("paper", "surface")],
    *[(part, ground) for part in ("line-strong", "focus", "accent") for ground in ("paper", "surface")],
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][ink], SCHEMES[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("part", "ground"), GRAPHICS)
def test_graphics_can_be_seen(scheme: str, part: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][part], SCHEMES[scheme][ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_neighboring_parts_of_the_bar_differ_in_lightness(scheme: str) -> None:
    for one, other in pairwise(LINES):
        assert contrast(SCHEMES[scheme][f"c-{one}"], SCHEMES[scheme][f"c-{other}"]) >= 1.45


def test_papers_pictures_and_sheets_have_the_colors_of_the_site() -> None:
    """No other file says a budget line's color: everything reads the tokens."""
    own = {f"#{LIGHT[f'c-{line}']}" for line in LINES}
    assert {line_color(line) for line in LINE_TOKENS} == own
    root = Path(__file__).parent.parent.parent
    folders = (root / "calculator", root / "templates", root / "static" / "css")
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if path.suffix in (".py", ".typ", ".html", ".svg", ".css", ".js") and path.name != "tokens.css":
            text = path.read_text(encoding="utf-8").lower()
            assert not [color for color in own if color in text], path
