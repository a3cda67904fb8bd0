"""The pyramid of strata: the levels drawn one on another, and beside each its share of persons and of expenditure."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, number, numbers, text, whole
from selfeval.charts.key import draw_key, sample, series_box
from selfeval.document import Chart

FIELDS = ("label", "order", "first", "second", "first_text", "second_text")
_WIDE, _LANE, _LABELS, _GAP, _PLOT, _BAR = 150, 62, 175, 20, 150, 20
# Where the bars begin.
_LEFT = _WIDE + _GAP + _LABELS + 10
_SHADES = ("#e9eef0", "#b9cdd3", "#6f9aa6", look.TEAL)
_EDGE: look.Mark = {"stroke": look.PAPER, "strokeWidth": 2}


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, the highest `order` at the top. first, second: shares from 0 to 1, None where they are hidden, with
    the text beside their bar; options: first_label, second_label.

    The drawing of a level is a picture: its surface says nothing, the bars do.
    """
    del language  # numbers come as text
    rows = sorted(chart.rows, key=lambda row: -whole(row, "order"))
    lanes = list(canvas.lanes({-whole(row, "order"): text(row, "label") for row in rows}, _LABELS, _LANE).values())
    height = sum(lane.height for lane in lanes)
    layers = [layer for at in range(len(lanes)) for layer in _level(lanes, at, height)]
    most = max(numbers(rows, "first", "second"), default=0.0) or 1.0
    for series, name in enumerate(("first", "second")):
        layers += _bars(rows, lanes, name, series, _PLOT / most)
    names = (chart.options.get("first_label"), chart.options.get("second_label"))
    keys = [sample(name, "box", **series_box(at)) for at, name in enumerate(names)]
    layers += draw_key(keys, _WIDE + _GAP, _LABELS + _PLOT + 80)
    return canvas.compose(layers, _LEFT + _PLOT + 80, height)


def _level(lanes: Sequence[canvas.Lane], at: int, height: float) -> list[alt.Chart]:
    """A slice of the triangle, darker upwards, and its name beside it."""
    lane = lanes[at]
    edges = [
        {"x": _WIDE / 2 * (1 - y / height), "x2": _WIDE / 2 * (1 + y / height), "y": y}
        for y in (lane.top, lane.top + lane.height)
    ]
    shade = _SHADES[round((len(_SHADES) - 1) * (len(lanes) - 1 - at) / max(len(lanes) - 1, 1))]
    drawn = canvas.layer(edges).mark_area(orient="horizontal", fill=shade, fillOpacity=1, line=False, **_EDGE)
    return [
        canvas.placed(drawn, x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y()),
        canvas.write([{"x": _WIDE + _GAP, "y": lane.middle, "text": lane.label}], align="left"),
    ]


def _bars(rows: Sequence[Row], lanes: Sequence[canvas.Lane], name: str, series: int, scale: float) -> list[alt.Chart]:
    bars, words = [], []
    for row, lane in zip(rows, lanes, strict=True):
        share = number(row, name)
        top = lane.middle + (series - 1) * _BAR
        end = round(_LEFT + (share or 0.0) * scale, 2)
        if share is not None:
            bars.append({"x": _LEFT, "x2": end, "y": top + 1, "y2": top + _BAR - 2})
        words.append({"x": end + 5, "y": top + _BAR / 2, "text": text(row, f"{name}_text")})
    drawn = canvas.layer(bars).mark_rect(**series_box(series))
    placed = canvas.placed(drawn, x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y(), y2="y2:Q")
    return [placed, canvas.write(words, align="left")]
