"""A control chart: measurements in the order of time, with their centre, their limits and what is a signal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, number, numbers, text, whole
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "order", "value", "centre", "low", "high", "stretch", "signal", "trial")
_WIDE, _TALL, _LABEL = 590, 230, 34
_SERIES: look.Mark = {"stroke": look.TEAL, "strokeWidth": 1.5}
_POINT: look.Mark = {"shape": "circle", "fill": look.TEAL, "stroke": look.PAPER, "strokeWidth": 1, "size": 55}
_SIGNAL: look.Mark = {"shape": "diamond", "fill": look.RUST, "stroke": look.INK, "strokeWidth": 1, "size": 120}
_CENTRE: look.Mark = {"stroke": look.INK, "strokeWidth": 1.5}
_LIMIT: look.Mark = {"stroke": look.GREY, "strokeWidth": 1.5}
_TRIAL: look.Mark = {"stroke": look.GREY, "strokeWidth": 1.5, "strokeDash": [5, 3]}
_BREAK: look.Mark = {"stroke": look.RUST, "strokeWidth": 1.5, "strokeDash": [2, 3]}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, one a moment; value, centre and limits in one unit, None where there is none.

    stretch: the number of the part between two breaks; a break is drawn before the first moment of each next one.
    signal: whether a rule finds a pattern in the point. trial: whether its limits rest on too few points to be firm.
    options: percent, y_title, rules_label (the rule set, always drawn), value_label, signal_label, centre_label,
    limit_label, trial_label, break_label.
    """
    rows = sorted(chart.rows, key=lambda row: whole(row, "order"))
    across = canvas.Measure(-0.6, max(len(rows), 1) - 0.4)
    up = _axis(rows, chart)
    layers = [
        _frame(up),
        *_levels(rows, across, up),
        _breaks(rows, across),
        _line(rows, across, up),
        _points(rows, across, up, _POINT, False),
        _points(rows, across, up, _SIGNAL, True),
        _labels(rows, across),
        canvas.write([{"x": 0, "y": -16, "text": text(chart.options, "rules_label")}], align="left", color=look.GREY),
        *draw_key(_key(rows, chart), 0, _WIDE, 38),
    ]
    return canvas.compose(layers, _WIDE, _TALL)


def _axis(rows: Sequence[Row], chart: Chart) -> canvas.Measure:
    """Up to just beyond what is drawn: heights are compared with the limits, not with 0."""
    titles = {"x_title": text(chart.options, "y_title"), "percent": chart.options.get("percent")}
    return canvas.measure(numbers(rows, "value", "centre", "low", "high"), titles, from_zero=False)


def _at(order: float, across: canvas.Measure) -> float:
    return round(across.pixel(order, _WIDE), 2)


def _frame(up: canvas.Measure) -> alt.Chart:
    rows = [{"x": 0, "x2": _WIDE, "value": up.low}]
    return canvas.placed(canvas.layer(rows).mark_rule(stroke=look.LIGHT), x=canvas.pixel_x(), x2="x2:Q", y=up.y())


def _levels(rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure) -> Iterator[alt.Chart]:
    """Centre and limits, level as long as they are the same."""
    pieces = {name: list(_pieces(rows, name, across)) for name in ("low", "high", "centre")}
    limits = [*pieces["low"], *pieces["high"]]
    for mark, found in (
        (_LIMIT, [piece for piece in limits if not piece["trial"]]),
        (_TRIAL, [piece for piece in limits if piece["trial"]]),
        (_CENTRE, pieces["centre"]),
    ):
        yield canvas.placed(canvas.layer(found).mark_rule(**mark), x=canvas.pixel_x(), x2="x2:Q", y=up.y())


def _pieces(rows: Sequence[Row], name: str, across: canvas.Measure) -> Iterator[dict[str, object]]:
    start = 0
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        if following is not None and _level(row, name) == _level(following, name):
            continue
        if (value := number(row, name)) is not None:
            ends = {"x": _at(start - 0.5, across), "x2": _at(at + 0.5, across)}
            yield {**ends, "value": value, "trial": bool(row["trial"])}
        start = at + 1


def _level(row: Row, name: str) -> tuple[float | None, int]:
    return number(row, name), whole(row, "stretch")


def _breaks(rows: Sequence[Row], across: canvas.Measure) -> alt.Chart:
    found = [
        {"x": _at(at - 0.5, across), "y": 0, "y2": _TALL}
        for at, row in enumerate(rows)
        if at and whole(row, "stretch") != whole(rows[at - 1], "stretch")
    ]
    return canvas.placed(canvas.layer(found).mark_rule(**_BREAK), x=canvas.pixel_x(), y=canvas.pixel_y(), y2="y2:Q")


def _line(rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure) -> alt.Chart:
    """The series; it crosses neither a missing point nor a break."""
    part, points = 0, []
    for at, row in enumerate(rows):
        if at and whole(row, "stretch") != whole(rows[at - 1], "stretch"):
            part += 1
        if (value := number(row, "value")) is None:
            part += 1
        else:
            points.append({"x": _at(at, across), "value": value, "part": part})
    drawn = canvas.layer(points).mark_line(**_SERIES)
    return canvas.placed(drawn, x=canvas.pixel_x(), y=up.y(), detail="part:N", order=alt.Order("x:Q"))


def _points(
    rows: Sequence[Row], across: canvas.Measure, up: canvas.Measure, mark: look.Mark, signal: bool
) -> alt.Chart:
    found = [
        {"x": _at(at, across), "value": value}
        for at, row in enumerate(rows)
        if bool(row["signal"]) is signal and (value := number(row, "value")) is not None
    ]
    return canvas.placed(canvas.layer(found).mark_point(opacity=1, **mark), x=canvas.pixel_x(), y=up.y())


def _labels(rows: Sequence[Row], across: canvas.Measure) -> alt.Chart:
    """The names of the moments below the chart, as many as have room."""
    widest = max((look.text_width(text(row, "label")) for row in rows), default=0)
    every = max(1, -(-int(widest + 10) * len(rows) // _WIDE))
    found = [
        {"x": _at(at, across), "y": _TALL + _LABEL / 2, "text": text(row, "label")}
        for at, row in enumerate(rows)
        if at % every == 0
    ]
    return canvas.write(found, align="center")


def _key(rows: Sequence[Row], chart: Chart) -> list[Sample]:
    """Only what this chart shows."""
    options = chart.options
    trial = {bool(row["trial"]) for row in rows if number(row, "low") is not None}
    stretches = {whole(row, "stretch") for row in rows}
    return [
        Sample(text(options, "value_label"), (("line", _SERIES), ("point", _POINT))),
        *([sample(options.get("signal_label"), "point", **_SIGNAL)] if any(row["signal"] for row in rows) else []),
        sample(options.get("centre_label"), "line", **_CENTRE),
        *([sample(options.get("limit_label"), "line", **_LIMIT)] if False in trial else []),
        *([sample(options.get("trial_label"), "line", **_TRIAL)] if True in trial else []),
        *([sample(options.get("break_label"), "tick", **_BREAK)] if len(stretches) > 1 else []),
    ]
