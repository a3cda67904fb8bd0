"""Many at once: the edges, the usual settings, areas side by side and what is missing, each worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import hypot, inf, nan, sqrt

import numpy as np
import pytest

from selfeval.statistics.arrays.difference import (
    mean_differences,
    proportion_differences,
    quantile_differences,
    rate_differences,
)
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.mean import mean_intervals, mean_intervals_of_values
from selfeval.statistics.arrays.median_comparison import median_differences, median_ratios
from selfeval.statistics.arrays.overdispersion import between_variance, dispersion, winsorised
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.quantile_interval import quantile_intervals, quantiles
from selfeval.statistics.arrays.rate import (
    byar_intervals,
    count_intervals,
    exact_poisson_intervals,
    rate_intervals,
)
from selfeval.statistics.arrays.ratio import mean_ratios, proportion_ratios, rate_ratios

Z = 1.959963984540054
# t that leaves 2.5 % above it with one and with three degrees of freedom, as in every table.
T1, T3 = 12.7062047362, 3.1824463053
# Published Wilson limits of 65 and of 5 of 100 at 99.8 %, and those of the rates of 65 and of 5 events in 100 persons,
# all per hundred (PHEindicatormethods).
WILSON = (49.549466, 77.835406), (1.3865321, 16.458852)
RATES = {
    0.95: ((50.163188, 82.849139), (1.6234864, 11.668332)),
    0.998: ((42.880261, 94.000291), (0.73937173, 16.454745)),
}


def pairs(found: Intervals) -> list[float]:
    """Low and high of each, one after the other."""
    return np.stack([found.low, found.high], axis=-1).ravel().tolist()


def test_limits_belong_to_the_interval_and_a_factor_may_be_a_part() -> None:
    """Contained are both limits and what lies between; half a factor halves; the factor refused is the one of 0."""
    found = Intervals([1.0], [3.0])
    assert [bool(found.contains(x)[0]) for x in (1, 2, 3, 3.5, None)] == [True, True, True, False, False]
    assert pairs(found.scaled([0.5])) == [0.5, 1.5]
    assert np.isnan(pairs(found.scaled([None]))).all()
    with pytest.raises(ValueError, match=r"a factor above 0 is expected, found 0\.0"):
        found.scaled([0.5, 0])


def test_all_and_none_keep_their_limit_to_the_last_digit() -> None:
    """Nothing lies above all or below none."""
    n = np.arange(1, 400)
    assert (wilson_intervals(n, n).high == 1).all()
    assert (wilson_intervals(0, n).low == 0).all()


def test_no_events_have_no_low_limit() -> None:
    """High limits exact -log .025 = 3.6888795, Byar (8/9 + z/3)³; counts below ten are exact, those from ten Byar's."""
    assert pairs(exact_poisson_intervals([0, 1])) == pytest.approx([0, 3.6888795, 0.025317808, 5.5716434], abs=5e-8)
    assert pairs(byar_intervals([0])) == pytest.approx([0, (8 / 9 + Z / 3) ** 3])
    assert pairs(count_intervals([10])) == pytest.approx(pairs(byar_intervals([10])))
    assert pairs(count_intervals([0])) == pytest.approx([0, 3.6888795], abs=5e-8)


@pytest.mark.parametrize("confidence", RATES)
def test_the_difference_of_rates_squares_and_adds_the_published_limits(confidence: float) -> None:
    """60 per hundred, less and more; and the same per person."""
    side, baseline = RATES[confidence]
    expected = [60 - hypot(65 - side[0], baseline[1] - 5), 60 + hypot(side[1] - 65, 5 - baseline[0])]
    assert pairs(rate_differences([65], [100], [5], [100], 100, confidence)) == pytest.approx(expected, rel=1e-7)
    found = pairs(rate_differences([65], [100], [5], [100], confidence=confidence))
    assert [100 * limit for limit in found] == pytest.approx(expected, rel=1e-7)
    assert [100 * limit for limit in pairs(rate_intervals([65], [100], confidence=confidence))] == pytest.approx(side)


def test_the_difference_of_proportions_squares_and_adds_the_published_limits() -> None:
    """60 points at 99.8 %, less and more."""
    (low, high), (of_baseline, up_to) = WILSON
    expected = [60 - hypot(65 - low, up_to - 5), 60 + hypot(high - 65, 5 - of_baseline)]
    found = pairs(proportion_differences([65], [100], [5], [100], 0.998))
    assert [100 * limit for limit in found] == pytest.approx(expected, rel=1e-7)


