"""Two parts of the document: the course over the years, and who is compared with whom."""

from __future__ import annotations

from collections.abc import Mapping

from selfeval.document import Align, Block, Chart, Inline, Part, Table, plain
from selfeval.population.effect.answer import Effect
from selfeval.population.effect.question import ALL, MATCHED
from selfeval.population.effect.words import Frame

_TEXT, _NUMBER = Align.TEXT, Align.NUMBER
_YEARS = ("age",)


def course_part(frame: Frame) -> Part:
    """Both groups by year, and their difference by year with its interval."""
    blocks = (_trend(frame), frame.paragraph("course.event_reading"), _events(frame), _event_table(frame))
    return Part("course", frame.say("course.title"), blocks)


def _trend(frame: Frame) -> Chart:
    effect = frame.effect
    course, years = effect.course, effect.course.years
    rows = tuple(
        {
            "label": frame.say(f"course.{name}"),
            "order": order,
            "year": year,
            "value": frame.drawn(value),
            "low": None,
            "high": None,
        }
        for order, (name, values) in enumerate((("pilots", course.pilots), ("others", course.others)))
        for year, value in zip(years, values, strict=True)
    )
    ends = {
        "own_first": course.pilots[0],
        "own_last": course.pilots[-1],
        "others_first": course.others[0],
        "others_last": course.others[-1],
    }
    told = {name: frame.say("hidden") if value is None else frame.amount(value) for name, value in ends.items()}
    options = {
        "start": effect.question.first,
        "joined": True,
        "start_label": frame.say("course.start"),
        "x_title": frame.say("course.year"),
        "y_title": {"euro": "€", "share": "%", "number": ""}[frame.unit],
    }
    alt = frame.say("course.trend_alt", first=years[0], last=years[-1], **told)
    return Chart("course", frame.say("course.trend", outcome=frame.outcome), alt, rows, options)


def _since(effect: Effect) -> int:
    """The first treated place on the axis: a calendar year, or 0 where the years since the start are counted."""
    return effect.question.first if effect.common else 0


def _events(frame: Frame) -> Chart:
    effect, first = frame.effect, _since(frame.effect)
    rows = tuple(
        {
            "label": frame.say("course.after" if at >= first else "course.before"),
            "order": int(at >= first),
            "year": at,
            "value": frame.drawn(found.value),
            "low": frame.drawn(found.low),
            "high": frame.drawn(found.high),
        }
        for at, found in sorted(effect.events.items())
    )
    clear = [at for at, found in effect.events.items() if found.clear]
    counted = {
        "after": sum(at >= first for at in effect.events),
        "clear": sum(at >= first for at in clear),
        "before": sum(at < first for at in effect.events),
        "clear_before": sum(at < first for at in clear),
    }
    options = {
        "start": first,
        "zero": True,
        "start_label": frame.say("course.start"),
        "interval_label": frame.say("course.interval"),
        "x_title": frame.say("course.year" if effect.common else "course.since"),
        "y_title": frame.axis,
    }
    return Chart("course", frame.say("course.event"), frame.say("course.event_alt", **counted), rows, options)


def _event_table(frame: Frame) -> Table:
    effect = frame.effect
    rows: dict[int, tuple[Inline, ...]] = {
        at: (plain(str(at)), plain(frame.signed(found.value)), plain(frame.span(found.low, found.high)))
        for at, found in effect.events.items()
    }
    base = _since(effect) - 1
    rows[base] = (plain(str(base)), plain(frame.say("course.base")), plain("–"))
    columns = frame.columns(
        (
            (frame.say("course.year" if effect.common else "course.since"), 0.3, _TEXT),
            (frame.say("course.difference"), 0.3, _NUMBER),
            (frame.say("course.interval"), 0.4, _NUMBER),
        )
    )
    return Table(frame.say("course.table"), columns, tuple(rows[at] for at in sorted(rows)))


def comparison_part(frame: Frame) -> Part:
    """Which regions, and how alike they were."""
    effect = frame.effect
    compare = effect.question.compare
    key = compare if compare in (ALL, MATCHED) else "chosen"
    blocks: list[Block] = [frame.paragraph(f"comparison.{key}", number=len(effect.comparison))]
    blocks.append(frame.paragraph("comparison.names", regions=", ".join(effect.comparison)))
    if effect.dropped:
        least, regions = effect.rules.least_persons, ", ".join(effect.dropped)
        blocks.append(frame.paragraph("comparison.dropped", least=least, regions=regions))
    apart = [one.name for one in effect.checks.balance if abs(one.difference) > effect.rules.imbalance]
    names = frame.texts("wording.semicolon").join(frame.say(f"feature.{name}") for name in apart)
    blocks.append(frame.paragraph("comparison.unbalanced" if apart else "comparison.balanced", names=names))
    return Part("comparison", frame.say("comparison.title"), (*blocks, _balance(frame), _balance_table(frame)))


def _balance(frame: Frame) -> Chart:
    effect = frame.effect
    chosen = effect.question.compare != ALL
    rows: tuple[Mapping[str, object], ...] = tuple(
        {
            "label": frame.say(f"feature.{one.name}"),
            "order": order,
            "value": round(one.difference, 6),
            "previous": round(one.before_choice, 6) if chosen else None,
        }
        for order, one in enumerate(effect.checks.balance)
    )
    band = effect.rules.imbalance
    good = sum(abs(one.difference) <= band for one in effect.checks.balance)
    options = {
        "band": band,
        "x_title": frame.say("comparison.standardised"),
        "value_label": frame.say("comparison.now"),
        "previous_label": frame.say("comparison.everyone") if chosen else "",
        "band_label": frame.say("comparison.band"),
    }
    alt = frame.say("comparison.balance_alt", all=len(rows), good=good, band=frame.texts.number(band, 2))
    return Chart("balance", frame.say("comparison.balance"), alt, rows, options)


def _balance_table(frame: Frame) -> Table:
    rows = tuple(
        (
            plain(frame.say(f"feature.{one.name}")),
            plain(_feature(one.name, one.pilots, frame)),
            plain(_feature(one.name, one.comparison, frame)),
            plain(frame.texts.number(one.difference, 2).replace("-", "−")),
        )
        for one in frame.effect.checks.balance
    )
    columns = frame.columns(
        (
            (frame.say("comparison.feature"), 0.4, _TEXT),
            (frame.say("course.pilots"), 0.2, _NUMBER),
            (frame.say("course.others"), 0.22, _NUMBER),
            (frame.say("comparison.standard"), 0.18, _NUMBER),
        )
    )
    return Table(frame.say("comparison.balance"), columns, rows, frame.say("comparison.note"))


def _feature(name: str, value: float, frame: Frame) -> str:
    if name == "level":
        return frame.amount(value)
    if name == "trend":
        return frame.signed(value)
    return frame.texts.number(value, 1) if name in _YEARS else frame.texts.share(value, 1)
