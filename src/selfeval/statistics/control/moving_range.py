"""Mean moving range: the usual distance between a point and the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

# 3 standard deviations are 3/1.128 mean moving ranges (1.128 is d2, the mean range of two normal values);
# Making Data Count rounds this to 2.66, qicharts2 does not, and limits differ in the fourth digit.
THREE_BY_D2 = 3 / 1.128
ROUNDED_THREE_BY_D2 = 2.66

# Upper limit of a moving range, in mean moving ranges (D4 of two values).
SCREEN = 3.267


def mean_moving_range(values: Sequence[float], screened: bool = True) -> float:
    """Mean of |x2 - x1|, |x3 - x2|, ..., in the unit of the values.

    Screened: ranges of at least 3.267 times their mean are left out, once, and the mean is taken again. So one freak
    point doesn't widen the limits it should be judged by.
    Source: Nelson 1982, Journal of Quality Technology 14(3):172-173; Provost and Murray 2011, The Health Care Data
    Guide, p. 155 and 192.
    ValueError: fewer than two values.
    """
    ranges = [abs(late - early) for early, late in pairwise(map(float, values))]
    if not ranges:
        raise ValueError(f"at least two values are expected, found {len(values)}")
    usual = mean(ranges)
    # Without any spread the mean is 0 and no range lies below it.
    kept = [one for one in ranges if one < SCREEN * usual] if screened and usual else ranges
    return mean(kept)
