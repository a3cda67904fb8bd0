"""How alike two groups are, characteristic by characteristic: differences around 0, within a band or beyond it."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "order", "value", "previous")
_PLOT, _LANE = 400, 28
_DOT: look.Mark = {"shape": "circle", "fill": look.TEAL, "stroke": look.TEAL, "size": 80}
_PREVIOUS: look.Mark = {"shape": "diamond", "fill": look.PAPER, "stroke": look.RUST, "strokeWidth": 2, "size": 110}
_BAND: look.Mark = {"fill": look.LIGHT, "opacity": 0.6}
_ZERO: look.Mark = {"stroke": look.INK, "strokeWidth": 1}
_LINE: look.Mark = {"stroke": look.LIGHT, "strokeWidth": 1}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, differences in standard deviations; `previous` the difference before the groups were chosen.

    options: band (half its width), x_title, value_label, previous_label, band_label.
    """
    rows = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, _LANE)
    placed = [(row, rows[whole(row, "order")].middle) for row in chart.rows]
    band = number(chart.options, "band") or 0.0
    spread = [*numbers(chart.rows, "value", "previous"), -band, band]
    most = max(map(abs, spread), default=1.0)
    axis = canvas.measure([-most, most], chart.options)
    height = canvas.height_of(rows)
    layers = [
        _band(band, axis, height),
        canvas.upright(0, height, axis, **_ZERO),
        _lines(placed, axis),
        _dots(placed, "previous", axis, _PREVIOUS),
        _dots(placed, "value", axis, _DOT),
        canvas.lane_labels(rows),
        *draw_key(_key(chart), 0, _PLOT),
    ]
    return canvas.compose(layers, _PLOT, height)


def _band(band: float, axis: canvas.Measure, height: float) -> alt.Chart:
    rows = [{"value": -band, "value2": band, "y": 0, "y2": height}] if band else []
    drawn = canvas.layer(rows).mark_rect(**_BAND)
    return canvas.placed(drawn, x=axis.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _lines(placed: Sequence[tuple[Row, float]], axis: canvas.Measure) -> alt.Chart:
    rows = [{"value": axis.low, "value2": axis.high, "y": y} for _, y in placed]
    return canvas.placed(canvas.layer(rows).mark_rule(**_LINE), x=axis.x(), x2="value2:Q", y=canvas.pixel_y())


def _dots(placed: Sequence[tuple[Row, float]], name: str, axis: canvas.Measure, mark: look.Mark) -> alt.Chart:
    rows = [{"value": at, "y": y} for row, y in placed if (at := number(row, name)) is not None]
    return canvas.placed(canvas.layer(rows).mark_point(opacity=1, **mark), x=axis.x(), y=canvas.pixel_y())


def _key(chart: Chart) -> list[Sample]:
    return [
        sample(text(chart.options, "value_label"), "point", **_DOT),
        sample(text(chart.options, "previous_label"), "point", **_PREVIOUS),
        sample(text(chart.options, "band_label"), "box", **_BAND),
    ]
