"""Standardisation, funnels, inequality and life expectancy: areas side by side, usual settings and edges, by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import nan, sqrt

import numpy as np
import pytest

from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates, repeated_event_variances
from selfeval.statistics.arrays.funnel import (
    exact_proportion_limits,
    exact_rate_limits,
    exact_ratio_limits,
    rate_curve,
    ratio_curve,
)
from selfeval.statistics.arrays.indirect_standardisation import (
    expected_events,
    indirectly_standardised_rates,
    standardised_ratios,
)
from selfeval.statistics.arrays.inequality import Scale, slope_index, slope_index_intervals, standard_error_of_limits
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.life_expectancy import life_expectancy

# Published limits of 65 and of 9 events: Byar's, and the exact ones per 100 000 of 835.883561 expected at a reference
# rate of 9349.883092 (PHEindicatormethods).
BYAR_65 = (50.1631877, 82.8491385)
EXACT_9 = (46.033035 / 9349.883092 * 835.883561, 191.104267 / 9349.883092 * 835.883561)


def test_equal_weights_and_persons_give_the_crude_rate_with_byars_limits() -> None:
    """65 events in 100 persons over two bands alike; an area of nine beside it is refused and one of ten is not."""
    found = directly_standardised_rates([[30, 35], [4, 5], [5, 5]], [50, 50], [1, 1], 100)
    assert found.events.tolist() == [65, 9, 10]
    assert found.refused.tolist() == [False, True, False]
    assert found.value.tolist() == pytest.approx([65, nan, 10], nan_ok=True)
    assert (found.interval.low[0], found.interval.high[0]) == pytest.approx(BYAR_65)
    assert np.isnan(found.interval.low).tolist() == [False, True, False]


def test_a_missing_number_of_persons_or_of_events_leaves_its_own_area_missing() -> None:
    """The other area keeps its rate."""
    for events, persons in (([[9, 9], [9, 9]], [[50, 50], [50, None]]), ([[9, 9], [9, None]], [[50, 50], [50, 50]])):
        found = directly_standardised_rates(events, persons, [1, 1], 100)
        assert found.value.tolist() == pytest.approx([18, nan], nan_ok=True)
        assert found.refused.tolist() == [False, False]


def test_a_person_with_several_events_counts_squared() -> None:
    """5, 2 and 1 persons with 1, 2 and 3 events: 5 + 4 x 2 + 9 = 22; in the other band 10 x 1."""
    variances = repeated_event_variances([[5, 2, 1], [10, 0, 0]], [1, 2, 3])
    assert variances.tolist() == [22, 10]
    assert float(repeated_event_variances([5, 2, 1], [1, 2, 3])) == 22
    # 12 and 10 events in two bands alike: the limits reach sqrt(32/22) as far as those of 22 single events.
    single = directly_standardised_rates([12, 10], [50, 50], [1, 1], 100)
    several = directly_standardised_rates([12, 10], [50, 50], [1, 1], 100, event_variances=variances)
    assert float(several.value - several.interval.low) == pytest.approx(
        sqrt(32 / 22) * float(single.value - single.interval.low)
    )
    certain = directly_standardised_rates([12, 10], [50, 50], [1, 1], 100, event_variances=[0, None])
    assert np.isnan(certain.interval.low)
    still = directly_standardised_rates([12, 10], [50, 50], [1, 1], 100, event_variances=[0.25, 0])
    assert float(still.value - still.interval.low) == pytest.approx(
        sqrt(0.25 / 22) * float(single.value - single.interval.low)
    )


def test_expected_events_of_two_areas() -> None:
    """Rates of 1/10 and 2/10: 10 and 20 persons give 1 + 4, 30 and none 3; a missing band leaves its area missing."""
    found = expected_events([[10, 20], [30, 0], [10, None]], [1, 2], [10, 10])
    assert found.tolist() == pytest.approx([5, 3, nan], nan_ok=True)
    assert np.isnan(expected_events([10, 20], [1, None], [10, 10]))
    with pytest.raises(ValueError, match=r"the same bands are expected, found \(2,\), \(3,\) and \(3,\)"):
        expected_events([10, 20], [1, 2, 3], [10, 10, 10])


def test_a_ratio_tells_its_events_and_those_expected() -> None:
    """65 events where 130 were expected: 0.5 with half a hundredth of Byar's limits; 9 where 9: the exact limits."""
    found = standardised_ratios([65, 9], [130, 9])
    assert (found.events.tolist(), found.expected.tolist()) == ([65, 9], [130, 9])
    assert found.value.tolist() == [0.5, 1]
    assert found.interval.low.tolist() == pytest.approx([BYAR_65[0] / 130, EXACT_9[0] / 9], rel=1e-7)
    assert found.interval.high.tolist() == pytest.approx([BYAR_65[1] / 130, EXACT_9[1] / 9], rel=1e-7)


