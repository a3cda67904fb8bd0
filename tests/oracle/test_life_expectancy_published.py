"""Life expectancy against the test data of PHEindicatormethods (figures only).

https://github.com/ukhsa-collaboration/PHEindicatormethods, tests/testthat/testLifeExpectancy.R, df1 and answer1:
Chiang's method, the variance of the last band after Silcocks and others, 95 % limits.
"""

from __future__ import annotations

import numpy as np
import pytest

from selfeval.statistics.arrays.life_expectancy import FIVE_YEAR_BANDS, life_expectancy

POPULATION = [
    *(7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601),
    *(50209, 56416, 46411, 39820, 37978, 37039, 33288, 23306, 11936, 11936),
]
DEATHS = [17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937]

PUBLISHED = {
    0: (80.16960813, 79.88268548, 80.45653078),
    1: (79.36245674, 79.0898816, 79.63503188),
    5: (75.44193645, 75.17407307, 75.70979983),
    10: (70.47299936, 70.20675732, 70.7392414),
    15: (65.52909542, 65.26548673, 65.79270412),
    20: (60.67510088, 60.41876577, 60.931436),
    25: (55.78835987, 55.53801579, 56.03870395),
    30: (50.92752727, 50.68279939, 51.17225516),
    35: (46.06740425, 45.82666794, 46.30814055),
    40: (41.24505636, 41.00842831, 41.48168441),
    45: (36.49322717, 36.26223216, 36.72422219),
    50: (31.83343842, 31.60996318, 32.05691365),
    55: (27.26027992, 27.04337269, 27.47718713),
    60: (22.9719144, 22.76653134, 23.17729746),
    65: (18.76856852, 18.57570352, 18.96143352),
    70: (14.95858336, 14.77985004, 15.13731667),
    75: (11.51684445, 11.34831778, 11.68537112),
    80: (8.618849241, 8.451134045, 8.786564437),
    85: (6.163942934, 5.978358351, 6.349527517),
    90: (6.16210635, 5.887683386, 6.436529314),
}


def test_the_bands_are_those_of_the_data() -> None:
    """Under one year, one to four, then fives to ninety and over."""
    assert tuple(PUBLISHED) == FIVE_YEAR_BANDS


@pytest.mark.parametrize("age", PUBLISHED)
def test_life_expectancy_is_the_published_one(age: int) -> None:
    """The expectancy equals the published one to all printed digits."""
    band = list(PUBLISHED).index(age)
    assert life_expectancy(DEATHS, POPULATION).years[band] == pytest.approx(PUBLISHED[age][0], rel=1e-9)


@pytest.mark.parametrize("age", PUBLISHED)
def test_the_limits_are_the_published_ones(age: int) -> None:
    """The limits are asserted to four decimals, as in the source, whose figures rest on z = 1.96 and not 1.959964."""
    band, found = list(PUBLISHED).index(age), life_expectancy(DEATHS, POPULATION)
    limits = (found.interval.low[band], found.interval.high[band])
    assert limits == pytest.approx(PUBLISHED[age][1:], abs=5e-5)


@pytest.mark.parametrize("age", PUBLISHED)
def test_the_variance_is_the_published_one(age: int) -> None:
    """Half the published width over 1.96 is the standard error, to the precision the printed limits leave."""
    _, low, high = PUBLISHED[age]
    band = list(PUBLISHED).index(age)
    variance = life_expectancy(DEATHS, POPULATION).variance[band]
    assert np.sqrt(variance) == pytest.approx((high - low) / 2 / 1.96, abs=1e-8)


def test_a_table_worked_by_hand() -> None:
    """Chiang's own variance on three bands: 0, 1-4 and 5 and over, at 100, 4 and 25 deaths per 1000 person-years.

    q0 = .1/(1 + .9 x .1) = .0917431, q1 = 4 x .004/(1 + 2 x .004) = .0158730, e5 = 1/.025 = 40;
    e1 = 4 - 2 q1 + (1 - q1) e5 = 43.3333333, e0 = 1 - .9 q0 + (1 - q0) e1 = 40.2752294.
    """
    found = life_expectancy([100, 16, 250], [1000, 4000, 10_000], [0, 1, 5], last_band_varies=False)
    assert found.years == pytest.approx([40.2752294, 43.3333333, 40.0], abs=5e-8)
    first, second = 0.0917431193**2 * (1 - 0.0917431193) / 100, 0.0158730159**2 * (1 - 0.0158730159) / 16
    at_one = 42**2 * second
    at_birth = (0.9 + 43.3333333) ** 2 * first + (1 - 0.0917431193) ** 2 * at_one
    assert found.variance == pytest.approx([at_birth, at_one, 0.0], rel=1e-7)
