"""What the pages of the monitor share: the words, names, and figures as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selfeval.document import Align, Column, Inline, Paragraph, Run, plain
from selfeval.guide.files import items_of
from selfeval.population.indicators import Indicator
from selfeval.population.monitor.comparison import break_places
from selfeval.population.monitor.released import Monitor, Reading, Shown
from selfeval.statistics.verdict import Verdict
from selfeval.texts import Texts

KIND = "population_indicators"
# The key of a column's title, its part of the width, and how it is set.
Heading = tuple[str, float, Align]
_DIGITS = {"percent": 1, "per_person_year": 2, "per_1000_person_years": 1, "days": 1, "number": 2}


@dataclass(frozen=True)
class Frame:
    """A monitor and the language it is told in."""

    monitor: Monitor
    texts: Texts
    synthetic: bool = False

    def say(self, key: str, **values: object) -> str:
        """A sentence of the monitor's own catalogue."""
        return self.texts(f"indicator_monitor.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    def columns(self, headings: Iterable[Heading]) -> tuple[Column, ...]:
        """The columns of a table; shares are made to add up to 1."""
        wanted = list(headings)
        whole = sum(share for _, share, _ in wanted)
        return tuple(Column(self.say(f"column.{key}"), align, share / whole) for key, share, align in wanted)

    def link(self, indicator: Indicator) -> Inline:
        """The name of an indicator with its unit, leading to its definition."""
        name = Run(self.texts.of(indicator.name), definition=f"{KIND}/{indicator.id}")
        return (name,) if indicator.unit == "percent" else (name, Run(f", {self.say(f'unit.{indicator.unit}')}"))

    def stratum(self, name: str) -> str:
        """A group of the pyramid in words, or its code where it has none."""
        item = items_of("strata").get(name)
        return self.texts.of(item["name"]) if item else name

    @property
    def strata(self) -> tuple[str, ...]:
        """The groups from the base of the pyramid upwards; one without a place in the Gids comes last."""
        places = {name: item["order"] for name, item in items_of("strata").items()}
        return tuple(sorted(self.monitor.strata, key=lambda name: (places.get(name, len(places)), name)))

    def number(self, value: float, indicator: Indicator) -> str:
        """A value in the unit of an indicator."""
        if indicator.unit == "euro":
            return self.texts.euro(value)
        if indicator.unit == "percent":
            return self.texts.share(value, _DIGITS["percent"])
        return self.texts.number(value, _DIGITS[indicator.unit])

    def value(self, shown: Shown | None, indicator: Indicator, interval: bool = False) -> str:
        """A figure as text, with its interval when asked for; or the word for why there is none."""
        if shown is None:
            return "–"
        if shown.value is None:
            return self.say(f"reason.{shown.reason or 'empty'}")
        value = self.number(shown.value, indicator)
        if not interval or shown.low is None or shown.high is None:
            return value
        low, high = (self.number(end, indicator) for end in (shown.low, shown.high))
        return f"{value} ({self.texts('wording.interval', low=low, high=high)})"

    def beside(self, reading: Reading) -> str:
        """Where the region lies beside the others, and whether that side is the better one."""
        if reading.beside is None:
            return self.say("beside.none")
        word, low_is_good = self.say(f"beside.{reading.beside}"), reading.indicator.low_is_good
        if reading.beside == "cannot_tell" or low_is_good is None:
            return word
        return self.say(f"beside.{'good' if low_is_good == (reading.beside == 'lower') else 'bad'}", word=word)

    def trend(self, reading: Reading) -> str:
        """What may be said of the latest year against those before it."""
        if reading.trend is None:
            return self.say("trend.none")
        if reading.trend is Verdict.CANNOT_TELL and starts_anew(reading, self.monitor.years):
            return self.say("trend.new")
        return self.say(f"trend.{reading.trend}")


def starts_anew(reading: Reading, years: tuple[int, ...]) -> bool:
    """Whether the latest year is the first of its stretch."""
    return len(years) == 1 or (len(years) - 1) in break_places(years, reading.indicator.breaks)


def best(reading: Reading, year: int) -> tuple[Shown, Shown | None]:
    """The figure of the region and that of the others that are compared: with the same age structure where it is."""
    standard, others = reading.standard.get(year), reading.others_standard.get(year)
    if standard and others and not (standard.reason or others.reason):
        return standard, others
    return reading.here[year, ""], reading.others.get(year)
