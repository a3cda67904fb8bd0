"""Small charts side by side, one a label, over the years; a line never crosses a gap or a break in the series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.document import Chart

FIELDS = ("label", "order", "year", "value", "low", "high", "break")
_TALL, _APART = 90, 62


def draw(chart: Chart, language: str) -> alt.ConcatChart | alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS; `break` True: from this year on measured otherwise, a dashed line stands before it.

    A row may say `percent` for the small chart it belongs to.
    options: columns (3), height of a small chart in pixels (90), percent (of all), y_title (beside each chart).
    Each chart has its own measure, from 0.
    """
    columns = whole(chart.options, "columns") if "columns" in chart.options else 3
    labels = in_order(chart.rows, "order", "label")
    wide = (look.WIDTH + 20) / columns - _APART
    years = sorted({whole(row, "year") for row in chart.rows})
    parts = [
        _panel([row for row in chart.rows if whole(row, "order") == order], label, years, wide, chart)
        for order, label in labels.items()
    ]
    if not parts:
        return canvas.compose([canvas.upright(0, _TALL, canvas.Measure(0, 1), opacity=0)], wide, _TALL)
    return alt.concat(*parts, columns=columns, spacing=18)


def _panel(rows: Sequence[Row], label: str, years: Sequence[int], wide: float, chart: Chart) -> alt.LayerChart:
    ordered = sorted(rows, key=lambda row: whole(row, "year"))
    tall = whole(chart.options, "height") if "height" in chart.options else _TALL
    percent = chart.options.get("percent") or any(row.get("percent") for row in rows)
    found = canvas.measure(numbers(rows, "value", "low", "high"), {"percent": percent}, parts=3)
    across = canvas.Measure(years[0] - 0.4, years[-1] + 0.4, "", "d", tuple(float(year) for year in years))
    up = replace(found, title=text(chart.options, "y_title"))
    parts = [[_point(row, at) for row in run] for at, run in enumerate(_runs(ordered))]
    points = [point for part in parts for point in part]
    spread = [point for point in points if point["low"] is not None and point["high"] is not None]
    band = canvas.layer(spread).mark_area(color=look.LIGHT, opacity=0.6)
    alone = [point for point in spread if len(parts[int(str(point["part"]))]) == 1]
    ends = canvas.layer(alone).mark_rule(stroke=look.LIGHT, strokeWidth=5, opacity=0.6)
    line = canvas.layer(points).mark_line(stroke=look.TEAL, strokeWidth=2)
    dots = canvas.layer(points).mark_point(shape="circle", fill=look.TEAL, stroke=look.PAPER, size=50, opacity=1)
    x, low, value = across.x("year"), up.y("low"), up.y("value")
    layers = [
        _frame(across, up),
        band.encode(x=x, y=low, y2="high:Q", detail="part:N"),
        ends.encode(x=x, y=low, y2="high:Q"),
        _breaks(rows, across, tall),
        line.encode(x=x, y=value, detail="part:N"),
        dots.encode(x=x, y=value),
    ]
    title = alt.Title(
        look.wrap(label, wide + 40).split("\n"),
        anchor="start",
        color=look.INK,
        fontSize=look.TEXT,
        lineHeight=look.LINE,
    )
    return canvas.compose(layers, wide, tall).properties(title=title)


def _frame(across: canvas.Measure, up: canvas.Measure) -> alt.Chart:
    """Both axes, also when no year has a value."""
    ground = canvas.layer([{"year": across.low, "year2": across.high, "value": 0}]).mark_rule(stroke=look.LIGHT)
    return canvas.placed(ground, x=across.x("year"), x2="year2:Q", y=up.y())


def _breaks(rows: Sequence[Row], across: canvas.Measure, tall: int) -> alt.Chart:
    found = [{"year": whole(row, "year") - 0.5, "y": 0, "y2": tall} for row in rows if row.get("break")]
    drawn = canvas.layer(found).mark_rule(stroke=look.RUST, strokeDash=[3, 3])
    return canvas.placed(drawn, x=across.x("year"), y=canvas.pixel_y(), y2="y2:Q")


def _point(row: Row, part: int) -> dict[str, object]:
    values = {name: number(row, name) for name in ("value", "low", "high")}
    return {"year": whole(row, "year"), **values, "part": part}


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Years in a row that all have a value, measured alike."""
    run: list[Row] = []
    for row in rows:
        follows = run and whole(row, "year") == whole(run[-1], "year") + 1 and not row.get("break")
        if run and (not follows or number(row, "value") is None):
            yield run
            run = []
        if number(row, "value") is not None:
            run = [*run, row]
    if run:
        yield run
