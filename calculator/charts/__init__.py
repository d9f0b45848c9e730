"""SVG geometry for templates: plain numbers in, finished strings and coordinates out; no Django, no files."""

from calculator.charts.area import stacked_area
from calculator.charts.bar import stacked_bar
from calculator.charts.dots import dots
from calculator.charts.histogram import histogram
from calculator.charts.interval import intervals
from calculator.charts.track import track
from calculator.charts.trend import sparkline, trend
from calculator.charts.us_map import us_map

__all__ = [
    "dots",
    "histogram",
    "intervals",
    "sparkline",
    "stacked_area",
    "stacked_bar",
    "track",
    "trend",
    "us_map",
]
