"""Two parts of the document: what chance can do, and which difference would be noticed at all."""

from __future__ import annotations

import numpy as np

from selfeval.document import Align, Block, Chart, Paragraph, Part, Table, plain
from selfeval.population.effect.words import Frame

_TEXT, _NUMBER = Align.TEXT, Align.NUMBER
_BINS = 24


def chance_part(frame: Frame) -> Part:
    """Regions picked at random, starts pretended earlier, and trends that need not be parallel."""
    blocks = (*_lots(frame), *_earlier(frame), *_honest(frame))
    return Part("chance", frame.say("chance.title"), blocks)


def _lots(frame: Frame) -> tuple[Block, ...]:
    drawn = frame.effect.checks.randomised
    said = [frame.say("chance.lots", number=frame.texts.number(len(drawn.estimates)), p=frame.chance(drawn.p))]
    said += [frame.say("chance.lots_all")] if drawn.complete else []
    said += (
        [frame.say("chance.lots_interval", range=frame.range(drawn.low, drawn.high))]
        if np.isfinite(drawn.low) and np.isfinite(drawn.high)
        else []
    )
    return Paragraph(plain(" ".join(said))), _placebo(frame)


def _placebo(frame: Frame) -> Chart:
    drawn = frame.effect.checks.randomised
    factor = 100 if frame.unit == "share" else 1
    others = drawn.estimates[1:] * factor
    ends = _edges(others)
    counts = np.histogram(others, ends)[0]
    label = frame.say("chance.drawn")
    rows = tuple(
        {"label": label, "low": float(low), "high": float(high), "count": int(count)}
        for low, high, count in zip(ends, ends[1:], counts, strict=False)
    )
    more = int((np.abs(drawn.estimates) >= abs(drawn.estimates[0]) * (1 - 1e-12)).sum()) - 1
    options = {
        "real": frame.drawn(float(drawn.estimates[0])),
        "real_label": frame.say("chance.real"),
        "x_title": frame.axis,
        "y_title": frame.say("chance.choices"),
    }
    alt = frame.say("chance.chart_alt", gap=frame.gap(float(drawn.estimates[0])), number=len(others), more=more)
    return Chart("placebo", frame.say("chance.chart"), alt, rows, options)


def _edges(values: np.ndarray) -> np.ndarray:
    """Columns of a round width that hold all values, fewer where there are few values."""
    wanted = min(_BINS, max(10, len(values) // 3))
    spread = float(np.ptp(values)) or 1.0
    raw = spread / wanted
    power = 10.0 ** np.floor(np.log10(raw))
    step = float(next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw))
    first, last = np.floor(values.min() / step), np.ceil(values.max() / step + 1e-9)
    return np.round(step * np.arange(first, last + 1), 9)


def _earlier(frame: Frame) -> tuple[Block, ...]:
    earlier = frame.effect.checks.earlier
    if not earlier:
        return (frame.paragraph("chance.earlier_none"),)
    rows = tuple(
        (
            plain(str(year)),
            plain(frame.signed(one.value)),
            plain(frame.span(one.low, one.high)),
            plain(frame.chance(one.p)),
        )
        for year, one in sorted(earlier.items())
    )
    columns = frame.columns(
        (
            (frame.say("chance.pretended"), 0.25, _TEXT),
            (frame.say("course.difference"), 0.2, _NUMBER),
            (frame.say("course.interval"), 0.3, _NUMBER),
            (frame.say("methods.chance"), 0.25, _NUMBER),
        )
    )
    clear = sum(one.p < 0.05 / len(earlier) for one in earlier.values())
    said = frame.paragraph("chance.earlier_reading", clear=clear, all=len(earlier))
    return said, Table(frame.say("chance.earlier"), columns, rows)


def _honest(frame: Frame) -> tuple[Block, ...]:
    honest = frame.effect.checks.honest
    if not honest:
        return ()
    rows = tuple(
        (
            plain(frame.say("chance.breach_part", part=frame.texts.share(one.breach))),
            plain(frame.span(one.low, one.high)),
        )
        for one in honest
    )
    columns = frame.columns(((frame.say("chance.breach"), 0.5, _TEXT), (frame.say("course.interval"), 0.5, _NUMBER)))
    return frame.paragraph("chance.honest_reading"), Table(frame.say("chance.honest"), columns, rows)


def size_part(frame: Frame) -> Part:
    """The smallest difference that would be found, by size and number of pilot regions."""
    table = frame.effect.detectable.by
    sizes, regions = (sorted({key[at] for key in table}) for at in (0, 1))
    rows = tuple(
        (
            plain(frame.texts.number(size)),
            *(plain(f"{frame.size(table[size, count])} ({frame.part(table[size, count])})") for count in regions),
        )
        for size in sizes
    )
    columns = frame.columns(
        (
            (frame.say("size.persons"), 0.25, _TEXT),
            *((frame.say("size.regions", number=count), 0.25, _NUMBER) for count in regions),
        )
    )
    least = table[sizes[0], regions[0]]
    said = frame.paragraph(
        "size.reading", persons=frame.texts.number(sizes[0]), amount=frame.size(least), part=frame.part(least)
    )
    blocks = (said, Table(frame.say("size.table"), columns, rows, frame.say("size.note")))
    return Part("size", frame.say("size.title"), blocks)
