"""The tables of the monitor: the first page's, a family's, and a family's by group."""

from __future__ import annotations

from collections.abc import Sequence

from selfeval.document import Align, Column, Inline, Table, plain
from selfeval.population.monitor.released import Reading
from selfeval.population.monitor.words import Frame, Heading, best

_DASHBOARD: tuple[Heading, ...] = (
    ("indicator", 0.28, Align.TEXT),
    ("here", 0.24, Align.NUMBER),
    ("others", 0.13, Align.NUMBER),
    ("beside", 0.18, Align.TEXT),
    ("trend", 0.17, Align.TEXT),
)
_FAMILY: tuple[Heading, ...] = (
    ("indicator", 0.26, Align.TEXT),
    ("counted", 0.2, Align.NUMBER),
    ("standard", 0.12, Align.NUMBER),
    ("others", 0.12, Align.NUMBER),
    ("beside", 0.15, Align.TEXT),
    ("trend", 0.15, Align.TEXT),
)


def dashboard_table(readings: Sequence[Reading], frame: Frame) -> Table:
    """The main indicators of the latest year, a reading each."""
    year = frame.monitor.year
    rows = []
    for reading in readings:
        here, others = best(reading, year)
        indicator = reading.indicator
        rows.append(
            (
                frame.link(indicator),
                plain(frame.value(here, indicator, interval=True)),
                plain(frame.value(others, indicator)),
                *_words(reading, frame),
            )
        )
    caption = frame.say("dashboard.table", year=year)
    return Table(caption, frame.columns(_DASHBOARD), tuple(rows), frame.say("dashboard.table_note"))


def family_table(family: str, readings: Sequence[Reading], frame: Frame) -> Table:
    """Every indicator of a family in the latest year, in the order of the Gids."""
    rows = tuple(_family_row(reading, frame) for reading in readings)
    caption = frame.say("part.table", family=frame.say(f"family.{family}"), year=frame.monitor.year)
    return Table(caption, frame.columns(_FAMILY), rows, frame.say("part.table_note"))


def _family_row(reading: Reading, frame: Frame) -> tuple[Inline, ...]:
    year, indicator = frame.monitor.year, reading.indicator
    return (
        frame.link(indicator),
        plain(frame.value(reading.here[year, ""], indicator, interval=True)),
        plain(frame.value(reading.standard.get(year), indicator)),
        plain(frame.value(best(reading, year)[1], indicator)),
        *_words(reading, frame),
    )


def _words(reading: Reading, frame: Frame) -> tuple[Inline, ...]:
    return plain(frame.beside(reading)), plain(frame.trend(reading))


def strata_table(family: str, readings: Sequence[Reading], frame: Frame) -> Table:
    """A row for each group of the pyramid, all together first; a column for each main indicator of a family."""
    year, share = frame.monitor.year, 0.7 / max(1, len(readings))
    columns = (
        Column(frame.say("column.stratum"), Align.TEXT, 1 - share * len(readings)),
        *(Column(frame.texts.of(one.indicator.name), Align.NUMBER, share) for one in readings),
    )
    rows = tuple(
        (
            plain(frame.stratum(name) if name else frame.say("part.all_strata")),
            *(plain(frame.value(one.here[year, name], one.indicator)) for one in readings),
        )
        for name in ("", *frame.strata)
    )
    caption = frame.say("part.strata", family=frame.say(f"family.{family}"), year=year)
    return Table(caption, columns, rows, frame.say("part.strata_note"))
