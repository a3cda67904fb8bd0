"""The measures of agreement and consistency refuse what has no answer, and agree with the libraries at hand."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

import numpy as np
import pytest
from scipy import stats

from selfeval.statistics.arrays.cronbach import cronbach_alpha, feldt_interval
from selfeval.statistics.arrays.fleiss import category_counts, fleiss_kappa
from selfeval.statistics.arrays.intraclass import Form, intraclass_correlations
from selfeval.statistics.arrays.kendall import kendall_w
from selfeval.statistics.arrays.krippendorff import Measurement, krippendorff_alpha
from selfeval.statistics.arrays.missing import Missing, answer_table, complete_rows
from selfeval.statistics.arrays.ordinal_alpha import ordinal_alpha
from selfeval.statistics.arrays.polychoric import LARGEST_CORRELATION, polychoric_correlation, polychoric_matrix
from selfeval.statistics.ipras import interpercentile_range

GOOD = [[1, 2], [2, 4], [3, 3], [5, 4]]

REFUSED: list[tuple[str, Callable[[], object], str]] = [
    ("IPRAS: nobody", lambda: interpercentile_range([]), "at least one rating"),
    ("IPRAS: off the scale", lambda: interpercentile_range([0]), "from 1 to 9"),
    ("IPRAS: between the points", lambda: interpercentile_range([2.5]), "found 2.5"),  # type: ignore[list-item]
    ("IPRAS: a scale that falls", lambda: interpercentile_range([5], 9, 1), "found 9 to 1"),
    ("answers in a row", lambda: answer_table([1, 2, 3]), "found 1 dimension"),
    ("an endless answer", lambda: answer_table([[1, inf]]), "infinite"),
    ("one complete row", lambda: complete_rows([[1, 2], [nan, 2]]), "found 1 and 2"),
    ("W: one rater", lambda: kendall_w([[1], [2], [3]]), "found 3 and 1"),
    ("W: only ties", lambda: kendall_w([[1, 2], [1, 2], [1, 2]]), "only ties"),
    ("W: only ties, uncorrected", lambda: kendall_w([[1, 2], [1, 2]], correct_ties=False), "only ties"),
    ("kappa: no table", lambda: fleiss_kappa([3, 3]), "found the shape"),
    ("kappa: nobody", lambda: fleiss_kappa(np.empty((0, 2))), "found the shape"),
    ("kappa: a missing count", lambda: fleiss_kappa([[nan, 3], [1, 2]]), "found nan"),
    ("kappa: a broken count", lambda: fleiss_kappa([[1.5, 1.5], [1, 2]]), "found 1.5"),
    ("kappa: a count below 0", lambda: fleiss_kappa([[-1, 4], [1, 2]]), "found -1"),
    ("kappa: raters that come and go", lambda: fleiss_kappa([[1, 2], [1, 3]]), "found 3 to 4"),
    ("kappa: one rater", lambda: fleiss_kappa([[1, 0], [0, 1]]), "found 1 to 1"),
    ("kappa: one category", lambda: fleiss_kappa([[3, 0], [3, 0]]), "found one"),
    ("counts: nobody complete", lambda: category_counts([[1, nan]]), "found 0 and 2"),
    ("Krippendorff: no pairs", lambda: krippendorff_alpha([[1, nan], [nan, 2]], Measurement.NOMINAL), "found 0"),
    ("Krippendorff: one value", lambda: krippendorff_alpha([[1, 1], [1, 1]], Measurement.ORDINAL), "found 1"),
    ("Krippendorff: below 0", lambda: krippendorff_alpha([[-1, 1], [1, 1]], Measurement.RATIO), "found -1"),
    ("Krippendorff: endless", lambda: krippendorff_alpha([[1, inf]], Measurement.INTERVAL), "infinite"),
    ("ICC: one target", lambda: intraclass_correlations([[1, 2], [nan, 3]]), "found 1 and 2"),
    ("ICC: one rater", lambda: intraclass_correlations([[1], [2]]), "found 2 and 1"),
    ("ICC: one level throughout", lambda: intraclass_correlations([[1, 2], [2, 3], [5, 6]]), "differ"),
    ("ICC: the same targets", lambda: intraclass_correlations([[1, 2], [2, 1]]), "differ"),
    ("ICC: nothing differs", lambda: intraclass_correlations([[1, 1], [1, 1]]), "differ"),
    ("ICC: confidence of 1", lambda: intraclass_correlations(GOOD, 1), "found 1"),
    ("alpha: one item", lambda: cronbach_alpha([[1], [2]], missing=Missing.LISTWISE), "found 2 and 1"),
    ("alpha: one item, pairwise", lambda: cronbach_alpha([[1], [2]], missing=Missing.PAIRWISE), "two or more items"),
    ("alpha: one complete", lambda: cronbach_alpha([[1, 2], [1, nan]], missing=Missing.LISTWISE), "found 1 and 2"),
    ("alpha: one pair", lambda: cronbach_alpha([[1, 2], [1, nan]], missing=Missing.PAIRWISE), "in common"),
    ("alpha: a sum that stands", lambda: cronbach_alpha([[1, 2], [2, 1]], missing=Missing.LISTWISE), "varies"),
    ("alpha: one answer throughout", lambda: cronbach_alpha([[1, 1], [1, 1]], missing=Missing.PAIRWISE), "varies"),
    ("alpha: confidence in percent", lambda: cronbach_alpha(GOOD, missing=Missing.LISTWISE, confidence=95), "95"),
    ("Feldt: above 1", lambda: feldt_interval(1.1, 10, 5), "found 1.1"),
    ("Feldt: no number", lambda: feldt_interval(nan, 10, 5), "found nan"),
    ("Feldt: one respondent", lambda: feldt_interval(0.8, 1, 5), "0.8, 1 and 5"),
    ("Feldt: one item", lambda: feldt_interval(0.8, 10, 1), "0.8, 10 and 1"),
    ("polychoric: a count below 0", lambda: polychoric_correlation([[1, -1], [1, 1]]), "counts from 0"),
    ("polychoric: a missing count", lambda: polychoric_correlation([[1, nan], [1, 1]]), "counts from 0"),
    ("polychoric: a row", lambda: polychoric_correlation([1, 2]), "counts from 0"),
    ("polychoric: one category", lambda: polychoric_correlation([[1, 2], [0, 0]]), "found (1, 2)"),
    ("polychoric: one item", lambda: polychoric_matrix([[1], [2]], missing=Missing.PAIRWISE), "found 1"),
    ("ordinal: contrary items", lambda: ordinal_alpha(np.eye(3), missing=Missing.LISTWISE), "sum to more than 0"),
]


@pytest.mark.parametrize(("name", "call", "words"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_has_no_answer_is_refused(name: str, call: Callable[[], object], words: str) -> None:
    """Each is a ValueError that says what was found."""
    with pytest.raises(ValueError) as refusal:
        call()
    assert words in str(refusal.value), name


def test_kendall_w_is_friedmans_test_of_scipy() -> None:
    """Chi-square and p, with ties, are those of scipy's Friedman test with the things as treatments."""
    ratings = np.random.default_rng(4).integers(0, 6, (7, 12))
    expected, found = stats.friedmanchisquare(*ratings), kendall_w(ratings)
    assert (found.chi_square, found.p_value) == pytest.approx((expected.statistic, expected.pvalue))


