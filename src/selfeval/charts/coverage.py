"""How many a year: a matrix of numbered squares, its zeros plain to see."""

from __future__ import annotations

from typing import Any

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import in_order, number, numbers, text, whole
from selfeval.document import Chart

FIELDS = ("axis", "order", "year", "count")
_LANE, _SQUARE, _WIDEST = 32, 27, 64


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, a count of None leaving its place empty; options: x_title."""
    rows = canvas.lanes(in_order(chart.rows, "order", "axis"), look.LABELS, _LANE)
    years = sorted({whole(row, "year") for row in chart.rows})
    step = min(_WIDEST, (look.WIDTH - look.LABELS) / max(len(years), 1))
    place = {year: step * (at + 0.5) for at, year in enumerate(years)}
    most = max(numbers(chart.rows, "count"), default=1.0)
    cells = [
        _cell(
            place[whole(row, "year")],
            rows[whole(row, "order")].middle,
            count,
            most,
            look.number_text(count, language, 0),
        )
        for row in chart.rows
        if (count := number(row, "count")) is not None
    ]
    heads: list[dict[str, object]] = [{"x": x, "y": -12, "text": str(year)} for year, x in place.items()]
    title = {"x": step * len(years) / 2, "y": -32, "text": text(chart.options, "x_title")}
    layers = [
        *_squares(cells),
        canvas.write([*heads, title], align="center"),
        canvas.lane_labels(rows),
    ]
    return canvas.compose(layers, step * len(years), canvas.height_of(rows))


def _cell(x: float, y: float, count: float, most: float, written: str) -> dict[str, object]:
    half = _SQUARE / 2
    tint = round(0.12 + 0.38 * count / max(most, 1), 3)
    edges = {"x": x - half, "x2": x + half, "y": y - half, "y2": y + half, "tint": tint, "zero": count == 0}
    return {**edges, "middle": x, "centre": y, "text": written}


def _squares(cells: list[dict[str, object]]) -> list[alt.Chart]:
    some = [cell for cell in cells if not cell["zero"]]
    none = [cell for cell in cells if cell["zero"]]
    edges: dict[str, Any] = {"x": canvas.pixel_x(), "x2": alt.X2("x2:Q"), "y": canvas.pixel_y(), "y2": alt.Y2("y2:Q")}
    at: dict[str, Any] = {"x": canvas.pixel_x("middle"), "y": canvas.pixel_y("centre")}
    tint = alt.FillOpacity("tint:Q", scale=None, legend=None)
    return [
        canvas.layer(some).mark_rect(fill=look.TEAL, cornerRadius=3).encode(fillOpacity=tint, **edges),
        canvas.layer(none).mark_rect(filled=False, stroke=look.RUST, strokeDash=[3, 2], cornerRadius=3).encode(**edges),
        canvas.write(some, align="center", **at),
        canvas.write(none, align="center", color=look.RUST, **at),
    ]
