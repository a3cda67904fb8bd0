"""Where a figure lies in a funnel plot: within both pairs of limits, or beyond the inner or the outer one.

The usual limits of Spiegelhalter 2005, Stat Med 24:1185-1202: 95 % and 99.8 %, about 2 and 3 standard deviations.
"""

from __future__ import annotations

from enum import StrEnum

from selfeval.statistics.interval import Interval

INNER, OUTER = 0.95, 0.998


class Position(StrEnum):
    """Within both pairs of limits, or beyond the inner (95 %) or the outer (99.8 %) one."""

    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    FAR_BELOW = "far_below"
    FAR_ABOVE = "far_above"


def position_of(value: float, inner: Interval, outer: Interval) -> Position:
    """Where a value lies; on a limit is within it."""
    if not outer.contains(value):
        return Position.FAR_BELOW if value < outer.low else Position.FAR_ABOVE
    if not inner.contains(value):
        return Position.BELOW if value < inner.low else Position.ABOVE
    return Position.INSIDE
