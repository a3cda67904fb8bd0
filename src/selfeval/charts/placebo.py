"""A real figure among those that chance would give: columns of how many, and the real one as a line."""

from __future__ import annotations

from dataclasses import replace

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import number, numbers, text
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "low", "high", "count")
_WIDTH, _HEIGHT = 560, 200
_COLUMN: look.Mark = {"fill": look.LIGHT, "stroke": look.GREY, "strokeWidth": 1}
_REAL: look.Mark = {"stroke": look.RUST, "strokeWidth": 3}
_ZERO: look.Mark = {"stroke": look.INK, "strokeWidth": 1, "strokeDash": [2, 2]}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, a column from `low` to `high` for `count` figures; the label of the first names all in the key.

    options: real (the real figure), real_label, x_title, y_title.
    """
    bins = [
        {"value": low, "value2": high, "count": count, "none": 0}
        for row in chart.rows
        if (low := number(row, "low")) is not None
        and (high := number(row, "high")) is not None
        and (count := number(row, "count")) is not None
    ]
    real = number(chart.options, "real")
    across = canvas.measure([*numbers(chart.rows, "low", "high"), *([] if real is None else [real])], chart.options)
    counted = canvas.measure(numbers(chart.rows, "count"), {}, parts=4)
    up = replace(counted, title=text(chart.options, "y_title"))
    columns = canvas.layer(bins).mark_rect(**_COLUMN)
    ground = canvas.layer([{"value": across.low, "value2": across.high, "count": 0}]).mark_rule(stroke=look.GREY)
    layers = [
        canvas.placed(ground, x=across.x(), x2="value2:Q", y=up.y("count")),
        canvas.placed(columns, x=across.x(), x2="value2:Q", y=up.y("count"), y2="none:Q"),
        canvas.upright(0, _HEIGHT, across, **_ZERO),
        *([] if real is None else [canvas.upright(real, _HEIGHT, across, **_REAL)]),
        *draw_key(_key(chart), 0, _WIDTH),
    ]
    return canvas.compose(layers, _WIDTH, _HEIGHT)


def _key(chart: Chart) -> list[Sample]:
    name = text(chart.rows[0], "label") if chart.rows else ""
    return [sample(name, "box", **_COLUMN), sample(chart.options.get("real_label"), "tick", **_REAL)]
