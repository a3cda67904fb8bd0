"""What must hold for any table of ratings or answers."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from selfeval.statistics.arrays.cronbach import cronbach_alpha, feldt_interval
from selfeval.statistics.arrays.fleiss import category_counts, fleiss_kappa
from selfeval.statistics.arrays.intraclass import Form, intraclass_correlations, mean_squares
from selfeval.statistics.arrays.kendall import kendall_w
from selfeval.statistics.arrays.krippendorff import Measurement, krippendorff_alpha
from selfeval.statistics.arrays.missing import Missing
from selfeval.statistics.arrays.ordinal_alpha import ordinal_alpha
from selfeval.statistics.arrays.polychoric import polychoric_correlation

steady = settings(deadline=None, derandomize=True, max_examples=60)
few = settings(deadline=None, derandomize=True, max_examples=15)

Table = NDArray[np.float64]
measurements = st.sampled_from(list(Measurement))
treatments = st.sampled_from(list(Missing))


@st.composite
def tables(draw: st.DrawFn, highest: int = 5, rows: tuple[int, int] = (4, 12)) -> Table:
    """Whole ratings from 0 to the highest, with some difference between the raters and between the things rated."""
    columns = draw(st.integers(2, 5))
    row = st.lists(st.integers(0, highest), min_size=columns, max_size=columns)
    table = np.array(draw(st.lists(row, min_size=rows[0], max_size=rows[1])), dtype=float)
    assume(np.ptp(table, axis=0).all() and np.ptp(table.sum(axis=1)) > 0)
    return table


def residual(table: Table) -> float:
    fitted = table.mean(axis=1, keepdims=True) + table.mean(axis=0) - table.mean()
    return float(np.abs(table - fitted).max())


@steady
@given(tables(), st.booleans())
def test_kendall_w_is_a_share(table: Table, correct_ties: bool) -> None:
    found = kendall_w(table, correct_ties)
    assert -1e-12 <= found.w <= 1 + 1e-12
    assert 0 <= found.p_value <= 1


@steady
@given(tables())
def test_kendall_w_depends_on_the_order_alone(table: Table) -> None:
    """Raters may use the scale as they like, and stand in any order."""
    stretched = np.exp(table)[::-1, ::-1]
    assert kendall_w(stretched).w == pytest.approx(kendall_w(table).w)


@steady
@given(tables())
def test_the_correction_for_ties_never_lowers_w(table: Table) -> None:
    assert kendall_w(table).w >= kendall_w(table, correct_ties=False).w - 1e-12


@steady
@given(st.permutations(range(8)), st.integers(2, 6))
def test_raters_with_one_ranking_agree_fully(ranking: list[int], raters: int) -> None:
    assert kendall_w(np.tile(ranking, (raters, 1)).T).w == pytest.approx(1)


@steady
@given(tables(highest=3))
def test_fleiss_kappa_is_the_same_for_renamed_and_reordered_categories(table: Table) -> None:
    counts = category_counts(table)
    found = fleiss_kappa(counts)
    assert found <= 1 + 1e-12
    assert fleiss_kappa(counts[::-1, ::-1]) == pytest.approx(found)
    assert fleiss_kappa(category_counts(-table)) == pytest.approx(found)


@steady
@given(tables(), measurements)
def test_krippendorff_alpha_does_not_depend_on_the_order(table: Table, measurement: Measurement) -> None:
    found = krippendorff_alpha(table, measurement).alpha
    assert found <= 1
    assert krippendorff_alpha(table[::-1, ::-1], measurement).alpha == pytest.approx(found)


@steady
@given(tables(), st.floats(0.1, 10), st.floats(-5, 5))
def test_krippendorff_alpha_respects_the_level(table: Table, factor: float, shift: float) -> None:
    """Names may be exchanged, an order drawn out, an interval scale shifted, a ratio scale multiplied."""
    same = {
        Measurement.NOMINAL: 7 - table,
        Measurement.ORDINAL: np.exp(table),
        Measurement.INTERVAL: shift + factor * table,
        Measurement.RATIO: factor * table,
    }
    for measurement, other in same.items():
        expected = krippendorff_alpha(table, measurement).alpha
        assert krippendorff_alpha(other, measurement).alpha == pytest.approx(expected, abs=1e-9)


@steady
@given(tables(), measurements, st.integers(0, 5))
def test_a_unit_with_one_rating_changes_nothing(table: Table, measurement: Measurement, rating: int) -> None:
    """A missing rating is no rating of 0."""
    lonely = [[float(rating)] + [nan] * (table.shape[1] - 1)]
    assert krippendorff_alpha(np.vstack([table, lonely]), measurement) == krippendorff_alpha(table, measurement)


@steady
@given(tables())
def test_intraclass_intervals_hold_the_value_and_widen_with_the_confidence(table: Table) -> None:
    assume(residual(table) > 1e-9 and np.ptp(table.mean(axis=1)) > 1e-9)
    narrow, wide = intraclass_correlations(table, 0.9), intraclass_correlations(table, 0.99)
    for form in Form:
        assert narrow[form].interval.contains(narrow[form].value)
        assert narrow[form].value <= 1
        assert wide[form].interval.low <= narrow[form].interval.low
        assert wide[form].interval.high >= narrow[form].interval.high


@steady
@given(tables(), st.floats(0.1, 10), st.floats(-5, 5))
def test_intraclass_correlations_do_not_depend_on_the_unit_or_the_order(
    table: Table, factor: float, shift: float
) -> None:
    assume(residual(table) > 1e-9 and np.ptp(table.mean(axis=1)) > 1e-9)
    found, moved = intraclass_correlations(table), intraclass_correlations(shift + factor * table[::-1, ::-1])
    for form in Form:
        assert moved[form].value == pytest.approx(found[form].value, abs=1e-8)


@steady
@given(tables())
def test_a_raters_own_level_leaves_consistency_alone(table: Table) -> None:
    """Case 3 asks only whether raters agree up to their level."""
    assume(residual(table) > 1e-9 and np.ptp(table.mean(axis=1)) > 1e-9)
    moved = table + np.arange(table.shape[1]) * 10
    before, after = intraclass_correlations(table), intraclass_correlations(moved)
    assert after[Form.FIXED_SINGLE].value == pytest.approx(before[Form.FIXED_SINGLE].value, abs=1e-8)


@steady
@given(tables())
def test_the_mean_of_fixed_raters_is_cronbachs_alpha(table: Table) -> None:
    """ICC(3,k) and Cronbach's alpha are one number, with one interval."""
    assume(residual(table) > 1e-9 and np.ptp(table.mean(axis=1)) > 1e-9)
    found, alpha = intraclass_correlations(table)[Form.FIXED_MEAN], cronbach_alpha(table, missing=Missing.LISTWISE)
    numbers = (found.value, found.interval.low, found.interval.high)
    assert numbers == pytest.approx((alpha.value, alpha.interval.low, alpha.interval.high), rel=1e-6, abs=1e-9)


