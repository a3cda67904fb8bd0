"""Funnel limits and overdispersion against published figures.

PHEindicatormethods (UK Health Security Agency), tests/testthat, figures only (the package is GPL-3):
https://github.com/ukhsa-collaboration/PHEindicatormethods
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from selfeval.statistics.arrays.funnel import (
    approximate_proportion_limits,
    exact_proportion_limits,
    exact_rate_limits,
    exact_ratio_limits,
    rate_curve,
    ratio_curve,
    widened_limits,
)
from selfeval.statistics.arrays.overdispersion import between_variance, dispersion, winsorised
from selfeval.statistics.arrays.rate import exact_poisson_intervals

# testdata_funnel_ratio_outputs.csv: events, then for 95 % and 99.8 % the expected events and the ratio per hundred on
# the low and on the high curve.
RATIO = [
    (1, (5.571644585, 17.94802207, 0.025317898, 3949.774946), (9.233410143, 10.83023482, 0.001000547, 99945.32721)),
    (5, (11.6683331, 42.85102213, 1.623486324, 307.979188), (16.45474478, 30.38637225, 0.739371928, 676.2496398)),
    (20, (30.88838097, 64.74926614, 12.21651877, 163.7127595), (38.04188668, 52.57362804, 8.958211233, 223.2588569)),
    (100, (121.6268111, 82.21871402, 81.36400699, 122.9044681), (134.9243187, 74.11562345, 71.92139974, 139.0406755)),
    (716, (770.4222128, 92.93605352, 664.5083011, 107.7488421), (802.60414, 89.20960712, 636.1521174, 112.5516964)),
]
# testdata_funnel_rate_outputs.csv and _2.csv: events of three years, baseline per 100 000 person-years; persons, and
# the rate, on the low and on the high curve.
YEARS = 3
RATE = [
    (1, 116.1720835, (1598.675694, 20.85059119, 7.264481402, 4588.535848)),
    (5, 116.1720835, (3348.002593, 49.78092521, 465.8280129, 357.7858395)),
    (99, 114.8591735, (34978.76935, 94.34294177, 23351.00812, 141.3215217)),
    (1344, 114.8591735, (411466.9163, 108.8787415, 369466.4508, 121.2559352)),
]
RATE_WIDE = [
    (1, 116.1720835, (2649.348525, 12.58170943, 0.287087625, 116108.569)),
    (1360, 116.1720835, (424043.2424, 106.9073359, 358342.3275, 126.5084525)),
]
# testdata_funnel_prop_outputs.csv: denominator, then low and high per hundred at 95 % and 99.8 %, baseline 80.642448.
PROPORTION = [
    (1, 3.204264, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (5, 46.011039, 100, 26.039864, 100),
    (7, 51.373565, 100, 34.494842, 100),
    (18, 62.390093, 98.894803, 51.864359, 100),
    (45, 69.098645, 92.186251, 62.441586, 98.843309),
    (737, 77.789976, 83.49492, 76.145017, 85.139878),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]


# The file prints sizes to nine decimals, so its smallest size, 0.001, and the ratio there carry few digits.
@pytest.mark.parametrize(("events", "usual", "wide"), RATIO)
def test_ratio_curves_are_the_published_ones(events: int, usual: tuple[float, ...], wide: tuple[float, ...]) -> None:
    """Sizes and ratios of both curves at both levels."""
    for confidence, expected in ((0.95, usual), (0.998, wide)):
        found = ratio_curve([events], 100, confidence)
        sizes_and_limits = [found.size_at_low, found.low, found.size_at_high, found.high]
        tolerance = 1e-3 if events == 1 and confidence == 0.998 else 5e-6
        assert [float(one[0]) for one in sizes_and_limits] == pytest.approx(expected, rel=tolerance)


@pytest.mark.parametrize(
    ("events", "baseline", "expected", "confidence"),
    [(*row, 0.95) for row in RATE] + [(*row, 0.998) for row in RATE_WIDE],
)
def test_rate_curves_are_the_published_ones(
    events: int, baseline: float, expected: tuple[float, ...], confidence: float
) -> None:
    """Person units and rates per 100 000 of both curves."""
    found = rate_curve([events], baseline, 100_000, confidence)
    tolerance = 1e-3 if events == 1 and confidence == 0.998 else 5e-6
    sizes_and_limits = [found.size_at_low / YEARS, found.low, found.size_at_high / YEARS, found.high]
    assert [float(one[0]) for one in sizes_and_limits] == pytest.approx(expected, rel=tolerance)


@pytest.mark.parametrize(("denominator", "low", "high", "low998", "high998"), PROPORTION)
def test_approximate_limits_of_proportions_are_the_published_ones(
    denominator: int, low: float, high: float, low998: float, high998: float
) -> None:
    """Both pairs of limits per hundred, clipped at 0 and 100, to the six printed decimals."""
    target = 0.80642448
    usual = approximate_proportion_limits(denominator, target)
    wide = approximate_proportion_limits(denominator, target, 0.998)
    found = [100 * float(limit) for limit in (usual.low, usual.high, wide.low, wide.high)]
    assert found == pytest.approx([low, high, low998, high998], abs=3e-6)


# PHStatsMethods (UK Health Security Agency, GPL-3), tests of utils_funnel: poisson_funnel.
@pytest.mark.parametrize(
    ("events", "confidence", "side", "limit"),
    [(200, 0.95, "low", 173.24086241121654), (500, 0.998, "high", 573.0274767209943)],
)
def test_the_python_port_publishes_the_same_exact_limits(
    events: int, confidence: float, side: str, limit: float
) -> None:
    """Two limits of a Poisson count, as far as the port's bisection goes (seven digits; scipy has more)."""
    assert float(getattr(exact_poisson_intervals(events, confidence), side)) == pytest.approx(limit, rel=3e-7)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_limits_leave_out_what_the_distribution_says(confidence: float) -> None:
    """The counts outside the interpolated limits have at most the tail's chance; with one count more they have more."""
    tail = (1 - confidence) / 2
    sizes, target = np.array([12, 50, 333, 5000]), 0.3
    for limits, distribution in (
        (exact_proportion_limits(sizes, target, confidence), stats.binom(sizes, target)),
        (exact_rate_limits(sizes, 300, 1000, confidence).scaled(1 / 1000), stats.poisson(sizes * target)),
        (exact_ratio_limits(sizes * target, confidence).scaled(target), stats.poisson(sizes * target)),
    ):
        below, above = np.ceil(limits.low * sizes) - 1, np.floor(limits.high * sizes) + 1
        assert (distribution.cdf(below) <= tail + 1e-12).all()
        assert (distribution.cdf(below + 1) > tail).all()
        assert (distribution.sf(above - 1) <= tail + 1e-12).all()
        assert (distribution.sf(above - 2) > tail).all()