def test_cronbach_alpha_follows_its_definition() -> None:
    """From the variances of the items and of the sum, as in Cronbach 1951."""
    answers = np.random.default_rng(5).integers(1, 6, (30, 4)) + np.arange(30)[:, np.newaxis] / 10
    share = answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1)
    assert cronbach_alpha(answers, missing=Missing.LISTWISE).value == pytest.approx(4 / 3 * (1 - share))


def test_the_mean_form_without_end_is_minus_infinity() -> None:
    """Raters who contradict one another: the lower limit of ICC(2,k) lies beyond the pole of its formula."""
    found = intraclass_correlations([[0, 0], [0, 0], [0, 1], [1, 0]])[Form.RANDOM_MEAN]
    assert found.interval.low == -inf
    assert found.interval.contains(found.value)


def test_ratio_differences_of_two_zeros_are_none() -> None:
    """A unit with 0 and 0 agrees on a ratio scale: full agreement stays 1."""
    assert krippendorff_alpha([[0, 0], [2, 2], [4, 4]], Measurement.RATIO).alpha == 1


def test_an_empty_side_of_the_diagonal_runs_to_one() -> None:
    """No answer off the diagonal, or on it, gives the largest correlation the method has."""
    assert polychoric_correlation([[10, 0], [0, 10]]) == pytest.approx(LARGEST_CORRELATION, abs=1e-4)
    assert polychoric_correlation([[0, 10], [10, 0]]) == pytest.approx(-LARGEST_CORRELATION, abs=1e-4)


def test_missing_answers_are_treated_as_said_in_the_polychoric_matrix() -> None:
    """Pairwise uses the rows both items have, listwise only those without any gap."""
    answers = [[1, 1, 1], [2, 2, 2], [1, 2, 1], [2, 1, 2], [2, 2, 1], [1, 1, 2], [2, 2, nan], [1, 2, nan]]
    pairwise, listwise = (polychoric_matrix(answers, missing=missing) for missing in reversed(Missing))
    table = [[2, 2], [1, 3]]
    assert pairwise[1, 0] == pytest.approx(polychoric_correlation(table), abs=1e-6)
    assert listwise[1, 0] == pytest.approx(polychoric_correlation([[2, 1], [1, 2]]), abs=1e-6)
    assert pairwise[2, 0] == pytest.approx(listwise[2, 0], abs=1e-6)
    assert ordinal_alpha(answers, missing=Missing.PAIRWISE).n == 8
    assert ordinal_alpha(answers, missing=Missing.LISTWISE).n == 6
