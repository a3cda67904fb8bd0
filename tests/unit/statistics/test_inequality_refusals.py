"""Inequality and life expectancy refuse what has no answer, and follow their written rules."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

import numpy as np
import pytest
from statsmodels.regression.linear_model import WLS

from selfeval.statistics.arrays.inequality import Scale, slope_index, slope_index_intervals, standard_error_of_limits
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.life_expectancy import life_expectancy

FIVE = [0.1, 0.2, 0.2, 0.3, 0.4]
PEOPLE = [100, 200, 100, 300, 100]
DIED, LIVED, AGES = [10.0, 20.0, 300.0], [1000.0, 5000.0, 9000.0], [0, 1, 5]

REFUSED: list[tuple[str, Callable[[], object], str]] = [
    ("four groups", lambda: slope_index(FIVE[:4], PEOPLE[:4]), "found 4 values"),
    ("101 groups", lambda: slope_index([1.0] * 101, [1.0] * 101), "found 101 values"),
    ("a single value", lambda: slope_index(1.0, 1.0), "found 0 values"),
    ("a population too few", lambda: slope_index(FIVE, PEOPLE[:4]), "the shape (4,)"),
    ("one population for all", lambda: slope_index(FIVE, 100), "the shape ()"),
    ("nobody in a group", lambda: slope_index(FIVE, [0, *PEOPLE[1:]]), "above 0"),
    ("a population below 0", lambda: slope_index(FIVE, [-1, *PEOPLE[1:]]), "above 0"),
    ("a population without end", lambda: slope_index(FIVE, [inf, *PEOPLE[1:]]), "finite"),
    ("a value without end", lambda: slope_index([inf, *FIVE[1:]], PEOPLE), "found inf"),
    ("a rate of 0", lambda: slope_index([0, *FIVE[1:]], PEOPLE, Scale.LOG), "found 0"),
    ("a proportion of 1", lambda: slope_index([1, *FIVE[1:]], PEOPLE, Scale.LOGIT), "found 1"),
    ("a proportion of 0", lambda: slope_index([0, *FIVE[1:]], PEOPLE, Scale.LOGIT), "found 0"),
    ("an error below 0", lambda: slope_index_intervals(FIVE, PEOPLE, -0.1, seed=1), "found -0.1"),
    ("too few draws", lambda: slope_index_intervals(FIVE, PEOPLE, 0.1, seed=1, repetitions=999), "found 999"),
    ("95 for 95 %", lambda: slope_index_intervals(FIVE, PEOPLE, 0.1, seed=1, confidence=95), "found 95"),
    ("a limit of 0", lambda: standard_error_of_limits(Intervals([0], [1]), Scale.LOG), "found 0"),  # type: ignore[arg-type]
    ("limits above 1", lambda: standard_error_of_limits(Intervals([0.5], [1.2]), Scale.LOGIT), "1.2"),  # type: ignore[arg-type]
    ("a confidence of 0", lambda: standard_error_of_limits(Intervals([1], [2]), Scale.LOG, 0), "found 0"),  # type: ignore[arg-type]
    ("deaths below 0", lambda: life_expectancy([-1, 2, 3], LIVED, AGES), "deaths from 0"),
    ("more deaths than years", lambda: life_expectancy([1001, 2, 3], LIVED, AGES), "deaths from 0"),
    ("a band without people", lambda: life_expectancy(DIED, [0, 5000, 9000], AGES), "above 0"),
    ("years without end", lambda: life_expectancy(DIED, [inf, 5000, 9000], AGES), "finite"),
    ("a band too many", lambda: life_expectancy(DIED, LIVED, [0, 1]), "found the shape (3,)"),
    ("one band", lambda: life_expectancy([1], [9000], [0]), "start ages"),
    ("a table from 1 on", lambda: life_expectancy(DIED, LIVED, [1, 5, 10]), "start ages"),
    ("ages as text sorts them", lambda: life_expectancy(DIED, LIVED, [0, 10, 5]), "start ages"),
    ("ages in a table", lambda: life_expectancy(DIED, LIVED, [AGES]), "start ages"),
    ("95 for 95 %, life", lambda: life_expectancy(DIED, LIVED, AGES, confidence=95), "found 95"),
]


@pytest.mark.parametrize(("name", "call", "words"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_has_no_answer_is_refused(name: str, call: Callable[[], object], words: str) -> None:
    """Each is a ValueError that says what was found."""
    with pytest.raises(ValueError) as refusal:
        call()
    assert words in str(refusal.value), name


def test_the_line_is_the_weighted_regression_of_statsmodels() -> None:
    """Slope and intercept are those of weighted least squares on the middles of the cumulative shares."""
    places = [0.0625, 0.25, 0.4375, 0.6875, 0.9375]
    fit = WLS(FIVE, np.column_stack([np.ones(5), places]), weights=PEOPLE).fit()
    found = slope_index(FIVE, PEOPLE)
    assert (float(found.intercept), float(found.slope)) == pytest.approx(tuple(fit.params))


@pytest.mark.parametrize("scale", [Scale.LOG, Scale.LOGIT])
def test_a_line_on_the_scale_is_found_back(scale: Scale) -> None:
    """Values that lie on a line after the logarithm or the logit give the ends of that line."""
    places = np.array([0.0625, 0.25, 0.4375, 0.6875, 0.9375])
    back = np.exp if scale is Scale.LOG else lambda x: 1 / (1 + np.exp(-x))
    found = slope_index(back(-2 + places), PEOPLE, scale)
    assert found.intercept == pytest.approx(back(-2.0))
    assert found.slope == pytest.approx(back(-1.0) - back(-2.0))
    assert found.relative == pytest.approx(back(-1.0) / back(-2.0))


def test_a_line_that_starts_below_0_has_no_ratio() -> None:
    """The relative index is missing, the slope is not."""
    found = slope_index([-1, 0, 1, 2, 3], PEOPLE)
    assert np.isnan(found.relative)
    assert found.slope > 0


def test_simulated_limits_are_those_of_the_normal_sum() -> None:
    """On the plain scale the slope is a weighted sum of normals: its limits are known, the draws come within 2 %."""
    shares = np.array(PEOPLE) / 800
    pull = shares * (np.array([0.0625, 0.25, 0.4375, 0.6875, 0.9375]) - 0.5)
    spread = 0.1 * np.sqrt((pull**2).sum()) / (pull * np.array([0.0625, 0.25, 0.4375, 0.6875, 0.9375])).sum()
    found, slope = slope_index_intervals(FIVE, PEOPLE, 0.1, seed=7).slope, float(slope_index(FIVE, PEOPLE).slope)
    expected = (slope - 1.959964 * spread, slope + 1.959964 * spread)
    assert (float(found.low), float(found.high)) == pytest.approx(expected, abs=0.02 * spread * 1.959964)


def test_draws_on_another_scale_than_the_line() -> None:
    """Rates are drawn on the logarithm and fitted as they are: limits above the bottom of the logarithm's own."""
    found = slope_index_intervals(FIVE, PEOPLE, 0.2, seed=7, errors_on=Scale.LOG, repetitions=5000)
    assert found.slope.contains(slope_index(FIVE, PEOPLE).slope)
    assert found.slope.high - slope_index(FIVE, PEOPLE).slope > slope_index(FIVE, PEOPLE).slope - found.slope.low


