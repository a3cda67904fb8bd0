"""Control charts against published figures; points are told from 0 here, from 1 in most sources."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from selfeval.statistics.control import (
    Assurance,
    ControlChart,
    Footing,
    Rule,
    Runs,
    Scope,
    assurance,
    c_chart,
    fewest_crossings,
    individuals_chart,
    longest_run_allowed,
    p_chart,
    p_prime_chart,
    t_chart,
    u_chart,
    xmr_chart,
)
from selfeval.statistics.control.making_data_count import points_in_trend, points_near_limit, points_on_one_side
from selfeval.statistics.control.position import Limits, Position
from selfeval.statistics.interval import Interval
from selfeval.statistics.verdict import Direction

# https://github.com/nhs-r-community/NHSRplotthedots, vignettes/deviations.Rmd, 1: one freak value.
FREAK = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# The same, tests/testthat/test-ptd_spc_standard.R: set.seed(123); rnorm(20).
RANDOM = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip
SPIKED = [*RANDOM[:14], 10, *RANDOM[15:]]

# Montgomery 2009, Introduction to Statistical Quality Control, 6th ed.; limits and signals as computed by qicharts2,
# https://github.com/anhoej/qicharts2, tests/testthat/test_montgomery.R.
# Example 6.5 (table 6.7): costs of processing loans, 20 weeks and then 20 more.
LOANS = [
    310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304,
    305, 282, 305, 296, 314, 295, 287, 301, 298, 311, 310, 292, 305, 299, 304, 310, 304, 305, 333, 328,
]  # fmt: skip
# Table 7.4: purchase orders with errors.
ORDERS = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
ORDERS_OF = [
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90,
]  # fmt: skip
# Example 7.3 (tables 7.7 and 7.8): faults in circuit boards, 26 samples and then 20 more.
BOARDS = [
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
    16, 18, 12, 15, 24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21,
]  # fmt: skip
# Example 7.4 (table 7.10): shipments with errors, in weekly samples of 50.
SHIPMENTS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
# Example 7.5 (table 7.11): flaws in rolls of dyed cloth, per 50 square metres.
FLAWS, CLOTH = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
# Example 7.6 (table 7.14): hours between failures of a valve.
HOURS = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
# Example 7.1 (tables 7.1 and 7.2): leaking cans of orange juice in samples of 50, before and after a new machine.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
CANS_AFTER = [9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5]

# Mohammed and others 2013, 10.1136/bmjqs-2012-001373; qicharts2, nhs_accidents: patients seen within four hours.
SEEN = [
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320,
    267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989,
]  # fmt: skip
ATTENDED = [
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529,
    279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772,
]  # fmt: skip

# Critical values from 10 to 100 points: https://github.com/anhoej/pbcharts, README.md, last table.
LONGEST = [*[6] * 2, *[7] * 11, *[8] * 23, *[9] * 45, *[10] * 10]
CROSSINGS = [
    2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12, 13, 13, 14, 14, 14, 15, 15,
    16, 16, 17, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 21, 22, 22, 23, 23, 24, 24, 25, 25, 25, 26, 26, 27, 27, 28, 28,
    29, 29, 29, 30, 30, 31, 31, 32, 32, 33, 33, 34, 34, 34, 35, 35, 36, 36, 37, 37, 38, 38, 39, 39, 39, 40, 40, 41, 41,
]  # fmt: skip


def limits_of(chart: ControlChart, point: int = 0) -> list[float | None]:
    return [chart.centre[point], chart.low[point], chart.high[point]]


def runs_of(chart: ControlChart) -> Runs:
    runs = chart.stretches[0].runs
    assert runs is not None
    return runs


def line(values: Sequence[float]) -> list[Position]:
    """Points about a centre of 0, with near limits at 2 and limits at 3."""
    return [Position(index, value, Limits(0, 3)) for index, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "screened", "mean", "low", "high", "out"),
    [
        (FREAK, True, 1.944444, -0.715556, 4.604444, (4,)),
        (FREAK, False, 1.944444, -3.062614, 6.951503, (4,)),
        (RANDOM, True, 0.141624, -3.011380, 3.294627, ()),
        (RANDOM, False, 0.141624, -3.011380, 3.294627, ()),
        (SPIKED, True, 0.669416, -2.383666, 3.722497, (14,)),
        (SPIKED, False, 0.669416, -4.596625, 5.935457, (14,)),
    ],
)
def test_xmr_gives_the_published_limits(
    values: list[float], screened: bool, mean: float, low: float, high: float, out: tuple[int, ...]
) -> None:
    """With 2.66 and the moving ranges screened or not, limits equal those of Making Data Count's R package."""
    chart = xmr_chart(values, screened=screened)
    assert limits_of(chart) == pytest.approx([mean, low, high], abs=6e-7)
    assert chart.points(Rule.OUTSIDE_LIMITS) == out
    assert chart.constant == 2.66


