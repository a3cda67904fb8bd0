"""The history on a line of time: the four phases, planned and real, and below them an event a line."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
from babel.dates import format_date

from selfeval.book.drawings.drawing import Drawing, specification, words_of
from selfeval.charts import canvas, look
from selfeval.charts.key import Sample, draw_key, sample
from selfeval.guide import Guide, Item, revisions
from selfeval.texts import LOCALES, Texts

_FIRST, _LAST = date(2010, 1, 1), date(2025, 1, 1)
_PHASE, _BAR, _EVENT, _GAP, _BESIDE = 42, 16, 22, 12, 9
_BAND = "#f1f4f5"
_KINDS: Mapping[str, look.Style] = {
    "plan": look.SERIES[0],
    "phase": look.SERIES[1],
    "decree": look.SERIES[2],
    "evaluation": look.SERIES[3],
    "transition": look.Style(look.INK, look.INK, (1, 0), "cross"),
}
_PLANNED: look.Mark = {"fill": look.RUST_TINT, "stroke": look.RUST, "strokeDash": [4, 2]}
_REAL: look.Mark = {"fill": look.TEAL, "stroke": look.TEAL}
_ABOUT: look.Mark = {"stroke": look.GREY, "strokeWidth": 3}


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone with the first and the last day it can have been, and its words; `label` stands beside its mark."""

    kind: str
    first: date
    last: date
    when: str
    name: str
    label: str
    description: str

    @property
    def x(self) -> float:
        """The middle of the time it can have been, in pixels."""
        return (_pixel(self.first) + _pixel(self.last)) / 2


def draw(guide: Guide, texts: Texts) -> Drawing:
    """The events that a reader of this revision could know, and the phases; a row of the table an event."""
    words = words_of(texts)
    events = [event for item in guide.items("milestones") if _known(event := _event(item, words), guide)]
    phases = [(texts.of(item["name"]), item["planned"], _real(item, guide)) for item in guide.items("phases")]
    height = len(phases) * _PHASE + _GAP + len(events) * _EVENT
    layers = [*_years(height), *_phases(phases, words), *_events(events, len(phases) * _PHASE + _GAP)]
    layers += draw_key(_key(events, words), 0, look.WIDTH, above=38)
    chart = canvas.compose(layers, look.WIDTH, height)
    headings = tuple(words(f"milestones.heading.{name}") for name in ("date", "event", "kind", "description"))
    rows = tuple((e.when, e.name, words(f"milestones.kind.{e.kind}"), e.description) for e in events)
    return Drawing(specification(chart, texts.language, _finding(events, guide, words)), headings, rows)


