"""Scores around a rim: one polygon a series, broken where a score is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, in_order, number, text, whole
from selfeval.charts.key import Sample, draw_key, sample, series_line, series_point
from selfeval.charts.rim import place_labels
from selfeval.document import Chart

FIELDS = ("axis", "order", "series", "series_order", "value")
_RADIUS, _LABELS = 160, 205
_CENTRE = look.WIDTH / 2
_SPREAD: look.Mark = {"stroke": look.LIGHT, "strokeWidth": 7}
_MEDIAN: look.Mark = {"stroke": look.INK, "strokeWidth": 2}
# Half of the length of a median's tick, in pixels.
_TICK = 6
_LINE_ORDER = alt.Order("at:Q")


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, low, high, median (same unit as value): of the respondents, on the rows of one series.

    options: maximum (5), spread_series (the rows that carry them), spread_label, median_label.
    """
    axes = in_order(chart.rows, "order", "axis")
    turn = {order: _angle(at, len(axes)) for at, order in enumerate(axes)}
    maximum = number(chart.options, "maximum") or 5.0
    layers = [*_web(list(turn.values()), int(maximum)), *_respondents(chart, turn, maximum)]
    series = in_order(chart.rows, "series_order", "series")
    for at, order in reversed(list(enumerate(series))):
        own = {whole(row, "order"): number(row, "value") for row in chart.rows if whole(row, "series_order") == order}
        layers += _polygon([(turn[axis], own.get(axis)) for axis in turn], maximum, at)
    labels = place_labels(list(axes.values()), list(turn.values()), (_CENTRE, _RADIUS), _RADIUS + 14, _LABELS)
    layers += [
        canvas.write([one.row for one in labels if one.side == side], align=side)
        for side in ("left", "right", "center")
    ]
    layers += draw_key(_key(chart, series), 0, look.WIDTH, 26 - min([0, *(one.top for one in labels)]))
    return canvas.compose(layers, look.WIDTH, 2 * _RADIUS)


def _angle(place: int, number_of_axes: int) -> float:
    """Clockwise from the top, in radians; an even number starts half a step on, so that no label stands on the top."""
    start = 0.5 if number_of_axes % 2 == 0 else 0.0
    return 2 * pi * (place + start) / max(number_of_axes, 1)


def _at(angle: float, share: float) -> dict[str, float]:
    """The place of a share of the radius, in pixels."""
    x, y = _CENTRE + _RADIUS * share * sin(angle), _RADIUS - _RADIUS * share * cos(angle)
    return {"x": round(x, 2), "y": round(y, 2)}


def _web(angles: Sequence[float], levels: int) -> list[alt.Chart]:
    rings = [
        {**_at(angle, level / levels), "part": level, "at": at}
        for level in range(1, levels + 1)
        for at, angle in enumerate([*angles, *angles[:1]])
    ]
    spokes = [{**_at(0, 0), "x2": end["x"], "y2": end["y"]} for end in (_at(angle, 1) for angle in angles)]
    numbers = [{**_at(0, level / levels), "text": str(level)} for level in range(levels + 1)]
    return [
        _lines(rings, stroke=look.LIGHT, strokeWidth=1),
        _rules(spokes, stroke=look.LIGHT, strokeWidth=1),
        canvas.write(numbers, color=look.GREY, fontSize=11, align="center"),
    ]


def _lines(rows: Sequence[Row], **mark: Any) -> alt.Chart:
    drawn = canvas.layer(rows).mark_line(**mark)
    return canvas.placed(drawn, x=canvas.pixel_x(), y=canvas.pixel_y(), detail="part:N", order=_LINE_ORDER)


def _rules(rows: Sequence[Row], **mark: Any) -> alt.Chart:
    return canvas.placed(
        canvas.layer(rows).mark_rule(**mark), x=canvas.pixel_x(), y=canvas.pixel_y(), x2="x2:Q", y2="y2:Q"
    )


def _respondents(chart: Chart, turn: Mapping[int, float], maximum: float) -> list[alt.Chart]:
    """The middle half of the individual scores along the spoke, and their median across it."""
    bars, ticks = [], []
    for row in chart.rows:
        if text(row, "series") != chart.options.get("spread_series"):
            continue
        angle, low, high = turn[whole(row, "order")], number(row, "low"), number(row, "high")
        if low is not None and high is not None:
            bars.append(_between(_at(angle, low / maximum), _at(angle, high / maximum)))
        if (median := number(row, "median")) is not None:
            middle = _at(angle, median / maximum)
            across = {"x": _TICK * cos(angle), "y": _TICK * sin(angle)}
            ends = [{name: round(middle[name] + side * across[name], 2) for name in middle} for side in (-1, 1)]
            ticks.append(_between(*ends))
    return [_rules(bars, strokeCap="round", **_SPREAD), _rules(ticks, **_MEDIAN)]


def _between(start: Mapping[str, float], end: Mapping[str, float]) -> dict[str, float]:
    return {"x": start["x"], "y": start["y"], "x2": end["x"], "y2": end["y"]}


def _polygon(scores: Sequence[tuple[float, float | None]], maximum: float, series: int) -> list[alt.Chart]:
    parts = [[_at(angle, value / maximum) for angle, value in run if value is not None] for run in _runs(scores)]
    points = [point for part in parts for point in part]
    if parts and len(points) == len(scores):
        parts = [[*parts[0], parts[0][0]]]
    rows = [{**point, "part": at, "at": step} for at, part in enumerate(parts) for step, point in enumerate(part)]
    dots = canvas.layer(points).mark_point(opacity=1, **series_point(series))
    return [_lines(rows, **series_line(series)), dots.encode(x=canvas.pixel_x(), y=canvas.pixel_y())]


def _runs(scores: Sequence[tuple[float, float | None]]) -> Iterator[list[tuple[float, float | None]]]:
    """Neighbours around the rim that all have a score; starts behind a gap, so that no run is cut at the top."""
    gap = next((at for at, (_, value) in enumerate(scores) if value is None), -1)
    run: list[tuple[float, float | None]] = []
    for score in [*scores[gap + 1 :], *scores[: gap + 1]]:
        if score[1] is None:
            if run:
                yield run
            run = []
        else:
            run.append(score)
    if run:
        yield run


def _key(chart: Chart, series: Mapping[int, str]) -> list[Sample]:
    named = [
        Sample(name, (("line", series_line(at)), ("point", series_point(at))))
        for at, name in enumerate(series.values())
    ]
    return [
        *named,
        sample(chart.options.get("median_label"), "tick", **_MEDIAN),
        sample(chart.options.get("spread_label"), "line", **_SPREAD),
    ]
