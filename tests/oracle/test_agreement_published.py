"""Kendall's W, Fleiss' kappa, Krippendorff's alpha and the intraclass correlations against published figures."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from selfeval.statistics.arrays.fleiss import category_counts, fleiss_kappa
from selfeval.statistics.arrays.intraclass import Form, intraclass_correlations, mean_squares
from selfeval.statistics.arrays.kendall import kendall_w
from selfeval.statistics.arrays.krippendorff import Measurement, krippendorff_alpha

# Shrout and Fleiss 1979, Psychol Bull 86:420-428, table 2: six targets (rows), four judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

# Anxiety ratings of 20 people by three raters, example data of the R package irr (figures only).
ANXIETY = np.array(
    [
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
    ]
).T

# Eight wines (rows), four judges: real-statistics.com, Intraclass Correlation, as in the tests of pingouin.
WINES = [
    [1, 2, 0, 1],
    [1, 3, 3, 2],
    [3, 8, 1, 4],
    [6, 4, 3, 3],
    [6, 5, 5, 6],
    [7, 5, 6, 2],
    [8, 7, 7, 9],
    [9, 9, 9, 8],
]

# Wikipedia, Fleiss' kappa: ten subjects, five categories, fourteen raters.
WIKIPEDIA_COUNTS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]

# Fleiss 1971, Psychol Bull 76:378-382, table 1: thirty patients, six psychiatrists, five diagnoses.
FLEISS_1971 = [
    *("00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006"),
    *("10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203"),
    *("00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006"),
]

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units.
KRIPPENDORFF_2011 = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
).T

# Hayes and Krippendorff 2007, Communication Methods and Measures 1:77-89, table 1: 40 articles (here a word each),
# five observers.
HAYES_KRIPPENDORFF = (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. "
    "1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 "
    "222.2 22.12 2222. 111.1"
)


def test_kendall_w_of_shrout_and_fleiss() -> None:
    """Oracles, section 7: .8554 without and .8870 with correction for ties."""
    assert kendall_w(SHROUT_FLEISS, correct_ties=False).w == pytest.approx(0.8554, abs=5e-5)
    assert kendall_w(SHROUT_FLEISS).w == pytest.approx(0.8870, abs=5e-5)


def test_kendall_w_of_the_anxiety_ratings() -> None:
    """R package irr, kendall(anxiety, TRUE): Wt 0.54, Chisq(19) 30.8, p 0.0429."""
    found = kendall_w(ANXIETY)
    assert (found.n, found.raters, found.degrees_of_freedom) == (20, 3, 19)
    assert found.w == pytest.approx(0.54, abs=0.005)
    assert found.chi_square == pytest.approx(30.8, abs=0.05)
    assert found.p_value == pytest.approx(0.0429, abs=5e-5)


def test_kendall_w_without_ties() -> None:
    """R package DescTools, help of KendallW: W 0.568254, chi-squared 8.5238, df 5, p 0.1296."""
    found = kendall_w(np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 2, 4, 3], [2, 3, 6, 5, 4, 1]]).T)
    assert found.w == pytest.approx(0.568254, abs=5e-7)
    assert found.chi_square == pytest.approx(8.5238, abs=5e-5)
    assert found.p_value == pytest.approx(0.1296, abs=5e-5)


def test_fleiss_kappa_of_the_wikipedia_example() -> None:
    """Oracles, section 7: .20993070."""
    assert fleiss_kappa(WIKIPEDIA_COUNTS) == pytest.approx(0.20993070, abs=5e-9)


def test_fleiss_kappa_of_its_own_paper() -> None:
    """Fleiss 1971, the worked example: kappa .430."""
    assert fleiss_kappa([[int(count) for count in row] for row in FLEISS_1971]) == pytest.approx(0.430, abs=5e-4)


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [([[7, 1], [3, 5]], 0.161905), ([[7, 0], [0, 7]], 1.0), ([[6, 1, 0], [0, 7, 0]], 0.708333)],
)
def test_fleiss_kappa_of_an_online_calculator(counts: list[list[int]], kappa: float) -> None:
    """J. Randolph's calculator, http://justusrandolph.net/kappa, fixed-marginal kappa, as in statsmodels' tests."""
    assert fleiss_kappa(counts) == pytest.approx(kappa, abs=5.1e-7)


def test_category_counts_are_those_of_the_raters() -> None:
    """Four patients of Fleiss 1971, rater by rater as in the R package irr (diagnoses), give the paper's counts."""
    patients = [[4] * 6, [2, 2, 2, 5, 5, 5], [2, 3, 3, 3, 3, 5], [1, 1, 3, 3, 3, 3]]
    expected = [[int(count) for count in FLEISS_1971[row]] for row in (0, 1, 2, 5)]
    assert category_counts(patients).tolist() == expected


@pytest.mark.parametrize(
    ("measurement", "alpha"),
    [
        (Measurement.NOMINAL, 0.743),  # section C
        (Measurement.ORDINAL, 0.815),  # section D
        (Measurement.INTERVAL, 0.849),
        (Measurement.RATIO, 0.797),
    ],
)
def test_krippendorff_alpha_of_four_observers(measurement: Measurement, alpha: float) -> None:
    """Krippendorff 2011, sections C and D; one unit has a single rating, which leaves 11 units and 40 ratings."""
    found = krippendorff_alpha(KRIPPENDORFF_2011, measurement)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert (found.units, found.ratings) == (11, 40)


