"""Shares of ranked groups, from the first rank at the top to the last, with the line that sums up their slope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("panel", "panel_order", "label", "order", "place", "part", "value", "low", "high")
_PLOT, _TALL, _SPAN = 330, 150, 62
_BAND: look.Mark = {"fill": look.LIGHT, "opacity": 0.28, "stroke": None}
_INTERVAL: look.Mark = {"stroke": look.GREY, "strokeWidth": 2}
_DOT: look.Mark = {"shape": "circle", "fill": look.TEAL, "stroke": look.PAPER, "strokeWidth": 1, "size": 90}
_LINE: look.Mark = {"stroke": look.RUST, "strokeWidth": 2, "strokeDash": [6, 3]}


def draw(chart: Chart, language: str) -> alt.ConcatChart | alt.LayerChart:
    """Rows: FIELDS; a row with a `label` is a group, one without is an end of the line.

    place: where it stands between 0 and 1, for a group the middle of its part of all people; part: how large that is.
    value, low, high: in one unit, fractions of 1 with options["percent"]. `panel` is the title above each chart.
    options: percent, digits, x_title, value_label, interval_label, line_label.
    """
    panels = in_order(chart.rows, "panel_order", "panel")
    across = canvas.measure(numbers(chart.rows, "value", "low", "high"), chart.options)
    drawn = [
        _panel([row for row in chart.rows if whole(row, "panel_order") == order], title, across, chart, language)
        for order, title in panels.items()
    ]
    if not drawn:
        return canvas.compose([canvas.upright(0, _TALL, across, opacity=0)], _PLOT, _TALL)
    return alt.concat(*drawn, columns=1, spacing=22)


def _panel(rows: Sequence[Row], title: str, across: canvas.Measure, chart: Chart, language: str) -> alt.LayerChart:
    groups = [row for row in rows if text(row, "label")]
    layers = [
        _bands(groups),
        canvas.upright(0, _TALL, across, stroke=look.LIGHT),
        _line([row for row in rows if not text(row, "label")], across),
        _intervals(groups, across),
        _dots(groups, across),
        *_written(groups, chart, language),
        *(draw_key(_key(chart), 0, _PLOT + _SPAN) if whole(rows[0], "panel_order") == 0 else []),
    ]
    head = alt.Title(
        look.wrap(title, look.WIDTH - 20).split("\n"),
        anchor="start",
        color=look.INK,
        fontSize=look.TEXT,
        lineHeight=look.LINE,
        offset=8,
    )
    return canvas.compose(layers, _PLOT, _TALL).properties(title=head)


def _down(row: Row, name: str = "place") -> float:
    return round((number(row, name) or 0.0) * _TALL, 2)


def _bands(groups: Sequence[Row]) -> alt.Chart:
    """Every second group on a band as tall as its part of all people."""
    rows = [
        {"x": 0, "x2": _PLOT, "y": _down(row) - _down(row, "part") / 2, "y2": _down(row) + _down(row, "part") / 2}
        for row in groups[::2]
    ]
    drawn = canvas.layer(rows).mark_rect(**_BAND)
    return canvas.placed(drawn, x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _line(ends: Sequence[Row], across: canvas.Measure) -> alt.Chart:
    rows = [{"value": number(row, "value"), "y": _down(row)} for row in ends]
    drawn = canvas.layer(rows).mark_line(**_LINE)
    return canvas.placed(drawn, x=across.x(), y=canvas.pixel_y(), order=alt.Order("y:Q"))


def _intervals(groups: Sequence[Row], across: canvas.Measure) -> alt.Chart:
    rows = [
        {"value": low, "value2": high, "y": _down(row)}
        for row in groups
        if (low := number(row, "low")) is not None and (high := number(row, "high")) is not None
    ]
    return canvas.placed(canvas.layer(rows).mark_rule(**_INTERVAL), x=across.x(), x2="value2:Q", y=canvas.pixel_y())


def _dots(groups: Sequence[Row], across: canvas.Measure) -> alt.Chart:
    rows = [{"value": at, "y": _down(row)} for row in groups if (at := number(row, "value")) is not None]
    return canvas.placed(canvas.layer(rows).mark_point(opacity=1, **_DOT), x=across.x(), y=canvas.pixel_y())


def _written(groups: Sequence[Row], chart: Chart, language: str) -> list[alt.Chart]:
    """The name of each group at the left and its share at the right, both moved apart where groups are small."""
    digits, percent = look.digits_of(numbers(groups, "value"), chart.options), bool(chart.options.get("percent"))
    names = {at: look.wrap(text(row, "label"), look.LABELS) for at, row in enumerate(groups)}
    middles = _apart([_down(row) for row in groups], names)
    values = [number(row, "value") for row in groups]
    labels = [{"x": -10, "y": middle, "text": names[at]} for at, middle in enumerate(middles)]
    shares = [
        {"x": _PLOT + _SPAN, "y": middle, "text": look.number_text(value, language, digits, percent)}
        for middle, value in zip(middles, values, strict=True)
        if value is not None
    ]
    return [canvas.write(labels, align="right"), canvas.write(shares, align="right", fontWeight="bold")]


def _apart(middles: Sequence[float], names: Mapping[int, str]) -> list[float]:
    """Each as near to its middle as the ones above and the lower edge leave room for."""
    heights = [look.LINE * (names[at].count("\n") + 1) for at in range(len(middles))]
    placed: list[float] = []
    for at, middle in enumerate(middles):
        least = placed[-1] + (heights[at - 1] + heights[at]) / 2 if placed else heights[at] / 2 - look.LINE / 2
        placed.append(max(middle, least))
    for at in reversed(range(len(placed))):
        most = placed[at + 1] - (heights[at] + heights[at + 1]) / 2 if at + 1 < len(placed) else float(_TALL)
        placed[at] = round(min(placed[at], most), 2)
    return placed


def _key(chart: Chart) -> list[Sample]:
    options = chart.options
    return [
        sample(options.get("value_label"), "point", **_DOT),
        sample(options.get("interval_label"), "line", **_INTERVAL),
        sample(options.get("line_label"), "line", **_LINE),
    ]
