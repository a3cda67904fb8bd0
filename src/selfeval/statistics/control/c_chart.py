"""C chart: events counted over periods of equal size."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import mean

from selfeval.statistics.control.assembly import Basis, Plan, assemble
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope, known_points

THREE_SIGMA = 3.0


def c_chart(
    events: Sequence[float | None],
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
) -> ControlChart:
    """c ± 3 sqrt(c) with c the mean count, in events per period, never below 0; missing counts are None.

    Source: Montgomery 2009, Introduction to Statistical Quality Control, 6th ed., section 7.3.
    ValueError: as individuals_chart, or a count that is not a whole number from 0.
    """
    known = known_counts(events)

    def basis(stretch: range, base: Sequence[int]) -> Basis:
        centre = mean(value for value in (known[index] for index in base) if value is not None)
        return Basis(centre, (THREE_SIGMA * sqrt(centre),) * len(stretch))

    return assemble(Plan(ChartKind.C, basis, THREE_SIGMA, rule_set, floor=0.0), known, scope)


def known_counts(events: Sequence[float | None]) -> tuple[float | None, ...]:
    """The counts as floats; None stays None. ValueError: a count that is not a whole number from 0, or no counts."""
    known = known_points(events)
    for count in known:
        if count is not None and not (count >= 0 and count.is_integer()):
            raise ValueError(f"whole numbers of events from 0 are expected, found {count}")
    return known
