"""The part on the scores: one sentence, one bar and one row for each scale."""

from __future__ import annotations

from selfeval.document import (
    Align,
    Block,
    Bullets,
    Callout,
    Chart,
    Inline,
    KeyFigure,
    KeyFigures,
    Run,
    Table,
    Tone,
    plain,
)
from selfeval.survey.results import ScaleResult
from selfeval.survey.words import Frame, Heading

_NUMBER = Align.NUMBER
_MEANS: tuple[Heading, ...] = (
    ("scale", 0.42, Align.TEXT),
    ("n", 0.16, _NUMBER),
    ("mean", 0.19, _NUMBER),
    ("interval", 0.23, _NUMBER),
)
_SPREAD: tuple[Heading, ...] = (
    ("scale", 0.36, Align.TEXT),
    ("deviation", 0.28, _NUMBER),
    ("median", 0.15, _NUMBER),
    ("middle", 0.21, _NUMBER),
)
MAIN = "total"


def score_blocks(frame: Frame) -> tuple[Block, ...]:
    """Key figures, a sentence a scale, the chart and the table behind it."""
    result = frame.result
    hidden = len(result.scales) - len(result.shown())
    said = (Callout(Tone.NOTE, frame.texts("document.note"), plain(frame.say("agreed"))),) if result.agreed else ()
    some = (frame.paragraph("hidden_scales", number=hidden, smallest=result.smallest),) if hidden else ()
    if not result.shown():
        return (frame.paragraph("nothing", smallest=result.smallest),)
    return (
        _key_figures(frame),
        *said,
        Bullets(tuple(_reading(one, frame) for one in result.scales)),
        *some,
        _chart(frame),
        *_tables(frame),
    )


def reading(one: ScaleResult, frame: Frame) -> str:
    """What the mean of a scale says, in one sentence."""
    if one.hidden or one.summary is None:
        return frame.say("reading.hidden", smallest=frame.result.smallest)
    summary = one.summary
    ends = [frame.texts.number(end, 0 if float(end).is_integer() else 2) for end in one.limits or ()]
    scale = frame.say("reading.scale", low=ends[0], high=ends[1]) if ends else ""
    words = {"value": frame.score(summary.mean), "scale": scale, "n": frame.texts.number(summary.n)}
    if frame.result.agreed:
        return frame.say("reading.agreed", **words)
    if summary.interval is None:
        return frame.say("reading.alone", **words)
    low, high = frame.score(summary.interval.low), frame.score(summary.interval.high)
    return frame.say("reading.exactly" if low == high else "reading.mean", **words, low=low, high=high)


def _reading(one: ScaleResult, frame: Frame) -> Inline:
    return (Run(frame.scale(one.scale), strong=True), Run(frame.texts("survey.colon")), Run(reading(one, frame)))


def _key_figures(frame: Frame) -> KeyFigures:
    result = frame.result
    respondents = frame.texts.number(result.respondents or 0)
    figures = [KeyFigure(respondents, frame.say("key.respondents"), frame.say("key.respondents_reading"))]
    shown = result.shown()
    main = next((one for one in shown if one.scale["id"] == MAIN), shown[0] if len(shown) == 1 else None)
    if result.invited and result.respondents:
        figures.append(_response(main.figures.n if main else result.respondents, result.invited, frame))
    if main:
        value = frame.score(main.figures.mean)
        name = f"instruments/{result.instrument['id']}"
        said = reading(main, frame)
        label = frame.say("key.mean", scale=frame.scale(main.scale))
        figures.append(KeyFigure(value, label, said[0].upper() + said[1:], name))
    return KeyFigures(tuple(figures))


def _response(n: int, invited: int, frame: Frame) -> KeyFigure:
    said = frame.say("key.response_reading", n=frame.texts.number(n), invited=frame.texts.number(invited))
    return KeyFigure(frame.texts.share(n / invited), frame.say("key.response"), said)


def _chart(frame: Frame) -> Chart:
    shown = frame.result.shown()
    rows = tuple(_row(at, one, frame) for at, one in enumerate(shown))
    options: dict[str, object] = {"digits": frame.digits, "x_title": _axis(shown, frame)}
    options["value_label"] = frame.say("chart.agreed" if frame.result.agreed else "chart.mean")
    if limits := [one.limits for one in shown if one.limits]:
        options |= {"minimum": min(low for low, _ in limits), "maximum": max(high for _, high in limits)}
    if not frame.result.agreed:
        options["interval_label"] = frame.say("chart.interval")
    return Chart("intervals", frame.say("chart.caption", name=frame.name), _alt(shown, frame), rows, options)


def _axis(shown: tuple[ScaleResult, ...], frame: Frame) -> str:
    limits = {one.limits for one in shown}
    (only,) = limits if len(limits) == 1 else (None,)
    if only is None:
        return frame.say("chart.score")
    ends = [frame.texts.number(end, 0 if float(end).is_integer() else 2) for end in only]
    return frame.say("chart.axis", low=ends[0], high=ends[1])


def _row(at: int, one: ScaleResult, frame: Frame) -> dict[str, object]:
    summary = one.figures
    ends = summary.interval
    row: dict[str, object] = {"label": frame.scale(one.scale), "order": at, "unit_label": "", "value": summary.mean}
    row |= {"low": ends.low if ends else None, "high": ends.high if ends else None}
    return row | {"target": None, "previous": None}


def _alt(shown: tuple[ScaleResult, ...], frame: Frame) -> str:
    if len(shown) == 1:
        return f"{frame.scale(shown[0].scale)}{frame.texts('survey.colon')}{reading(shown[0], frame)}"
    in_order = sorted(shown, key=lambda one: one.figures.mean or 0)
    low, high = in_order[0], in_order[-1]
    words = {"lowest": frame.scale(low.scale), "highest": frame.scale(high.scale)}
    return frame.say("chart.alt", **words, low=frame.score(low.figures.mean), high=frame.score(high.figures.mean))


def _tables(frame: Frame) -> tuple[Table, ...]:
    """The table behind the chart; how far apart people are, where a group has more than one score."""
    scales = frame.result.scales
    means = tuple((_name(one, frame), *map(plain, _mean_cells(one, frame))) for one in scales)
    spread = tuple((_name(one, frame), *map(plain, _spread_cells(one, frame))) for one in scales)
    first = Table(frame.say("table.scores", name=frame.name), frame.columns(_MEANS), means, frame.say("table.valid"))
    title, note = frame.say("table.spread", name=frame.name), frame.say("table.note")
    return (first,) if frame.result.agreed else (first, Table(title, frame.columns(_SPREAD), spread, note))


def _name(one: ScaleResult, frame: Frame) -> Inline:
    return plain(frame.scale(one.scale))


def _mean_cells(one: ScaleResult, frame: Frame) -> tuple[str, str, str]:
    none = frame.texts("wording.no_interval")
    if one.hidden:
        return frame.texts("missing.hidden"), none, none
    return frame.texts.number(one.figures.n), frame.score(one.figures.mean), frame.interval(one.figures.interval)


def _spread_cells(one: ScaleResult, frame: Frame) -> tuple[str, str, str]:
    none = frame.texts("wording.no_interval")
    if one.hidden:
        return frame.texts("missing.hidden"), none, none
    deviation = frame.score(one.figures.standard_deviation)
    if one.quartiles is None:
        return deviation, frame.texts("missing.hidden"), frame.texts("missing.hidden")
    low, median, high = map(frame.score, one.quartiles)
    return deviation, median, frame.texts("wording.interval", low=low, high=high)
