"""What is drawn on a slider's track: the evidence range and the preset's mark."""

from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate


@dataclass(frozen=True, slots=True)
class Track:
    """Percent of the track's length; an empty string where there is nothing to draw."""

    evidence_x: str
    evidence_width: str
    preset_x: str


def track(*, low: float | None, high: float | None, preset: float | None, minimum: float, maximum: float) -> Track:
    """Return the band from `low` to `high`, cut to the track, and the mark; what is off it is not drawn."""
    if minimum >= maximum:
        raise ValueError("a slider’s maximum must be above its minimum")
    scale = Scale(low=minimum, high=maximum, start=0, end=100)
    x = width = mark = ""
    if low is not None and high is not None:
        first, last = (min(max(scale(value), 0.0), 100.0) for value in (low, high))
        x, width = coordinate(first), coordinate(last - first) if last > first else ""
    if preset is not None and minimum <= preset <= maximum:
        mark = coordinate(scale(preset))
    return Track(evidence_x=x, evidence_width=width, preset_x=mark)
