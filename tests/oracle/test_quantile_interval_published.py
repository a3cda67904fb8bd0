"""Order-statistic intervals of medians and quantiles against published figures."""

from __future__ import annotations

from math import exp

import pytest
from scipy import stats

from selfeval.statistics.arrays.quantile_interval import quantile_intervals
from selfeval.statistics.quantile_interval import quantile_interval, quantile_ranks

# Table A.7, Confidence intervals for the population median, p. 656 (https://www.coursehero.com/file/5646626/A7/): for
# each n the shortest interval of at least 95 %, with its confidence in percent.
MEDIAN_RANKS = [
    (6, 1, 6, 96.9),
    (7, 1, 7, 98.4),
    (8, 1, 8, 99.2),
    (9, 2, 8, 96.1),
    (10, 2, 9, 97.9),
    (11, 2, 10, 98.8),
    (12, 3, 10, 96.1),
    (13, 3, 11, 97.8),
    (14, 3, 12, 98.7),
    (15, 4, 12, 96.5),
    (16, 4, 13, 97.9),
    (17, 5, 13, 95.1),
    (18, 5, 14, 96.9),
    (19, 5, 15, 98.1),
    (20, 6, 15, 95.9),
]
# The same table: the widest confidence below 95 % of n values, from the smallest to the largest.
TOO_FEW = [(2, 50.0), (3, 75.0), (4, 87.5), (5, 93.8)]


@pytest.mark.parametrize(("n", "low", "high", "percent"), MEDIAN_RANKS)
def test_ranks_are_the_tabulated_ones(n: int, low: int, high: int, percent: float) -> None:
    """At 95 % the ranks are those printed, and up to the printed confidence they stay the same."""
    assert quantile_ranks(n) == (low, high)
    assert quantile_ranks(n, confidence=(percent - 0.1) / 100) == (low, high)


@pytest.mark.parametrize(("n", "percent"), TOO_FEW)
def test_too_few_values_for_the_tabulated_confidence_are_refused(n: int, percent: float) -> None:
    """Between two and five values reach the printed confidence and no 95 %."""
    assert quantile_ranks(n, confidence=(percent - 0.1) / 100) == (1, n)
    with pytest.raises(ValueError, match=f"found {n}"):
        quantile_ranks(n)


def test_the_printed_interval_of_scores_comes_out() -> None:
    """Nine ordered values, the second and the eighth (96.1 % in the table), in any order, alone and in arrays."""
    values = [32.5, 27.6, 29.3, 30.1, 15.5, 21.7, 22.8, 21.2, 19.0]
    interval, intervals = quantile_interval(values), quantile_intervals([values, values[::-1]])
    assert (interval.low, interval.high) == (19.0, 30.1)
    assert intervals.low.tolist() == [19.0, 19.0]
    assert intervals.high.tolist() == [30.1, 30.1]


# R package confintr, ci_quantile(exp(seq(0, 1, by = 0.01)), ...), as in the tests of scipy (test_R_ci_quantile).
OF_R = [(0.3, 0.95, 1.221402758160170, 1.476980793882643), (0.5, 0.9, 1.506817785112854, 1.803988415397857)]


@pytest.mark.parametrize(("probability", "confidence", "low", "high"), OF_R)
def test_quantiles_have_the_limits_of_r(probability: float, confidence: float, low: float, high: float) -> None:
    """101 values: two of them, to full precision, alone and in arrays."""
    values = [exp(at / 100) for at in range(101)]
    interval = quantile_interval(values, probability, confidence)
    intervals = quantile_intervals(values, probability, confidence)
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-14)
    assert (float(intervals.low), float(intervals.high)) == pytest.approx((low, high), rel=1e-14)


@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("probability", [0.1, 0.25, 0.5, 0.75, 0.9])
@pytest.mark.parametrize("n", [60, 133, 1000])
def test_any_quantile_agrees_with_an_independent_peer(n: int, probability: float, confidence: float) -> None:
    """Scipy's quantile_test chooses the same two values out of n."""
    peer = stats.quantile_test(list(range(1, n + 1)), q=1, p=probability).confidence_interval(confidence)
    assert quantile_ranks(n, probability, confidence) == (peer.low, peer.high)
