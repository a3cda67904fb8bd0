"""A course over the years, before and after a start: points with their interval, or lines of several series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import Sample, draw_key, sample, series_line, series_point
from selfeval.document import Chart

FIELDS = ("label", "order", "year", "value", "low", "high")
_WIDTH, _HEIGHT = 560, 230
_START: look.Mark = {"stroke": look.INK, "strokeWidth": 1.5, "strokeDash": [5, 3]}
_ZERO: look.Mark = {"stroke": look.GREY, "strokeWidth": 1}
_INTERVAL: look.Mark = {"stroke": look.GREY, "strokeWidth": 2}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, a series an `order`, named by `label` in the key; `year` may count from the start.

    options: start (a dashed line stands before this year), joined (lines through the points of a series), zero (a line
    at 0), x_title, y_title, start_label, interval_label.
    """
    names = in_order(chart.rows, "order", "label")
    years = sorted({whole(row, "year") for row in chart.rows}) or [0]
    across = canvas.Measure(
        years[0] - 0.6, years[-1] + 0.6, text(chart.options, "x_title"), "d", tuple(map(float, years))
    )
    found = canvas.measure(numbers(chart.rows, "value", "low", "high"), {}, from_zero=bool(chart.options.get("zero")))
    up = replace(found, title=text(chart.options, "y_title"))
    layers = [_level(across, up, _ZERO if chart.options.get("zero") else {"opacity": 0}), _start(chart, across)]
    layers.append(_intervals(chart.rows, across, up))
    for place, order in enumerate(names):
        rows = [row for row in chart.rows if whole(row, "order") == order and number(row, "value") is not None]
        layers += _series(rows, place, bool(chart.options.get("joined")), across, up)
    layers += draw_key(_key(chart, list(names.values())), 0, _WIDTH)
    return canvas.compose(layers, _WIDTH, _HEIGHT)


def _level(across: canvas.Measure, up: canvas.Measure, mark: look.Mark) -> alt.Chart:
    """The line at 0, or nothing visible; it carries both axes."""
    ground = canvas.layer([{"year": across.low, "year2": across.high, "value": max(up.low, 0)}]).mark_rule(**mark)
    return canvas.placed(ground, x=across.x("year"), x2="year2:Q", y=up.y())


def _start(chart: Chart, across: canvas.Measure) -> alt.Chart:
    at = number(chart.options, "start")
    rows = [] if at is None else [{"year": at - 0.5, "y": 0, "y2": _HEIGHT}]
    return canvas.placed(canvas.layer(rows).mark_rule(**_START), x=across.x("year"), y=canvas.pixel_y(), y2="y2:Q")


def _intervals(rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure) -> alt.Chart:
    ends = [
        {"year": whole(row, "year"), "value": low, "value2": high}
        for row in rows
        if (low := number(row, "low")) is not None and (high := number(row, "high")) is not None
    ]
    drawn = canvas.layer(ends).mark_rule(**_INTERVAL)
    return canvas.placed(drawn, x=across.x("year"), y=up.y(), y2="value2:Q")


def _series(
    rows: Sequence[Row], place: int, joined: bool, across: canvas.Measure, up: canvas.Measure
) -> list[alt.Chart]:
    points = [
        {"year": whole(row, "year"), "value": number(row, "value")}
        for row in sorted(rows, key=lambda row: whole(row, "year"))
    ]
    x, y = across.x("year"), up.y()
    dots = canvas.placed(canvas.layer(points).mark_point(opacity=1, **series_point(place, 70)), x=x, y=y)
    if not joined:
        return [dots]
    return [canvas.placed(canvas.layer(points).mark_line(**series_line(place)), x=x, y=y), dots]


def _key(chart: Chart, names: Sequence[str]) -> list[Sample]:
    joined = bool(chart.options.get("joined"))
    series = [
        Sample(name, (*((("line", series_line(at)),) if joined else ()), ("point", series_point(at, 70))))
        for at, name in enumerate(names)
    ]
    return [
        *series,
        sample(chart.options.get("interval_label"), "tick", **_INTERVAL),
        sample(chart.options.get("start_label"), "tick", **_START),
    ]