# Seaton and Manktelow 2012, BMC Med Res Methodol 12:98 (10.1186/1471-2288-12-98), table 1, 95 % prediction limits of
# the SMR: the median, least and greatest chance to lie outside by chance alone, below and above.
SEATON = [
    (1, 50, (0.0186, 0.0, 0.0250), (0.0201, 0.0052, 0.0250)),
    (50, 100, (0.0215, 0.0172, 0.0250), None),
]


@pytest.mark.parametrize(("least", "most", "below", "above"), SEATON)
def test_limits_leave_outside_what_is_published(
    least: int, most: int, below: tuple[float, ...], above: tuple[float, ...] | None
) -> None:
    """Over expected events in steps of a hundredth, as far as the table could be seen; never more than the tail."""
    expected = np.arange(100 * least + (least > 1), 100 * most + 1) / 100
    limits, chance = exact_ratio_limits(expected), stats.poisson(expected)
    low, high = limits.low * expected, limits.high * expected
    outside = chance.cdf(np.ceil(low - 1e-9) - 1), chance.sf(np.floor(high + 1e-9))
    for found, published in zip(outside, (below, above), strict=True):
        if published is not None:
            assert (np.median(found), found.min(), found.max()) == pytest.approx(published, abs=5.1e-5)


def test_limits_of_successes_and_of_failures_mirror_each_other() -> None:
    """Of ten at one half, at 99.8 %, none and all lie outside and one and nine inside, worked by hand.

    P(X = 0) = 1/1024 is below .001 and P(X <= 1) = 11/1024 is not, so the low limit lies (11/1024 - .001)/(10/1024) of
    a count below 1 and the high one as much above 9.
    """
    limits = exact_proportion_limits(10, 0.5, 0.998)
    low = (1 - (11 / 1024 - 0.001) / (10 / 1024)) / 10
    assert (float(limits.low), float(limits.high)) == pytest.approx((low, 1 - low), rel=1e-12)
    few, many = exact_proportion_limits([3, 12, 50, 333], 0.2), exact_proportion_limits([3, 12, 50, 333], 0.8)
    assert (1 - many.high).tolist() == pytest.approx(few.low.tolist(), abs=1e-12)
    assert (1 - many.low).tolist() == pytest.approx(few.high.tolist(), abs=1e-12)


