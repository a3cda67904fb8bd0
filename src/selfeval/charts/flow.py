"""A waterfall, from top to bottom: a stock, what came in, what went out, the next stock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, numbers, text, whole
from selfeval.document import Chart

FIELDS = ("label", "order", "kind", "value")
_PLOT, _LANE = 340, 34
_LOOKS: Mapping[str, look.Mark] = {
    "stock": {"fill": look.TEAL, "stroke": look.TEAL},
    "inflow": {"fill": look.TEAL_TINT, "stroke": look.TEAL},
    "outflow": {"fill": look.RUST_TINT, "stroke": look.RUST, "strokeDash": [4, 2]},
}
_SIGNS = {"stock": "", "inflow": "+", "outflow": look.MINUS}


@dataclass(frozen=True, slots=True)
class Step:
    """One bar in its lane: from which level to which; the value is None when it is not known."""

    lane: canvas.Lane
    kind: str
    value: float | None
    start: float
    end: float


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, kind stock, inflow or outflow, value 0 or more (what went out, too); options: x_title, digits.

    A step without a value leaves a gap and the level where it was. ValueError: another kind.
    """
    lanes = canvas.lanes(in_order(chart.rows, "order", "label"), look.LABELS, _LANE)
    steps = list(_steps(sorted(chart.rows, key=lambda row: whole(row, "order")), lanes))
    axis = canvas.measure([level for step in steps for level in (step.start, step.end)], chart.options)
    digits = look.digits_of(numbers(chart.rows, "value"), chart.options)
    height = canvas.height_of(lanes)
    layers = [canvas.upright(0, height, axis, stroke=look.GREY), _connectors(steps, axis), canvas.lane_labels(lanes)]
    for kind in _LOOKS:
        layers += _bars([step for step in steps if step.kind == kind], kind, axis, language, digits)
    return canvas.compose(layers, _PLOT, height)


def _steps(rows: Sequence[Row], lanes: Mapping[int, canvas.Lane]) -> Iterator[Step]:
    level = 0.0
    for row in rows:
        kind, value = text(row, "kind"), number(row, "value")
        if kind not in _LOOKS:
            raise ValueError(f"kind: stock, inflow or outflow is expected, found {kind!r}")
        start = 0.0 if kind == "stock" else level
        if value is not None:
            level = value if kind == "stock" else level + value if kind == "inflow" else level - value
        yield Step(lanes[whole(row, "order")], kind, value, start, level)


def _connectors(steps: Sequence[Step], axis: canvas.Measure) -> alt.Chart:
    """From bar to bar, where both are known."""
    rows = [
        {"value": one.end, "y": one.lane.middle, "y2": following.lane.middle}
        for one, following in pairwise(steps)
        if one.value is not None and following.value is not None
    ]
    drawn = canvas.layer(rows).mark_rule(stroke=look.GREY, strokeDash=[2, 2])
    return canvas.placed(drawn, x=axis.x(), y=canvas.pixel_y(), y2="y2:Q")


def _bars(steps: Sequence[Step], kind: str, axis: canvas.Measure, language: str, digits: int) -> list[alt.Chart]:
    bars = [
        {
            "value": step.start,
            "value2": step.end,
            "right": max(step.start, step.end),
            "y": step.lane.middle - 11,
            "y2": step.lane.middle + 11,
            "middle": step.lane.middle,
            "text": _SIGNS[kind] + look.number_text(step.value, language, digits),
        }
        for step in steps
        if step.value is not None
    ]
    drawn = canvas.layer(bars).mark_rect(**_LOOKS[kind])
    return [
        drawn.encode(x=axis.x(), x2="value2:Q", y=canvas.pixel_y(), y2="y2:Q"),
        canvas.write(bars, x=axis.x("right"), y=canvas.pixel_y("middle"), align="left", dx=7),
    ]
