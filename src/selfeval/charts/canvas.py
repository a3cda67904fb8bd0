"""Layers every kind is made of: places in pixels, a measuring axis, lanes with a label, a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import altair as alt

from selfeval.charts import look

Values = Mapping[str, object]


def pixel_x(field: str = "x") -> alt.X:
    """A field that is a place across the chart, in pixels from the left of the plot."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def pixel_y(field: str = "y") -> alt.Y:
    """A field that is a place down the chart, in pixels from the top of the plot."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def layer(rows: Iterable[Values]) -> alt.Chart:
    """A chart of these values, still without a mark."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def placed(drawn: alt.Chart, **channels: Any) -> alt.Chart:
    """The chart with its marks where these channels put them."""
    found: alt.Chart = drawn.encode(**{name: _channel(name, value) for name, value in channels.items()})
    return found


def _channel(name: str, value: Any) -> Any:
    """A channel given as text, made here: Altair would go through all its classes to find out which one is meant."""
    return getattr(alt, name[0].upper() + name[1:])(value) if isinstance(value, str) else value


def compose(layers: Iterable[alt.Chart], width: float, height: float) -> alt.LayerChart:
    """The layers that have values, one over the other."""
    filled = [one for one in layers if one.data.values]
    return alt.LayerChart(layer=filled, width=round(width), height=round(height))


def write(rows: Iterable[Values], x: alt.X | None = None, y: alt.Y | None = None, **mark: Any) -> alt.Chart:
    """Rows' `text` at their place, several lines centred on it."""
    lifted = [{**row, "dy": -str(row["text"]).count("\n") * look.LINE / 2} for row in rows if row["text"]]
    drawn = layer(lifted).mark_text(**{"baseline": "middle", "dy": alt.ExprRef("datum.dy"), **mark})
    return placed(drawn, x=x or pixel_x(), y=y or pixel_y(), text="text:N")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measuring axis from `low` to `high`, in the unit of the values, with a number at each of the `ticks`.

    `unsigned` writes the numbers of both sides of 0 without a minus sign; `logarithmic` gives equal ratios equal
    lengths.
    """

    low: float
    high: float
    title: str = ""
    format: str = ""
    ticks: tuple[float, ...] = ()
    unsigned: bool = False
    logarithmic: bool = False

    def x(self, field: str = "value") -> alt.X:
        """A field measured across."""
        return alt.X(f"{field}:Q", scale=self._scale(), axis=self._axis(), title=self.title or None)

    def y(self, field: str = "value") -> alt.Y:
        """A field measured upwards."""
        return alt.Y(f"{field}:Q", scale=self._scale(), axis=self._axis(), title=self.title or None)

    def pixel(self, value: float, length: float) -> float:
        """Where a value lies on an axis of this length, in pixels from its low end."""
        if self.logarithmic:
            return log10(value / self.low) / log10(self.high / self.low) * length
        return (value - self.low) / (self.high - self.low) * length

    def _scale(self) -> alt.Scale:
        if self.logarithmic:
            return alt.Scale(type="log", domain=[self.low, self.high], nice=False)
        return alt.Scale(domain=[self.low, self.high], nice=False, zero=False)

    def _axis(self) -> alt.Axis:
        given: dict[str, Any] = {"labelExpr": f"format(abs(datum.value), '{self.format}')"} if self.unsigned else {}
        ticks = list(self.ticks)
        return alt.Axis(
            format=self.format, values=ticks, labelOverlap="greedy", labelSeparation=4, labelFlush=False, **given
        )


def measure(
    values: Sequence[float], options: Mapping[str, object], form: str = "", parts: int = 5, from_zero: bool = True
) -> Measure:
    """An axis that holds 0 and all values, from round number to round number, in about so many parts.

    Not `from_zero`: only all values, for marks whose length says nothing. options: percent, x_title.
    """
    ends = (0.0, *values) if from_zero or not values else tuple(values)
    low, high = min(ends), max(ends)
    high = high if high > low else low + 1.0
    step = _round_step((high - low) / parts)
    first, last = floor(round(low / step, 9)), ceil(round(high / step, 9))
    ticks = tuple(round(step * at, 12) for at in range(first, last + 1))
    percent = ".0%" if step >= 0.01 else "~%"
    form = form or (percent if options.get("percent") else ",~f")
    return Measure(ticks[0], ticks[-1], str(options.get("x_title") or ""), form, ticks)


def log_measure(values: Sequence[float], options: Mapping[str, object]) -> Measure:
    """An axis of equal ratios that holds all values, which are above 0, from one of 1, 2 and 5 to another.

    options: x_title.
    """
    low, high = min(values), max(values)
    powers = range(floor(log10(low)), ceil(log10(high)) + 2)
    steps = [float(factor * 10**power) for power in powers for factor in (1, 2, 5)]
    first = max(step for step in steps if step <= low)
    last = min(step for step in steps if step >= high and step > first)
    ticks = tuple(step for step in steps if first <= step <= last)
    return Measure(first, last, str(options.get("x_title") or ""), ",~f", ticks, logarithmic=True)


def _round_step(least: float) -> float:
    """The next of 1, 2, 5 and 10 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return next(float(power * factor) for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a chart: its wrapped label and its place down the chart, in pixels."""

    label: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top + self.height / 2


def lanes(
    labels: Mapping[int, str], pixels: float, least: float, beside: Mapping[int, str] | None = None
) -> dict[int, Lane]:
    """A lane an order number: `least` pixels high, or what its label in this width or the text beside it needs."""
    made: dict[int, Lane] = {}
    top = 0.0
    for order, label in labels.items():
        wrapped = look.wrap(label, pixels)
        lines = max(wrapped.count("\n"), (beside or {}).get(order, "").count("\n")) + 1
        height = max(least, lines * look.LINE + 8)
        made[order] = Lane(wrapped, top, height)
        top += height
    return made


def height_of(rows: Mapping[int, Lane]) -> float:
    """All lanes together, in pixels."""
    return sum(lane.height for lane in rows.values())


def lane_labels(rows: Mapping[int, Lane]) -> alt.Chart:
    """The labels, at the left of the plot."""
    return write(({"x": -10, "y": lane.middle, "text": lane.label} for lane in rows.values()), align="right")


def upright(x: float, height: float, measured: Measure, **mark: Any) -> alt.Chart:
    """A line down the whole plot at a measured place; it also carries the axis."""
    drawn = layer([{"value": x, "y": 0, "y2": height}]).mark_rule(**mark)
    return placed(drawn, x=measured.x(), y=pixel_y(), y2="y2:Q")
