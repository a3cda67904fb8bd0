"""How far towards each target: a bullet from nothing to the target, with the year before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, text, whole
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "order", "value", "status", "previous")
_PLOT, _LANE, _LOW, _HIGH = 240, 30, -0.25, 1.5
_VALUE, _STATUS, _ARROW = 64, 110, 0.03
_PREVIOUS: look.Mark = {"shape": "circle", "fill": look.PAPER, "stroke": look.RUST, "strokeWidth": 2, "size": 60}
_TARGET: look.Mark = {"stroke": look.INK, "strokeWidth": 2}
_BAR: look.Mark = {"fill": look.TEAL, "stroke": look.TEAL}


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, value and previous with 1 = the target reached; beyond -0.25 and 1.5 an arrow stands at the edge.

    options: x_title, value_label, previous_label, target_label, digits.
    """
    states = {whole(row, "order"): look.wrap(text(row, "status"), _STATUS) for row in chart.rows}
    rows = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, _LANE, states)
    axis = canvas.Measure(
        _LOW - 2 * _ARROW, _HIGH + 2 * _ARROW, text(chart.options, "x_title"), ".0%", (0.0, 0.5, 1.0, 1.5)
    )
    height = canvas.height_of(rows)
    placed = [(row, rows[whole(row, "order")].middle) for row in chart.rows]
    layers = [
        _bars(((0.0, 1.0, y) for _, y in placed), axis, 9, fill="#e8edef"),
        _bars(
            ((0.0, _clip(value), y) for row, y in placed if (value := number(row, "value")) is not None),
            axis,
            5,
            **_BAR,
        ),
        canvas.upright(0, height, axis, stroke=look.GREY),
        canvas.upright(1, height, axis, **_TARGET),
        *_arrows(placed, axis),
        *_previous(placed, axis),
        *_columns(placed, states, language, chart),
        canvas.lane_labels(rows),
        *draw_key(_key(chart), 0, _PLOT + _VALUE + _STATUS),
    ]
    return canvas.compose(layers, _PLOT, height)


def _clip(value: float) -> float:
    return min(max(value, _LOW), _HIGH)


def _bars(bars: Iterable[tuple[float, float, float]], axis: canvas.Measure, half: float, **mark: Any) -> alt.Chart:
    rows = [{"value": start, "value2": end, "y": y - half, "y2": y + half} for start, end, y in bars]
    return canvas.placed(canvas.layer(rows).mark_rect(**mark), x=axis.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _previous(placed: list[tuple[Row, float]], axis: canvas.Measure) -> list[alt.Chart]:
    rows = [{"value": _clip(value), "y": y} for row, y in placed if (value := number(row, "previous")) is not None]
    return [canvas.layer(rows).mark_point(opacity=1, **_PREVIOUS).encode(x=axis.x(), y=canvas.pixel_y())]


def _arrows(placed: list[tuple[Row, float]], axis: canvas.Measure) -> list[alt.Chart]:
    """An arrow head for each bar the edge cuts."""
    cut = [
        (_clip(value), y) for row, y in placed if (value := number(row, "value")) is not None and value != _clip(value)
    ]
    drawn = []
    for edge, shape in ((_LOW, "triangle-left"), (_HIGH, "triangle-right")):
        heads = canvas.layer(
            [{"value": edge + (_ARROW if edge > 0 else -_ARROW), "y": y} for value, y in cut if value == edge]
        )
        point = heads.mark_point(shape=shape, filled=True, fill=look.TEAL, size=200, opacity=1)
        drawn.append(point.encode(x=axis.x(), y=canvas.pixel_y()))
    return drawn


def _columns(placed: list[tuple[Row, float]], states: dict[int, str], language: str, chart: Chart) -> list[alt.Chart]:
    digits = whole(chart.options, "digits") if "digits" in chart.options else 0
    values = [
        {"x": _PLOT + _VALUE, "y": y, "text": look.number_text(value, language, digits, percent=True)}
        for row, y in placed
        if (value := number(row, "value")) is not None
    ]
    beside = [{"x": _PLOT + _VALUE + 14, "y": y, "text": states[whole(row, "order")]} for row, y in placed]
    return [
        canvas.write(values, align="right", fontWeight="bold"),
        canvas.write(beside, align="left", color=look.GREY),
    ]


def _key(chart: Chart) -> list[Sample]:
    options = chart.options
    return [
        sample(options.get("value_label"), "box", **_BAR),
        sample(options.get("previous_label"), "point", **_PREVIOUS),
        sample(options.get("target_label"), "tick", **_TARGET),
    ]