@pytest.mark.parametrize(("point", "mean", "low", "high"), [(9, 0.0746, -2.60, 2.75), (10, 0.209, -3.28, 3.70)])
def test_xmr_of_ten_points_is_a_published_trial(point: int, mean: float, low: float, high: float) -> None:
    """Each half of the same series for itself; tests/testthat/_snaps/ptd_spc.md prints three figures."""
    chart = xmr_chart(RANDOM, scope=Scope(breaks=(10,)))
    assert chart.centre[point] == pytest.approx(mean, abs=6e-4)
    assert [chart.low[point], chart.high[point]] == pytest.approx([low, high], abs=6e-3)
    assert chart.trial
    assert [signal.points for signal in chart.signals] == [()] * 4


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1] * 6, ()),
        ([*[1] * 6, -1], ()),
        ([*[1] * 8, -1], range(8)),
        ([*[-1] * 8, 1], range(8)),
        ([-1, *[1] * 8, -1], range(1, 9)),
        ([1, *[-1] * 8, 1], range(1, 9)),
    ],
)
def test_seven_on_one_side_is_found_as_published(values: list[float], found: Sequence[int]) -> None:
    """NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R: ptd_seven_point_one_side_mean."""
    assert points_on_one_side(line(values)) == tuple(found)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5, 6], ()),
        ([1, 2, 3, 3, 4, 5, 6], ()),
        ([1, 2, 3, 4, 5, 6, 7], range(7)),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], range(1, 8)),
        ([7, 6, 5, 4, 3, 2, 1], range(7)),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], range(1, 8)),
    ],
)
def test_a_seven_point_trend_is_found_as_published(values: list[float], found: Sequence[int]) -> None:
    """The same file: ptd_seven_point_trend; up and down alike, as its repair (pull request 180) has it."""
    assert points_in_trend(line(values)) == tuple(found)


@pytest.mark.parametrize(
    ("near", "found"),
    [
        ([0, 0, 0], ()),
        ([1, 0, 1], (0, 2)),
        ([0, 1, 1], (1, 2)),
        ([1, 1, 0], (0, 1)),
        ([0, 0, 1, 0, 1, 0, 0], (2, 4)),
        ([0, 0, 1, 1, 0, 0, 0], (2, 3)),
        ([1, 0, 0, 1], ()),
        ([1, 0, 0, 1, 1], (3, 4)),
    ],
)
@pytest.mark.parametrize("side", [1, -1])
def test_two_of_three_are_found_as_published(near: list[int], found: tuple[int, ...], side: int) -> None:
    """The same file: ptd_part_of_two_in_three, with 1 for a point beyond the near limit and all on one side."""
    assert points_near_limit(line([side * (2.5 if one else 1) for one in near])) == found


def test_two_near_opposite_limits_are_no_signal() -> None:
    """NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R (issue 143): both points are common cause."""
    chart = xmr_chart([1, -1] * 7 + [5.5, -5.5])
    assert [signal.points for signal in chart.signals] == [()] * 4


def test_a_point_beyond_the_limit_counts_as_beyond_the_near_one() -> None:
    """NHSRplotthedots, issue 194: the rule of Making Data Count since November 2023."""
    assert points_near_limit(line([1, 2.5, 3.5, 1])) == (1, 2)
    assert points_near_limit(line([2.5, 2.5, -1])) == ()


