"""Chart geometry: parts add up, gaps stay gaps, nothing is NaN."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import charts
from calculator.charts.bar import whole_percents
from calculator.charts.dots import PITCH
from calculator.charts.scale import Scale, coordinate, round_ticks

KEYS = ["wraparound_cost", "frontline_cost", "supervision_ovp_cost", "training_cost", "evaluation_cost"]
money = st.integers(min_value=0, max_value=10**12)


def texts(chart: Any) -> list[str]:
    """Every string inside a chart."""
    if isinstance(chart, str):
        return [chart]
    if isinstance(chart, tuple):
        return [text for item in chart for text in texts(item)]
    return (
        [text for field in fields(chart) for text in texts(getattr(chart, field.name))] if is_dataclass(chart) else []
    )


def bar(amounts: list[int]) -> charts.StackedBar:
    return charts.stacked_bar([(key, key, amount) for key, amount in zip(KEYS, amounts, strict=True)])


@given(st.lists(money, min_size=5, max_size=5))
def test_bar_parts_follow_one_another_and_fill_the_bar(amounts: list[int]) -> None:
    parts = bar(amounts).parts
    assert [part.key for part in parts] == KEYS
    end = 0.0
    for part in parts:
        assert float(part.x) == pytest.approx(end, abs=0.03)
        end = float(part.x) + float(part.width)
    assert end == pytest.approx(100 if sum(amounts) else 0, abs=0.03)


@given(st.lists(money, min_size=1, max_size=8))
def test_printed_percents_add_up_to_a_hundred(amounts: list[int]) -> None:
    assert sum(whole_percents(amounts)) == (100 if sum(amounts) else 0)


def test_bar_of_the_reference_budget() -> None:
    parts = bar([10_710_225, 4_836_000, 1_719_900, 1_638_975, 983_385]).parts
    assert [part.share for part in parts] == ["54%", "24%", "9%", "8%", "5%"]
    assert parts[0].width == "53.85"


def test_bar_refuses_a_negative_amount() -> None:
    with pytest.raises(ValueError, match="negative"):
        bar([1, 2, -3, 4, 5])


def drawn_at(path: str) -> list[tuple[int, int]]:
    """Return where a stroke of dashes a pitch apart, each of no length, draws a dot: from its start on, its end included."""
    strokes = [(int(x), int(y), int(length)) for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path)]
    return [(x + dash, y) for x, y, length in strokes for dash in range(0, length, PITCH)]


def test_a_dash_of_the_style_is_a_dot_of_the_drawing() -> None:
    style = (Path(__file__).parents[3] / "static/css/components.css").read_text()
    assert (
        f".dots path {{ fill: none; stroke: currentcolor; stroke-width: 10; stroke-linecap: round; stroke-dasharray: 0 {PITCH}; }}"
        in style
    )


@given(st.integers(min_value=0, max_value=3000))
def test_one_dot_for_each_person_until_words_take_over(count: int) -> None:
    drawn = charts.dots(count)
    places = drawn_at(drawn.path)
    shown = len(places)
    assert shown == min(count, 100)
    assert drawn.ring is None
    assert shown + int(drawn.more.replace(",", "") or 0) == count
    assert len(set(places)) == shown
    assert all(5 <= int(x) <= drawn.width - 5 and 5 <= int(y) <= drawn.height - 5 for x, y in places)


@pytest.mark.parametrize(("largest", "worth"), [(0, 1), (60, 1), (61, 5), (300, 5), (301, 10), (5000, 10)])
def test_a_dot_is_one_five_or_ten_people_by_the_size_of_the_largest_role(largest: int, worth: int) -> None:
    assert charts.dot_worth([3, largest, 0]) == worth


@pytest.mark.parametrize(("count", "worth", "whole", "ring"), [(12, 5, 2, True), (10, 5, 2, False), (3, 10, 0, True)])
def test_a_part_of_a_dot_is_a_ring(count: int, worth: int, whole: int, ring: bool) -> None:
    drawn = charts.dots(count, worth=worth)
    assert len(drawn_at(drawn.path)) == whole
    assert (drawn.ring is not None) is ring
    assert drawn.width >= PITCH * (whole + ring)
    assert drawn.more == ""


def test_past_a_hundred_dots_of_ten_the_rest_is_people() -> None:
    assert charts.dots(1_234, worth=10).more == "234"


@pytest.mark.parametrize(
    ("values", "from_zero", "cut"), [([230, 238], False, True), ([230, 238], True, False), ([0, 9], False, False)]
)
def test_only_an_axis_that_does_not_start_at_zero_is_broken(values: list[float], from_zero: bool, cut: bool) -> None:
    chart = charts.trend(years=[2020, 2021], values=values, description="", from_zero=from_zero)
    assert bool(chart.cut) is cut
    assert chart.note_y <= chart.height or not cut


def test_trend_lifts_the_pen_where_a_year_is_missing() -> None:
    chart = charts.trend(years=[2019, 2020, 2021, 2022], values=[1, None, 3, 4], description="")
    assert chart.path.count("M") == 2
    assert [gap.text for gap in chart.gaps] == ["2020"]
    assert len(chart.points) == 3
    assert "h0" in chart.path, "a year alone between gaps is still drawn"


def test_trend_has_no_gap_where_the_second_source_knows_the_year() -> None:
    chart = charts.trend(years=[2019, 2020], values=[1, None], second=[2, 5], description="")
    assert chart.gaps == ()
    assert chart.second.count("M") == 1


def test_trend_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="known value"):
        charts.trend(years=[2020], values=[None], description="")


@given(st.lists(st.none() | st.floats(min_value=0, max_value=1e7), min_size=1, max_size=12))
def test_trend_and_sparkline_stay_inside_and_finite(values: list[float | None]) -> None:
    assert "nan" not in charts.sparkline(values, description="").path
    if any(value is not None for value in values):
        chart = charts.trend(years=list(range(2000, 2000 + len(values))), values=values, description="")
        assert all(0 <= float(point.x) <= chart.width and 0 <= float(point.y) <= chart.height for point in chart.points)
        assert not any("nan" in text or "inf" in text for text in texts(chart))


def test_stacked_area_puts_each_kind_on_the_one_below() -> None:
    chart = charts.stacked_area(
        years=[1, 2], series=[("a", [10e6, 10e6]), ("b", [10e6, 0])], need=[20e6, 40e6], description=""
    )
    first, second = ([float(y) for y in re.findall(r" ([\d.]+)", area.path)] for area in chart.areas)
    assert second[4:] == first[:4][::-1], "the bottom of the second is the top of the first"
    assert second[2:4] == first[2:4], "nothing in year 2 has no height"
    assert float(chart.y_ticks[-1].y) <= min(float(y) for y in re.findall(r" ([\d.]+)", chart.need))


@pytest.mark.parametrize(
    ("series", "need", "said"),
    [
        ([("a", [1.0])], [1.0, 2.0], "one amount a year"),
        ([("a", [1.0, -1.0])], [1.0, 2.0], "negative"),
        ([(str(n), [1.0, 1.0]) for n in range(7)], [1.0, 2.0], "at most six"),
    ],
)
def test_stacked_area_says_what_is_wrong(series: Any, need: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        charts.stacked_area(years=[1, 2], series=series, need=need, description="")


def test_histogram_columns_are_as_high_as_their_counts() -> None:
    chart = charts.histogram(edges=[0, 1, 2, 4], counts=[5, 10, 0], mark=1, description="")
    heights = [float(column.height) for column in chart.columns]
    assert heights[0] * 2 == pytest.approx(heights[1], abs=0.02)
    assert heights[2] == 0
    assert [column.below for column in chart.columns] == [True, False, False]
    assert charts.histogram(edges=[2, 3], counts=[1], mark=1, description="").mark_x == ""


def test_histogram_refuses_edges_that_do_not_rise() -> None:
    with pytest.raises(ValueError, match="rising"):
        charts.histogram(edges=[0, 0, 1], counts=[1, 2], description="")


def test_intervals_share_an_axis_from_zero() -> None:
    chart = charts.intervals([("a", 10, 20, 40, True), ("b", 5, 5, 5, False)], description="")
    assert [[words for _, words in row.lines] for row in chart.rows] == [["a: 20 (10–40)"], ["b: 5"]]
    long = charts.intervals([("By population, in use, $658.7 million", -4_406, 8_811, 16_741, True)], description="")
    assert [words for _, words in long.rows[0].lines][1] == "8,811 (-4,406 to 16,741)", "no line runs out of a phone"
    assert float(long.rows[0].x) >= 0, "what lies below zero is drawn on the axis"
    assert float(chart.rows[0].x) + float(chart.rows[0].width) <= chart.right
    with pytest.raises(ValueError, match="low"):
        charts.intervals([("a", 3, 2, 1, False)], description="")


def test_track_cuts_the_evidence_to_the_slider_and_leaves_out_a_mark_beyond_it() -> None:
    drawn = charts.track(low=8, high=25, preset=25, minimum=1, maximum=21)
    assert (drawn.evidence_x, drawn.evidence_width, drawn.preset_x) == ("35", "65", "")
    assert charts.track(low=None, high=None, preset=11, minimum=1, maximum=21).preset_x == "50"


def test_map_draws_the_largest_first_with_area_in_proportion() -> None:
    chart = charts.us_map([("small", "/s/", 10, 10, 100), ("large", "/l/", 900, 20, 400)], description="")
    assert [dot.label for dot in chart.dots] == ["large", "small"]
    assert float(chart.dots[0].r) == pytest.approx(2 * float(chart.dots[1].r))
    assert [dot.anchor for dot in chart.dots] == ["end", "start"]


@given(st.lists(st.floats(min_value=-1e9, max_value=1e9), min_size=1, max_size=6), st.integers(2, 8))
def test_ticks_enclose_the_values_evenly(values: list[float], steps: int) -> None:
    ticks = round_ticks(values, steps=steps)
    span = max(abs(tick) for tick in ticks)
    assert ticks[0] <= min(values) + span * 1e-8
    assert ticks[-1] >= max(values) - span * 1e-8
    assert 2 <= len(ticks) <= steps + 3


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_coordinate_is_nan_or_infinite(value: float) -> None:
    with pytest.raises(ValueError, match="cannot place"):
        coordinate(value)


def test_coordinates_are_short_and_an_empty_scale_is_flat() -> None:
    assert [coordinate(value) for value in (0, -0.001, 10, 1.50, 33.3333)] == ["0", "0", "10", "1.5", "33.33"]
    assert Scale(low=3, high=3, start=7, end=9)(3) == 7


def test_an_axis_of_whole_things_names_each_number_once() -> None:
    assert round_ticks([2.0, 2.0], from_zero=False, least_step=1.0) == [2.0, 3.0]
    assert round_ticks([0.0, 0.012], least_step=1.0) == [0.0, 1.0]
