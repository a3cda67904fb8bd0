"""The first pages: the region in five figures and some sentences, and its municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import (
    Align,
    Block,
    Bullets,
    Callout,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    plain,
)
from selfeval.region.measures import Measure, ages_of
from selfeval.region.words import Frame, Heading
from selfeval.territory import population_years, region_population

_KEY = (Measure.POPULATION, Measure.OLDER, Measure.OLDEST, Measure.GROWTH, Measure.PER_RESIDENT)
_TOWNS: tuple[Heading, ...] = (
    ("municipality", 0.36, Align.TEXT),
    ("nis", 0.12, Align.TEXT),
    ("inhabitants", 0.16, Align.NUMBER),
    ("older", 0.16, Align.NUMBER),
    ("growth", 0.2, Align.NUMBER),
)


def summary_blocks(frame: Frame) -> tuple[Block, ...]:
    """Who the region is, its key figures beside Belgium's, what stands out, and what to know about how it was given."""
    profile = frame.profile
    names = frame.some_towns(profile.region.codes)
    intro = frame.paragraph(
        "summary.pilot" if profile.region.name else "summary.region",
        name=profile.region.name,
        towns=names,
        number=len(profile.region.codes),
        year=profile.year,
    )
    figures = KeyFigures(tuple(_key_figure(measure, frame) for measure in _KEY))
    return intro, figures, Bullets(tuple(plain(sentence) for sentence in _findings(frame))), *_remarks(frame)


def _key_figure(measure: Measure, frame: Frame) -> KeyFigure:
    own, country = frame.profile.figure(measure), frame.country(measure)
    label = frame.say(f"key.{measure}", **_years(frame))
    if own is None or country is None or own.value is None:
        return KeyFigure(frame.value(own), label, "")
    if measure is Measure.GROWTH:
        value, other = frame.change(own.value), frame.change(country.value or 0.0)
    else:
        value, other = frame.value(own), frame.value(country)
    if measure is Measure.POPULATION:
        share = frame.texts.share(own.value / (country.value or 1), 1)
        return KeyFigure(value, label, frame.say("key.of_country", share=share))
    return KeyFigure(value, label, frame.say("key.country", value=other))


def _years(frame: Frame) -> dict[str, int]:
    return {"first": population_years()[0], "year": frame.profile.year, "income": frame.profile.income_year}


def _findings(frame: Frame) -> Iterator[str]:
    """Two ages, growth and income against Belgium, each in a sentence that follows from the figures."""
    for measure in (Measure.OLDER, Measure.OLDEST):
        own, country = frame.profile.figure(measure), frame.country(measure)
        if own and country and own.value is not None and country.value is not None:
            gap = own.value - country.value
            side = _side(round(gap * 100, 1))
            # In French two is the first plural.
            many = "many" if round(abs(gap) * 100, 1) >= 2 else "one"
            points = frame.say(f"points.{many}", points=frame.texts.number(abs(gap) * 100, 1))
            values = {"value": frame.value(own), "country": frame.value(country), "points": points}
            yield frame.say(f"finding.{measure}.{side}", **values)
    growth, country = frame.profile.figure(Measure.GROWTH), frame.country(Measure.GROWTH)
    if growth and country and growth.value is not None and country.value is not None:
        side = _side(round(growth.value * 100, 1))
        values = {"value": frame.texts.share(abs(growth.value), 1), "country": frame.change(country.value)}
        yield frame.say(f"finding.growth.{side}", **values, **_years(frame))
    income, country = frame.profile.figure(Measure.PER_RESIDENT), frame.country(Measure.PER_RESIDENT)
    if income and country and income.value and country.value:
        gap = income.value / country.value - 1
        side = _side(round(gap * 100, 1))
        values = {"value": frame.value(income), "country": frame.value(country), "gap": frame.texts.share(abs(gap), 1)}
        yield frame.say(f"finding.income.{side}", **values, **_years(frame))


def _side(rounded: float) -> str:
    return "same" if rounded == 0 else "higher" if rounded > 0 else "lower"


def _remarks(frame: Frame) -> Iterator[Callout]:
    chosen = frame.profile.chosen
    if chosen.added:
        said = frame.say("remark.added", names=frame.texts.listing(frame.towns(chosen.added)))
        yield Callout(Tone.WARNING, frame.texts("document.warning"), plain(said))
    for key, codes in (("older", chosen.older), ("twice", chosen.twice)):
        if codes:
            said = frame.say(f"remark.{key}", names=frame.texts.listing(frame.towns(codes)))
            yield Callout(Tone.NOTE, frame.texts("document.note"), plain(said))
    # The widest one says it all.
    for area in frame.profile.same_as[-1:]:
        said = frame.say("remark.same", area=frame.area(area))
        yield Callout(Tone.NOTE, frame.texts("document.note"), plain(said))


def municipality_blocks(frame: Frame) -> tuple[Block, ...]:
    """The municipalities of the region with their size, age and growth; all together in the last row."""
    profile, first = frame.profile, population_years()[0]
    rows = tuple(_row(plain(frame.town(code)), code, (code,), frame) for code in _by_name(frame))
    total = _row(frame.cell(profile.region), "", profile.region.codes, frame)
    caption = frame.say("municipalities.caption", year=profile.year)
    columns = frame.columns(_TOWNS, first=first, year=profile.year)
    note = frame.say("municipalities.note")
    return Paragraph(plain(frame.say("municipalities.intro"))), Table(caption, columns, (*rows, total), note)


def _by_name(frame: Frame) -> list[str]:
    return sorted(frame.profile.region.codes, key=lambda code: frame.town(code).casefold())


def _row(name: Inline, code: str, codes: tuple[str, ...], frame: Frame) -> tuple[Inline, ...]:
    first, last = (region_population(codes, year) for year in (population_years()[0], frame.profile.year))
    ages = ages_of(last)
    cells = (
        code,
        frame.texts.number(last.total),
        frame.texts.share(ages.old / ages.total, 1),
        frame.change(last.total / first.total - 1),
    )
    return (name, *(plain(cell) for cell in cells))
