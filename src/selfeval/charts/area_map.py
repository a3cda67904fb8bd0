"""A map: municipalities shaded by class, from light to dark, and a region with a line around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, text, whole
from selfeval.charts.ground import Degrees, Projection, fit, outline, topology
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.document import Chart
from selfeval.territory import Borders, borders

FIELDS = ("code", "class", "inside", "label")
_TALLEST = 420
# Where a name may stand from the middle of its municipality, in pixels; the first free place is taken.
_ASIDE = ((0, 0), (0, -14), (0, 14), (22, 0), (-22, 0), (22, -14), (-22, -14), (0, -26), (0, 26))
Box = tuple[float, float, float, float]
# From light to dark in even steps, so that they stay apart in grey.
SHADES = ("#e9f1f3", "#bcd6dc", "#86b2bd", "#43808f", "#0f4553")
_NOTHING = "#ffffff"
_BORDER: look.Mark = {"stroke": "#8a949b", "strokeWidth": 0.5}
_REGION: look.Mark = {"stroke": look.RUST, "strokeWidth": 3}
_HALO: look.Mark = {"stroke": look.PAPER, "strokeWidth": 5, "strokeJoin": "round"}


def draw(chart: Chart, language: str) -> alt.LayerChart:  # noqa: ARG001 (every kind is called alike)
    """Rows: FIELDS, a municipality each: its code since 2019, the place of its `class` in options["classes"] (None:
    nothing to show), whether it lies `inside` the region, and a `label` to write on it (empty: none).

    options: classes (at most five labels, lowest first), nothing_label, region_label.
    ValueError: a code without borders, a class that has no label, more classes than shades.
    """
    if not chart.rows:
        return canvas.compose([canvas.upright(0, look.LINE, canvas.Measure(0, 1), opacity=0)], look.WIDTH, look.LINE)
    labels = _class_labels(chart)
    found = borders()
    unknown = [code for row in chart.rows if (code := text(row, "code")) not in found.shapes]
    if unknown:
        raise ValueError(f"no borders for {', '.join(unknown)}")
    points = [point for row in chart.rows for point in found.points(text(row, "code"))]
    projection, height = _centred(points)
    layers = [*_land(chart.rows, labels, found, projection), *_names(chart.rows, found, projection)]
    layers += draw_key(_key(chart, labels), 0, look.WIDTH)
    return canvas.compose(layers, look.WIDTH, height)


def _centred(points: Sequence[Degrees]) -> tuple[Projection, float]:
    """The projection with the land in the middle of the width, and how high it becomes."""
    fitted = fit(points, look.WIDTH, _TALLEST)
    width, height = fitted.pixel(max(x for x, _ in points), min(y for _, y in points))
    return replace(fitted, west=fitted.west - (look.WIDTH - width) / 2 / fitted.scale / fitted.shrink), height


def _class_labels(chart: Chart) -> list[str]:
    given = chart.options.get("classes")
    labels = [str(label) for label in given] if isinstance(given, list | tuple) else []
    used = [whole(row, "class") for row in chart.rows if row["class"] is not None]
    if len(labels) > len(SHADES) or any(not 0 <= place < len(labels) for place in used):
        raise ValueError(f"at most {len(SHADES)} classes, each with a label, are expected")
    return labels


def _land(rows: Sequence[Row], labels: Sequence[str], found: Borders, projection: Projection) -> list[alt.Chart]:
    shapes = [
        {
            "type": "MultiPolygon",
            "properties": {"fill": _shade(row, len(labels))},
            "arcs": found.shapes[text(row, "code")],
        }
        for row in rows
    ]
    around = outline(found, [text(row, "code") for row in rows if row["inside"]])
    lines = [{"type": "MultiLineString", "arcs": [[arc] for arc in around]}] if around else []
    land = (
        _layer(topology(found, projection, {"land": shapes}), "land")
        .mark_geoshape(clip=False, **_BORDER)
        .encode(fill=alt.Fill("properties.fill:N", scale=None))
    )
    drawn = [land]
    for mark in (_HALO, _REGION) if lines else ():
        drawn.append(
            _layer(topology(found, projection, {"region": lines}), "region").mark_geoshape(
                filled=False, clip=False, **mark
            )
        )
    # Clipped shapes would be numbered on, so that the same map had other bytes the next time.
    # Already in pixels, so nothing is fitted: the names lie on the same places.
    return [one.project(type="identity", scale=1, translate=[0, 0]) for one in drawn]


def _layer(data: dict[str, Any], feature: str) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=data, format=alt.TopoDataFormat(type="topojson", feature=feature)))


def _shade(row: Row, classes: int) -> str:
    return _NOTHING if row["class"] is None else _shades(classes)[whole(row, "class")]


def _shades(classes: int) -> Sequence[str]:
    """With fewer classes the middle shades fall out: the ends stay as far apart."""
    if classes < 2:
        return SHADES[2:3]
    return [SHADES[round(at * (len(SHADES) - 1) / (classes - 1))] for at in range(classes)]


def _names(rows: Sequence[Row], found: Borders, projection: Projection) -> list[alt.Chart]:
    """Each name in the middle of its municipality, or a little aside where it would cover another name."""
    written: list[dict[str, object]] = []
    taken: list[Box] = []
    for row in rows:
        if label := text(row, "label"):
            x, y = _middle(found.points(text(row, "code")), projection)
            boxes = [_box(x + dx, y + dy, label) for dx, dy in _ASIDE]
            box = next((one for one in boxes if not any(_touch(one, other) for other in taken)), boxes[0])
            taken.append(box)
            written.append({"x": round((box[0] + box[2]) / 2, 1), "y": round((box[1] + box[3]) / 2, 1), "text": label})
    halo: look.Mark = {"stroke": look.PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    return [canvas.write(written, align="center", **mark) for mark in (halo, {"fontWeight": "normal"})]


def _middle(points: Sequence[Degrees], projection: Projection) -> tuple[float, float]:
    places = [projection.pixel(*point) for point in points]
    across, down = [x for x, _ in places], [y for _, y in places]
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _box(x: float, y: float, label: str) -> Box:
    wide, high = look.text_width(label) / 2, look.LINE / 2
    return x - wide, y - high, x + wide, y + high


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _key(chart: Chart, labels: Sequence[str]) -> list[Sample]:
    shades = _shades(len(labels))
    boxes = (
        [sample(label, "box", fill=shade, **_BORDER) for label, shade in zip(labels, shades, strict=True)]
        if labels
        else []
    )
    nothing = any(row["class"] is None for row in chart.rows)
    empty = [sample(chart.options.get("nothing_label"), "box", fill=_NOTHING, **_BORDER)] if nothing else []
    return [*boxes, *empty, sample(chart.options.get("region_label"), "line", **_REGION)]
