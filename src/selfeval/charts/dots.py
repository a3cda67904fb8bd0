"""Scores of the respondents: a lane an axis, a circle a score, a tick at the median."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import in_order, number, numbers, text, whole
from selfeval.charts.key import draw_key, sample
from selfeval.document import Chart

FIELDS = ("axis", "order", "value", "count", "median", "outcome")
_PLOT, _LANE, _LARGEST, _SMALLEST, _RIGHT = 290, 36, 24, 15, 130
_BAND, _BELOW = 15, 12
_CIRCLE: look.Mark = {"fill": look.TEAL_TINT, "stroke": look.TEAL, "strokeWidth": 1.2}
_MEDIAN: look.Mark = {"stroke": look.RUST, "strokeWidth": 3}
_MIDDLE: look.Mark = {"fill": look.LIGHT, "stroke": None, "opacity": 0.6}
_OWN: look.Mark = {"shape": "diamond", "fill": look.RUST, "stroke": look.INK, "strokeWidth": 1.5, "size": 130}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, mark (text beside a lane whose outcome is "split"); a row a score and axis, `count` of these.

    A row may hold `low` and `high`, the quartiles of its axis, and `own`, the score of the reader's own on it.
    options: x_title, count_label, median_label, middle_label, own_label, maximum (5).
    """
    marks = _marks(chart)
    rows = canvas.lanes(in_order(chart.rows, "order", "axis"), look.LABELS, _LANE, marks)
    maximum = int(number(chart.options, "maximum") or 5)
    ticks = tuple(float(tick) for tick in range(maximum + 1))
    scores = canvas.Measure(-0.2, maximum + 0.2, text(chart.options, "x_title"), "d", ticks)
    beside = [{"x": _PLOT + 12, "y": rows[order].middle, "text": mark} for order, mark in marks.items()]
    layers = [
        _middle(chart, rows, scores),
        _tracks(rows, scores, maximum),
        _medians(chart, rows, scores),
        *_circles(chart, rows, scores),
        _own(chart, rows, scores),
        canvas.lane_labels(rows),
        canvas.write(beside, align="left", color=look.RUST),
        *draw_key(
            [
                sample(chart.options.get("count_label"), "point", shape="circle", size=200, **_CIRCLE),
                sample(chart.options.get("own_label"), "point", **_OWN),
                sample(chart.options.get("median_label"), "tick", **_MEDIAN),
                sample(chart.options.get("middle_label"), "box", **_MIDDLE),
            ],
            0,
            _PLOT + _RIGHT,
        ),
    ]
    return canvas.compose(layers, _PLOT, canvas.height_of(rows))


def _tracks(rows: Mapping[int, canvas.Lane], scores: canvas.Measure, maximum: int) -> alt.Chart:
    tracks = [{"value": 0, "value2": maximum, "y": lane.middle} for lane in rows.values()]
    drawn = canvas.layer(tracks).mark_rule(stroke=look.LIGHT)
    return canvas.placed(drawn, x=scores.x(), x2="value2:Q", y=canvas.pixel_y())


def _middle(chart: Chart, rows: Mapping[int, canvas.Lane], scores: canvas.Measure) -> alt.Chart:
    """The middle half of the scores, as a band behind the lane."""
    ends = {whole(row, "order"): (number(row, "low"), number(row, "high")) for row in chart.rows}
    bands = [
        {"value": low, "value2": high, "y": rows[order].middle - _BAND, "y2": rows[order].middle + _BAND}
        for order, (low, high) in ends.items()
        if low is not None and high is not None
    ]
    drawn = canvas.layer(bands).mark_rect(**_MIDDLE)
    return canvas.placed(drawn, x=scores.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _own(chart: Chart, rows: Mapping[int, canvas.Lane], scores: canvas.Measure) -> alt.Chart:
    """The reader's own score, below the circle that counts it."""
    found = {whole(row, "order"): number(row, "own") for row in chart.rows}
    values = [{"value": own, "y": rows[order].middle + _BELOW} for order, own in found.items() if own is not None]
    return canvas.placed(canvas.layer(values).mark_point(opacity=1, **_OWN), x=scores.x(), y=canvas.pixel_y())


def _medians(chart: Chart, rows: Mapping[int, canvas.Lane], scores: canvas.Measure) -> alt.Chart:
    median = {whole(row, "order"): number(row, "median") for row in chart.rows}
    reach = _LANE / 2 - 2
    ticks = [
        {"value": value, "y": rows[order].middle - reach, "y2": rows[order].middle + reach}
        for order, value in median.items()
        if value is not None
    ]
    return canvas.placed(canvas.layer(ticks).mark_rule(**_MEDIAN), x=scores.x(), y=canvas.pixel_y(), y2="y2:Q")


def _circles(chart: Chart, rows: Mapping[int, canvas.Lane], scores: canvas.Measure) -> list[alt.Chart]:
    most = max(numbers(chart.rows, "count"), default=1.0)
    values = [
        {"value": value, "y": rows[whole(row, "order")].middle, "size": _size(count, most), "text": f"{count:.0f}"}
        for row in chart.rows
        if (value := number(row, "value")) is not None and (count := number(row, "count"))
    ]
    circles = canvas.layer(values).mark_circle(opacity=1, **_CIRCLE)
    size = alt.Size("size:Q", scale=None, legend=None)
    return [
        circles.encode(x=scores.x(), y=canvas.pixel_y(), size=size),
        canvas.write(values, x=scores.x(), align="center", fontSize=11),
    ]


def _size(count: float, most: float) -> float:
    """The area grows with the count, down to the smallest circle its number still fits in."""
    return round(max(_LARGEST * sqrt(count / most), _SMALLEST) ** 2, 2)


def _marks(chart: Chart) -> dict[int, str]:
    split = (row for row in chart.rows if text(row, "outcome") == "split")
    return {whole(row, "order"): look.wrap(text(row, "mark"), _RIGHT) for row in split}
