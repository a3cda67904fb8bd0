"""Cronbach's and ordinal alpha, and the polychoric correlation, against published figures."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from scipy import stats

from selfeval.statistics.arrays.cronbach import cronbach_alpha, feldt_interval
from selfeval.statistics.arrays.missing import Missing
from selfeval.statistics.arrays.ordinal_alpha import ordinal_alpha
from selfeval.statistics.arrays.polychoric import polychoric_correlation, polychoric_matrix, thresholds

# Test data of pingouin (numbers only): twelve respondents, eleven items, four answers missing in three rows.
TWELVE = (
    "11111111111 11111111010 .011.111100 11101101100 11111000100 01.01111000 11110010000 11111000000 01011000010 "
    "10010100.00 11100000000 10010000000"
)
ANSWERS = [[nan if mark == "." else int(mark) for mark in word] for word in TWELVE.split()]

# Section 6 of the Law School Admission Test: Bock and Lieberman 1970, Psychometrika 35:179-197.
# How many of 1000 had each of the 32 patterns, from 00000 to 11111 in binary order.
LSAT6_COUNTS = [
    *(3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15),
    *(10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298),
]
LSAT6 = [[int(bit) for bit in f"{pattern:05b}"] for pattern, count in enumerate(LSAT6_COUNTS) for _ in range(count)]


def test_alpha_pairwise() -> None:
    """Oracles, section 7: .732661, interval .435 to .909, from all twelve respondents."""
    found = cronbach_alpha(ANSWERS, missing=Missing.PAIRWISE)
    assert found.value == pytest.approx(0.732661, abs=5e-7)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.435, 0.909), abs=5e-4)
    assert (found.n, found.items, found.missing) == (12, 11, Missing.PAIRWISE)


def test_alpha_listwise_counts_only_the_complete_rows() -> None:
    """Oracles, section 7: .801695; with the nine complete rows the interval is .533 to .947."""
    found = cronbach_alpha(ANSWERS, missing=Missing.LISTWISE)
    assert found.value == pytest.approx(0.801695, abs=5e-7)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.533, 0.947), abs=5e-4)
    assert (found.n, found.missing) == (9, Missing.LISTWISE)


def test_the_misprinted_interval_is_that_of_the_respondents_before_deletion() -> None:
    """.581 to .933 is printed for the listwise alpha and marked as wrong: it comes from n = 12, not from the nine."""
    wrong = feldt_interval(0.801695, 12, 11)
    assert (wrong.low, wrong.high) == pytest.approx((0.581, 0.933), abs=5e-4)


def test_alpha_of_the_law_school_test() -> None:
    """R package ltm, cronbach.alpha of its law school data: 0.295 from 1000 people and five items."""
    assert [sum(column) for column in zip(*LSAT6, strict=True)] == [924, 709, 553, 763, 870]
    found = cronbach_alpha(LSAT6, missing=Missing.LISTWISE)
    assert found.value == pytest.approx(0.295, abs=5e-4)
    assert (found.n, found.items) == (1000, 5)


def test_feldt_interval_of_statpsych() -> None:
    """R package statpsych, help of ci.cronbach(.05, .85, 7, 89): 0.7971254 to 0.8931436.

    It takes n (k-1) where Feldt, Woodruff and Salih 1987, p. 95, have (n-1)(k-1) degrees of freedom: 534 and not 528,
    which moves the limits by less than 0.0001. With 534 their formula gives all printed digits.
    """
    found = feldt_interval(0.85, 89, 7)
    assert (found.low, found.high) == pytest.approx((0.7971254, 0.8931436), abs=1e-4)
    quantiles = stats.f.ppf([0.975, 0.025], 88, 89 * 6)
    assert 1 - 0.15 * quantiles == pytest.approx([0.7971254, 0.8931436], abs=5e-8)


def test_feldt_interval_of_evans() -> None:
    """C. Evans's example, MRC CBU statistics wiki, FAQ/cafun: alpha .913, n 873, k 20 gives 0.9044024 to 0.9211588."""
    found = feldt_interval(0.913, 873, 20)
    assert (found.low, found.high) == pytest.approx((0.9044024, 0.9211588), abs=5e-8)


def test_polychoric_correlation_of_olsson() -> None:
    """Olsson 1979, Psychometrika 44:443-460: rho .49, thresholds -1.77, -.14 and -.69, .67."""
    counts = np.array([[13, 6, 0], [69, 113, 22], [41, 132, 104]])
    assert polychoric_correlation(counts) == pytest.approx(0.49, abs=5e-3)
    assert thresholds(counts.sum(axis=1)) == pytest.approx([-1.77, -0.14], abs=5e-3)
    assert thresholds(counts.sum(axis=0)) == pytest.approx([-0.69, 0.67], abs=5e-3)


def test_polychoric_correlation_in_two_steps() -> None:
    """Tests of the Ruby package statsample, two-step: 0.420, thresholds -0.240, 1.578 and -0.027, 1.137 (to 0.001)."""
    counts = np.array([[58, 52, 1], [26, 58, 3], [8, 12, 9]])
    assert polychoric_correlation(counts) == pytest.approx(0.420, abs=1e-3)
    assert thresholds(counts.sum(axis=0)) == pytest.approx([-0.240, 1.578], abs=1e-3)
    assert thresholds(counts.sum(axis=1)) == pytest.approx([-0.027, 1.137], abs=1e-3)


@pytest.mark.parametrize(
    ("margin", "both", "correlation"),
    [(0.5, 0.333333, 0.5), (0.5, 0.1150267, -0.75), (0.5, 0.397584, 0.8), (0.158655254, 0.145003, 0.99)],
)
def test_tetrachoric_correlation_of_kirk(margin: float, both: float, correlation: float) -> None:
    """Kirk 1973, Psychometrika 38:259-268, as in the help of tetrachoric in the R package psych."""
    counts = [[both, margin - both], [margin - both, 1 - 2 * margin + both]]
    assert polychoric_correlation(counts) == pytest.approx(correlation, abs=1e-5)


def test_tetrachoric_correlation_of_rare_disorders() -> None:
    """Help of tetrachoric in the R package psych, after Mplus: counts 61661, 1610, 85, 20 give .35."""
    assert polychoric_correlation([[61661, 85], [1610, 20]]) == pytest.approx(0.35, abs=5e-3)


def test_tetrachoric_correlations_of_the_law_school_test() -> None:
    """R package psych, tetrachoric(lsat6): the ten correlations and five thresholds to two decimals."""
    found = polychoric_matrix(LSAT6, missing=Missing.LISTWISE)
    printed = [0.17, 0.23, 0.19, 0.11, 0.11, 0.19, 0.07, 0.17, 0.11, 0.20]
    assert found[np.tril_indices(5, -1)] == pytest.approx(printed, abs=5e-3)
    cuts = [thresholds([1000 - right, right])[0] for right in (924, 709, 553, 763, 870)]
    assert cuts == pytest.approx([-1.43, -0.55, -0.13, -0.72, -1.13], abs=5e-3)


def test_ordinal_alpha_is_alpha_of_the_polychoric_matrix() -> None:
    """Zumbo, Gadermann and Zeisser 2007: k r / (1 + (k-1) r), r the mean of the printed correlations (0.155)."""
    found = ordinal_alpha(LSAT6, missing=Missing.LISTWISE)
    assert found.value == pytest.approx(5 * 0.155 / (1 + 4 * 0.155), abs=0.01)
    assert found.n == 1000
