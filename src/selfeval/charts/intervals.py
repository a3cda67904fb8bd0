"""Indicators with their 95 % interval, the year before and the target."""

from __future__ import annotations

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "order", "unit_label", "value", "low", "high", "target", "previous")
_PLOT, _LANE, _VALUE, _SPAN = 240, 32, 62, 128
_INTERVAL: look.Mark = {"stroke": look.LIGHT, "strokeWidth": 8}
_DOT: look.Mark = {"shape": "circle", "fill": look.TEAL, "stroke": look.TEAL, "size": 80}
_PREVIOUS: look.Mark = {"shape": "circle", "fill": look.PAPER, "stroke": look.RUST, "strokeWidth": 2, "size": 60}
_TARGET: look.Mark = {"stroke": look.INK, "strokeWidth": 2}
Placed = list[tuple[Row, float]]


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, numbers in one unit, fractions of 1 with options["percent"]; unit_label stands under the interval.

    options: percent, digits, x_title, value_label, interval_label, previous_label, target_label; minimum and maximum,
    the ends of a scale, which the axis then holds instead of 0.
    """
    beside = {whole(row, "order"): _beside(row, chart, language) for row in chart.rows}
    rows = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, _LANE, beside)
    placed = [(row, rows[whole(row, "order")].middle) for row in chart.rows]
    ends = numbers([chart.options], "minimum", "maximum")
    values = [*numbers(chart.rows, "value", "low", "high", "target", "previous"), *ends]
    axis = canvas.measure(values, chart.options, from_zero=not ends)
    height = canvas.height_of(rows)
    layers = [
        canvas.upright(max(0.0, axis.low), height, axis, stroke=look.LIGHT),
        _bars(placed, axis),
        _targets(placed, axis),
        _dots(placed, "previous", axis, _PREVIOUS),
        _dots(placed, "value", axis, _DOT),
        *_columns(placed, chart, language, beside),
        canvas.lane_labels(rows),
        *draw_key(_key(chart), 0, _PLOT + _VALUE + _SPAN),
    ]
    return canvas.compose(layers, _PLOT, height)


def _bars(placed: Placed, axis: canvas.Measure) -> alt.Chart:
    rows = [
        {"value": low, "value2": high, "y": y}
        for row, y in placed
        if (low := number(row, "low")) is not None and (high := number(row, "high")) is not None
    ]
    return canvas.placed(canvas.layer(rows).mark_rule(**_INTERVAL), x=axis.x(), x2="value2:Q", y=canvas.pixel_y())


def _targets(placed: Placed, axis: canvas.Measure) -> alt.Chart:
    rows = [{"value": at, "y": y - 10, "y2": y + 10} for row, y in placed if (at := number(row, "target")) is not None]
    return canvas.placed(canvas.layer(rows).mark_rule(**_TARGET), x=axis.x(), y=canvas.pixel_y(), y2="y2:Q")


def _dots(placed: Placed, name: str, axis: canvas.Measure, mark: look.Mark) -> alt.Chart:
    rows = [{"value": at, "y": y} for row, y in placed if (at := number(row, name)) is not None]
    return canvas.placed(canvas.layer(rows).mark_point(opacity=1, **mark), x=axis.x(), y=canvas.pixel_y())


def _beside(row: Row, chart: Chart, language: str) -> str:
    """The interval, and beneath it what the value counts."""
    low, high = number(row, "low"), number(row, "high")
    if number(row, "value") is None or low is None or high is None:
        return look.wrap(text(row, "unit_label"), _SPAN)
    digits, percent = _digits(chart), bool(chart.options.get("percent"))
    start = look.number_text(low * 100 if percent else low, language, digits)
    end = look.number_text(high, language, digits, percent)
    return f"{start}{look.EN_DASH}{end}\n{look.wrap(text(row, 'unit_label'), _SPAN)}".strip()


def _digits(chart: Chart) -> int:
    return look.digits_of(numbers(chart.rows, "value"), chart.options)


def _columns(placed: Placed, chart: Chart, language: str, beside: dict[int, str]) -> list[alt.Chart]:
    percent = bool(chart.options.get("percent"))
    values = [
        {"x": _PLOT + _VALUE, "y": y, "text": look.number_text(value, language, _digits(chart), percent)}
        for row, y in placed
        if (value := number(row, "value")) is not None
    ]
    spans = [{"x": _PLOT + _VALUE + 12, "y": y, "text": beside[whole(row, "order")]} for row, y in placed]
    return [
        canvas.write(values, align="right", fontWeight="bold"),
        canvas.write(spans, align="left", color=look.GREY),
    ]


def _key(chart: Chart) -> list[Sample]:
    options = chart.options
    return [
        sample(options.get("value_label"), "point", **_DOT),
        sample(options.get("interval_label"), "line", **_INTERVAL),
        sample(options.get("previous_label"), "point", **_PREVIOUS),
        sample(options.get("target_label"), "tick", **_TARGET),
    ]
