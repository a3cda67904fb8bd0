"""The key above a chart: a sample of each mark with its name, in one or more lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from selfeval.charts import canvas, look

_SAMPLE, _GAP, _LINE = 26, 18, 20
Form = Literal["point", "line", "box", "tick"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry: the name, and the marks it is drawn with (a form and its properties), lowest first."""

    text: str
    marks: tuple[tuple[Form, dict[str, Any]], ...]


def sample(text: object, form: Form, **mark: Any) -> Sample:
    """An entry of one mark."""
    return Sample(str(text or ""), ((form, mark),))


def series_point(place: int, size: float = 60) -> dict[str, Any]:
    """The point of a series."""
    style = look.style_of(place)
    return {"shape": style.shape, "stroke": style.stroke, "fill": style.fill, "size": size, "strokeWidth": 1.5}


def series_line(place: int) -> dict[str, Any]:
    """The line of a series."""
    style = look.style_of(place)
    return {"stroke": style.stroke, "strokeDash": list(style.dash), "strokeWidth": 2}


def series_box(place: int) -> dict[str, Any]:
    """The bar of a series."""
    style = look.style_of(place)
    return {"fill": style.fill, "stroke": style.stroke, "strokeWidth": 1}


def draw_key(samples: Sequence[Sample], left: float, width: float, above: float = 14) -> list[alt.Chart]:
    """Layers for the entries that have a name, over this width; the last line stands `above` the plot."""
    named = [one for one in samples if one.text]
    places = list(_places(named, width))
    lowest = max((line for _, line in places), default=0)
    drawn = []
    for one, (x, line) in zip(named, places, strict=True):
        at = (left + x, -above - (lowest - line) * _LINE)
        drawn += [_mark(form, at, mark) for form, mark in one.marks]
        drawn.append(canvas.write([{"x": at[0] + _SAMPLE + 6, "y": at[1], "text": one.text}], align="left"))
    return drawn


def _places(samples: Sequence[Sample], width: float) -> Iterator[tuple[float, int]]:
    x, line = 0.0, 0
    for one in samples:
        wide = _SAMPLE + 6 + look.text_width(one.text)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        yield x, line
        x += wide + _GAP


def _mark(form: Form, at: tuple[float, float], mark: dict[str, Any]) -> alt.Chart:
    x, y = at
    middle = x + _SAMPLE / 2
    place_x, place_y = canvas.pixel_x(), canvas.pixel_y()
    if form == "point":
        return canvas.placed(canvas.layer([{"x": middle, "y": y}]).mark_point(opacity=1, **mark), x=place_x, y=place_y)
    if form == "tick":
        drawn = canvas.layer([{"x": middle, "y": y - 7, "y2": y + 7}]).mark_rule(**mark)
        return canvas.placed(drawn, x=place_x, y=place_y, y2="y2:Q")
    if form == "line":
        drawn = canvas.layer([{"x": x, "x2": x + _SAMPLE, "y": y}]).mark_rule(**mark)
        return canvas.placed(drawn, x=place_x, x2="x2:Q", y=place_y)
    box = canvas.layer([{"x": x + 4, "x2": x + _SAMPLE, "y": y - 6, "y2": y + 6}]).mark_rect(**mark)
    return canvas.placed(box, x=place_x, x2="x2:Q", y=place_y, y2="y2:Q")
