"""What must hold of every effect estimate, whatever the cells; and how often it is right, in a small simulation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from selfeval.population.effect.cells import Cells
from selfeval.population.effect.estimating import weighing
from selfeval.population.effect.inference import changes_of, detectable, estimate, spread_of
from selfeval.population.effect.invented import Invention, invent_cells
from selfeval.population.effect.question import Design, Question, design
from selfeval.population.effect.randomisation import Randomised, assignments, randomise
from selfeval.population.effect.rules import RULES
from selfeval.population.effect.weights import project, two_way_weights

SIZES = [900, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 12_000]
PLANTED = -60.0
STARTS = ({"region_02": 2018}, {"region_02": 2018, "region_05": 2018}, {"region_02": 2017, "region_05": 2019})
SEEDS = st.integers(0, 10_000)
PLANS = st.sampled_from(STARTS)


def draw(seed: int) -> Cells:
    return invent_cells(Invention(SIZES), np.random.default_rng(seed))


def asked_of(cells: Cells, starts: dict[str, int]) -> Design:
    return design(cells, Question(starts), RULES)


def answer(cells: Cells, starts: dict[str, int]):
    asked = asked_of(cells, starts)
    return estimate(weighing(asked)(asked.starts), asked.cells, asked.pilot)


def dealt(asked: Design, number: int = 60) -> Randomised:
    weigh = weighing(asked)
    spread = spread_of(changes_of(weigh(asked.starts), asked.cells, asked.pilot))
    return randomise(weigh, asked.cells, asked.starts, spread, number, 1)


def numbers(found) -> tuple[float, ...]:
    return found.value, found.error, found.low, found.high


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS, st.floats(-5_000, 5_000))
def test_adding_the_same_to_everyone_changes_nothing(seed, starts, more):
    cells = draw(seed)
    moved = replace(cells, mean=cells.mean + more)
    assert numbers(answer(moved, starts)) == pytest.approx(numbers(answer(cells, starts)), abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS)
def test_what_stays_with_a_region_or_comes_to_all_in_a_year_changes_nothing(seed, starts):
    """Levels of regions and of years drop out."""
    cells, random = draw(seed), np.random.default_rng(seed)
    shifts = random.normal(0, 500, (len(SIZES), 1)) + random.normal(0, 500, (1, 8))
    moved = replace(cells, mean=cells.mean + shifts)
    assert numbers(answer(moved, starts)) == pytest.approx(numbers(answer(cells, starts)), abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS, st.floats(0.01, 100))
def test_another_unit_of_the_outcome_gives_the_same_answer_in_that_unit(seed, starts, factor):
    cells = draw(seed)
    scaled = replace(cells, mean=cells.mean * factor, variance=cells.variance * factor**2)
    expected = [factor * value for value in numbers(answer(cells, starts))]
    assert numbers(answer(scaled, starts)) == pytest.approx(expected, rel=1e-6)
    assert answer(scaled, starts).p == pytest.approx(answer(cells, starts).p, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS, st.permutations(range(len(SIZES))))
def test_the_order_of_the_regions_does_not_matter(seed, starts, order):
    cells = draw(seed)
    other = cells.only([cells.regions[at] for at in order])
    assert answer(other, starts) == answer(cells, starts)


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS, st.floats(-300, 300))
def test_an_effect_given_to_the_pilots_is_added_to_the_estimate(seed, starts, effect):
    cells = draw(seed)
    first = np.asarray([starts.get(region, 9999) for region in cells.regions])
    given_to = np.asarray(cells.years)[None, :] >= first[:, None]
    with_effect = replace(cells, mean=cells.mean + effect * given_to)
    found, before = answer(with_effect, starts), answer(cells, starts)
    assert found.value == pytest.approx(before.value + effect, abs=1e-6)
    assert found.error == pytest.approx(before.error, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, PLANS)
def test_the_weights_of_a_region_add_up_to_none_and_those_of_the_pilots_to_one(seed, starts):
    """So levels drop out, and one unit of effect counts once."""
    asked = asked_of(draw(seed), starts)
    weights = weighing(asked)(asked.starts)
    on = (asked.starts[:, None] > 0) & (np.asarray(asked.cells.years)[None, :] >= asked.starts[:, None])
    np.testing.assert_allclose(weights.sum(axis=1), 0, atol=1e-9)
    np.testing.assert_allclose(weights.sum(axis=0), 0, atol=1e-9)
    assert (weights * on).sum() == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.floats(-200, 200))
def test_the_interval_of_the_lot_holds_what_the_lot_does_not_reject(seed, tried):
    """An effect taken away beforehand is rejected by the test exactly when it lies outside the interval."""
    cells = invent_cells(Invention([4_000] * 24), np.random.default_rng(seed))
    starts = {"region_03": 2018}
    found = dealt(asked_of(cells, starts))
    mean = cells.mean.copy()
    mean[2, 4:] -= tried
    asked = asked_of(replace(cells, mean=mean), starts)
    weigh = weighing(asked)
    spread = spread_of(changes_of(weigh(asked.starts), asked_of(cells, starts).cells, asked.pilot))
    without = randomise(weigh, asked.cells, asked.starts, spread, 60, 1)
    inside = found.low <= tried <= found.high
    assert inside == (without.p > 0.05) or min(abs(tried - found.low), abs(tried - found.high)) < 1e-6


def test_all_assignments_are_dealt_once_when_there_are_few():
    """Two pilots of eight regions: 28 pairs, the real one first."""
    starts = np.asarray([2018.0, 0, 0, 2018.0, 0, 0, 0, 0])
    found, complete = assignments(starts, 100, 1)
    assert complete
    assert len({tuple(one) for one in found}) == len(found) == 28
    assert found[0] is starts


def test_with_equal_sizes_the_error_is_that_of_a_two_sample_t_test():
    """Where persons give nothing and regions are alike, the method is the t-test of the regions' changes."""
    random = np.random.default_rng(4)
    mean = random.normal(100, 10, (9, 6))
    cells = Cells(tuple("abcdefghi"), tuple(range(2015, 2021)), np.full((9, 6), 50.0), mean, np.zeros((9, 6)))
    starts = np.asarray([2018.0] * 3 + [0.0] * 6)
    found = estimate(two_way_weights(project(cells.persons), starts, cells.years), cells, starts > 0)
    change = mean[:, 3:].mean(axis=1) - mean[:, :3].mean(axis=1)
    expected = stats.ttest_ind(change[:3], change[3:])
    interval = expected.confidence_interval(0.95)
    assert (found.p, found.df) == pytest.approx((expected.pvalue, expected.df))
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_the_detectable_effect_is_found_in_eighty_of_a_hundred():
    """Against the noncentral t distribution, within the roughness of Bloom's multiple."""
    least = detectable(10.0, 20)
    reach = stats.t.ppf(0.975, 20)
    power = stats.nct.sf(reach, 20, least / 10.0) + stats.nct.cdf(-reach, 20, least / 10.0)
    assert power == pytest.approx(0.80, abs=0.02)