def test_the_means_of_two_values_in_two_rows() -> None:
    """1 and 3, and 5 and 9: s / sqrt n is 1 and 2, and t with one degree of freedom 12.7062."""
    expected = [2 - T1, 2 + T1, 7 - 2 * T1, 7 + 2 * T1]
    assert pairs(mean_intervals_of_values([1, 3])) == pytest.approx(expected[:2])
    assert pairs(mean_intervals_of_values([[1, 3], [5, 9]])) == pytest.approx(expected)
    assert pairs(mean_intervals([2, 7], [sqrt(2), sqrt(8)], 2)) == pytest.approx(expected)
    assert np.isnan(pairs(mean_intervals_of_values([[1, None], [5, 9]]))).tolist() == [True, True, False, False]


def test_the_spread_of_one_side_alone_is_enough() -> None:
    """s = 2 of 4 against no spread: v = 1 with three degrees of freedom; of the ratio v = 1/25 on the logarithm."""
    assert pairs(mean_differences(5, 2, 4, 3, 0, 9)) == pytest.approx([2 - T3, 2 + T3])
    expected = [5 / 3 * np.exp(-T3 / 5), 5 / 3 * np.exp(T3 / 5)]
    assert pairs(mean_ratios(5, 2, 4, 3, 0, 9)) == pytest.approx(expected)
    assert pairs(mean_ratios(5, 0, 4, 2, 0, 9)) == pytest.approx([2.5, 2.5])


def test_spreads_that_are_alike_share_the_degrees_of_freedom() -> None:
    """s = 2 of 4 on both sides: v = 1 + 1 with six degrees of freedom, of which t is 2.4469119 (every table of t)."""
    half = 2.4469118511 * sqrt(2)
    assert pairs(mean_differences(5, 2, 4, 3, 2, 4)) == pytest.approx([2 - half, 2 + half])


def test_ratios_without_events_on_a_side() -> None:
    """None against some: from 0 to the mirror of the other limit; none against none: from 0 without end."""
    # All n of n against none of m: the low limit is 1 + m/z² (worked out beside the scalar twin).
    found = proportion_ratios([10, 0, 0, 4], [10, 60, 9, 4], [0, 5, 0, 0], [50, 5, 8, 1000])
    assert found.low.tolist() == pytest.approx([1 + 50 / Z**2, 0, 0, 1 + 1000 / Z**2])
    assert found.high.tolist() == pytest.approx([inf, 1 / (1 + 60 / Z**2), inf, inf])
    # One event against none in the same time: its odds are at least .025/.975, that is 1 to 39.
    rates = rate_ratios([1, 0, 0], 1, [0, 1, 0], 1)
    assert rates.low.tolist() == pytest.approx([1 / 39, 0, 0])
    assert rates.high.tolist() == pytest.approx([inf, 39, inf])


def test_ratios_of_one_event_a_side() -> None:
    """One event each in equal time, one of two each way: the odds of p with 1 - (1 - p)² = .025, and their mirror."""
    p = 1 - sqrt(0.975)
    assert pairs(rate_ratios([1], 1, [1], 1)) == pytest.approx([p / (1 - p), (1 - p) / p])
    one = proportion_ratios([5, 1], [10, 10], [1, 5], [10, 10])
    assert (one.low * one.high[::-1]).tolist() == pytest.approx([1, 1])


def one_missing(place: int, others: int) -> list[list[float | None]]:
    """Two areas, the second without the value in this place."""
    return [[1, None] if at == place else [1, 1] for at in range(others)]


MISSING: list[Callable[[], Intervals]] = [
    lambda: wilson_intervals([1, None], [2, 2]),
    lambda: wilson_intervals([1, 1], [2, None]),
    lambda: rate_intervals([1, 1], [2, None]),
    lambda: mean_intervals([1, None], 1, 5),
    lambda: mean_intervals(1, [1, None], 5),
    lambda: mean_intervals(1, 1, [5, None]),
    lambda: mean_differences([1, None], 1, 5, 1, 1, 5),
    lambda: rate_ratios([1, 1], 1, [1, None], 1),
    lambda: rate_ratios([1, 1], 1, 1, [1, None]),
    lambda: rate_ratios([0, 0], 1, [1, None], 1),
    *(partial(proportion_ratios, *one_missing(place, 4)) for place in range(4)),
    *(partial(proportion_ratios, [0, 0], *one_missing(place, 3)) for place in range(3)),
    lambda: quantile_intervals([[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, None]]),
    lambda: median_differences([[1, 2, 3, 4], [1, 2, 3, None]], [1, 2, 3, 4]),
    lambda: median_ratios([1, 2, 3, 4], [[1, 2, 3, 4], [1, 2, 3, None]]),
]


