"""Student's and Welch's intervals against published figures."""

from __future__ import annotations

from math import sqrt
from statistics import fmean, stdev

import pytest
from scipy import stats

from selfeval.statistics import mean_difference, mean_interval, mean_interval_of_values
from selfeval.statistics.quantile import student_t_quantile

# PHEindicatormethods test data, Area1: https://github.com/ukhsa-collaboration/PHEindicatormethods
AREA1 = [33.09375, 48.38596, 64.83495, 67.98475, 22.93556, 71.23587, 38.78465, 82.37927]

# Cushny and Peebles 1905, as printed by R's t.test on its data set `sleep`.
SLEEP_FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

HEIGHTS = """
64.1 60.9 64.1 64.7 66.7 65.0 63.7 67.4 64.9 63.7 64.0 67.5 62.8 63.9 65.9 62.3 64.1 60.6 68.6 68.6 63.7 63.0 64.7 68.2
66.7 62.8 64.0 64.1 62.1 62.9 62.7 60.9 61.6 64.6 65.7 66.6 66.7 66.0 68.5 64.4 60.5 63.0 60.0 61.6 64.3 60.2 63.5 64.7
66.0 65.1 63.6 62.0 63.6 65.8 66.0 65.4 63.5 66.3 66.2 67.5 65.8 63.1 65.8 64.4 64.0 64.9 65.7 61.0 64.1 65.5 68.6 66.6
65.7 65.1 70.0
"""


@pytest.mark.parametrize(("confidence", "low", "high"), [(0.95, 36.168325, 71.240365), (0.998, 18.216705, 89.191985)])
def test_mean_gives_the_published_limits(confidence: float, low: float, high: float) -> None:
    """The interval of eight published values equals the printed one to six decimals."""
    interval = mean_interval_of_values(AREA1, confidence)
    assert interval.low == pytest.approx(low, abs=1e-6)
    assert interval.high == pytest.approx(high, abs=1e-6)


def test_mean_from_a_summary_equals_mean_from_values() -> None:
    """Mean, standard deviation and n alone give the published limits as well."""
    interval = mean_interval(fmean(AREA1), stdev(AREA1), 8)
    assert [interval.low, interval.high] == pytest.approx([36.168325, 71.240365], abs=1e-6)


def test_the_mean_of_two_areas_together_has_the_published_limits() -> None:
    """3948.1142, 2666.9957 to 5229.2326; of the second area's 18 values only the mean and the limits are at hand.

    The same data: 5678.962958, 4625.790 to 6732.136, so s = half the width x sqrt 18 / t(17), t(17) = 2.1098156.
    """
    means, sizes = (fmean(AREA1), 5678.962958), (8, 18)
    second = (6732.136 - 4625.790) / 2 * sqrt(18) / 2.1098156
    mean = (means[0] * 8 + means[1] * 18) / 26
    squares = 7 * stdev(AREA1) ** 2 + 17 * second**2
    squares += sum(n * (of_one - mean) ** 2 for of_one, n in zip(means, sizes, strict=True))
    interval = mean_interval(mean, sqrt(squares / 25), 26)
    assert mean == pytest.approx(3948.1142, abs=5.1e-5)
    assert (interval.low, interval.high) == pytest.approx((2666.9957, 5229.2326), abs=2e-3)


def test_the_mean_of_heights_has_the_printed_limits() -> None:
    """SAS/STAT, PROC UNIVARIATE, example 4.9: heights of 75 women in inches, 95 % limits 64.06 and 65.07."""
    interval = mean_interval_of_values([float(height) for height in HEIGHTS.split()])
    assert (interval.low, interval.high) == pytest.approx((64.06, 65.07), abs=5.1e-3)


def test_welch_gives_the_printed_limits_of_the_sleep_data() -> None:
    """R prints -3.3654832 to 0.2054832 for these two groups of ten."""
    interval = mean_difference(fmean(SLEEP_FIRST), stdev(SLEEP_FIRST), 10, fmean(SLEEP_SECOND), stdev(SLEEP_SECOND), 10)
    assert interval.low == pytest.approx(-3.3654832, abs=1e-7)
    assert interval.high == pytest.approx(0.2054832, abs=1e-7)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.998])
@pytest.mark.parametrize("degrees_of_freedom", [1, 1.5, 2, 7, 17.776, 120, 30_000])
def test_student_quantile_agrees_with_an_independent_peer(confidence: float, degrees_of_freedom: float) -> None:
    """Scipy gives the same Student quantile, for fractions of degrees of freedom too."""
    expected = stats.t.isf((1 - confidence) / 2, degrees_of_freedom)
    assert student_t_quantile(confidence, degrees_of_freedom) == pytest.approx(expected, rel=1e-9)
