"""Granted and spent a heading, in whole euro, with a tick at the most that was allowed."""

from __future__ import annotations

import altair as alt

from selfeval.charts import bars, canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import draw_key, sample, series_box
from selfeval.document import Chart

FIELDS = ("label", "order", "granted", "spent", "maximum")
_SERIES = ("granted", "spent")
_MAXIMUM: look.Mark = {"stroke": look.INK, "strokeWidth": 2.5}


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, in euro; options: x_title, granted_label, spent_label, maximum_label."""
    rows = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, 2 * bars.BAR + 14)
    amounts = numbers(chart.rows, "granted", "spent", "maximum")
    axis = canvas.measure(amounts, {"x_title": text(chart.options, "x_title")}, "$,.0f")
    layers = [canvas.upright(0, canvas.height_of(rows), axis, stroke=look.GREY)]
    for at, name in enumerate(_SERIES):
        found = ((row, number(row, name)) for row in chart.rows)
        drawn = [
            _bar(row, rows[whole(row, "order")], at, value, look.euro_text(value, language), axis)
            for row, value in found
            if value is not None
        ]
        layers += bars.draw_bars(drawn, axis, at)
    layers += [_ticks(chart, rows, axis), canvas.lane_labels(rows)]
    names = [sample(chart.options.get(f"{name}_label"), "box", **series_box(at)) for at, name in enumerate(_SERIES)]
    names.append(sample(chart.options.get("maximum_label"), "tick", **_MAXIMUM))
    return canvas.compose([*layers, *draw_key(names, 0, bars.PLOT)], bars.PLOT, canvas.height_of(rows))


def _bar(row: Row, lane: canvas.Lane, place: int, value: float, written: str, axis: canvas.Measure) -> bars.Bar:
    """The text stands behind the tick where both would meet."""
    made = bars.bar(lane, place, len(_SERIES), value, written)
    maximum = number(row, "maximum")
    if maximum is None:
        return made
    apart = axis.pixel(maximum, bars.PLOT) - axis.pixel(value, bars.PLOT)
    return {**made, "end": maximum} if 0 <= apart < look.text_width(written) + 12 else made


def _ticks(chart: Chart, rows: dict[int, canvas.Lane], axis: canvas.Measure) -> alt.Chart:
    ticks = [
        {
            "value": at,
            "y": rows[whole(row, "order")].middle - bars.BAR - 3,
            "y2": rows[whole(row, "order")].middle + bars.BAR + 3,
        }
        for row in chart.rows
        if (at := number(row, "maximum")) is not None
    ]
    return canvas.placed(canvas.layer(ticks).mark_rule(**_MAXIMUM), x=axis.x(), y=canvas.pixel_y(), y2="y2:Q")
