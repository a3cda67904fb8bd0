"""Municipalities side by side: a map with the region outlined, a funnel, and a table of the region's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import quantiles

from selfeval.document import Align, Block, Chart, Inline, Table, plain
from selfeval.region.funnel import Funnel, Point, limits_at, make_funnel
from selfeval.region.profile import older_people
from selfeval.region.words import Frame, Heading
from selfeval.statistics.funnel_position import INNER, OUTER, Position
from selfeval.statistics.interval import Interval

Counts = Mapping[str, tuple[int, int]]
_PLACES, _CLASSES = 30, 5
# With more of them names would cover each other.
_MOST_NAMES = 8
_FAR = (Position.FAR_BELOW, Position.FAR_ABOVE)
_POINTS: tuple[Heading, ...] = (
    ("municipality", 0.22, Align.TEXT),
    ("share_of", 0.24, Align.NUMBER),
    ("inner", 0.18, Align.NUMBER),
    ("outer", 0.18, Align.NUMBER),
    ("position", 0.18, Align.TEXT),
)


def municipal_blocks(frame: Frame) -> tuple[Block, ...]:
    """The share of people of 65 and over: the municipalities of the region among those of its provinces."""
    year = frame.profile.year
    counts = {code: older_people(code, year) for code in frame.profile.peers}
    words = {"indicator": frame.say("municipal.indicator"), "year": year}
    return (frame.paragraph("municipal.intro"), *side_by_side(counts, frame, words))


def side_by_side(counts: Counts, frame: Frame, words: Mapping[str, object]) -> tuple[Block, ...]:
    """Map, funnel and table of counts by code; what a code has no count for is white on the map.

    words: indicator and year, for the captions.
    """
    shown = {code: pair for code, pair in counts.items() if code in frame.profile.peers}
    funnel = make_funnel(shown)
    drawn: list[Block] = [area_map(shown, frame, words)]
    if funnel is None:
        return *drawn, frame.paragraph("municipal.no_funnel"), _plain_table(shown, frame, words)
    said = finding(funnel, frame)
    return (
        *drawn,
        frame.paragraph("municipal.funnel"),
        funnel_chart(funnel, said, frame, words),
        _table(funnel, shown, frame, words),
    )


def finding(funnel: Funnel, frame: Frame) -> str:
    """How many municipalities lie beyond the limits, and which of the region's."""
    own = [point for point in funnel.points if point.code in frame.profile.region.codes]
    beyond = [point for point in own if point.position is not Position.INSIDE]
    values = {
        "number": len(funnel.points),
        "group": frame.texts.share(funnel.target, 1),
        "outside": sum(point.position in _FAR for point in funnel.points),
        "own": len(own),
        "names": frame.texts.listing(frame.towns(point.code for point in beyond)),
    }
    first = frame.say("municipal.finding", **values)
    return f"{first} {frame.say('municipal.own_beyond' if beyond else 'municipal.own_inside', **values)}"


def funnel_chart(funnel: Funnel, said: str, frame: Frame, words: Mapping[str, object]) -> Chart:
    """The funnel; names only for the region's own, and when these are many only for those beyond the limits."""
    inside = frame.profile.region.codes
    own = [point for point in funnel.points if point.code in inside]
    named = {point.code for point in own if len(own) <= _MOST_NAMES or point.position is not Position.INSIDE}
    empty: dict[str, object] = dict.fromkeys(("label", "value", "low", "high", "lowest", "highest"))
    points = [
        empty
        | {"label": frame.town(point.code) if point.code in named else ""}
        | {"size": point.denominator, "value": point.value, "own": point.code in inside}
        for point in funnel.points
    ]
    limits = [empty | {"own": False} | place for place in _curve(funnel)]
    keys = (
        *(("point_label",) if len(own) < len(funnel.points) else ()),
        "own_label",
        "inner_label",
        "outer_label",
        "x_title",
        "y_title",
    )
    options: dict[str, object] = {key: frame.say(f"chart.{key}") for key in keys}
    options["group_label"] = frame.say("chart.group_label", value=frame.texts.share(funnel.target, 1))
    options |= {"percent": True, "target": funnel.target, "logarithmic": True, "crowded": True}
    return Chart("funnel", frame.say("municipal.funnel_caption", **words), said, (*points, *limits), options)


