"""The parts of the effect estimate one by one: the rules of the finding, the comparison, the library's estimators."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from selfeval.population.effect import peers
from selfeval.population.effect.cells import Cells
from selfeval.population.effect.comparison import balance, closest
from selfeval.population.effect.estimating import estimate_effect, released_course
from selfeval.population.effect.inference import changes_of, detectable_at
from selfeval.population.effect.invented import Invention, invent_cells
from selfeval.population.effect.question import MATCHED, Question
from selfeval.population.effect.savings import minimum_rate
from selfeval.population.effect.verdict import Evidence, Finding, judge
from selfeval.population.effect.weights import group_time_weights, project, two_way_weights

GOOD = Evidence(-90.0, -30.0, 15.0, 20, 4, 0.01, 0.005, (0.4, 0.6, 0.5))
JUDGED = {
    "clearly lower, and every check agrees": (GOOD, Finding.LOWER, ()),
    "clearly higher": (replace(GOOD, low=30.0, high=90.0), Finding.HIGHER, ()),
    "none is within the interval": (replace(GOOD, high=5.0), Finding.CHANCE, ("interval",)),
    "none is the end of the interval": (replace(GOOD, high=0.0), Finding.CHANCE, ("interval",)),
    "four comparison regions": (replace(GOOD, regions=4), Finding.UNTOLD, ("few_regions",)),
    "one year before the start": (replace(GOOD, before=1), Finding.UNTOLD, ("few_years_before",)),
    "four regions and one year": (
        replace(GOOD, regions=4, before=1),
        Finding.UNTOLD,
        ("few_regions", "few_years_before"),
    ),
    "no spread at all": (replace(GOOD, error=0.0), Finding.UNTOLD, ("no_spread",)),
    "regions parted before the start": (
        replace(GOOD, earlier=(0.4, 0.016, 0.5)),
        Finding.DOUBTFUL,
        ("earlier_years",),
    ),
    "one of three earlier years, as chance gives": (replace(GOOD, earlier=(0.4, 0.02, 0.5)), Finding.LOWER, ()),
    "the lot does as much": (replace(GOOD, randomisation=0.06), Finding.DOUBTFUL, ("randomisation",)),
    "too few regions for the lot": (
        replace(GOOD, randomisation=0.125, least=0.125),
        Finding.DOUBTFUL,
        ("few_assignments",),
    ),
}


@pytest.mark.parametrize("case", JUDGED)
def test_the_finding_follows_from_the_figures(case):
    """The rules in the order in which they hold: too little to go on, chance, doubt, a difference."""
    evidence, finding, reasons = JUDGED[case]
    found = judge(evidence, 5, 2)
    assert (found.finding, found.reasons) == (finding, reasons)


def draw(effect: float = 0.0, seed: int = 3, sizes=(5_000,) * 24, shock: float = 20.0) -> Cells:
    starts = {0: 2018, 1: 2018, 2: 2018}
    return invent_cells(Invention(list(sizes), effect=effect, starts=starts, shock=shock), np.random.default_rng(seed))


PILOTS = dict.fromkeys(("region_01", "region_02", "region_03"), 2018)
STARTS = np.asarray([2018.0] * 3 + [0.0] * 21)


def test_the_librarys_two_way_estimate_is_ours():
    cells = draw()
    weights = two_way_weights(project(cells.persons), STARTS, cells.years)
    assert peers.two_way(cells, STARTS).value == pytest.approx(float((weights * cells.mean).sum()), rel=1e-9)


def test_the_librarys_callaway_santanna_is_ours():
    """Regions of different sizes, two starts."""
    cells = draw(sizes=[1_000, 7_000, 3_000] * 8)
    starts = STARTS + np.asarray([1.0] + [0.0] * 23)
    weights = group_time_weights(cells.size, starts, cells.years)
    assert peers.callaway_santanna(cells, starts).value == pytest.approx(float((weights * cells.mean).sum()), rel=1e-9)


def test_a_bootstrap_finds_what_is_clear_and_not_what_is_none():
    """Five hundred euro in three of 24 regions; and nothing at all."""
    assert peers.wild_bootstrap(draw(-500.0), STARTS, 499, 1).p < 0.1
    none = peers.wild_bootstrap(draw(), STARTS, 499, 1)
    assert none.p > 0.05
    assert none.low < 0 < none.high


def test_a_synthetic_control_finds_a_large_effect_and_its_weights_add_up():
    cells = draw(-500.0, shock=2.0)
    found = peers.synthetic_control(cells, STARTS)
    assert found.value == pytest.approx(-500, abs=60)
    assert found.p == pytest.approx(1 / 22)
    assert sum(weight for _, weight in found.weights) == pytest.approx(1, abs=0.05)


def test_allowing_trends_to_part_widens_the_interval():
    """HonestDiD: with no step apart allowed the interval is that of the mean effect; each step allowed widens it."""
    before, after = np.asarray([4.0, -3.0, 2.0]), np.asarray([-60.0, -55.0, -65.0])
    spread = np.eye(6) * 25.0
    found = peers.honest_bounds(before, after, spread, 20, (0.0, 0.5, 1.0))
    widths = [one.high - one.low for one in found]
    assert found[0].low < -60 < found[0].high
    assert widths == sorted(widths)
    assert widths[0] < widths[2]


def test_the_closest_regions_are_those_like_the_pilots_before_the_start():
    """Twelve regions have the pilots' level, twelve a level far away; what happens after the start does not count."""
    cells = draw()
    mean = np.tile(np.linspace(100, 110, 8), (24, 1)) + np.arange(24)[:, None] * 0.01
    mean[12:] += 500
    mean[3:12, 4:] += 9_000
    found = closest(replace(cells, mean=mean), list(PILOTS), 2018, 5)
    assert set(found) <= {f"region_{number:02d}" for number in range(4, 13)}
    assert len(found) == 5