def test_a_share_has_no_limit_above_all() -> None:
    """Of three at .9 all three have the chance .729, so that the high limit is 1 and nothing lies above it."""
    assert float(exact_proportion_limits(3, 0.9).high) == 1.0


# Colditz and others 1994, JAMA 271:698-702: vaccinated and control, with and without tuberculosis (metafor, dat.bcg).
BCG = np.array(
    [
        [4, 119, 11, 128],
        [6, 300, 29, 274],
        [3, 228, 11, 209],
        [62, 13536, 248, 12619],
        [33, 5036, 47, 5761],
        [180, 1361, 372, 1079],
        [8, 2537, 10, 619],
        [505, 87886, 499, 87892],
        [29, 7470, 45, 7232],
        [17, 1699, 65, 1600],
        [186, 50448, 141, 27197],
        [5, 2493, 3, 2338],
        [27, 16886, 29, 17825],
    ]
)


def test_the_variance_between_areas_is_that_of_dersimonian_and_laird() -> None:
    """Without winsorising and around the weighted mean: tau² 0.3088 and Q 152.2330 on 12 degrees, as metafor prints."""
    a, b, c, d = BCG.T
    estimates = np.log((a / (a + b)) / (c / (c + d)))
    errors = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    mean = float(np.average(estimates, weights=1 / errors**2))
    assert 13 * dispersion(estimates, errors, mean, 0) == pytest.approx(152.2330, abs=6e-5)
    assert between_variance(estimates, errors, mean, 0) == pytest.approx(0.3088, abs=6e-5)


def test_winsorising_draws_in_both_ends() -> None:
    """Of the scores 1 to 11 a tenth at each end is one score: 1 becomes 2, 11 becomes 10; missing stays missing."""
    found = winsorised([11, *range(1, 11), np.nan])
    assert found[:-1].tolist() == [10, 2, *range(2, 11)]
    assert np.isnan(found[-1])


def test_widened_limits_are_the_usual_ones_stretched() -> None:
    """A dispersion of 4 doubles the distance; a variance between areas adds to the square; below 1 nothing narrows."""
    plain, doubled = widened_limits(1, [0.1, 0.5]), widened_limits(1, [0.1, 0.5], dispersion=4)
    assert (doubled.high - 1).tolist() == pytest.approx((2 * (plain.high - 1)).tolist())
    added = widened_limits(1, 0.3, between_variance=0.16)
    assert float(added.high) == pytest.approx(1 + 1.959963984540054 * 0.5)
    assert float(widened_limits(1, 0.3, dispersion=0.5).low) == float(widened_limits(1, 0.3).low)
    with pytest.raises(ValueError, match="not both"):
        widened_limits(1, 0.3, dispersion=2, between_variance=0.1)
