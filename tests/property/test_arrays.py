"""What must hold for any areas: the same as one by one, within range, wider with less, and missing is never zero."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean, stdev

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selfeval.statistics import (
    Interval,
    byar_interval,
    exact_poisson_interval,
    mean_difference,
    mean_interval,
    proportion_difference,
    rate_difference,
    rate_interval,
    wilson_interval,
)
from selfeval.statistics.arrays.difference import (
    mean_differences,
    proportion_differences,
    quantile_differences,
    rate_differences,
)
from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates, repeated_event_variances
from selfeval.statistics.arrays.funnel import (
    approximate_proportion_limits,
    exact_proportion_limits,
    exact_ratio_limits,
    ratio_curve,
)
from selfeval.statistics.arrays.indirect_standardisation import standardised_ratios
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.mean import mean_intervals, mean_intervals_of_values
from selfeval.statistics.arrays.median_comparison import median_differences, median_ratios
from selfeval.statistics.arrays.overdispersion import between_variance, dispersion
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.quantile_interval import quantile_intervals, quantiles
from selfeval.statistics.arrays.rate import byar_intervals, exact_poisson_intervals, rate_intervals
from selfeval.statistics.arrays.ratio import mean_ratios, proportion_ratios, rate_ratios
from selfeval.statistics.arrays.standard_population import standard_weights
from selfeval.statistics.quantile_interval import quantile_interval
from selfeval.statistics.ratio import proportion_ratio, rate_ratio

steady = settings(deadline=None, derandomize=True, max_examples=60)
slow = settings(deadline=None, derandomize=True, max_examples=15)

confidences = st.sampled_from([0.5, 0.8, 0.95, 0.998])
sizes = st.integers(1, 20_000)
events = st.integers(0, 3_000)
samples = st.tuples(st.floats(0.1, 1e5), st.floats(1e-3, 1e4), st.integers(2, 3_000))
values = st.lists(st.floats(0.01, 1e5), min_size=6, max_size=40)
proportions = sizes.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))

Twin = tuple[Callable[..., Interval], Callable[..., Intervals], st.SearchStrategy[tuple[float, ...]]]


def both(*sides: st.SearchStrategy[tuple[float, ...]]) -> st.SearchStrategy[tuple[float, ...]]:
    return st.tuples(*sides).map(lambda found: tuple(value for side in found for value in side))


TWINS: list[Twin] = [
    (wilson_interval, wilson_intervals, proportions),
    (byar_interval, byar_intervals, st.tuples(events)),
    (rate_interval, rate_intervals, st.tuples(events, sizes)),
    (proportion_difference, proportion_differences, both(proportions, proportions)),
    (rate_difference, rate_differences, st.tuples(events, sizes, events, sizes)),
    (proportion_ratio, proportion_ratios, both(proportions, proportions)),
]
SLOW_TWINS: list[Twin] = [
    (exact_poisson_interval, exact_poisson_intervals, st.tuples(events)),
    (mean_interval, mean_intervals, samples),
    (mean_difference, mean_differences, both(samples, samples)),
    (rate_ratio, rate_ratios, st.tuples(st.integers(0, 300), sizes, st.integers(0, 300), sizes)),
]
ALL = [pytest.param(twin, id=twin[1].__name__) for twin in [*TWINS, *SLOW_TWINS]]


def equal_to_its_twin(twin: Twin, rows: list[tuple[float, ...]], confidence: float) -> None:
    one, many, _ = twin
    found = many(*np.array(rows, dtype=float).T, confidence=confidence)
    for row, low, high in zip(rows, found.low, found.high, strict=True):
        expected = one(*row, confidence=confidence)
        scale = max(1e-12, *(1e-13 * abs(limit) for limit in row))
        assert (low, high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=scale)


@pytest.mark.parametrize("twin", [pytest.param(twin, id=twin[1].__name__) for twin in TWINS])
@steady
@given(data=st.data(), confidence=confidences)
def test_many_at_once_are_the_same_as_one_by_one(twin: Twin, data: st.DataObject, confidence: float) -> None:
    equal_to_its_twin(twin, data.draw(st.lists(twin[2], min_size=1, max_size=5)), confidence)


@pytest.mark.parametrize("twin", [pytest.param(twin, id=twin[1].__name__) for twin in SLOW_TWINS])
@slow
@given(data=st.data(), confidence=confidences)
def test_many_at_once_are_the_same_as_one_by_one_for_slow_ones(
    twin: Twin, data: st.DataObject, confidence: float
) -> None:
    equal_to_its_twin(twin, data.draw(st.lists(twin[2], min_size=1, max_size=3)), confidence)


@pytest.mark.parametrize("twin", ALL)
@slow
@given(data=st.data())
def test_a_missing_value_leaves_its_own_row_missing_and_no_other(twin: Twin, data: st.DataObject) -> None:
    """Whichever argument is missing: the row has no limits, which is not the same as limits of 0."""
    _, many, strategy = twin
    first, second = data.draw(strategy), data.draw(strategy)
    for place in range(len(first)):
        holed = [float("nan") if place == at else value for at, value in enumerate(first)]
        found = many(*np.array([holed, second], dtype=float).T)
        alone = many(*second)
        assert np.isnan([found.low[0], found.high[0]]).all()
        assert (found.low[1], found.high[1]) == (alone.low, alone.high)


@steady
@given(st.lists(values.filter(lambda row: len(row) == 12), min_size=1, max_size=3) | st.just([[1.0] * 12]))
def test_quantiles_of_rows_are_those_of_each_row_in_any_order(rows: list[list[float]]) -> None:
    found = quantile_intervals([row[::-1] for row in rows])
    for row, low, high in zip(rows, found.low, found.high, strict=True):
        interval = quantile_interval(row)
        assert (low, high) == (interval.low, interval.high)
    assert found.contains(quantiles(rows)).all()


@steady
@given(values, st.floats(0.1, 50), st.floats(-1e3, 1e3))
def test_quantile_limits_move_and_stretch_with_the_values(row: list[float], factor: float, shift: float) -> None:
    plain, moved = quantile_interval(row), quantile_interval([factor * value + shift for value in row])
    assert (moved.low, moved.high) == (factor * plain.low + shift, factor * plain.high + shift)


@steady
@given(values)
def test_a_missing_answer_leaves_quantile_and_mean_missing(row: list[float]) -> None:
    for found in (quantile_intervals([[*row, np.nan]]), mean_intervals_of_values([[*row, np.nan]])):
        assert np.isnan([found.low, found.high]).all()
    assert np.isnan(median_differences([*row, np.nan], row).low)
    assert np.isnan(quantile_differences(row, [*row, np.nan]).high)


@steady
@given(values, values)
def test_exchanged_sides_mirror_differences_and_turn_ratios_over(first: list[float], second: list[float]) -> None:
    for many in (median_differences, quantile_differences):
        there, back = many(first, second), many(second, first)
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
        assert there.contains(np.median(first) - np.median(second))
    there, back = median_ratios(first, second), median_ratios(second, first)
    assert (there.low, there.high) == pytest.approx((1 / back.high, 1 / back.low))


@steady
@given(values, values)
def test_a_ratio_of_means_is_held_and_turns_over(first: list[float], second: list[float]) -> None:
    assume(min(stdev(first), stdev(second)) > 1e-3)
    one, other = (fmean(first), stdev(first), len(first)), (fmean(second), stdev(second), len(second))
    there, back = mean_ratios(*one, *other), mean_ratios(*other, *one)
    assume(float(there.high) < 1e100)
    assert there.contains(one[0] / other[0])
    assert (there.low, there.high) == pytest.approx((1 / back.high, 1 / back.low))


@steady
@given(proportions, proportions)
def test_a_ratio_of_proportions_is_held_and_turns_over(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = proportion_ratio(*one, *other), proportion_ratio(*other, *one)
    assert there.low >= 0
    if one[0] and other[0]:
        assert there.low < one[0] / one[1] / other[0] * other[1] < there.high
        assert (there.low, there.high) == pytest.approx((1 / back.high, 1 / back.low))


@steady
@given(st.integers(1, 400), st.integers(1, 400), st.integers(2, 30))
def test_ratios_are_narrower_with_more_of_the_same(x: int, y: int, times: int) -> None:
    few, many = proportion_ratio(x, 500, y, 500), proportion_ratio(x * times, 500 * times, y * times, 500 * times)
    assert few.low < many.low
    assert many.high < few.high
    rates = rate_ratios([x, x * times], [500, 500 * times], [y, y * times], [500, 500 * times])
    assert rates.low[0] < rates.low[1]
    assert rates.high[1] < rates.high[0]


BANDS = ["0-4", "5-14", "15-44", "45-64", "65-84", "85+"]
tables = st.lists(st.tuples(st.integers(2, 500), st.integers(500, 50_000)), min_size=6, max_size=6)


@steady
@given(tables, st.permutations(range(6)), st.sampled_from([1.0, 1000.0, 100_000.0]))
def test_a_standardised_rate_does_not_depend_on_the_order_of_the_bands(
    table: list[tuple[int, int]], order: list[int], multiplier: float
) -> None:
    x, n = np.array(table).T
    plain = directly_standardised_rates(x, n, standard_weights(BANDS), multiplier)
    mixed = directly_standardised_rates(x[order], n[order], standard_weights([BANDS[at] for at in order]), multiplier)
    for one, other in ((plain.value, mixed.value), (plain.interval.low, mixed.interval.low)):
        assert float(one) == pytest.approx(float(other))
    assert 0 <= plain.interval.low <= plain.value <= plain.interval.high


@steady
@given(tables)
def test_a_standardised_rate_lies_between_those_of_its_bands(table: list[tuple[int, int]]) -> None:
    x, n = np.array(table).T
    found = directly_standardised_rates(x, n, standard_weights(BANDS), 1)
    assert (x / n).min() - 1e-12 <= found.value <= (x / n).max() + 1e-12


@steady
@given(tables, st.integers(2, 5))
def test_events_of_the_same_persons_widen_the_limits_and_leave_the_rate(
    table: list[tuple[int, int]], each: int
) -> None:
    """When every person has that many events the limits are sqrt(each) times as far away."""
    persons, n = np.array(table).T
    x, weights = persons * each, standard_weights(BANDS)
    variances = repeated_event_variances(persons[:, np.newaxis], [each])
    plain, found = (
        directly_standardised_rates(x, n, weights, event_variances=given_variances)
        for given_variances in (None, variances)
    )
    assert float(found.value) == pytest.approx(float(plain.value))
    widths = [float(one.interval.high - one.interval.low) for one in (plain, found)]
    assert widths[1] == pytest.approx(widths[0] * each**0.5)


@steady
@given(events, st.floats(0.1, 5_000), confidences)
def test_a_standardised_ratio_is_held_and_never_negative(x: int, expected: float, confidence: float) -> None:
    found = standardised_ratios(x, expected, 100, confidence)
    assert 0 <= found.interval.low <= found.value <= found.interval.high


@steady
@given(st.integers(1, 100_000), st.floats(0.01, 0.99), confidences)
def test_funnels_hold_the_target_and_narrow_with_size(n: int, target: float, confidence: float) -> None:
    for many in (exact_proportion_limits, approximate_proportion_limits):
        found = many([n, 100 * n], target, confidence)
        assert (found.low >= 0).all()
        assert (found.high <= 1).all()
        assert found.contains(target).all()
    assert found.high[1] - found.low[1] <= found.high[0] - found.low[0] + 1e-12
    ratios = exact_ratio_limits([n * target, 100 * n * target], confidence)
    assert (ratios.low >= 0).all()
    assert ratios.contains(1).all()


@steady
@given(st.integers(1, 5_000), confidences)
def test_on_the_curve_the_interval_just_touches_the_target(x: int, confidence: float) -> None:
    """An area on the low curve has an exact interval that ends at 1; one on the high curve, one that begins there."""
    curve = ratio_curve(x, 1, confidence)
    exact = exact_poisson_intervals(x, confidence)
    assert float(exact.high / curve.size_at_low) == pytest.approx(1)
    assert float(exact.low / curve.size_at_high) == pytest.approx(1)
    assert curve.low < 1 < curve.high


@steady
@given(st.lists(st.floats(-5, 5), min_size=3, max_size=40), st.floats(0.1, 10), st.floats(-3, 3))
def test_overdispersion_does_not_depend_on_unit_or_order(z: list[float], factor: float, shift: float) -> None:
    errors = np.linspace(0.5, 1.5, len(z))
    estimates = np.array(z) * errors
    phi, tau2 = (of(estimates, errors, 0) for of in (dispersion, between_variance))
    moved = factor * estimates[::-1] + shift
    assert dispersion(moved, factor * errors[::-1], shift) == pytest.approx(phi, abs=1e-6)
    assert between_variance(moved, factor * errors[::-1], shift) == pytest.approx(tau2 * factor**2, abs=1e-4)
    assert phi >= 0
    assert tau2 >= 0
    assert dispersion([*estimates, np.nan], [*errors, 1], 0) == pytest.approx(phi)
