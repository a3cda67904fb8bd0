"""From which points limits are computed: stretches between breaks, a frozen baseline, points left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from selfeval.statistics.control.chart import Footing

# NHS England's Making Data Count: limits on fewer than 12 points are on trial. No limits below 10: a choice of ours,
# since the table of the runs rules starts there too.
TRIAL_BELOW = 12
LIMITS_FROM = 10


@dataclass(frozen=True, slots=True)
class Scope:
    """What limits are computed from; all three are places in the series, from 0.

    breaks: the first point of each new stretch (a definition changed, a year like 2020); nothing is computed across.
    baseline: limits come from the first so many places of each stretch, known or not, and judge the others; None: all.
    excluded: points with a known cause; they are shown and held against the limits, and count for nothing else.
    """

    breaks: tuple[int, ...] = ()
    baseline: int | None = None
    excluded: tuple[int, ...] = ()


WHOLE = Scope()


def known_points(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """The values as floats; None stays None.

    ValueError: no values at all, or one that is not a finite number.
    """
    if not values:
        raise ValueError("at least one point is expected")
    for value in values:
        if value is not None and not isfinite(value):
            raise ValueError(f"finite values, or None where one is missing, are expected, found {value}")
    return tuple(None if value is None else float(value) for value in values)


def stretches_of(length: int, breaks: Sequence[int]) -> tuple[range, ...]:
    """The stretches of a series of `length` points, as ranges of indices.

    ValueError: breaks that do not rise, or one outside 1 .. length - 1.
    """
    edges = [0, *breaks, length]
    if any(early >= late for early, late in pairwise(edges)):
        raise ValueError(f"breaks in rising order from 1 to {length - 1} are expected, found {list(breaks)}")
    return tuple(range(start, stop) for start, stop in pairwise(edges))


def base_of(values: Sequence[float | None], stretch: range, scope: Scope) -> list[int]:
    """Indices of the points of a stretch that its limits are computed from.

    ValueError: baseline below 1, or an excluded point that is not in the series.
    """
    if scope.baseline is not None and scope.baseline < 1:
        raise ValueError(f"a baseline of at least one point is expected, found {scope.baseline}")
    if not set(scope.excluded) <= set(range(len(values))):
        raise ValueError(f"points from 0 to {len(values) - 1} can be excluded, found {list(scope.excluded)}")
    places = stretch[: scope.baseline]
    return [index for index in places if values[index] is not None and index not in scope.excluded]


def footing_of(points: int) -> Footing:
    """What limits computed from this many known points are worth."""
    if points < LIMITS_FROM:
        return Footing.TOO_FEW
    return Footing.TRIAL if points < TRIAL_BELOW else Footing.FULL
