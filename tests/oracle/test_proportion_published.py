"""Wilson and Newcombe intervals against published figures."""

from __future__ import annotations

import pytest

from selfeval.statistics import proportion_difference, wilson_interval

# PHEindicatormethods test data (tests/testthat), https://github.com/ukhsa-collaboration/PHEindicatormethods
WILSON = [
    (65, 100, 0.95, 0.552544433, 0.736357518),
    (1045, 5000, 0.95, 0.197955499, 0.220491304),
    (1045, 5000, 0.998, 0.191793818, 0.227315629),
    (0.445, 1, 0.998, 0.0193470061, 0.970225995),
]

# The same data, printed per hundred.
WILSON_PER_HUNDRED = [
    (1, 100, 0.17674321, 5.4486196, 0.08730657, 10.455445),
    (5, 100, 2.1543679, 11.175047, 1.3865321, 16.458852),
    (65, 100, 55.254443, 73.635752, 49.549466, 77.835406),
    (9856, 12345, 79.121018, 80.536401, 78.699241, 80.930614),
    (999, 3456, 27.418951, 30.44039, 26.583996, 31.344754),
]

# numerator, denominator, confidence, limits and their last printed digit:
# - Newcombe 1998, Stat Med 17:857-872, table I, method 3;
# - Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, chapter 2, as their R package
#   contingencytables prints it (tests/testthat/test-ch2.R);
# - R, prop.test without correction: bug report PR#2794, and stats.stackexchange.com/questions/183225;
# - R, DescTools, BinomCI, as in the tests of statsmodels (test_proportion_confint).
WILSON_ELSEWHERE = [
    (81, 263, 0.95, 0.2553, 0.3662, 4),
    (13, 16, 0.95, 0.5699, 0.9341, 4),
    (6, 52, 0.95, 0.05396969, 0.22971664, 8),
    (319, 1100, 0.99, 0.2561, 0.3264, 4),
    (100, 200, 0.95, 0.4313609, 0.5686391, 7),
]

# Newcombe 1998, Stat Med 17:873-890, table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize(("numerator", "denominator", "confidence", "low", "high"), WILSON)
def test_wilson_gives_the_published_fractions(
    numerator: float, denominator: float, confidence: float, low: float, high: float
) -> None:
    """Wilson limits equal the published ones to all nine printed digits."""
    interval = wilson_interval(numerator, denominator, confidence)
    assert interval.low == pytest.approx(low, rel=1e-8)
    assert interval.high == pytest.approx(high, rel=1e-8)


@pytest.mark.parametrize(("numerator", "denominator", "low", "high", "low998", "high998"), WILSON_PER_HUNDRED)
def test_wilson_gives_the_published_percentages(
    numerator: float, denominator: float, low: float, high: float, low998: float, high998: float
) -> None:
    """Both confidence levels of the published percentages come out to all eight printed digits."""
    usual = wilson_interval(numerator, denominator)
    wide = wilson_interval(numerator, denominator, 0.998)
    found = [100 * limit for limit in (usual.low, usual.high, wide.low, wide.high)]
    assert found == pytest.approx([low, high, low998, high998], rel=1e-7)


@pytest.mark.parametrize(("numerator", "denominator", "confidence", "low", "high", "digits"), WILSON_ELSEWHERE)
def test_wilson_gives_what_others_print(
    numerator: int, denominator: int, confidence: float, low: float, high: float, digits: int
) -> None:
    """The limits of papers, a book and R come out to the last printed digit."""
    interval = wilson_interval(numerator, denominator, confidence)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.51 * 10**-digits)


def test_newcombe_gives_the_interval_of_the_epinephrine_trial() -> None:
    """7 of 34 and 1 of 34: 0.019 to 0.34 in Fagerland and others 2015, 0.0189 to 0.3404 in contingencytables."""
    interval = proportion_difference(7, 34, 1, 34)
    assert (interval.low, interval.high) == pytest.approx((0.0189, 0.3404), abs=5.1e-5)


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), NEWCOMBE)
def test_newcombe_gives_the_published_differences(a: int, m: int, b: int, n: int, low: float, high: float) -> None:
    """All eight rows of Newcombe's table II come out to the four printed decimals."""
    interval = proportion_difference(a, m, b, n)
    assert interval.low == pytest.approx(low, abs=5.1e-5)
    assert interval.high == pytest.approx(high, abs=5.1e-5)