def test_an_indirectly_standardised_rate_is_told_per_hundred_thousand() -> None:
    """65 events where the reference has 1 in 10 of 650 persons: the reference's own rate, 10 000 per 100 000."""
    found = indirectly_standardised_rates(65, [650], [1], [10])
    assert float(found.value) == pytest.approx(10_000)
    assert float(found.interval.low) == pytest.approx(10_000 * BYAR_65[0] / 65)


def test_funnels_are_drawn_at_95_percent_and_rates_per_hundred_thousand() -> None:
    """Of ten at one half, 56 of 1024 outcomes are two or fewer and 11 one or fewer; the size of one event is .0253."""
    low = (2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10
    limits = exact_proportion_limits([10, None], 0.5)
    assert (limits.low[0], limits.high[0]) == pytest.approx((low, 1 - low))
    assert np.isnan([limits.low[1], limits.high[1]]).all()
    # With 3 expected events none has the chance e^-3 = .0498 and seven or more .0335, eight or more .0119.
    none, eight = np.exp(-3), 1 - np.exp(-3) * sum(3.0**k / f for k, f in enumerate((1, 1, 2, 6, 24, 120, 720)))
    seven = np.exp(-3) * 3**7 / 5040
    assert (none > 0.025, eight > 0.025 > eight - seven) == (True, True)
    ratios = exact_ratio_limits([3, None])
    assert ratios.low[0] == 0
    assert ratios.high[0] == pytest.approx((7 + (eight - 0.025) / seven) / 3)
    assert np.isnan([ratios.low[1], ratios.high[1]]).all()
    assert exact_rate_limits([3000], 100).high[0] == pytest.approx(100 * ratios.high[0])
    curve, rates = ratio_curve([1]), rate_curve([1], 100)
    assert (curve.events.tolist(), rates.events.tolist()) == ([1], [1])
    assert [curve.size_at_high[0], curve.high[0]] == pytest.approx([0.025317808, 1 / 0.025317808])
    assert [rates.size_at_high[0], rates.high[0]] == pytest.approx([25.317808, 100 / 0.025317808])


FIFTHS = [0.1, 0.2, 0.3, 0.2, 0.2]
# Middles of the cumulative shares, worked from the line above.
PLACES = np.array([0.05, 0.2, 0.45, 0.7, 0.9])


def test_lines_of_two_areas_side_by_side() -> None:
    """Values on 10 + 5 x and on 20 - 8 x, with populations of their own and as shares of one; a missing value stays."""
    shares = [FIFTHS, FIFTHS[::-1]]
    places = [PLACES, np.array([0.1, 0.3, 0.55, 0.8, 0.95])]
    values = [list(10 + 5 * places[0]), list(20 - 8 * places[1])]
    found = slope_index(values, shares)
    assert found.slope.tolist() == pytest.approx([5, -8])
    assert found.intercept.tolist() == pytest.approx([10, 20])
    assert found.relative.tolist() == pytest.approx([1.5, 0.6])
    hidden = slope_index([values[0], [None, *values[1][1:]]], shares)
    assert hidden.slope.tolist() == pytest.approx([5, nan], nan_ok=True)
    none = slope_index([values[0], values[0]], [FIFTHS, [None, *FIFTHS[1:]]])
    assert none.slope.tolist() == pytest.approx([5, nan], nan_ok=True)
    assert float(slope_index(np.arange(100) + 0.5, [1] * 100).slope) == pytest.approx(100)


def test_a_line_that_starts_at_none_has_no_ratio() -> None:
    """Values on -1 + 4 x start below 0; the difference is told and the ratio is not."""
    found = slope_index(list(-1 + 4 * PLACES), FIFTHS)
    assert (float(found.slope), float(found.intercept)) == pytest.approx((4, -1))
    assert np.isnan(found.relative)


def test_without_errors_the_limits_are_the_line_and_a_missing_error_leaves_them_missing() -> None:
    """Two areas, the second with a missing error; and the same seed gives the same limits beside another area."""
    values, errors = [list(10 + 5 * PLACES)] * 2, [[0] * 5, [0, 0, 0, 0, None]]
    found = slope_index_intervals(values, FIFTHS, errors, seed=1, repetitions=1000)
    assert found.slope.low.tolist() == pytest.approx([5, nan], nan_ok=True)
    assert found.relative.high.tolist() == pytest.approx([1.5, nan], nan_ok=True)
    on_logs = slope_index_intervals(
        list(np.exp(1 + 2 * PLACES)), FIFTHS, [0] * 5, seed=1, errors_on=Scale.LOG, fit_on=Scale.LOG, repetitions=1000
    )
    assert float(on_logs.relative.low) == pytest.approx(np.exp(2))


def test_a_standard_error_is_the_width_of_the_limits_by_twice_z() -> None:
    """1 to 1 + 2 x 1.959964: 1; of logarithms e^0 to e^(2 x 1.959964): 1."""
    width = 2 * 1.959963984540054
    assert standard_error_of_limits(Intervals([1.0], [1 + width]), Scale.PLAIN)[0] == pytest.approx(1)
    assert standard_error_of_limits(Intervals([1.0], [np.exp(width)]), Scale.LOG)[0] == pytest.approx(1)


# Under one year, one to four, and five and over: 100, 4 and 25 deaths per 1000, worked out beside the oracle.
DEATHS, LIVED, AGES = [100, 16, 250], [1000, 4000, 10_000], [0, 1, 5]


def test_life_tables_of_two_areas_side_by_side() -> None:
    """e at birth 40.2752294; an area with a missing band is missing, one with a single last death is not."""
    found = life_expectancy([DEATHS, [100, 16, None], [100, 16, 1]], LIVED, AGES)
    assert found.years[:, 0].tolist()[0] == pytest.approx(40.2752294)
    assert np.isnan(found.years).all(axis=1).tolist() == [False, True, False]
    assert found.years[2, 2] == pytest.approx(10_000)
    assert np.isnan(life_expectancy(DEATHS, [1000, None, 10_000], AGES).years).all()


def test_one_death_in_a_band_varies_and_none_does_not() -> None:
    """q = 4 m/(1 + 2 m) with m = 1/4000: variance q²(1 - q)/1 times (2 + e5)², e5 = 40 and without variance itself."""
    q = 4 / 4000 / (1 + 2 / 4000)
    one = life_expectancy([100, 1, 250], LIVED, AGES, last_band_varies=False)
    assert one.variance[1] == pytest.approx((2 + 40) ** 2 * q**2 * (1 - q))
    assert life_expectancy([100, 0, 250], LIVED, AGES, last_band_varies=False).variance[1] == 0


def test_those_who_die_in_a_first_band_of_two_years_live_half_of_it() -> None:
    """The tenth is for the first year alone: from 0 to 2, m = .1: q = .2/(1 + .1), e0 = 2 - q + (1 - q) 40."""
    found = life_expectancy([100, 250], [1000, 10_000], [0, 2])
    q = 0.2 / 1.1
    assert found.years[0] == pytest.approx(2 - q + (1 - q) * 40)


WORDS: list[tuple[Callable[[], object], str]] = [
    (lambda: slope_index([1] * 5, [0, 1, 1, 1, 1]), "finite populations above 0 are expected, found another"),
    (
        lambda: slope_index_intervals([1] * 5, [1] * 5, [0.5, 0, -0.25, -1, 0], seed=1),
        r"standard errors from 0 are expected, found -0\.25",
    ),
    (
        lambda: slope_index_intervals([1] * 5, [1] * 5, [1] * 5, seed=1, confidence=1),
        "a confidence strictly between 0 and 1 is expected, found 1",
    ),
    (
        lambda: slope_index_intervals([1] * 5, [1] * 5, [1] * 5, seed=1, confidence=0),
        "a confidence strictly between 0 and 1 is expected, found 0",
    ),
    (
        lambda: standard_error_of_limits(Intervals([1.0], [2.0]), Scale.PLAIN, 1),
        "a confidence strictly between 0 and 1 is expected, found 1",
    ),
    (lambda: life_expectancy(DEATHS, LIVED, AGES, confidence=1), "a confidence strictly between 0 and 1 .* found 1"),
    (lambda: life_expectancy(DEATHS, LIVED, AGES, confidence=0), "a confidence strictly between 0 and 1 .* found 0"),
    (lambda: life_expectancy(DEATHS, LIVED, [0, 1, 1]), "two or more start ages that rise from 0 are expected"),
    (
        lambda: life_expectancy(DEATHS, [1000, 0, 10_000], AGES),
        "finite person-years above 0 are expected in every band, found others",
    ),
    (
        lambda: life_expectancy([100, -1, 250], LIVED, AGES),
        "deaths from 0 and up to the person-years are expected, found others",
    ),
    (
        lambda: directly_standardised_rates([9, 9], [9, 9], [1, None]),
        "a weight for each band is expected, found nan",
    ),
    (
        lambda: directly_standardised_rates([9, 9], [9, 9], [1, 1], event_variances=[1, -1]),
        "a variance from 0 is expected, found -1",
    ),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        call()
