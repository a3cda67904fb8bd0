"""Two shares against each other beside the line where both are the same: a Lorenz curve, or predicted and seen."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, number, numbers, text
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("x", "y", "low", "high")
_SIDE = 280
_LINE: look.Mark = {"stroke": look.TEAL, "strokeWidth": 2.5}
_POINT: look.Mark = {"shape": "circle", "stroke": look.TEAL, "fill": look.TEAL, "size": 55, "strokeWidth": 1}
_RANGE: look.Mark = {"stroke": look.TEAL, "strokeWidth": 1.5}
_SAME: look.Mark = {"stroke": look.GREY, "strokeWidth": 1.5, "strokeDash": [5, 4]}


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, fractions of 1; low and high are the ends of an interval around y, or None.

    options: line (True: one curve, else points), x_title, y_title, curve_label, same_label, interval_label.
    """
    del language  # every number stands on an axis
    shown = [row for row in chart.rows if number(row, "x") is not None and number(row, "y") is not None]
    found = numbers(shown, "x", "y", "high")
    across = canvas.measure(found, {"x_title": text(chart.options, "x_title"), "percent": True})
    up = canvas.measure(found, {"x_title": text(chart.options, "y_title"), "percent": True})
    curve = bool(chart.options.get("line"))
    layers = [_same(across, up), *(_curve(shown, across, up) if curve else _points(shown, across, up))]
    return canvas.compose([*layers, *draw_key(_key(chart, curve), 0, look.WIDTH - 60)], _SIDE, _SIDE)


def _same(across: canvas.Measure, up: canvas.Measure) -> alt.Chart:
    ends = [{"value": end, "up": end} for end in (across.low, across.high)]
    return canvas.placed(canvas.layer(ends).mark_line(**_SAME), x=across.x(), y=up.y("up"))


def _curve(rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure) -> list[alt.Chart]:
    values = [{"value": number(row, "x"), "up": number(row, "y")} for row in rows]
    return [canvas.placed(canvas.layer(values).mark_line(**_LINE), x=across.x(), y=up.y("up"), order="value:Q")]


def _points(rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure) -> list[alt.Chart]:
    values = [{"value": number(row, "x"), "up": number(row, "y")} for row in rows]
    ranges = [
        {"value": number(row, "x"), "up": number(row, "low"), "up2": number(row, "high")}
        for row in rows
        if number(row, "low") is not None and number(row, "high") is not None
    ]
    return [
        canvas.placed(canvas.layer(ranges).mark_rule(**_RANGE), x=across.x(), y=up.y("up"), y2="up2:Q"),
        canvas.placed(canvas.layer(values).mark_point(opacity=1, **_POINT), x=across.x(), y=up.y("up")),
    ]


def _key(chart: Chart, curve: bool) -> list[Sample]:
    options = chart.options
    shown = (
        sample(options.get("curve_label"), "line", **_LINE)
        if curve
        else sample(options.get("curve_label"), "point", **_POINT)
    )
    between = sample(options.get("interval_label"), "tick", **_RANGE)
    return [shown, between, sample(options.get("same_label"), "line", **_SAME)]