def test_a_standardised_difference_is_counted_in_spreads_between_regions():
    """Levels 0 to 3 with a standard deviation of 1.291: the pilot at 3, the others at 1 on average."""
    mean = np.tile(np.arange(4.0)[::-1, None], (1, 4))
    cells = Cells(tuple("abcd"), (2015, 2016, 2017, 2018), np.full((4, 4), 500.0), mean, np.ones((4, 4)))
    level = balance(cells, ["a"], ["b", "c", "d"], 2018)[0]
    assert (level.name, level.pilots, level.comparison) == ("level", 3, 1)
    assert level.difference == pytest.approx(2 / 1.2909944, rel=1e-6)


def test_matching_keeps_the_pilots_apart_from_the_comparison():
    found = estimate_effect(draw(), Question(PILOTS, compare=MATCHED))
    assert len(found.comparison) == 20
    assert not set(found.comparison) & set(PILOTS)


def test_more_and_larger_pilot_regions_show_smaller_effects():
    cells = draw()
    weights = two_way_weights(project(cells.persons), STARTS, cells.years)
    changes = changes_of(weights, cells, STARTS > 0)
    found = [detectable_at(changes, cells.size, persons, count) for persons in (1_000, 60_000) for count in (1, 12)]
    assert found[0] > found[1] > found[3]
    assert found[0] > found[2] > found[3]


def test_a_year_in_which_one_person_makes_up_most_of_an_amount_stays_inside():
    """The pilots' course leaves the room without that year; the others' is whole."""
    cells = draw()
    found = estimate_effect(cells, Question({"region_01": 2018}))
    largest = {(region, year): 100.0 for region in cells.regions for year in cells.years}
    largest["region_01", 2016] = float(cells.persons[0, 2] * cells.mean[0, 2])
    course = released_course(cells, found, largest)
    assert [value is None for value in course.pilots] == [year == 2016 for year in cells.years]
    assert None not in course.others


@pytest.mark.parametrize(("persons", "rate"), [(5_500, 0.0375), (12_500, 0.0285), (35_000, 0.0235), (59_999, 0.02)])
def test_between_two_sizes_the_minimum_rate_falls_in_a_straight_line(persons, rate):
    assert minimum_rate(persons) == pytest.approx(rate, abs=1e-6)
