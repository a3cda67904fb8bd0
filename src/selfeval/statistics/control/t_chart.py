"""T chart: the time between rare events."""

from __future__ import annotations

from collections.abc import Sequence

from selfeval.statistics.control.assembly import Plan, assemble
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.individuals_chart import by_moving_range
from selfeval.statistics.control.moving_range import THREE_BY_D2
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope, known_points

# Times between events that come by chance, raised to 1/3.6, are nearly normal.
POWER = 3.6


def t_chart(
    times: Sequence[float | None],
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
    constant: float = THREE_BY_D2,
    screened: bool = True,
) -> ControlChart:
    """Centre and limits of time^(1/3.6) by moving ranges, raised to 3.6 again; in the unit of the times, never below 0.

    So the centre is below the mean of the times. constant: 3/1.128, or 2.66 for limits by the rounded factor.
    The rules are applied before raising to 3.6 again. Else as individuals_chart.
    Source: Nelson 1994, Journal of Quality Technology 26(3):239-240; Montgomery 2009, Introduction to Statistical
    Quality Control, 6th ed., section 7.3.
    ValueError: as individuals_chart, or a time or a constant below 0.
    """
    known = known_points(times)
    if any(time is not None and time < 0 for time in known) or not constant > 0:
        raise ValueError(f"times from 0 and a constant above 0 are expected, found {list(times)} and {constant}")
    roots = [None if time is None else time ** (1 / POWER) for time in known]
    method = by_moving_range(roots, constant, screened)
    plan = Plan(ChartKind.T, method, constant, rule_set, floor=0.0, shown=_raised)
    return assemble(plan, roots, scope, known)


def _raised(root: float) -> float:
    return float(root**POWER)