@steady
@given(tables())
def test_the_mean_squares_make_the_whole_variance(table: Table) -> None:
    assume(residual(table) > 1e-9 and np.ptp(table.mean(axis=1)) > 1e-9)
    squares = mean_squares(table)
    parts = squares.targets * (squares.n - 1) + squares.within * squares.n * (squares.k - 1)
    assert parts == pytest.approx(table.var() * table.size)


@steady
@given(tables(), treatments)
def test_alpha_holds_its_value_and_does_not_depend_on_the_unit(table: Table, missing: Missing) -> None:
    found, moved = cronbach_alpha(table, missing=missing), cronbach_alpha(3 * table[::-1, ::-1] - 1, missing=missing)
    assert found.interval.contains(found.value)
    assert found.value <= 1
    assert moved.value == pytest.approx(found.value, abs=1e-9)


@steady
@given(tables(), treatments)
def test_twice_the_respondents_give_the_same_alpha_with_a_narrower_interval(table: Table, missing: Missing) -> None:
    once, twice = cronbach_alpha(table, missing=missing), cronbach_alpha(np.vstack([table, table]), missing=missing)
    assert twice.value == pytest.approx(once.value, abs=1e-9)
    assert twice.interval.high - twice.interval.low <= once.interval.high - once.interval.low + 1e-9
    assert twice.n == 2 * once.n


