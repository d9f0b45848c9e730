"""Places as dots on the 975 by 610 map of the United States."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from calculator.charts.scale import coordinate

VIEW_BOX = "-58 8 1028 602"  # the outer Aleutians reach left of the map's own zero
LARGEST_RADIUS, SMALLEST_RADIUS = 34.0, 8.0
TURN_AT = 700  # right of it a label stands to the left of its dot


@dataclass(frozen=True, slots=True)
class Dot:
    """One place: center, radius, what it is called and where it leads."""

    x: str
    y: str
    r: str
    label: str
    url: str
    text_x: str
    text_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class UsMap:
    """Dots, largest first so that small ones stay on top."""

    view_box: str
    dots: tuple[Dot, ...]
    description: str


def us_map(places: Sequence[tuple[str, str, float, float, float]], *, description: str) -> UsMap:
    """Return a dot for every `(label, url, x, y, value)`, projected; area in proportion to value."""
    most = max((value for *_, value in places), default=0.0)
    dots = []
    for label, url, x, y, value in sorted(places, key=lambda place: -place[4]):
        share = value / most if most > 0 else 0.0
        radius = max(LARGEST_RADIUS * sqrt(max(share, 0.0)), SMALLEST_RADIUS)
        leftwards = x > TURN_AT
        dots.append(
            Dot(
                x=coordinate(x),
                y=coordinate(y),
                r=coordinate(radius),
                label=label,
                url=url,
                text_x=coordinate(x - radius - 8 if leftwards else x + radius + 8),
                text_y=coordinate(y + 7),
                anchor="end" if leftwards else "start",
            )
        )
    return UsMap(view_box=VIEW_BOX, dots=tuple(dots), description=description)
