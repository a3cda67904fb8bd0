"""What a benchmark shows, as tidy data: the same columns as the figures of one project, letters for projects."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.benchmark.comparison import Comparison, Distribution
from selfeval.benchmark.indicators import compared
from selfeval.benchmark.words import Frame
from selfeval.export import COLUMNS, Cell, Record
from selfeval.model import Figure, Key
from selfeval.statistics.interval import Interval

ALL = "all"


def benchmark_records(frame: Frame) -> list[Record]:
    """A record for each value, pair of limits, group's value and quartiles that the document shows, in its order.

    Measures: indicator.value (`finding`: its position), benchmark.limits_95 and benchmark.limits_998 (low, high),
    benchmark.group (all together), maturity.agreed, benchmark.quartiles (value: the median; low, high: quartiles).
    """
    components = frame.benchmark.guide.pilot_components()
    spread = [found for item in components if (found := frame.benchmark.distribute(item["id"])) is not None]
    return [
        *(row for found in compared(frame).values() for row in _of_comparison(found, frame)),
        *(row for found in spread for row in _of_distribution(found, frame)),
    ]


def _base(project: str, frame: Frame, key: Key, unit: str, definition: str) -> Record:
    about: Record = {"measure": key.measure, "subject": key.subject, "group": key.group, "year": key.year}
    known: Record = {"project": project, "report_year": frame.benchmark.year, "state": "known", "unit": unit}
    empty: Record = dict.fromkeys(COLUMNS)
    return empty | known | about | {"definition": definition, "revision": frame.benchmark.guide.revision}


def _of_comparison(found: Comparison, frame: Frame) -> Iterator[Record]:
    yield _of_figure(ALL, found.group, frame)
    for point in found.points:
        yield _of_figure(point.label, point.figure, frame) | {"finding": str(point.position)}
        for name, limits in (("limits_95", point.inner), ("limits_998", point.outer)):
            yield _of_limits(name, point.label, point.figure, limits, frame)


def _of_figure(project: str, figure: Figure, frame: Frame) -> Record:
    names = ("value", "low", "high", "numerator", "denominator")
    numbers: dict[str, Cell] = {name: getattr(figure, name) for name in names}
    return _base(project, frame, figure.key, figure.unit, figure.definition) | numbers


def _of_limits(name: str, project: str, figure: Figure, limits: Interval, frame: Frame) -> Record:
    key = Key(f"benchmark.{name}", figure.key.subject, figure.key.group, figure.key.year)
    ends: Record = {"low": limits.low, "high": limits.high, "denominator": figure.denominator}
    return _base(project, frame, key, figure.unit, figure.definition) | ends


def _of_distribution(found: Distribution, frame: Frame) -> Iterator[Record]:
    low, median, high = found.quartiles
    year, definition = frame.benchmark.year, "scales/maturity"
    key = Key("benchmark.quartiles", found.component, year=year)
    quartiles: Record = {"value": median, "low": low, "high": high, "denominator": len(found.scores)}
    yield _base(ALL, frame, key, "score", definition) | quartiles
    for label, score in found.scores.items():
        key = Key("maturity.agreed", found.component, year=year)
        yield _base(label, frame, key, "score", definition) | {"value": score}
