"""What may be said of a figure beside another, or of a series of years: one word, "cannot tell" among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot, isnan

from selfeval.population.indicators import Break
from selfeval.statistics.control import LIMITS_FROM, Rule, Scope, plain_verdict, xmr_chart
from selfeval.statistics.interval import Interval
from selfeval.statistics.verdict import Direction, Verdict


class Beside(StrEnum):
    """Where a figure lies beside another; the first two only when chance is an unlikely reason."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval; a limit is nan where there is none."""

    value: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether it has a value and both limits."""
        return not (isnan(self.value) or isnan(self.low) or isnan(self.high))


def difference(value: float, low: float, high: float, other: float, other_low: float, other_high: float) -> Interval:
    """The interval of value - other, both sides taken for independent.

    Source: Zou and Donner 2008, Stat Med 27:1693-1702 (method of variance estimates recovery).
    """
    below, above = hypot(value - low, other_high - other), hypot(high - value, other - other_low)
    return Interval(value - other - below, value - other + above)


def beside(one: Estimate, other: Estimate) -> Beside | None:
    """How one figure lies beside another of other persons; None when one of them is not known."""
    if not (one.is_known and other.is_known):
        return None
    found = difference(one.value, one.low, one.high, other.value, other.low, other.high)
    if not found.excludes_zero:
        return Beside.CANNOT_TELL
    return Beside.HIGHER if found.low > 0 else Beside.LOWER


def break_places(years: Sequence[int], breaks: Sequence[Break]) -> tuple[int, ...]:
    """The first place of each new stretch of a series of years; breaks before its second year split nothing."""
    places = {next((at for at, year in enumerate(years) if year >= one.year), 0) for one in breaks}
    gaps = {at for at, (before, year) in enumerate(pairwise(years), start=1) if year != before + 1}
    return tuple(sorted((places | gaps) - {0}))


def trend(
    years: Sequence[int], series: Sequence[Estimate], breaks: Sequence[Break], low_is_good: bool | None
) -> Verdict:
    """What may be said of the latest year, in its own stretch only.

    With 10 known years or more the latest is held against the limits of a control chart (XmR), else against the known
    year before it. The same persons stand behind both years, so the interval is rather too wide.
    ValueError: no years.
    """
    direction = _direction(low_is_good)
    places = break_places(years, breaks)
    start = places[-1] if places else 0
    latest = [one.value if one.is_known else None for one in series[start:]]
    if sum(value is not None for value in latest) >= LIMITS_FROM and latest[-1] is not None:
        return _by_chart(latest, direction)
    points = [(one.value, one.low, one.high) if one.is_known else None for one in series]
    if points[-1] is None:
        return Verdict.CANNOT_TELL
    return plain_verdict(points, difference, None, direction, breaks=places)


def _by_chart(values: Sequence[float | None], direction: Direction) -> Verdict:
    # The latest year must not make the limits that judge it.
    chart = xmr_chart(values, scope=Scope(excluded=(len(values) - 1,)) if len(values) > LIMITS_FROM else Scope())
    last = len(values) - 1
    if last not in chart.points(Rule.OUTSIDE_LIMITS):
        return Verdict.CANNOT_TELL
    if direction is Direction.NO_JUDGEMENT:
        return Verdict.NO_JUDGEMENT
    rose = (values[last] or 0.0) > (chart.centre[last] or 0.0)
    return Verdict.IMPROVED if rose == (direction is Direction.HIGHER) else Verdict.WORSE


def _direction(low_is_good: bool | None) -> Direction:
    if low_is_good is None:
        return Direction.NO_JUDGEMENT
    return Direction.LOWER if low_is_good else Direction.HIGHER
