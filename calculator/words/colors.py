"""The site's colors for what is no web page: pictures, papers and sheets take them from the style sheet's own tokens."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
# A budget line's token; one color is one thing on every tab, page, paper and sheet.
LINES: Mapping[str, str] = {
    "wraparound_cost": "wrap",
    "frontline_cost": "front",
    "supervision_ovp_cost": "super",
    "training_cost": "train",
    "evaluation_cost": "eval",
    "community_overhead_cost": "over",
}
OTHER = ("ink-soft", "paper")  # of a line that has no color of its own


@cache
def light() -> Mapping[str, str]:
    """Return every color of the light scheme by its token, as #rrggbb."""
    css = TOKENS.read_text(encoding="utf-8").split("prefers-color-scheme: dark")[0]
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});", css)
    return {name: f"#{code if len(code) == 6 else ''.join(part * 2 for part in code)}" for name, code in found}


def line_color(line: str) -> str:
    """Return a budget line's color as #rrggbb."""
    return light()[f"c-{LINES[line]}" if line in LINES else OTHER[0]]


def on_line(line: str) -> str:
    """Return the color of text that stands on a budget line's color, as #rrggbb."""
    return light()[f"on-{LINES[line]}" if line in LINES else OTHER[1]]


def of_papers() -> dict[str, object]:
    """Return what a Typst document needs: ink, soft, line, accent, faint, paper; by budget line its color and the text on it."""
    known = light()
    return {
        "ink": known["ink"],
        "soft": known["ink-soft"],
        "line": known["line-strong"],
        "accent": known["accent"],
        "faint": known["accent-soft"],
        "paper": known["paper"],
        "lines": {line: line_color(line) for line in LINES},
        "on": {line: on_line(line) for line in LINES},
    }
