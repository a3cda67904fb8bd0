"""A population pyramid: the age bands upwards, one sex to the left and one to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import in_order, number, numbers, text, whole
from selfeval.charts.key import series_box
from selfeval.document import Chart

FIELDS = ("band", "order", "sex", "sex_order", "value")
_PLOT, _LANE, _BANDS = 440, 22, 90
Bar = dict[str, object]


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, value 0 or more; the lowest `order` stands at the bottom, the lowest `sex_order` at the left.

    options: x_title, y_title, percent, digits. ValueError: more than two sexes.
    """
    sexes = in_order(chart.rows, "sex_order", "sex")
    if len(sexes) > 2:
        raise ValueError(f"a pyramid has two sides, found {len(sexes)}")
    bands = in_order(chart.rows, "order", "band")
    rows = canvas.lanes(dict(reversed(bands.items())), _BANDS, _LANE)
    values = numbers(chart.rows, "value")
    if min(values, default=0.0) < 0:
        raise ValueError("a pyramid counts: a value below 0 was found")
    # A little more than the longest bar, for the number at its end.
    most = max(values, default=1.0) * 1.15
    axis = replace(canvas.measure([-most, most], chart.options), unsigned=True)
    height = canvas.height_of(rows)
    layers = []
    for side, order in enumerate(sexes):
        bars = _bars(chart, rows, order, -1 if side == 0 else 1, language)
        layers += _side(bars, axis, side)
    layers += [canvas.upright(0, height, axis, stroke=look.PAPER, strokeWidth=2), canvas.lane_labels(rows)]
    layers += _heads(list(sexes.values()), text(chart.options, "y_title"))
    return canvas.compose(layers, _PLOT, height)


def _bars(chart: Chart, rows: dict[int, canvas.Lane], sex: int, sign: int, language: str) -> list[Bar]:
    digits = look.digits_of(numbers(chart.rows, "value"), chart.options)
    percent = bool(chart.options.get("percent"))
    bars: list[Bar] = []
    for row in chart.rows:
        value = number(row, "value")
        if whole(row, "sex_order") == sex and value is not None:
            lane = rows[whole(row, "order")]
            written = look.number_text(value, language, digits, percent)
            edges = {"y": lane.top + 2, "y2": lane.top + lane.height - 2, "middle": lane.middle}
            bars.append({"value": sign * value, "value2": 0, "text": written, **edges})
    return bars


def _side(bars: Sequence[Bar], axis: canvas.Measure, side: int) -> list[alt.Chart]:
    drawn = canvas.layer(bars).mark_rect(**series_box(side))
    aside = {"align": "right", "dx": -5} if side == 0 else {"align": "left", "dx": 5}
    return [
        drawn.encode(x=axis.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q"),
        canvas.write(bars, x=axis.x(), y=canvas.pixel_y("middle"), **aside),
    ]


def _heads(sexes: Sequence[str], bands: str) -> list[alt.Chart]:
    """The side a sex stands on, and above the age bands what they are."""
    places = (_PLOT / 4, _PLOT * 3 / 4)
    heads = [{"x": x, "y": -14, "text": sex} for x, sex in zip(places, sexes, strict=False)]
    return [
        canvas.write(heads, align="center", fontWeight="bold"),
        canvas.write([{"x": -10, "y": -14, "text": look.wrap(bands, _BANDS)}], align="right", color=look.GREY),
    ]