def _curve(funnel: Funnel) -> list[dict[str, object]]:
    sizes = [point.denominator for point in funnel.points]
    first, last = min(sizes), max(sizes)
    places = sorted({round(first * (last / first) ** (at / _PLACES)) for at in range(_PLACES + 1)})
    pairs = zip(
        places, *(limits_at(places, funnel.target, funnel.variance, level) for level in (INNER, OUTER)), strict=True
    )
    return [
        {"size": size, "low": inner.low, "high": inner.high, "lowest": outer.low, "highest": outer.high}
        for size, inner, outer in pairs
    ]


def area_map(counts: Counts, frame: Frame, words: Mapping[str, object]) -> Chart:
    """The municipalities of the region's provinces, in fifths of their share, with the region outlined."""
    shares = {code: part / whole for code, (part, whole) in counts.items() if whole}
    breaks = _breaks(sorted(shares.values()))
    inside = frame.profile.region.codes
    rows = tuple(
        {
            "code": code,
            "class": bisect_right(breaks, round(shares[code], 3)) if code in shares else None,
            "inside": code in inside,
            "label": frame.town(code) if code in inside and len(inside) <= _MOST_NAMES else "",
        }
        for code in frame.profile.peers
    )
    options = {
        "classes": _class_labels(breaks, frame) if shares else [],
        "nothing_label": frame.say("chart.nothing"),
        "region_label": frame.place(frame.profile.region),
    }
    own = [shares[code] for code in inside if code in shares]
    ends = {"low": frame.texts.share(min(own), 1), "high": frame.texts.share(max(own), 1)} if own else {}
    alt = frame.say("municipal.map_alt" if own else "municipal.map_alt_none", number=len(shares), **ends)
    return Chart("area_map", frame.say("municipal.map_caption", **words), alt, rows, options)


def _breaks(shares: Sequence[float]) -> list[float]:
    """Between the fifths, to a tenth of a per cent; fewer where municipalities hardly differ."""
    if len(shares) < _CLASSES:
        return []
    return sorted({round(value, 3) for value in quantiles(shares, n=_CLASSES, method="inclusive")})


def _class_labels(breaks: Sequence[float], frame: Frame) -> list[str]:
    written = [frame.texts.share(value, 1) for value in breaks]
    if not written:
        return [frame.say("class.all")]
    middle = [frame.say("class.between", low=low, high=high) for low, high in pairwise(written)]
    return [frame.say("class.below", high=written[0]), *middle, frame.say("class.above", low=written[-1])]


def _table(funnel: Funnel, counts: Counts, frame: Frame, words: Mapping[str, object]) -> Table:
    found = {point.code: point for point in funnel.points}
    rows = tuple(_row(code, found.get(code), frame) for code in _order(counts, frame))
    caption = frame.say("municipal.table", **words)
    return Table(caption, frame.columns(_POINTS), rows, frame.say("municipal.note"))


def _order(counts: Counts, frame: Frame) -> list[str]:
    """By size, never by value: no league table; those without a count last."""
    codes = frame.profile.region.codes
    return sorted(codes, key=lambda code: (code not in counts, counts.get(code, (0, 0))[1], code))


def _row(code: str, point: Point | None, frame: Frame) -> tuple[Inline, ...]:
    if point is None:
        word = frame.say("hidden" if _is_hidden(code, frame) else "no_figure")
        return plain(frame.town(code)), plain(word), plain(""), plain(""), plain("")
    cells = (
        frame.town(code),
        _share_of(point.numerator, point.denominator, frame),
        _limits(point.inner, frame),
        _limits(point.outer, frame),
        frame.texts(f"benchmark.position.{point.position}"),
    )
    return tuple(plain(cell) for cell in cells)


def _is_hidden(code: str, frame: Frame) -> bool:
    return frame.profile.indicator is not None and code in frame.profile.indicator.hidden


def _share_of(part: int, whole: int, frame: Frame) -> str:
    texts = frame.texts
    return frame.say("share_of", value=texts.share(part / whole, 1), part=texts.number(part), whole=texts.number(whole))


def _limits(found: Interval, frame: Frame) -> str:
    return frame.texts("wording.interval", low=frame.texts.share(found.low, 1), high=frame.texts.share(found.high, 1))


def _plain_table(counts: Counts, frame: Frame, words: Mapping[str, object]) -> Table:
    rows = []
    for code in _order(counts, frame):
        part, whole = counts.get(code, (0, 0))
        word = frame.say("hidden" if _is_hidden(code, frame) else "no_figure")
        rows.append((plain(frame.town(code)), plain(_share_of(part, whole, frame) if whole else word)))
    return Table(frame.say("municipal.table", **words), frame.columns(_POINTS[:2]), tuple(rows))
