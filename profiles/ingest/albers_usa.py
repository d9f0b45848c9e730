"""The map's projection: Albers equal-area for the lower 48, with Alaska (at 0.35) and Hawaii as insets.

The same arithmetic as d3's `geoAlbersUsa().scale(1300).translate([487.5, 305])`, which made the state
outlines under `data/maps/`, so that a point lands inside its state. Insets are chosen by where the point is,
not by clipping, so that the outer Aleutians are drawn too.
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 975, 610
SCALE, TRANSLATE = 1300.0, (487.5, 305.0)


@dataclass(frozen=True, slots=True)
class ConicEqualArea:
    """d3's conic equal-area projection for two standard parallels, a rotation and a center (degrees)."""

    parallels: tuple[float, float]
    rotate: float
    center: tuple[float, float]
    relative_scale: float
    offset: tuple[float, float]  # of the inset from the map's middle, in units of the scale

    def _raw(self, lambda_: float, phi: float) -> tuple[float, float]:
        sine = sin(radians(self.parallels[0]))
        n = (sine + sin(radians(self.parallels[1]))) / 2
        c = 1 + sine * (2 * n - sine)
        r = sqrt(c - 2 * n * sin(phi)) / n
        return r * sin(lambda_ * n), sqrt(c) / n - r * cos(lambda_ * n)

    def project(
        self, longitude: float, latitude: float, scale: float, translate: tuple[float, float]
    ) -> tuple[float, float]:
        """Pixels from the top left: translate + scale × (raw(point) − raw(center)), y downwards."""
        x, y = self._raw(radians((longitude + self.rotate + 180) % 360 - 180), radians(latitude))
        center_x, center_y = self._raw(radians(self.center[0]), radians(self.center[1]))
        k = scale * self.relative_scale
        return (
            translate[0] + scale * self.offset[0] + k * (x - center_x),
            translate[1] + scale * self.offset[1] - k * (y - center_y),
        )


LOWER_48 = ConicEqualArea((29.5, 45.5), 96, (-0.6, 38.7), 1, (0, 0))
ALASKA = ConicEqualArea((55, 65), 154, (-2, 58.5), 0.35, (-0.307, 0.201))
HAWAII = ConicEqualArea((8, 18), 157, (-3, 19.9), 1, (-0.205, 0.212))


def projected(
    *, longitude: float, latitude: float, scale: float = SCALE, translate: tuple[float, float] = TRANSLATE
) -> tuple[float, float] | None:
    """Where a point falls on the 975 × 610 map, or None where the map does not reach (Puerto Rico, Guam)."""
    if latitude > 50 and (longitude < -129 or longitude > 170):
        part = ALASKA
    elif 18 < latitude < 24 and -162 < longitude < -154:
        part = HAWAII
    elif 24 < latitude < 50 and -126 < longitude < -66:
        part = LOWER_48
    else:
        return None
    return part.project(longitude, latitude, scale, translate)
