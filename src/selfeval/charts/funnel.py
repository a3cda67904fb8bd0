"""A funnel: each project by the size of what it counts, around the value of all together, with two pairs of limits."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, number, numbers, text
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart

FIELDS = ("label", "size", "value", "own", "low", "high", "lowest", "highest")
_WIDTH, _HEIGHT, _LABEL, _RIGHT = 520, 250, 150, 60
_CENTRE: look.Mark = {"stroke": look.INK, "strokeWidth": 1.5}
_INNER: look.Mark = {"stroke": look.GREY, "strokeWidth": 1.5, "strokeDash": [5, 3]}
_OUTER: look.Mark = {"stroke": look.GREY, "strokeWidth": 1.5}
_POINT: look.Mark = {"shape": "circle", "fill": look.TEAL, "stroke": look.PAPER, "strokeWidth": 1, "size": 70}
_OWN: look.Mark = {"shape": "diamond", "fill": look.RUST, "stroke": look.INK, "strokeWidth": 1.5, "size": 190}
_CROWDED = 60
# Where a label may stand beside its point, in pixels, and how it is set there; the first free place is taken.
_PLACES = ((10, 0, "left"), (-10, 0, "right"), (0, -15, "center"), (0, 15, "center"))
_OWN_FURTHER = 1.3
# Paper around a label, where a line runs under it.
_HALO: look.Mark = {"stroke": look.PAPER, "strokeWidth": 4}
_SIDES = ("left", "right", "center")
Box = tuple[float, float, float, float]


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS; a row with a value is a project of that `size` (denominator), `own` marks the reader's.

    A row without a value is a place on the limits, by rising size: `low` and `high` are the inner pair, `lowest` and
    `highest` the outer one. Values are fractions of 1 with options["percent"].
    options: percent, target (the value of all together), x_title, y_title, point_label, own_label, group_label,
    inner_label, outer_label; logarithmic (sizes by their ratios), crowded (many points, hence small ones).
    """
    points = [row for row in chart.rows if number(row, "value") is not None and number(row, "size")]
    curve = [row for row in chart.rows if number(row, "value") is None and number(row, "size")]
    target = number(chart.options, "target")
    sizes = _sizes(chart)
    values = _values(points, curve, target, chart)
    labels = _labels(points, sizes, values)
    layers = [
        *_limits(curve, sizes, values),
        _centre(target, sizes, values),
        *_points(points, sizes, values, bool(chart.options.get("crowded"))),
        *_written(labels),
        *draw_key(_key(chart), 0, _WIDTH + _RIGHT),
    ]
    return canvas.compose(layers, _WIDTH, _HEIGHT)


def _sizes(chart: Chart) -> canvas.Measure:
    found, title = numbers(chart.rows, "size"), {"x_title": text(chart.options, "x_title")}
    if chart.options.get("logarithmic") and found:
        return canvas.log_measure(found, title)
    return canvas.measure(found, title, from_zero=False)


def _values(points: Sequence[Row], curve: Sequence[Row], target: float | None, chart: Chart) -> canvas.Measure:
    """An axis up to just beyond what is drawn: the heights of points are compared, not lengths from 0."""
    found = [*numbers(points, "value"), *numbers(curve, "low", "high", "lowest", "highest")]
    titles = {"x_title": text(chart.options, "y_title"), "percent": chart.options.get("percent")}
    return canvas.measure([*found, *([] if target is None else [target])], titles, from_zero=False)


def _limits(curve: Sequence[Row], sizes: canvas.Measure, values: canvas.Measure) -> list[alt.Chart]:
    """Four lines over the same rows, which a specification then holds once."""
    names = {"low": _INNER, "high": _INNER, "lowest": _OUTER, "highest": _OUTER}
    rows = [{"size": number(row, "size"), **{name: number(row, name) for name in names}} for row in curve]
    return [
        canvas.placed(canvas.layer(rows).mark_line(**mark), x=sizes.x("size"), y=values.y(name), order="size:Q")
        for name, mark in names.items()
    ]


def _centre(target: float | None, sizes: canvas.Measure, values: canvas.Measure) -> alt.Chart:
    rows = [] if target is None else [{"size": sizes.low, "size2": sizes.high, "value": target}]
    return canvas.placed(canvas.layer(rows).mark_rule(**_CENTRE), x=sizes.x("size"), x2="size2:Q", y=values.y())


def _points(points: Sequence[Row], sizes: canvas.Measure, values: canvas.Measure, crowded: bool) -> list[alt.Chart]:
    """The reader's own project last, so that no other point lies over it."""
    drawn = []
    smaller = {"size": _CROWDED} if crowded else {}
    for own, mark in ((False, {**_POINT, **smaller}), (True, {**_OWN, **smaller})):
        rows = [
            {"size": number(row, "size"), "value": number(row, "value")} for row in points if bool(row["own"]) is own
        ]
        layer = canvas.layer(rows).mark_point(opacity=1, **mark)
        drawn.append(canvas.placed(layer, x=sizes.x("size"), y=values.y()))
    return drawn


def _labels(points: Sequence[Row], sizes: canvas.Measure, values: canvas.Measure) -> list[dict[str, object]]:
    """Each point's label in the first place beside it where it covers no point and no other label."""
    spots = [_spot(row, sizes, values) for row in points]
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    found: list[dict[str, object]] = []
    for row, (x, y) in zip(points, spots, strict=True):
        if not text(row, "label"):
            continue
        written = look.wrap(text(row, "label"), _LABEL)
        away = _OWN_FURTHER if row["own"] else 1.0
        ends = [(x + away * dx, y + away * dy, side) for dx, dy, side in _PLACES]
        boxes = [(_box(*end[:2], written, end[2]), end[2], *end[:2]) for end in ends]
        box, side, at, down = next((one for one in boxes if not _covers(one[0], taken)), boxes[0])
        taken.append(box)
        found.append({"x": at, "y": down, "text": written, "side": side})
    return found


def _written(labels: Sequence[dict[str, object]]) -> list[alt.Chart]:
    """The labels over their own paper, a pair of layers for each side they are set from."""
    sides = {side: [one for one in labels if one["side"] == side] for side in _SIDES}
    return [canvas.write(rows, align=side, **mark) for side, rows in sides.items() for mark in (_HALO, {})]


def _spot(row: Row, sizes: canvas.Measure, values: canvas.Measure) -> tuple[float, float]:
    across = sizes.pixel(number(row, "size") or 0.0, _WIDTH)
    return round(across, 2), round(_HEIGHT - values.pixel(number(row, "value") or 0.0, _HEIGHT), 2)


def _box(x: float, y: float, written: str, side: str) -> Box:
    wide, high = look.text_width(written), look.LINE * (written.count("\n") + 1)
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[side]
    return left, y - high / 2, left + wide, y + high / 2


def _covers(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < right and left < box[2] and box[1] < low and top < box[3] for left, top, right, low in taken)


def _key(chart: Chart) -> list[Sample]:
    options = chart.options
    return [
        sample(options.get("point_label"), "point", **_POINT),
        sample(options.get("own_label"), "point", **_OWN),
        sample(options.get("group_label"), "line", **_CENTRE),
        sample(options.get("inner_label"), "line", **_INNER),
        sample(options.get("outer_label"), "line", **_OUTER),
    ]