def _event(item: Item, words: Texts) -> Event:
    year, month, day = (*map(int, item["date"].split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    when, name = _when(first, last, words), words.of(item["name"])
    label = words("milestones.event", when=when, name=name)
    return Event(item["kind"], first, last, when, name, label, words.of(item["description"]))


def _when(first: date, last: date, texts: Texts) -> str:
    if first == last:
        return texts.date(first)
    return str(first.year) if first.month != last.month else _month(first, texts)


def _month(day: date, texts: Texts) -> str:
    return format_date(day, "MMMM y", locale=LOCALES[texts.language])


def _known(event: Event, guide: Guide) -> bool:
    return guide.revision == revisions()[-1] or event.last <= date.fromisoformat(guide.revision)


def _real(phase: Item, guide: Guide) -> dict[str, str | None]:
    """What happened, left out where it began after the revision."""
    real: dict[str, str | None] = phase["real"]
    began = real["start"]
    return real if began and began <= guide.revision else {"start": None, "end": None}


def _pixel(day: date) -> float:
    return round(look.WIDTH * (day - _FIRST).days / (_LAST - _FIRST).days, 1)


def _years(height: float) -> list[alt.Chart]:
    """Every second year on a darker ground, with its number above."""
    starts = [date(year, 1, 1) for year in range(_FIRST.year, _LAST.year)]
    numbers = [
        {"x": (_pixel(day) + _pixel(date(day.year + 1, 1, 1))) / 2, "y": -12, "text": str(day.year)} for day in starts
    ]
    grounds = [(_pixel(day), _pixel(date(day.year + 1, 1, 1)), 0.0, height) for day in starts[::2]]
    return [_boxes(grounds, fill=_BAND), canvas.write(numbers, align="center", color=look.GREY)]


def _boxes(edges: Sequence[tuple[float, float, float, float]], **mark: Any) -> alt.Chart:
    rows = [{"x": left, "x2": right, "y": top, "y2": bottom} for left, right, top, bottom in edges]
    drawn = canvas.layer(rows).mark_rect(**mark)
    return canvas.placed(drawn, x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y(), y2="y2:Q")


def _phases(phases: Sequence[tuple[str, Item, Item]], words: Texts) -> list[alt.Chart]:
    """Of each phase its name, the bar of the plan, and below it what happened."""
    planned, real, names, notes = [], [], [], []
    for at, (name, plan, happened) in enumerate(phases):
        top = at * _PHASE + 4
        left, right = _span(plan)
        planned.append((left, right, top, top + _BAR))
        names.append({"x": left - _BESIDE, "y": top + _BAR, "text": name})
        if plan["end"] is None:
            notes.append({"x": left + 6, "y": top + _BAR / 2, "text": words("milestones.no_end")})
        below = top + _BAR + 2
        if happened["start"]:
            real.append((_pixel(date.fromisoformat(happened["start"])), _span(happened, 4)[1], below, below + _BAR))
        if missing := _missing(happened):
            x = real[-1][1] + 6 if happened["start"] else left
            notes.append({"x": x, "y": below + _BAR / 2, "text": words(f"milestones.{missing}")})
    return [
        _boxes(planned, **_PLANNED),
        _boxes(real, **_REAL),
        canvas.write(names, align="right"),
        canvas.write(notes, align="left"),
    ]


def _span(period: Item, open_width: float | None = None) -> tuple[float, float]:
    """Both ends in pixels; a period without an end goes on to the edge, or is so wide."""
    left = _pixel(date.fromisoformat(period["start"]))
    if period["end"] is not None:
        return left, _pixel(date.fromisoformat(period["end"]))
    return left, float(look.WIDTH) if open_width is None else left + open_width


def _missing(happened: Item) -> str:
    if not happened["start"]:
        return "real_unknown"
    return "" if happened["end"] else "end_unknown"


def _events(events: Sequence[Event], top: float) -> list[alt.Chart]:
    """A line an event: the time it can have been, its mark, and its words on the side that has room."""
    lines = [(event, top + at * _EVENT + _EVENT / 2) for at, event in enumerate(events)]
    about = [{"x": _pixel(e.first), "x2": _pixel(e.last), "y": y} for e, y in lines if e.first != e.last]
    drawn = canvas.placed(canvas.layer(about).mark_rule(**_ABOUT), x=canvas.pixel_x(), x2="x2:Q", y=canvas.pixel_y())
    marks = [_marks(kind, [(e.x, y) for e, y in lines if e.kind == kind]) for kind in _KINDS]
    written = [(_words(event, y), event) for event, y in lines]
    right = [row for row, event in written if _fits(event)]
    left = [row for row, event in written if not _fits(event)]
    return [drawn, *marks, canvas.write(right, align="left"), canvas.write(left, align="right")]


def _marks(kind: str, spots: Sequence[tuple[float, float]]) -> alt.Chart:
    drawn = canvas.layer([{"x": x, "y": y} for x, y in spots]).mark_point(opacity=1, **_point(kind))
    return canvas.placed(drawn, x=canvas.pixel_x(), y=canvas.pixel_y())


def _point(kind: str) -> dict[str, Any]:
    style = _KINDS[kind]
    return {"shape": style.shape, "stroke": style.stroke, "fill": style.fill, "size": 90, "strokeWidth": 1.5}


def _words(event: Event, y: float) -> dict[str, object]:
    edge = _pixel(event.last) + _BESIDE if _fits(event) else _pixel(event.first) - _BESIDE
    return {"x": edge, "y": y, "text": event.label}


def _fits(event: Event) -> bool:
    return _pixel(event.last) + _BESIDE + look.text_width(event.label) <= look.WIDTH


def _key(events: Sequence[Event], words: Texts) -> list[Sample]:
    bars = [
        sample(words("milestones.key.planned"), "box", **_PLANNED),
        sample(words("milestones.key.real"), "box", **_REAL),
    ]
    used = [kind for kind in _KINDS if any(event.kind == kind for event in events)]
    points = [sample(words(f"milestones.kind.{kind}"), "point", **_point(kind)) for kind in used]
    return [*bars, sample(words("milestones.key.about"), "line", **_ABOUT), *points]


def _finding(events: Sequence[Event], guide: Guide, words: Texts) -> str:
    """How many events, and how far the execution went from its plan."""
    execution = guide.item("phases", "execution")
    # The plan named months only: its days are a reading.
    plan = {name: _month(date.fromisoformat(day), words) for name, day in execution["planned"].items()}
    real = {name: words.date(date.fromisoformat(day)) for name, day in _real(execution, guide).items() if day}
    years = {"first": events[0].first.year, "last": events[-1].last.year}
    sentences = [words("milestones.events", number=len(events), **years), words("milestones.planned", **plan)]
    if real:
        sentences.append(words("milestones.done" if "end" in real else "milestones.started", **real))
    return " ".join(sentences)
