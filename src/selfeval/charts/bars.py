"""Grouped bars across, a group a label; what may not be shown is a hatched stub with a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.charts.key import draw_key, sample, series_box
from selfeval.document import Chart

FIELDS = ("label", "order", "series", "series_order", "value")
PLOT, BAR = 350, 18
_STUB, _HATCH = 34, 6
Bar = dict[str, object]


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, hidden (True: disclosure control hides the value, which then isn't read); options: hidden_label,
    percent, digits, x_title."""
    series = in_order(chart.rows, "series_order", "series")
    rows = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, len(series) * BAR + 12)
    shown = [row for row in chart.rows if not row.get("hidden")]
    hidden = [row for row in chart.rows if row.get("hidden")]
    axis = _axis(numbers(shown, "value"), chart)
    digits, percent = look.digits_of(numbers(shown, "value"), chart.options), bool(chart.options.get("percent"))
    layers = [canvas.upright(0, canvas.height_of(rows), axis, stroke=look.GREY)]
    for at, order in enumerate(series):
        found = ((row, number(row, "value")) for row in shown if whole(row, "series_order") == order)
        bars = [
            bar(rows[whole(row, "order")], at, len(series), value, look.number_text(value, language, digits, percent))
            for row, value in found
            if value is not None
        ]
        layers += draw_bars(bars, axis, at)
    layers += _stubs(hidden, rows, list(series), text(chart.options, "hidden_label"), axis.pixel(0, PLOT))
    names = [sample(name, "box", **series_box(at)) for at, name in enumerate(series.values())]
    layers += [canvas.lane_labels(rows), *draw_key(names if len(names) > 1 else [], 0, PLOT)]
    return canvas.compose(layers, PLOT, canvas.height_of(rows))


def _axis(values: list[float], chart: Chart) -> canvas.Measure:
    """With room for the number of a bar below 0."""
    low, high = min((0.0, *values)), max((0.0, *values))
    return canvas.measure([low - 0.2 * (high - low) if low < 0 else low, high], chart.options)


def bar(lane: canvas.Lane, place: int, of: int, value: float, written: str) -> Bar:
    """A bar from 0 to its value; the `place`-th (from 0) of so many in its lane."""
    top = _top(lane, place, of)
    middle = top + BAR / 2
    return {"value": value, "value2": 0, "y": top + 1, "y2": top + BAR - 1, "middle": middle, "text": written}


def _top(lane: canvas.Lane, place: int, of: int) -> float:
    return lane.middle + (place - of / 2) * BAR


def draw_bars(bars: Sequence[Bar], axis: canvas.Measure, series: int) -> list[alt.Chart]:
    """The bars of one series, each with its text at its end (`end` when that stands elsewhere than at `value`)."""
    below = [{**one, "end": one.get("end", one["value"])} for one in bars if _is_below(one)]
    above = [{**one, "end": one.get("end", one["value"])} for one in bars if not _is_below(one)]
    drawn = canvas.layer(bars).mark_rect(**series_box(series))
    return [
        drawn.encode(x=axis.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q"),
        canvas.write(above, x=axis.x("end"), y=canvas.pixel_y("middle"), align="left", dx=6),
        canvas.write(below, x=axis.x("end"), y=canvas.pixel_y("middle"), align="right", dx=-6),
    ]


def _is_below(one: Mapping[str, object]) -> bool:
    value = one["value"]
    return isinstance(value, float) and value < 0


def _stubs(
    hidden: Sequence[Row], rows: Mapping[int, canvas.Lane], series: list[int], label: str, zero: float
) -> list[alt.Chart]:
    """A short hatched box in place of the bar: as long whatever the value is."""
    tops = [_top(rows[whole(row, "order")], series.index(whole(row, "series_order")), len(series)) for row in hidden]
    boxes = [{"x": zero + 1, "x2": zero + 1 + _STUB, "y": top + 2, "y2": top + BAR - 2} for top in tops]
    stripes = [stripe for top in tops for stripe in _stripes(zero, top + 2, top + BAR - 2)]
    words = [{"x": zero + _STUB + 8, "y": top + BAR / 2, "text": label} for top in tops]
    edges = {"x": canvas.pixel_x(), "x2": alt.X2("x2:Q"), "y": canvas.pixel_y(), "y2": alt.Y2("y2:Q")}
    return [
        canvas.layer(boxes).mark_rect(filled=False, stroke=look.GREY, strokeDash=[2, 2]).encode(**edges),
        canvas.layer(stripes).mark_rule(stroke=look.GREY, opacity=0.6).encode(**edges),
        canvas.write(words, align="left", color=look.GREY, fontStyle="italic"),
    ]


def _stripes(zero: float, top: float, bottom: float) -> Iterator[dict[str, float]]:
    slant = bottom - top
    for start in range(1, int(_STUB - slant) + 2, _HATCH):
        yield {"x": zero + start, "x2": zero + start + slant, "y": bottom, "y2": top}