RUNS = 200
# Sizes, starts by row: alike, a small pilot beside large regions, staggered starts.
PLANS_OF_RUNS = {
    "one pilot among alike": ([5_000] * 21, {0: 2018}),
    "a small pilot beside large regions": ([1_000] + [4_000, 8_000, 16_000] * 7, {0: 2018}),
    "staggered starts": ([5_000] * 24, {0: 2017, 1: 2018, 2: 2019}),
}


@pytest.mark.parametrize("plan", PLANS_OF_RUNS)
def test_an_interval_holds_the_planted_effect_as_often_as_it_says(plan):
    """200 draws: coverage and false alarms do not contradict 95 % and 5 % (exact binomial test at 1 in 1,000)."""
    sizes, starts = PLANS_OF_RUNS[plan]
    random = np.random.default_rng(11)
    named = {f"region_{row + 1:02d}": year for row, year in starts.items()}
    covered = alarmed = 0
    for _ in range(RUNS):
        planted = answer(invent_cells(Invention(sizes, effect=PLANTED, starts=starts), random), named)
        covered += planted.low <= PLANTED <= planted.high
        alarmed += answer(invent_cells(Invention(sizes), random), named).clear
    assert stats.binomtest(covered, RUNS, 0.95).pvalue > 0.001
    assert stats.binomtest(alarmed, RUNS, 0.05).pvalue > 0.001


def test_the_lot_raises_no_more_false_alarms_than_it_says():
    """200 draws without an effect, one pilot of 24 regions."""
    random = np.random.default_rng(12)
    cells = (invent_cells(Invention([5_000] * 24), random) for _ in range(RUNS))
    alarms = sum(dealt(asked_of(one, {"region_01": 2018})).p <= 0.05 for one in cells)
    assert stats.binomtest(alarms, RUNS, 0.05, alternative="greater").pvalue > 0.001