def test_a_missing_error_leaves_the_limits_missing() -> None:
    """Only those of the area concerned."""
    errors = [[0.1, nan, 0.1, 0.1, 0.1], [0.1] * 5]
    found = slope_index_intervals([FIVE, FIVE], PEOPLE, errors, seed=1, repetitions=1000).slope
    assert np.isnan([found.low[0], found.high[0]]).all()
    assert np.isfinite([found.low[1], found.high[1]]).all()


def test_the_standard_error_comes_back_from_its_limits() -> None:
    """On each scale, and a missing limit gives a missing error."""
    z = 1.959963984540054
    plain = standard_error_of_limits(Intervals(np.array([5 - z, nan]), np.array([5 + z, 6])), Scale.PLAIN)
    assert plain[0] == pytest.approx(1)
    assert np.isnan(plain[1])
    logs = Intervals(np.exp([1 - 0.2 * z]), np.exp([1 + 0.2 * z]))
    assert standard_error_of_limits(logs, Scale.LOG) == pytest.approx([0.2])
    odds = np.exp([0.5 - 0.2 * z, 0.5 + 0.2 * z])
    logits = Intervals(odds[:1] / (1 + odds[:1]), odds[1:] / (1 + odds[1:]))
    assert standard_error_of_limits(logits, Scale.LOGIT) == pytest.approx([0.2])


def test_a_small_area_has_no_life_expectancy() -> None:
    """Under 5000 person-years, or without a death in the last band, it is missing; at 5000 it is told."""
    small, enough = [1000, 1000, 2999], [1000, 1000, 3000]
    found = life_expectancy([[1, 1, 100], [1, 1, 100], [1, 1, 0]], [small, enough, enough], AGES)
    assert np.isnan(found.years[0]).all()
    assert np.isfinite(found.years[1]).all()
    assert np.isnan(found.years[2]).all()
    assert np.isnan(found.interval.high[2]).all()


def test_a_band_without_deaths_adds_no_variance() -> None:
    """No deaths from 1 to 4: the expectancy at 1 is that at 5 and four years more, its variance the same."""
    found = life_expectancy([10, 0, 300], LIVED, AGES)
    assert found.years[1] == pytest.approx(found.years[2] + 4)
    assert found.variance[1] == pytest.approx(found.variance[2])


def test_a_band_nobody_survives_ends_the_table() -> None:
    """With as many deaths as person-years over five years nobody reaches the next band."""
    found = life_expectancy([10, 5000, 300], LIVED, AGES)
    assert found.years[1] == pytest.approx(4 - 2)
    assert found.variance[1] == 0