@pytest.mark.parametrize("compute", MISSING)
def test_what_is_missing_leaves_its_own_area_missing(compute: Callable[[], Intervals]) -> None:
    """None in a list is missing: the second area has no limits, the first keeps them."""
    found = compute()
    assert np.isnan(found.low).tolist() == [False, True]
    assert np.isnan(found.high).tolist() == [False, True]


def test_medians_side_by_side_are_those_of_each_alone() -> None:
    """Four values: the ends are 3 apart and P(none below) = 1/16, of which the normal quantile is 1.5341205."""
    half = Z * 3 / (2 * 1.5341205444)
    found = median_differences([[1, 4, 3, 2], [11, 12, 14, 13]], [0, 0, 0, 0])
    assert pairs(found) == pytest.approx([2.5 - half, 2.5 + half, 12.5 - half, 12.5 + half])
    turned = median_differences([0, 0, 0, 0], [[1, 4, 3, 2], [11, 12, 14, 13]])
    assert pairs(turned) == pytest.approx([-2.5 - half, -2.5 + half, -12.5 - half, -12.5 + half])
    powers, spread = np.exp([[1, 4, 3, 2], [11, 12, 14, 13]]), np.exp(half)
    middles = [(np.exp(at) + np.exp(at + 1)) / 2 for at in (2, 12)]
    expected = [limit for middle in middles for limit in (middle / spread, middle * spread)]
    assert pairs(median_ratios(powers, [1, 1, 1, 1])) == pytest.approx(expected)
    inverse = [limit for middle in middles for limit in (1 / middle / spread, spread / middle)]
    assert pairs(median_ratios([1, 1, 1, 1], powers)) == pytest.approx(inverse)


def test_quantiles_side_by_side_follow_their_probability_and_confidence() -> None:
    """Of 1 to 9 the lower quartile lies at (9 + 1/3)/4 + 1/3 = 8/3 (Hyndman and Fan, definition 8), the median at 5."""
    rows = [[9, 8, 7, 6, 5, 4, 3, 2, 1], [10, 20, 30, 40, 50, 60, 70, 80, 90]]
    assert quantiles(rows).tolist() == [5, 50]
    assert quantiles(rows, 0.25).tolist() == pytest.approx([8 / 3, 80 / 3])
    assert pairs(quantile_intervals(rows, confidence=0.82)) == [3, 7, 30, 70]
    # Ranks 3 and 7 on both sides: 5 - 5 ∓ sqrt(2² + 2²).
    assert pairs(quantile_differences(rows[0], rows[0], confidence=0.82)) == pytest.approx([-sqrt(8), sqrt(8)])
    # The 9/10 of 60 values: B(60, .9), the ranks 49 and 59 of scipy's quantile_test (see the oracle of quantiles).
    many = list(range(1, 61))
    upper, middle = quantile_intervals(many, 0.9), quantiles(many, 0.9)
    gap = pairs(quantile_differences(many, many, 0.9))
    assert gap[1] == pytest.approx(hypot(float(upper.high) - middle, middle - float(upper.low)))


def test_winsorising_a_tenth_is_the_usual() -> None:
    """Scores of 0, 1, ..., 10: one on either side is drawn in; the mean square of 1, 1, 2, ..., 9, 9 is 367/11."""
    assert winsorised(range(11)).tolist() == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert dispersion(range(11), 1, 0) == pytest.approx((2 + 4 + 9 + 16 + 25 + 36 + 49 + 64 + 162) / 11)
    assert dispersion([None, *range(11)], 1, 0) == pytest.approx(367 / 11)


def test_the_variance_between_two_areas() -> None:
    """0 and 2 around 1 with errors of 1: excess 2 - 1 over 2 - 2/2; a tenth drawn in, scores of .8: 1.28 - 1."""
    assert between_variance([0, 2], 1, 1, 0) == pytest.approx(1)
    assert between_variance([0, 2], 1, 1) == pytest.approx(0.28)
    assert between_variance([0, 2, nan], [1, 1, None], 1, 0) == pytest.approx(1)
    assert between_variance([1, 1], 1, 1) == 0
