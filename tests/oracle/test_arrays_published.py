"""The intervals of many areas at once against the published tables, all rows in one call.

PHEindicatormethods test data (tests/testthat: testdata_Byars_Wilson.xlsx, testdata_Proportion.xlsx, testdata_Rate.xlsx,
testdata_Mean.xlsx), figures only: https://github.com/ukhsa-collaboration/PHEindicatormethods
"""

from __future__ import annotations

from statistics import fmean, stdev

import numpy as np
import pytest

from selfeval.statistics.arrays.difference import mean_differences, proportion_differences
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.mean import mean_intervals_of_values
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.rate import byar_intervals, exact_poisson_intervals, rate_intervals

# numerator, denominator, then low and high at 95 % and at 99.8 %, per hundred
PROPORTIONS = np.array(
    [
        [1, 100, 0.17674321, 5.4486196, 0.08730657, 10.455445],
        [5, 100, 2.1543679, 11.175047, 1.3865321, 16.458852],
        [65, 100, 55.254443, 73.635752, 49.549466, 77.835406],
        [9856, 12345, 79.121018, 80.536401, 78.699241, 80.930614],
        [999, 3456, 27.418951, 30.44039, 26.583996, 31.344754],
    ]
)
# events, persons, multiplier, then low and high at 95 % and at 99.8 %
RATES = np.array(
    [
        [1, 100, 100, 0.025317808, 5.5716434, 0.0010005003, 9.2334135],
        [5, 100, 100, 1.6234864, 11.668332, 0.73937173, 16.454745],
        [65, 100, 100, 50.163188, 82.849139, 42.880261, 94.000291],
        [9856, 12345, 100, 78.269491, 81.430017, 77.375905, 82.354473],
        [999, 3456, 100, 27.141305, 30.755833, 26.162148, 31.845605],
        [250, 220, 100_000, 99984.947, 128631.14, 92710.006, 137651.24],
    ]
)
AREA1 = [33.09375, 48.38596, 64.83495, 67.98475, 22.93556, 71.23587, 38.78465, 82.37927]
# Newcombe 1998, Stat Med 17:873-890, table II, method 10.
NEWCOMBE = np.array(
    [
        [56, 70, 48, 80, 0.0524, 0.3339],
        [9, 10, 3, 10, 0.1705, 0.8090],
        [6, 7, 2, 7, 0.0582, 0.8062],
        [5, 56, 0, 29, -0.0381, 0.1926],
        [0, 10, 0, 20, -0.1611, 0.2775],
        [0, 10, 0, 10, -0.2775, 0.2775],
        [10, 10, 0, 20, 0.6791, 1.0000],
        [10, 10, 0, 10, 0.6075, 1.0000],
    ]
)


def limits(*found: Intervals) -> np.ndarray:
    return np.column_stack([limit for one in found for limit in (one.low, one.high)])


def test_wilson_gives_the_published_percentages() -> None:
    """All five proportions at both levels, to the eight printed digits."""
    x, n = PROPORTIONS[:, :2].T
    found = 100 * limits(wilson_intervals(x, n), wilson_intervals(x, n, 0.998))
    np.testing.assert_allclose(found, PROPORTIONS[:, 2:], rtol=5e-8)


def test_wilson_gives_the_published_fractions() -> None:
    """The rows of the file of single limits, a fraction of an event among them."""
    np.testing.assert_allclose(
        limits(wilson_intervals([65, 1045], [100, 5000])),
        [[0.552544433, 0.736357518], [0.197955499, 0.220491304]],
        rtol=2e-9,
    )
    np.testing.assert_allclose(
        limits(wilson_intervals([1045, 0.445], [5000, 1], 0.998)),
        [[0.191793818, 0.227315629], [0.0193470061, 0.970225995]],
        rtol=3e-9,
    )


def test_byar_gives_the_published_limits() -> None:
    """Both levels; for 1 event at 99.8 % the formula gives -0.0028 and the file leaves it blank: we give 0."""
    np.testing.assert_allclose(
        limits(byar_intervals([65, 1])), [[50.1631877, 82.8491385], [0.0130721329, 5.56375558]], rtol=2e-9
    )
    np.testing.assert_allclose(
        limits(byar_intervals([65, 10, 1], 0.998)),
        [[42.8802615, 94.0002908], [2.91631837, 24.1937249], [0, 9.36218022]],
        rtol=2e-9,
    )


def test_rates_give_the_published_limits() -> None:
    """Exact below ten events and Byar's above in one call, each rate with its own multiplier."""
    x, n, multiplier = RATES[:, :3].T
    found = limits(rate_intervals(x, n / multiplier), rate_intervals(x, n / multiplier, confidence=0.998))
    np.testing.assert_allclose(found, RATES[:, 3:], rtol=1e-7)


def test_exact_limits_of_r() -> None:
    """R, ?poisson.test, Welsh nickel workers: 137 events against 24.19893 expected, 4.753125 to 6.692709."""
    found = exact_poisson_intervals(137).scaled(1 / 24.19893)
    assert (float(found.low), float(found.high)) == pytest.approx((4.753125, 6.692709), abs=6e-7)


def test_means_give_the_published_limits() -> None:
    """The same eight values in two orders, at both levels."""
    rows = [AREA1, AREA1[::-1]]
    np.testing.assert_allclose(limits(mean_intervals_of_values(rows)), [[36.168325, 71.240365]] * 2, rtol=2e-8)
    np.testing.assert_allclose(limits(mean_intervals_of_values(rows, 0.998)), [[18.216705, 89.191985]] * 2, rtol=4e-8)


def test_newcombe_gives_the_published_differences() -> None:
    """All eight rows of Newcombe's table II in one call."""
    np.testing.assert_allclose(limits(proportion_differences(*NEWCOMBE[:, :4].T)), NEWCOMBE[:, 4:], atol=5.1e-5)


def test_welch_gives_the_printed_limits_of_the_sleep_data() -> None:
    """R's t.test on its data set sleep prints -3.3654832 to 0.2054832."""
    first, second = (
        [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
        [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    )
    found = mean_differences(fmean(first), stdev(first), 10, fmean(second), stdev(second), 10)
    assert (float(found.low), float(found.high)) == pytest.approx((-3.3654832, 0.2054832), abs=1e-7)
