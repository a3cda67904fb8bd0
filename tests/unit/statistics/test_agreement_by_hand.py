"""Agreement and reliability: the smallest panels there can be and the words of a refusal, each worked by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from selfeval.statistics.arrays.cronbach import cronbach_alpha, feldt_interval
from selfeval.statistics.arrays.fleiss import category_counts, fleiss_kappa
from selfeval.statistics.arrays.intraclass import intraclass_correlations
from selfeval.statistics.arrays.kendall import kendall_w
from selfeval.statistics.arrays.krippendorff import Measurement, krippendorff_alpha
from selfeval.statistics.arrays.missing import Missing, complete_rows
from selfeval.statistics.arrays.ordinal_alpha import ordinal_alpha
from selfeval.statistics.arrays.polychoric import polychoric_correlation, polychoric_matrix


def test_two_raters_and_two_categories_are_enough_for_kappa() -> None:
    """One agreement of two subjects: P = 1/2, Pe = 9/16 + 1/16, so -1/3; one choice alone keeps its category in use."""
    assert fleiss_kappa([[2, 0], [1, 1]]) == pytest.approx(-1 / 3)


def test_the_categories_of_one_subject() -> None:
    """Three raters of one thing: 2 twice and 5 once; one who left a thing open takes that thing out."""
    assert category_counts([[2, 5, 2]]).tolist() == [[2, 1]]
    assert category_counts([[2, 5, 2], [2, None, 2]]).tolist() == [[2, 1]]


def test_small_ratings_on_a_ratio_scale() -> None:
    """0 against 1/2 and 1 against 1: d² is 1 for 0 and any other, (1/4)/(9/4) for 1/2 and 1.

    Observed 2 x 1; of all pairs of 0, 1/2, 1, 1: 2 (1 + 1 + 1 + 1/9 + 1/9); alpha = 1 - 3 x 2 / (58/9).
    """
    found = krippendorff_alpha([[0, 0.5], [1, 1], [3, None]], Measurement.RATIO)
    assert found.alpha == pytest.approx(1 - 6 / (2 * (3 + 2 / 9)))
    assert (found.units, found.ratings) == (2, 4)


def test_two_respondents_and_two_items_are_enough_for_an_interval() -> None:
    """F with 1 and 1 degrees of freedom has the quantiles tan²(pi q / 2); an alpha of 1 has no width."""
    low_f, high_f = (np.tan(np.pi * q / 2) ** 2 for q in (0.025, 0.975))
    found = feldt_interval(0.5, 2, 2)
    assert (found.low, found.high) == pytest.approx((1 - 0.5 * high_f, 1 - 0.5 * low_f))
    assert (feldt_interval(1, 2, 2).low, feldt_interval(1, 2, 2).high) == (1, 1)


def test_alpha_of_two_items_is_spearman_brown_when_they_vary_alike() -> None:
    """1, 2, 3 and 2, 1, 3: variances 1 and 1, covariance 1/2, alpha = 2 (1 - 2/3)."""
    found = cronbach_alpha([[1, 2], [2, 1], [3, 3], [None, 3]], missing=Missing.LISTWISE)
    assert found.value == pytest.approx(2 / 3)
    assert found.n == 3


# Two items of two categories: 40 alike of each kind and 10 apart of each. Both thresholds are at the middle, so the
# chance of both low is 1/4 + asin(r)/(2 pi) = .4 (Sheppard), and r = sin(.3 pi).
ALIKE = [[1, 1]] * 40 + [[2, 2]] * 40 + [[1, 2]] * 10 + [[2, 1]] * 10
TETRACHORIC = np.sin(0.3 * np.pi)


@pytest.mark.parametrize("missing", list(Missing))
def test_ordinal_alpha_of_two_items_is_spearman_brown_of_their_tetrachoric_correlation(missing: Missing) -> None:
    """alpha = 2 r / (1 + r), with the interval of Feldt for 100 respondents and two items; a blank is left out."""
    found = ordinal_alpha([*ALIKE, [None, None]], missing=missing, confidence=0.9)
    assert found.value == pytest.approx(2 * TETRACHORIC / (1 + TETRACHORIC), abs=1e-6)
    assert (found.n, found.items, found.missing) == (100, 2, missing)
    assert found.interval == feldt_interval(found.value, 100, 2, 0.9)


def test_the_matrix_of_two_items_has_ones_on_its_diagonal() -> None:
    """Off the diagonal the tetrachoric correlation, both ways."""
    expected = [[1, TETRACHORIC], [TETRACHORIC, 1]]
    assert polychoric_matrix(ALIKE, missing=Missing.LISTWISE).tolist() == [
        pytest.approx(row, abs=1e-6) for row in expected
    ]
    assert polychoric_correlation([[40, 10, 0], [10, 40, 0], [0, 0, 0]]) == pytest.approx(TETRACHORIC, abs=1e-7)


WORDS: list[tuple[Callable[[], object], str]] = [
    (lambda: complete_rows([[1, np.inf]]), "finite answers are expected, found an infinite one"),
    (lambda: complete_rows([[1, 2]]), "at least 2 complete rows and 2 columns are expected, found 1 and 2"),
    (lambda: kendall_w([[1, 1], [1, 1]]), "ratings that differ are expected, found only ties"),
    (lambda: fleiss_kappa([[2, 0], [2, 0]]), "two or more categories in use are expected, found one"),
    (
        lambda: intraclass_correlations([[1, 2], [1, 2]]),
        "targets that differ, and raters who do not differ alike on all of them, are expected",
    ),
    (
        lambda: intraclass_correlations([[1, 2], [3, 1]], 0),
        "a confidence strictly between 0 and 1 is expected, found 0",
    ),
    (lambda: feldt_interval(0.5, 9, 9, 1), "a confidence strictly between 0 and 1 is expected, found 1"),
    (lambda: feldt_interval(0.5, 9, 9, 0), "a confidence strictly between 0 and 1 is expected, found 0"),
    (
        lambda: cronbach_alpha([[1, 2], [2, 1]], missing=Missing.LISTWISE),
        "a sum of items that varies is expected, found one that does not",
    ),
    (
        lambda: cronbach_alpha([[1, None], [2, None], [None, 1]], missing=Missing.PAIRWISE),
        "two or more items, each two with two answers in common, are expected",
    ),
    (lambda: polychoric_correlation([[1, -1], [1, 1]]), "a table of counts from 0 is expected"),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        call()
