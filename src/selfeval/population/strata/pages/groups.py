"""The two upper levels by increased reimbursement and by municipality."""

from __future__ import annotations

from selfeval.document import Block, Chart, Table
from selfeval.population.release import ALL, ReleasedFigure
from selfeval.population.strata.pages.words import NUMBER, TEXT, Frame, cells, found
from selfeval.statistics import wilson_interval
from selfeval.statistics.arrays.funnel import exact_proportion_limits

_INNER, _OUTER, _PLACES = 0.95, 0.998, 40


def equity(frame: Frame) -> tuple[Block, ...]:
    """The share in the upper levels, as it is and at equal age and sex."""
    rows = []
    for name in ("yes", "no", ALL):
        one = found(frame.result.equity.figures, name)
        equal = found(frame.result.equity_standardised.figures, name)
        standardised = frame.say("none") if equal is None else frame.share_of(equal)
        shown = (frame.count(one), frame.share_of(one), _interval(one, frame), standardised)
        rows.append(cells(frame.say(f"equity.{name or 'all'}"), *shown))
    headings = (
        ("group", 0.24, TEXT),
        *((key, 0.19, NUMBER) for key in ("persons", "high", "interval", "standardised")),
    )
    table = Table(frame.say("equity.table", year=frame.year), frame.columns(headings), tuple(rows))
    return (frame.paragraph("equity.reading"), table, frame.paragraph("equity.care"))


def _interval(one: ReleasedFigure | None, frame: Frame) -> str:
    if one is None or one.cases is None or not one.persons:
        return frame.say("none")
    limits = wilson_interval(one.cases, one.persons)
    return frame.say("interval", low=frame.texts.share(limits.low, 1), high=frame.texts.share(limits.high, 1))


def municipalities(frame: Frame) -> tuple[Block, ...]:
    """The funnel of the municipalities, those outside it, and how many are hidden."""
    figures = frame.result.municipalities.figures
    whole = found(figures, ALL)
    shown = [one for one in figures if one.at != (ALL,) and one.value is not None and one.persons]
    if len(shown) < 2 or whole is None or not whole.value or whole.value == 1:
        return (frame.paragraph("municipalities.nothing"),)
    shown.sort(key=lambda one: (one.persons or 0, one.at))
    sizes = [one.persons or 1 for one in shown]
    limits = {level: exact_proportion_limits(sizes, whole.value, level) for level in (_INNER, _OUTER)}
    values = [one.value or 0.0 for one in shown]
    far = ~limits[_OUTER].contains(values)
    beyond = ~limits[_INNER].contains(values)
    outside = [(one, bool(is_far)) for one, is_beyond, is_far in zip(shown, beyond, far, strict=True) if is_beyond]
    hidden = sum(bool(one.reason) for one in figures)
    return (
        frame.paragraph("municipalities.reading"),
        _funnel(shown, whole, int(far.sum()), frame),
        _table(outside, whole.value, frame) if outside else frame.paragraph("municipalities.none_outside"),
        *((frame.paragraph("municipalities.hidden", number=hidden),) if hidden else ()),
    )


def _table(outside: list[tuple[ReleasedFigure, bool]], target: float, frame: Frame) -> Table:
    rows = []
    for one, far in outside:
        side = "above" if (one.value or 0.0) > target else "below"
        position = frame.texts(f"benchmark.position.{'far_' if far else ''}{side}")
        rows.append(cells(one.at[0], frame.count(one), frame.share_of(one), position))
    headings = (("municipality", 0.25, TEXT), ("persons", 0.2, NUMBER), ("high", 0.25, NUMBER), ("position", 0.3, TEXT))
    return Table(frame.say("municipalities.table", year=frame.year), frame.columns(headings), tuple(rows))


def _funnel(shown: list[ReleasedFigure], whole: ReleasedFigure, outside: int, frame: Frame) -> Chart:
    empty = dict.fromkeys(("label", "size", "value", "low", "high", "lowest", "highest"))
    # A label for each of many municipalities would cover the points.
    labelled = len(shown) <= 15
    points = [
        empty | {"label": one.at[0] if labelled else "", "size": one.persons, "value": one.value, "own": False}
        for one in shown
    ]
    first, last, target = shown[0].persons or 1, shown[-1].persons or 1, whole.value or 0.0
    places = sorted({round(first * (last / first) ** (at / _PLACES)) for at in range(_PLACES + 1)})
    inner, outer = (exact_proportion_limits(places, target, level) for level in (_INNER, _OUTER))
    ends = zip(places, inner.low, inner.high, outer.low, outer.high, strict=True)
    curve = [
        empty
        | {"own": False}
        | dict(zip(("size", "low", "high", "lowest", "highest"), map(_rounded, row), strict=True))
        for row in ends
    ]
    options: dict[str, object] = {"percent": True, "target": target, "x_title": frame.say("chart.funnel_x")}
    options |= {"y_title": frame.say("column.high"), "point_label": frame.say("chart.funnel_point")}
    options |= {"group_label": frame.say("chart.funnel_group", value=frame.share(target))}
    options |= {"inner_label": frame.say("chart.inner"), "outer_label": frame.say("chart.outer")}
    alt = frame.say("chart.funnel_alt", shown=len(shown), outside=outside)
    return Chart("funnel", frame.say("chart.funnel", year=frame.year), alt, (*points, *curve), options)


def _rounded(value: float) -> float:
    return round(float(value), 9)
