"""What must hold for the indices of inequality and the life expectancy of any area."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.statistics.arrays.inequality import Scale, slope_index, slope_index_intervals
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.life_expectancy import life_expectancy

steady = settings(deadline=None, derandomize=True, max_examples=60)
few = settings(deadline=None, derandomize=True, max_examples=15)

shares = st.floats(0.05, 0.95)
sizes = st.integers(100, 100_000)


@st.composite
def groups(draw: st.DrawFn) -> tuple[FloatArray, FloatArray]:
    """Values between 0 and 1 and populations, for 5 to 12 groups."""
    n = draw(st.integers(5, 12))
    values = draw(st.lists(shares, min_size=n, max_size=n))
    return np.array(values), np.array(draw(st.lists(sizes, min_size=n, max_size=n)), dtype=float)


@st.composite
def life_tables(draw: st.DrawFn) -> tuple[FloatArray, FloatArray]:
    """Deaths and person-years in the twenty usual bands."""
    lived = draw(st.lists(st.integers(500, 60_000), min_size=20, max_size=20))
    share = draw(st.lists(st.floats(0, 0.1), min_size=20, max_size=20))
    died = [int(part * years) for part, years in zip(share, lived, strict=True)]
    died[-1] = max(1, died[-1])
    return np.array(died, dtype=float), np.array(lived, dtype=float)


@steady
@given(groups(), st.sampled_from(list(Scale)))
def test_the_ends_of_the_line_belong_together(area: tuple[FloatArray, FloatArray], scale: Scale) -> None:
    found = slope_index(*area, fit_on=scale)
    if found.intercept > 0.01:
        assert found.relative == pytest.approx((found.intercept + found.slope) / found.intercept)


@steady
@given(groups(), st.sampled_from(list(Scale)))
def test_the_ladder_turned_round_turns_the_slope(area: tuple[FloatArray, FloatArray], scale: Scale) -> None:
    values, populations = area
    found, back = slope_index(*area, fit_on=scale), slope_index(values[::-1], populations[::-1], fit_on=scale)
    assert back.slope == pytest.approx(-found.slope, abs=1e-9)
    assert back.intercept == pytest.approx(found.intercept + found.slope, abs=1e-9)


@steady
@given(groups(), st.floats(0.1, 100))
def test_only_the_shares_of_the_population_count(area: tuple[FloatArray, FloatArray], factor: float) -> None:
    values, populations = area
    assert slope_index(values, factor * populations).slope == pytest.approx(slope_index(*area).slope, abs=1e-9)


@steady
@given(groups(), st.floats(0.1, 100), st.sampled_from([Scale.PLAIN, Scale.LOG]))
def test_another_unit_scales_the_slope_and_leaves_the_ratio(
    area: tuple[FloatArray, FloatArray], factor: float, scale: Scale
) -> None:
    values, populations = area
    found, scaled = slope_index(*area, fit_on=scale), slope_index(factor * values, populations, fit_on=scale)
    assert scaled.slope == pytest.approx(factor * found.slope, rel=1e-7, abs=1e-7)
    if found.intercept > 0.01:
        assert scaled.relative == pytest.approx(found.relative)


@steady
@given(groups(), shares)
def test_equal_groups_have_no_inequality(area: tuple[FloatArray, FloatArray], value: float) -> None:
    found = slope_index(np.full_like(area[0], value), area[1])
    assert (float(found.slope), float(found.relative)) == pytest.approx((0, 1), abs=1e-9)


@steady
@given(groups())
def test_a_missing_group_makes_its_area_missing_and_no_other(area: tuple[FloatArray, FloatArray]) -> None:
    values, populations = area
    broken = values.copy()
    broken[1] = nan
    found = slope_index([broken, values], populations)
    assert np.isnan([found.slope[0], found.relative[0], found.intercept[0]]).all()
    assert found.slope[1] == pytest.approx(float(slope_index(*area).slope))


@few
@given(groups(), st.integers(0, 1000))
def test_simulated_limits_hold_the_slope_and_widen_with_the_errors(
    area: tuple[FloatArray, FloatArray], seed: int
) -> None:
    narrow, wide = (slope_index_intervals(*area, error, seed=seed, repetitions=1000).slope for error in (0.01, 0.02))
    slope = slope_index(*area).slope
    assert narrow.contains(slope).all()
    assert wide.low < narrow.low < narrow.high < wide.high


@few
@given(groups(), st.integers(0, 1000))
def test_simulated_limits_depend_on_the_seed_alone(area: tuple[FloatArray, FloatArray], seed: int) -> None:
    values, populations = area
    alone = slope_index_intervals(values, populations, 0.1, seed=seed, repetitions=1000, errors_on=Scale.LOGIT)
    among = slope_index_intervals(
        [values[::-1], values], populations, 0.1, seed=seed, repetitions=1000, errors_on=Scale.LOGIT
    )
    np.testing.assert_array_equal(among.slope.low[1], alone.slope.low)
    np.testing.assert_array_equal(among.relative.high[1], alone.relative.high)


@few
@given(groups(), st.sampled_from([Scale.LOG, Scale.LOGIT]))
def test_without_error_the_limits_are_the_index(area: tuple[FloatArray, FloatArray], scale: Scale) -> None:
    found = slope_index_intervals(*area, 0, seed=1, repetitions=1000, errors_on=scale, fit_on=scale)
    expected = slope_index(*area, fit_on=scale)
    np.testing.assert_allclose([found.slope.low, found.slope.high], expected.slope, atol=1e-9)
    np.testing.assert_allclose([found.relative.low, found.relative.high], expected.relative)


@steady
@given(life_tables(), st.booleans())
def test_the_limits_hold_the_life_expectancy(area: tuple[FloatArray, FloatArray], varies: bool) -> None:
    found = life_expectancy(*area, last_band_varies=varies)
    assert found.interval.contains(found.years).all()
    assert (found.years > 0).all()
    assert (found.variance >= 0).all()
    assert (found.interval.low >= 0).all()


@steady
@given(life_tables())
def test_more_people_dying_alike_live_as_long_with_a_narrower_interval(area: tuple[FloatArray, FloatArray]) -> None:
    died, lived = area
    found, more = life_expectancy(*area), life_expectancy(4 * died, 4 * lived)
    assert more.years == pytest.approx(found.years)
    assert more.variance == pytest.approx(found.variance / 4)


@steady
@given(life_tables(), st.integers(0, 19))
def test_deaths_in_any_band_shorten_life_up_to_it(area: tuple[FloatArray, FloatArray], band: int) -> None:
    died, lived = area
    worse = died.copy()
    worse[band] += lived[band] * 0.05
    found, shorter = life_expectancy(*area).years, life_expectancy(worse, lived).years
    assert (shorter[: band + 1] < found[: band + 1]).all()
    assert shorter[band + 1 :] == pytest.approx(found[band + 1 :])


@steady
@given(life_tables(), st.integers(0, 19))
def test_a_missing_band_makes_its_area_missing_and_no_other(area: tuple[FloatArray, FloatArray], band: int) -> None:
    """Missing deaths are not 0 deaths."""
    died, lived = area
    broken = died.copy()
    broken[band] = nan
    found = life_expectancy([broken, died], lived)
    assert np.isnan([found.years[0], found.variance[0], found.interval.low[0], found.interval.high[0]]).all()
    assert found.years[1] == pytest.approx(life_expectancy(*area).years)


@steady
@given(life_tables())
def test_the_last_band_adds_to_the_variance(area: tuple[FloatArray, FloatArray]) -> None:
    with_it, without = life_expectancy(*area), life_expectancy(*area, last_band_varies=False)
    assert (with_it.variance > without.variance).all()
    assert with_it.years == pytest.approx(without.years)
