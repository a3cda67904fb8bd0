"""Events along a line of time, as flags above and below it that never touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt
from babel.dates import format_date

from selfeval.charts import canvas, look
from selfeval.charts.fields import Row, text, whole
from selfeval.charts.key import Sample, draw_key, sample, series_point
from selfeval.document import Chart
from selfeval.texts import LOCALES

FIELDS = ("date", "label", "kind", "order")
_PLOT, _FLAG, _POLE, _APART, _BAND = 520, 112, 16, 8, 28


@dataclass(frozen=True, slots=True)
class Flag:
    """An event: its place along the band of months, its wrapped text, the side of the band it hangs at.

    `foot` and `top` are the text's near and far edge, in pixels from the band.
    """

    x: float
    text: str
    kind: str
    above: bool
    foot: float

    @property
    def top(self) -> float:
        """The text's far edge, in pixels from the band."""
        return self.foot + (self.text.count("\n") + 1) * look.LINE


def draw(chart: Chart, language: str) -> alt.LayerChart:
    """Rows: FIELDS, date as YYYY-MM-DD; events of one day by `order`; options: kinds (kind to name, for the key).

    ValueError: a date that isn't one.
    """
    events = sorted(((_day(row), whole(row, "order"), row) for row in chart.rows), key=lambda event: event[:2])
    first, last = _span([day for day, _, _ in events])
    flags = _hoist(
        [(_place(day, first, last), _words(day, row, language), text(row, "kind")) for day, _, row in events]
    )
    line = max((flag.top for flag in flags if flag.above), default=10) + 4
    depth = _BAND + max((flag.top for flag in flags if not flag.above), default=0) + 4
    kinds = list(dict.fromkeys(text(row, "kind") for row in sorted(chart.rows, key=lambda row: whole(row, "order"))))
    layers = [*_axis(first, last, line, language), *_poles(flags, line)]
    layers += [_points([flag for flag in flags if flag.kind == kind], line, at) for at, kind in enumerate(kinds)]
    layers += draw_key(_key(chart, kinds), 0, look.WIDTH)
    return canvas.compose(layers, _PLOT, line + depth)


def _day(row: Row) -> date:
    return date.fromisoformat(text(row, "date"))


def _span(days: Sequence[date]) -> tuple[date, date]:
    """Whole years."""
    years = [day.year for day in days] or [2000]
    return date(min(years), 1, 1), date(max(years) + 1, 1, 1)


def _place(day: date, first: date, last: date) -> float:
    return round(_PLOT * (day - first).days / (last - first).days, 2)


def _words(day: date, row: Row, language: str) -> str:
    return f"{format_date(day, 'd MMM', locale=LOCALES[language])}\n{look.wrap(text(row, 'label'), _FLAG)}"


def _hoist(events: Sequence[tuple[float, str, str]]) -> list[Flag]:
    """From the last event to the first, each on the side where its flag hangs nearest to the band.

    A flag flies to the right of its pole; one that would cover the pole of a later event hangs behind that event's top.
    """
    flags: list[Flag] = []
    for x, words, kind in reversed(events):
        feet = {above: _foot(x, words, [flag for flag in flags if flag.above == above]) for above in (True, False)}
        above = feet[True] <= feet[False]
        flags.append(Flag(x, words, kind, above, feet[above]))
    return flags[::-1]


def _foot(x: float, words: str, later: Sequence[Flag]) -> float:
    reach = x + look.text_width(words) + _APART
    return max((flag.top + _APART for flag in later if flag.x < reach), default=_POLE)


def _axis(first: date, last: date, line: float, language: str) -> list[alt.Chart]:
    """A band of months, or of every third month or of years when the time is long; the year in bold where it starts."""
    years = last.year - first.year
    step = 1 if years == 1 else 3 if years == 2 else 12
    starts = [date(year, month, 1) for year in range(first.year, last.year) for month in range(1, 13, step)]
    edges = [*(_place(day, first, last) for day in starts), float(_PLOT)]
    names = [
        {"x": (left + right) / 2, "y": line + _BAND / 2, "text": _name(day, step, language)}
        for day, left, right in zip(starts, edges, edges[1:], strict=False)
    ]
    ticks = [{"x": x, "y": line, "y2": line + _BAND} for x in edges]
    band = canvas.layer([{"x": 0, "x2": _PLOT, "y": line, "y2": line + _BAND}]).mark_rect(fill="#e8edef")
    year = [] if step == 12 else [{"x": -8, "y": line + _BAND / 2, "text": _years(first, last)}]
    return [
        band.encode(x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y(), y2="y2:Q"),
        canvas.layer(ticks).mark_rule(stroke=look.PAPER).encode(x=canvas.pixel_x(), y=canvas.pixel_y(), y2="y2:Q"),
        canvas.write(names, align="center", color=look.GREY, fontSize=11),
        canvas.write(year, align="right", fontWeight="bold"),
    ]


def _name(day: date, step: int, language: str) -> str:
    return str(day.year) if step == 12 else format_date(day, "LLL", locale=LOCALES[language])


def _years(first: date, last: date) -> str:
    return look.EN_DASH.join(dict.fromkeys((str(first.year), str(last.year - 1))))


def _poles(flags: Sequence[Flag], line: float) -> list[alt.Chart]:
    """A pole from the band to the far edge of each text, and the text to its right."""
    poles, words = [], []
    for flag in flags:
        start, way = (line, -1) if flag.above else (line + _BAND, 1)
        poles.append({"x": flag.x, "y": start, "y2": start + way * flag.top})
        words.append({"x": flag.x + 6, "y": start + way * (flag.foot + flag.top) / 2, "text": flag.text})
    drawn = canvas.layer(poles).mark_rule(stroke=look.GREY)
    return [
        drawn.encode(x=canvas.pixel_x(), y=canvas.pixel_y(), y2="y2:Q"),
        canvas.write(words, align="left"),
    ]


def _points(flags: Sequence[Flag], line: float, place: int) -> alt.Chart:
    rows = [{"x": flag.x, "y": line if flag.above else line + _BAND} for flag in flags]
    drawn = canvas.layer(rows).mark_point(opacity=1, **series_point(place, 90))
    return canvas.placed(drawn, x=canvas.pixel_x(), y=canvas.pixel_y())


def _key(chart: Chart, kinds: Sequence[str]) -> list[Sample]:
    names = chart.options.get("kinds")
    named = names if isinstance(names, Mapping) else {}
    return [sample(named.get(kind), "point", **series_point(at, 90)) for at, kind in enumerate(kinds)]
