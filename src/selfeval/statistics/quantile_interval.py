"""Interval of a median or another quantile."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, isfinite, lgamma, log

from selfeval.statistics.interval import Interval
from selfeval.statistics.quantile import normal_quantile

# So much a sum of binomial terms may miss a tail that it equals in exact arithmetic.
_ROUNDING = 1e-9


def quantile_interval(values: Sequence[float], probability: float = 0.5, confidence: float = 0.95) -> Interval:
    """Order-statistic interval of a quantile (0.5: the median), in the unit of the values.

    From the value of rank r to that of rank s in rising order (see `quantile_ranks`): two of the values themselves. It
    holds the quantile with at least this confidence whatever the distribution, ties and points of a scale included.
    Source: Thompson 1936, Ann Math Stat 7:122-128; Conover 1999, Practical Nonparametric Statistics, section 3.2.
    ValueError: as quantile_ranks, or a value that is not finite.
    """
    if not all(map(isfinite, values)):
        raise ValueError("finite values are expected")
    low, high = quantile_ranks(len(values), probability, confidence)
    ordered = sorted(values)
    return Interval(ordered[low - 1], ordered[high - 1])


def quantile_ranks(n: int, probability: float = 0.5, confidence: float = 0.95) -> tuple[int, int]:
    """Ranks, counted from 1, of the two of n values that limit the interval of a quantile.

    With B binomial(n, probability), r is the largest rank with P(B < r) <= (1 - confidence)/2 and s the smallest with
    P(B >= s) <= (1 - confidence)/2.
    ValueError: probability or confidence outside (0, 1), or fewer values than such ranks need (6 for the median, 95 %).
    """
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    if not 0 < probability < 1:
        raise ValueError(f"a probability strictly between 0 and 1 is expected, found {probability}")
    tail = (1 - confidence) / 2
    low, from_above = _largest_rank(n, probability, tail), _largest_rank(n, 1 - probability, tail)
    if not low or not from_above:
        raise ValueError(f"more values are expected for an interval of this quantile, found {n}")
    return low, n + 1 - from_above


def _largest_rank(n: int, probability: float, tail: float) -> int:
    below, rank = 0.0, 0
    for successes in range(n):
        below += _binomial(successes, n, probability)
        if below > tail * (1 + _ROUNDING):
            break
        rank += 1
    return rank


def _binomial(successes: int, n: int, probability: float) -> float:
    ways = lgamma(n + 1) - lgamma(successes + 1) - lgamma(n - successes + 1)
    return exp(ways + successes * log(probability) + (n - successes) * log(1 - probability))
