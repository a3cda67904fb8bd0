"""Student's and Welch's intervals against published figures."""

from __future__ import annotations

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
