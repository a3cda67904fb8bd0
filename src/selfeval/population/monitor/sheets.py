"""The definition sheet of an indicator, for the documents and for its place in the guide."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.document import Definition
from selfeval.guide.references import references
from selfeval.population.codebook import columns_by_name
from selfeval.population.indicators import Indicator
from selfeval.population.monitor.words import KIND
from selfeval.texts import Texts

Line = tuple[str, str]


def sheet_of(indicator: Indicator, texts: Texts) -> Definition:
    """What an indicator means and how it is computed."""
    lines = (*sheet_lines(indicator, texts), *_sources(indicator, texts))
    return Definition(f"{KIND}/{indicator.id}", texts.of(indicator.name), lines)


def sheet_lines(indicator: Indicator, texts: Texts) -> tuple[Line, ...]:
    """The lines of the sheet without the sources: a page of the guide links those."""
    return tuple((texts(f"indicator_monitor.sheet.{key}"), said) for key, said in _lines(indicator, texts) if said) + (
        ((texts("sheet.status"), texts("sheet.own_proposal")),) if indicator.proposal else ()
    )


def _lines(indicator: Indicator, texts: Texts) -> Iterator[Line]:
    def say(key: str, **values: object) -> str:
        return texts(f"indicator_monitor.{key}", **values)

    yield "definition", texts.of(indicator.definition)
    yield "kind", say(f"kind.{indicator.kind}")
    yield "unit", say(f"unit.{indicator.unit}")
    direction = {True: "low", False: "high", None: "none"}[indicator.low_is_good]
    yield "direction", say(f"sheet.direction_{direction}")
    yield "age", say(f"sheet.age_{'yes' if indicator.standardised else 'no'}")
    known = columns_by_name()
    yield "columns", "; ".join(texts.of(known[name].label) for name in sorted(indicator.reads))
    yield "breaks", "; ".join(say(f"sheet.break_{one.reason}", year=one.year) for one in indicator.breaks)
    yield "after", say("sheet.after_text", after=indicator.after) if indicator.after else ""


def _sources(indicator: Indicator, texts: Texts) -> Iterator[Line]:
    if indicator.sources:
        yield texts("sheet.sources"), "; ".join(references()[key].title for key in indicator.sources)