def test_krippendorff_alpha_of_two_observers() -> None:
    """Krippendorff 2011, section A (binary, ten units): .095; section B (five categories, twelve units): .692."""
    binary = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]).T
    assert krippendorff_alpha(binary, Measurement.NOMINAL).alpha == pytest.approx(0.095, abs=5e-4)
    nominal = np.array([[ord(letter) for letter in row] for row in ("aabbdcccedda", "babbbccceddd")]).T
    assert krippendorff_alpha(nominal, Measurement.NOMINAL).alpha == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(("measurement", "alpha"), [(Measurement.NOMINAL, 0.691), (Measurement.INTERVAL, 0.811)])
def test_krippendorff_alpha_of_the_wikipedia_example(measurement: Measurement, alpha: float) -> None:
    """Wikipedia, Krippendorff's alpha, a computational example: three coders, fifteen units, 26 pairable values."""
    coders = [
        [nan, nan, nan, nan, nan, 3, 4, 1, 2, 1, 1, 3, 3, nan, 3],
        [1, nan, 2, 1, 3, 3, 4, 3, nan, nan, nan, nan, nan, nan, nan],
        [nan, nan, 2, 1, 3, 4, 4, nan, 2, 1, 1, 3, 3, nan, 4],
    ]
    found = krippendorff_alpha(np.array(coders).T, measurement)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert found.ratings == 26


def test_krippendorff_alpha_of_the_news_articles() -> None:
    """Hayes and Krippendorff 2007: ordinal alpha .7598."""
    ratings = [[nan if mark == "." else int(mark) for mark in word] for word in HAYES_KRIPPENDORFF.split()]
    found = krippendorff_alpha(ratings, Measurement.ORDINAL)
    assert found.alpha == pytest.approx(0.7598, abs=5e-5)
    assert found.units == 40


# Value: oracles, section 7 (published to two decimals). Limits, F and p: R package psych, help of ICC.
SIX_FORMS = [
    (Form.ONE_WAY_SINGLE, 0.1657, -0.133, 0.72, 1.79, (5, 18), 0.164769),
    (Form.RANDOM_SINGLE, 0.2898, 0.019, 0.76, 11.03, (5, 15), 0.000135),
    (Form.FIXED_SINGLE, 0.7148, 0.342, 0.95, 11.03, (5, 15), 0.000135),
    (Form.ONE_WAY_MEAN, 0.4428, -0.884, 0.91, 1.79, (5, 18), 0.164769),
    (Form.RANDOM_MEAN, 0.6201, 0.071, 0.93, 11.03, (5, 15), 0.000135),
    (Form.FIXED_MEAN, 0.9093, 0.676, 0.99, 11.03, (5, 15), 0.000135),
]


@pytest.mark.parametrize(("form", "value", "low", "high", "f", "degrees", "p"), SIX_FORMS)
def test_the_six_forms_of_shrout_and_fleiss(
    form: Form, value: float, low: float, high: float, f: float, degrees: tuple[int, int], p: float
) -> None:
    """Value, interval and test of each form."""
    found = intraclass_correlations(SHROUT_FLEISS)[form]
    assert found.value == pytest.approx(value, abs=5e-5)
    assert found.interval.low == pytest.approx(low, abs=5e-4)
    assert found.interval.high == pytest.approx(high, abs=5e-3)
    assert found.f == pytest.approx(f, abs=5e-3)
    assert found.degrees_of_freedom == degrees
    assert found.p_value == pytest.approx(p, abs=5e-7)


def test_the_mean_squares_of_shrout_and_fleiss() -> None:
    """Table 3: between targets 11.24, within 6.26, between judges 32.49, residual 1.02."""
    squares = mean_squares(SHROUT_FLEISS)
    found = (squares.targets, squares.within, squares.raters, squares.residual)
    assert found == pytest.approx((11.24, 6.26, 32.49, 1.02), abs=5e-3)


def test_the_intraclass_correlation_of_the_anxiety_ratings() -> None:
    """R package irr, icc(anxiety, "twoway", "agreement"): 0.198, interval -0.039 to 0.494."""
    found = intraclass_correlations(ANXIETY)[Form.RANDOM_SINGLE]
    limits = (found.value, found.interval.low, found.interval.high)
    assert limits == pytest.approx((0.198, -0.039, 0.494), abs=5e-4)


def test_the_intraclass_correlations_of_the_wines() -> None:
    """Tests of pingouin (figures only), ICC1: .728, interval .434 to .927."""
    found = intraclass_correlations(WINES)[Form.ONE_WAY_SINGLE]
    limits = (found.value, found.interval.low, found.interval.high)
    assert limits == pytest.approx((0.728, 0.434, 0.927), abs=5e-4)


def test_consistency_and_agreement_of_raters_at_different_levels() -> None:
    """Tests of pyirr (figures only): 20 targets, raters far apart in level: consistency .695, agreement .108."""
    raters = [
        [5, 12, 11, 10, 9, 7, 5, 12, 12, 7, 12, 17, 15, 13, 6, 13, 20, 14, 13, 11],
        [14, 22, 21, 19, 22, 16, 13, 24, 20, 19, 26, 22, 26, 18, 10, 26, 30, 22, 23, 23],
        [27, 31, 29, 29, 32, 23, 29, 28, 30, 28, 31, 35, 34, 32, 30, 29, 39, 37, 33, 29],
    ]
    found = intraclass_correlations(np.array(raters).T)
    assert found[Form.FIXED_SINGLE].value == pytest.approx(0.695, abs=5e-4)
    assert found[Form.RANDOM_SINGLE].value == pytest.approx(0.108, abs=5e-4)