@steady
@given(tables())
def test_without_missing_answers_both_treatments_give_one_alpha(table: Table) -> None:
    listwise = cronbach_alpha(table, missing=Missing.LISTWISE)
    pairwise = cronbach_alpha(table, missing=Missing.PAIRWISE)
    assert (pairwise.value, pairwise.n) == (pytest.approx(listwise.value, abs=1e-9), listwise.n)


@steady
@given(tables(), st.integers(0, 5))
def test_a_respondent_with_a_gap_does_not_count_listwise(table: Table, answer: int) -> None:
    """A missing answer is no answer of 0: the row goes, and n says so."""
    gap = [[nan] + [float(answer)] * (table.shape[1] - 1)]
    with_gap, without = (cronbach_alpha(rows, missing=Missing.LISTWISE) for rows in (np.vstack([table, gap]), table))
    assert with_gap == without
    assert kendall_w(np.vstack([table, gap])) == kendall_w(table)


@steady
@given(tables(), treatments)
def test_a_respondent_without_answers_is_none(table: Table, missing: Missing) -> None:
    empty = np.full((1, table.shape[1]), nan)
    assert cronbach_alpha(np.vstack([table, empty]), missing=missing) == cronbach_alpha(table, missing=missing)


@steady
@given(st.floats(-1, 0.99), st.integers(3, 500), st.integers(2, 40))
def test_feldts_interval_narrows_with_the_respondents(alpha: float, n: int, items: int) -> None:
    fewer, more = feldt_interval(alpha, n, items), feldt_interval(alpha, 2 * n, items)
    assert fewer.low < more.low <= alpha <= more.high < fewer.high <= 1


@st.composite
def cross_tables(draw: st.DrawFn) -> Table:
    shape = draw(st.tuples(st.integers(2, 4), st.integers(2, 4)))
    cells = draw(st.lists(st.integers(1, 30), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    return np.array(cells, dtype=float).reshape(shape)


@few
@given(cross_tables())
def test_the_polychoric_correlation_turns_with_the_order_of_the_categories(counts: Table) -> None:
    found = polychoric_correlation(counts)
    assert -1 < found < 1
    assert polychoric_correlation(counts[::-1]) == pytest.approx(-found, abs=1e-5)
    assert polychoric_correlation(counts.T) == pytest.approx(found, abs=1e-5)


@few
@given(cross_tables())
def test_the_polychoric_correlation_does_not_depend_on_size_or_empty_categories(counts: Table) -> None:
    found = polychoric_correlation(counts)
    padded = np.insert(counts, 1, 0, axis=0)
    assert polychoric_correlation(10 * padded) == pytest.approx(found, abs=1e-5)


@few
@given(st.lists(st.integers(1, 20), min_size=2, max_size=4), st.lists(st.integers(1, 20), min_size=2, max_size=4))
def test_independent_items_have_no_polychoric_correlation(rows: list[int], columns: list[int]) -> None:
    assert polychoric_correlation(np.outer(rows, columns)) == pytest.approx(0, abs=1e-5)


@few
@given(tables(highest=3, rows=(10, 30)), treatments)
def test_ordinal_alpha_depends_on_the_order_of_the_categories_alone(table: Table, missing: Missing) -> None:
    table = np.vstack([table, [[0] * table.shape[1], [3] * table.shape[1]]] * 3)
    found, other = ordinal_alpha(table, missing=missing), ordinal_alpha(table**2, missing=missing)
    assert found.interval.contains(found.value)
    assert (found.n, found.items) == table.shape
    assert other.value == pytest.approx(found.value, abs=1e-5)
