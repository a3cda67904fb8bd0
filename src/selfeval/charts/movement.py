"""From where to where: a square for each pair, darker the larger its part of the row; what is hidden is hatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, text, whole
from selfeval.document import Chart

FIELDS = ("origin", "origin_order", "goal", "goal_order", "value", "text")
_LEAST, _HIGH, _LABELS, _HEAD = 72, 34, 150, 14
_STEPS = ("#ffffff", "#e3ebee", "#c5d6db", "#94b4bd", "#4f8593", look.TEAL)
# From this step on the text over it is white.
_DARK = 4


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, value the part of the row from 0 to 1, None where it is hidden; `text` stands in the square.

    options: x_title (over the columns), y_title (over the rows).
    """
    del language  # numbers come as text
    lanes = canvas.lanes(in_order(chart.rows, "origin_order", "origin"), _LABELS, _HIGH)
    names = in_order(chart.rows, "goal_order", "goal")
    columns = {order: at for at, order in enumerate(names)}
    words = [word for name in names.values() for word in name.split()]
    wide = max(_LEAST, *(look.text_width(word) + 8 for word in words)) if words else _LEAST
    squares = [_square(row, lanes, columns, wide) for row in chart.rows]
    layers = [_filled(squares, step) for step in range(len(_STEPS))]
    layers += [_written(squares, dark) for dark in (False, True)]
    heads, high = _heads(names, columns, wide)
    layers += [canvas.lane_labels(lanes), canvas.write(heads, align="center", baseline="bottom")]
    layers.append(_titles(chart, wide * len(columns), high))
    return canvas.compose(layers, wide * len(columns), canvas.height_of(lanes))


def _square(row: Row, lanes: Mapping[int, canvas.Lane], columns: Mapping[int, int], wide: float) -> dict[str, object]:
    lane, left = lanes[whole(row, "origin_order")], wide * columns[whole(row, "goal_order")]
    value = number(row, "value")
    step = 0 if not value else min(len(_STEPS) - 1, 1 + int(value * (len(_STEPS) - 1)))
    place = {"x": left + 1, "x2": left + wide - 1, "y": lane.top + 1, "y2": lane.top + lane.height - 1}
    return place | {"middle": left + wide / 2, "row": lane.middle, "text": text(row, "text"), "step": step}


def _filled(squares: Sequence[dict[str, object]], step: int) -> alt.Chart:
    rows = [{name: one[name] for name in ("x", "x2", "y", "y2")} for one in squares if one["step"] == step]
    drawn = canvas.layer(rows).mark_rect(fill=_STEPS[step], stroke=look.LIGHT, strokeWidth=1)
    return canvas.placed(drawn, x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _written(squares: Sequence[dict[str, object]], dark: bool) -> alt.Chart:
    rows = [
        {"x": one["middle"], "y": one["row"], "text": one["text"]}
        for one in squares
        if (int(str(one["step"])) >= _DARK) is dark
    ]
    return canvas.write(rows, align="center", color=look.PAPER if dark else look.INK)


def _heads(names: Mapping[int, str], columns: Mapping[int, int], wide: float) -> tuple[list[canvas.Values], float]:
    """The names of the columns, all ending at the same height, and how high they are."""
    wrapped = {order: look.wrap(name, wide - 6) for order, name in names.items()}
    lines = {order: name.count("\n") for order, name in wrapped.items()}
    heads: list[canvas.Values] = [
        {"x": wide * (at + 0.5), "y": -(_HEAD + look.LINE * lines[order]) / 2, "text": wrapped[order]}
        for order, at in columns.items()
    ]
    return heads, (max(lines.values(), default=0) + 1) * look.LINE + _HEAD


def _titles(chart: Chart, wide: float, high: float) -> alt.Chart:
    over = {"x": wide / 2, "y": -high - 8, "text": text(chart.options, "x_title")}
    beside = {"x": -_LABELS / 2, "y": -_HEAD, "text": text(chart.options, "y_title")}
    return canvas.write([over, beside], align="center", color=look.GREY)
