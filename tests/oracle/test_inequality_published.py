"""Slope and relative index of inequality against the test data of PHEindicatormethods (figures only).

https://github.com/ukhsa-collaboration/PHEindicatormethods, tests/testthat/testdata_SII.xlsx and testSII.R.
"""

from __future__ import annotations

import numpy as np
import pytest

from selfeval.statistics.arrays.inequality import InequalityIndex, slope_index, slope_index_intervals

POPULATIONS = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
VALUES = [
    *(75.933459, 78.344238, 83.836063, 83.637540, 80.465503),
    *(81.115676, 81.693084, 84.190006, 80.595564, 86.289435),
]
# Printed to two decimals in the package's help of phe_sii.
STANDARD_ERRORS = [1.64, 1.58, 1.51, 1.78, 1.7, 1.56, 1.37, 1.4, 2.43, 1.57]

# The published slope and intercept of the rate and proportion cases (rows 71-110 of the file) and their ratio.
PUBLISHED_LINES = [
    (-3.2752012, 0.4060007, 5.5138132),
    (-2.2876789, 0.5352518, 4.9224048),
    (-0.1072003, 0.5334015, 0.2297486),
    (-0.0581855, 0.5470129, 0.1284484),
]


def as_numbers(index: InequalityIndex) -> tuple[float, float, float]:
    return float(index.slope), float(index.relative), float(index.intercept)


def test_tenths_of_area_1() -> None:
    """SII 6.9346165, RII 1.0888181, intercept 78.0766308, from values printed to six decimals."""
    found = as_numbers(slope_index(VALUES, POPULATIONS))
    assert found == pytest.approx((6.9346165, 1.0888181, 78.0766308), rel=5e-8)


def test_fifths_from_the_first_five_rows() -> None:
    """SII 7.9193341, RII 1.1037117, intercept 76.3591235."""
    found = as_numbers(slope_index(VALUES[:5], POPULATIONS[:5]))
    assert found == pytest.approx((7.9193341, 1.1037117, 76.3591235), rel=5e-8)


@pytest.mark.parametrize(("slope", "relative", "intercept"), PUBLISHED_LINES)
def test_values_on_a_published_line_give_its_index(slope: float, relative: float, intercept: float) -> None:
    """The inputs are not at hand: groups laid on the published line give back its slope, intercept and RII."""
    shares = np.array(POPULATIONS) / sum(POPULATIONS)
    places = np.cumsum(shares) - shares / 2
    found = as_numbers(slope_index(intercept + slope * places, POPULATIONS))
    assert found == pytest.approx((slope, relative, intercept), abs=5e-7)


@pytest.mark.parametrize(
    ("confidence", "low", "high", "relative_low", "relative_high"),
    [(0.95, 3.128, 10.759, 1.0384, 1.1413), (0.99, 1.924, 11.992, None, None)],
)
def test_simulated_limits_of_area_1(
    confidence: float, low: float, high: float, relative_low: float | None, relative_high: float | None
) -> None:
    """SII 3.128 to 10.759 (99 %: 1.924 to 11.992), RII 1.0384 to 1.1413, within the published tolerance of .05."""
    found = slope_index_intervals(VALUES, POPULATIONS, STANDARD_ERRORS, seed=20, confidence=confidence)
    assert (float(found.slope.low), float(found.slope.high)) == pytest.approx((low, high), abs=0.05)
    if relative_low is not None:
        limits = (float(found.relative.low), float(found.relative.high))
        assert limits == pytest.approx((relative_low, relative_high), abs=0.002)