@pytest.mark.parametrize(
    ("low", "high", "higher", "lower"),
    [
        (1, 3, Assurance.FAIL, Assurance.PASS),
        (5, 7, Assurance.PASS, Assurance.FAIL),
        (1, 5, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
    ],
)
def test_assurance_is_as_published(low: float, high: float, higher: Assurance, lower: Assurance) -> None:
    """NHSRplotthedots, tests/testthat/test-ptd_calculate_assurance_type.R, target 4."""
    assert assurance(Interval(low, high), 4, Direction.HIGHER) is higher
    assert assurance(Interval(low, high), 4, Direction.LOWER) is lower
    assert assurance(Interval(low, high), 4, Direction.NO_JUDGEMENT) is None


def test_the_individuals_chart_with_a_frozen_baseline() -> None:
    """Example 6.5: limits from the first 20 weeks, the last two of 40 are signals; qicharts2 and the book's 321.22."""
    chart = individuals_chart(LOANS, scope=Scope(baseline=20))
    assert limits_of(chart, 39) == pytest.approx([300.5, 279.783315, 321.216685], abs=6e-7)
    assert chart.points(Rule.OUTSIDE_LIMITS) == (38, 39)
    assert runs_of(chart) == Runs(40, 6, 8, 20, 14)
    assert not runs_of(chart).signal
    assert chart.constant == pytest.approx(2.659574, abs=6e-7)


def test_the_p_chart_with_denominators_that_change() -> None:
    """Table 7.4: limits by size of the sample, one signal."""
    chart = p_chart(ORDERS, ORDERS_OF)
    at = [ORDERS_OF.index(size) for size in (120, 110, 100, 90, 80)]
    assert chart.centre[0] == pytest.approx(0.09551, abs=6e-6)
    assert [chart.high[i] for i in at] == pytest.approx([0.176003, 0.179582, 0.183686, 0.188455, 0.194093], abs=6e-7)
    assert [chart.low[i] for i in at] == pytest.approx([0.015017, 0.011438, 0.007335, 0.002565, 0], abs=6e-7)
    assert chart.points(Rule.OUTSIDE_LIMITS) == (10,)
    assert runs_of(chart) == Runs(25, 5, 8, 10, 8)
    assert not runs_of(chart).signal


def test_the_c_chart_with_points_left_out() -> None:
    """Example 7.3: limits from 26 samples without two that have a known cause; too few crossings."""
    chart = c_chart(BOARDS, scope=Scope(baseline=26, excluded=(5, 19)))
    assert limits_of(chart, 45) == pytest.approx([19.666667, 6.362532, 32.970801], abs=6e-7)
    assert chart.points(Rule.OUTSIDE_LIMITS) == (5, 19)
    assert runs_of(chart) == Runs(44, 8, 8, 14, 16)
    assert runs_of(chart).signal
    assert len(chart.points(Rule.FEW_CROSSINGS)) == 44
    assert chart.points(Rule.LONG_RUN) == ()


def test_the_u_chart() -> None:
    """Example 7.4: no lower limit below 0, no signal."""
    chart = u_chart(SHIPMENTS, [50] * 20)
    assert limits_of(chart) == pytest.approx([0.074, 0, 0.189412], abs=6e-7)
    assert chart.points(Rule.OUTSIDE_LIMITS) == ()
    assert runs_of(chart) == Runs(20, 2, 7, 15, 6)
    assert not runs_of(chart).signal


def test_the_u_chart_of_the_book() -> None:
    """Example 7.5, limits as printed there; the book rounds its centre to 1.42, which moves them by 0.006 at most."""
    chart = u_chart(FLAWS, CLOTH)
    assert chart.centre[0] == pytest.approx(1.42, abs=5e-3)
    assert chart.high == pytest.approx([2.55, 2.68, 2.41, 2.55, 2.58, 2.55, 2.45, 2.52, 2.45, 2.43], abs=0.011)
    assert chart.low == pytest.approx([0.29, 0.16, 0.43, 0.29, 0.26, 0.29, 0.39, 0.32, 0.39, 0.41], abs=0.011)


@pytest.mark.parametrize(("constant", "high"), [(3 / 1.128, 6937.933), (2.66, 6940.084)])
def test_the_t_chart_depends_on_the_constant(constant: float, high: float) -> None:
    """Example 7.6: qicharts2 takes 3/1.128; 2.66 gives another limit, and the chart says which it has."""
    chart = t_chart(HOURS, constant=constant)
    assert chart.high[0] == pytest.approx(high, abs=6e-4)
    assert chart.low[0] == 0
    assert chart.constant == constant


def test_the_p_chart_of_the_book() -> None:
    """Example 7.1: 0.2313, 0.0524 and 0.4102; samples 15 and 23 out. Without them 0.2150, 0.0407 and 0.3893."""
    first = p_chart(CANS, [50] * 30)
    again = p_chart(CANS, [50] * 30, scope=Scope(excluded=(14, 22)))
    assert limits_of(first) == pytest.approx([0.2313, 0.0524, 0.4102], abs=6e-5)
    assert limits_of(again) == pytest.approx([0.2150, 0.0407, 0.3893], abs=6e-5)
    assert first.points(Rule.OUTSIDE_LIMITS) == (14, 22)


def test_each_side_of_a_break_has_its_own_published_limits() -> None:
    """Example 7.1 goes on with a new machine: 0.1108, 0 and 0.2440 after the break, the earlier ones before it."""
    chart = p_chart(CANS + CANS_AFTER, [50] * 54, scope=Scope(breaks=(30,), excluded=(14, 22)))
    assert limits_of(chart, 29) == pytest.approx([0.2150, 0.0407, 0.3893], abs=6e-5)
    assert limits_of(chart, 30) == pytest.approx([0.1108, 0, 0.2440], abs=6e-5)


def test_the_c_chart_of_the_book() -> None:
    """Example 7.3, first 26 samples: 19.85, 6.48 and 33.22 (from the rounded centre); samples 6 and 20 out."""
    chart = c_chart(BOARDS[:26])
    assert limits_of(chart) == pytest.approx([19.85, 6.48, 33.22], abs=0.0101)
    assert chart.points(Rule.OUTSIDE_LIMITS) == (5, 19)


def test_laney_takes_the_false_alarms_away() -> None:
    """qicharts2, nhs_accidents: the p chart flags 16 of 20 points, the p' chart none."""
    plain, prime = p_chart(SEEN, ATTENDED), p_prime_chart(SEEN, ATTENDED)
    assert prime.stretches[0].sigma_z == pytest.approx(10.64042, abs=6e-6)
    assert limits_of(prime) == [
        pytest.approx(0.9528997, abs=6e-8),
        pytest.approx(0.94013, abs=6e-6),
        pytest.approx(0.96567, abs=6e-6),
    ]
    assert len(plain.points(Rule.OUTSIDE_LIMITS)) == 16
    assert prime.points(Rule.OUTSIDE_LIMITS) == ()


def test_runs_have_the_published_critical_values() -> None:
    """All 91 rows of the table."""
    assert [longest_run_allowed(n) for n in range(10, 101)] == LONGEST
    assert [fewest_crossings(n) for n in range(10, 101)] == CROSSINGS


@pytest.mark.parametrize(
    ("values", "high", "out", "useful"), [(range(1, 13), 9.16, 6, 12), (range(-6, 7), 2.66, 8, 12)]
)
def test_a_straight_rise_is_a_published_signal(values: range, high: float, out: int, useful: int) -> None:
    """pbcharts, tests/testthat/test-pbc.R: 1:12 and -6:6; 9.16 is 6.5 + 2.66."""
    chart = individuals_chart(values)
    assert chart.high[0] == pytest.approx(high, abs=5e-3)
    assert len(chart.points(Rule.OUTSIDE_LIMITS)) == out
    assert runs_of(chart).useful == useful
    assert runs_of(chart).signal


def test_a_point_on_the_centre_is_not_useful() -> None:
    """The same file: 11 points of which 10 are useful."""
    assert runs_of(individuals_chart(range(1, 12))).useful == 10


def test_the_individuals_chart_of_the_nist_handbook() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, flow rates: 50.81, 45.8159 and 55.8041."""
    chart = individuals_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert limits_of(chart) == pytest.approx([50.81, 45.8159, 55.8041], abs=6e-5)
    assert chart.stretches[0].footing is Footing.TRIAL


def test_the_c_chart_of_the_nist_handbook() -> None:
    """The same, 6.3.3.1, defects of wafers: 16, 4 and 28; wafer 24 is out, wafer 3 stands on the limit and is not."""
    wafers = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
    chart = c_chart(wafers)
    assert limits_of(chart) == [16, 4, 28]
    assert chart.points(Rule.OUTSIDE_LIMITS) == (23,)


def test_an_individuals_chart_without_screening() -> None:
    """R package qcc, water in antifreeze (Wetherill and Brown 1991, p. 120): center 2.57, limits 2.03 and 3.11."""
    water = [
        2.23, 2.53, 2.62, 2.63, 2.58, 2.44, 2.49, 2.34, 2.95, 2.54, 2.60, 2.45, 2.17, 2.58, 2.57, 2.44, 2.38, 2.23,
        2.23, 2.54, 2.66, 2.84, 2.81, 2.39, 2.56, 2.70, 3.00, 2.81, 2.77, 2.89, 2.54, 2.98, 2.35, 2.53,
    ]  # fmt: skip
    assert limits_of(individuals_chart(water, screened=False)) == pytest.approx([2.57, 2.03, 3.11], abs=6e-3)


def test_the_individuals_chart_of_paint() -> None:
    """Montgomery 2001, 4th ed., example 5-5, viscosity of primer paint: 33.52, 32.24 and 34.80."""
    paint = [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54, 33.12, 33.84]
    assert limits_of(individuals_chart(paint)) == pytest.approx([33.52, 32.24, 34.80], abs=6e-3)
