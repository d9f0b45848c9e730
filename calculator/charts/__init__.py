"""SVG geometry for templates: plain numbers in, finished strings and coordinates out; no Django, no files."""

from calculator.charts.area import StackedArea, stacked_area
from calculator.charts.bar import StackedBar, stacked_bar
from calculator.charts.dots import Dots, dot_worth, dots
from calculator.charts.histogram import Histogram, histogram
from calculator.charts.interval import Intervals, intervals
from calculator.charts.tornado import Tornado, tornado
from calculator.charts.track import Track, track
from calculator.charts.trend import Sparkline, Trend, sparkline, trend
from calculator.charts.us_map import UsMap, us_map

__all__ = [
    "Dots",
    "Histogram",
    "Intervals",
    "Sparkline",
    "StackedArea",
    "StackedBar",
    "Tornado",
    "Track",
    "Trend",
    "UsMap",
    "dot_worth",
    "dots",
    "histogram",
    "intervals",
    "sparkline",
    "stacked_area",
    "stacked_bar",
    "tornado",
    "track",
    "trend",
    "us_map",
]
