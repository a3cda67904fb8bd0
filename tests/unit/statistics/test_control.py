"""Control charts: what is missing, broken off, frozen or left out, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf, nan
from statistics import mean

import pytest

from selfeval.statistics import Direction, Interval, Verdict, mean_difference, proportion_difference, rate_difference
from selfeval.statistics.control import (
    ROUNDED_THREE_BY_D2,
    THREE_BY_D2,
    Assurance,
    ChartKind,
    Footing,
    Rule,
    RuleSet,
    Scope,
    Signal,
    Stretch,
    assurance,
    c_chart,
    fewest_crossings,
    individuals_chart,
    longest_run_allowed,
    mean_moving_range,
    p_chart,
    p_prime_chart,
    plain_verdict,
    runs_analysis,
    t_chart,
    u_chart,
    xmr_chart,
)
from selfeval.statistics.control.making_data_count import points_near_limit, points_on_one_side, points_outside
from selfeval.statistics.control.position import Limits, Position

TEN = [4, 6] * 5
REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("no points", lambda: xmr_chart([])),
    ("a value that is no number", lambda: xmr_chart([*TEN, nan])),
    ("a value without end", lambda: individuals_chart([*TEN, -inf])),
    ("a break before the series", lambda: xmr_chart(TEN, scope=Scope(breaks=(0,)))),
    ("a break after the series", lambda: xmr_chart(TEN, scope=Scope(breaks=(10,)))),
    ("breaks that do not rise", lambda: xmr_chart(TEN, scope=Scope(breaks=(4, 4)))),
    ("a baseline of nothing", lambda: xmr_chart(TEN, scope=Scope(baseline=0))),
    ("a point left out that is not there", lambda: xmr_chart(TEN, scope=Scope(excluded=(10,)))),
    ("a point left out before the first", lambda: xmr_chart(TEN, scope=Scope(excluded=(-1,)))),
    ("a time below 0", lambda: t_chart([*TEN, -1])),
    ("a constant of 0", lambda: t_chart(TEN, constant=0)),
    ("a count below 0", lambda: c_chart([*TEN, -1])),
    ("half an event", lambda: c_chart([*TEN, 0.5])),
    ("half an event against time", lambda: u_chart([0.5], [10])),
    ("a multiplier of 0", lambda: u_chart(TEN, [10] * 10, 0)),
    ("a multiplier without end", lambda: u_chart(TEN, [10] * 10, inf)),
    ("nobody to whom it can happen", lambda: u_chart(TEN, [0] * 10)),
    ("nobody in the denominator", lambda: p_chart([0], [0])),
    ("more than the denominator", lambda: p_chart([11], [10])),
    ("fewer than none", lambda: p_chart([-1], [10])),
    ("more numerators than denominators", lambda: p_chart([1, 1], [10])),
    ("more than the denominator (p')", lambda: p_prime_chart([11], [10])),
    ("one value has no moving range", lambda: mean_moving_range([1])),
    ("no useful point, no longest run", lambda: longest_run_allowed(0)),
    ("no useful point, no crossings", lambda: fewest_crossings(0)),
    ("a target without end", lambda: assurance(Interval(0, 1), inf, Direction.HIGHER)),
    ("a verdict on nothing", lambda: plain_verdict([], proportion_difference, None, Direction.HIGHER)),
    ("a rule of another set", lambda: xmr_chart(TEN).points(Rule.LONG_RUN)),
]


@pytest.mark.parametrize("call", [pytest.param(call, id=name) for name, call in REFUSED])
def test_what_has_no_answer_is_refused(call: Callable[[], object]) -> None:
    """A ValueError that names what was found or expected."""
    with pytest.raises(ValueError, match=r"expected|excluded"):
        call()


@pytest.mark.parametrize(
    ("chart", "kind", "constant", "rule_set"),
    [
        (xmr_chart(TEN), ChartKind.XMR, 2.66, RuleSet.MAKING_DATA_COUNT),
        (individuals_chart(TEN), ChartKind.INDIVIDUALS, 3 / 1.128, RuleSet.ANHOEJ),
        (t_chart(TEN), ChartKind.T, 3 / 1.128, RuleSet.ANHOEJ),
        (c_chart(TEN), ChartKind.C, 3, RuleSet.ANHOEJ),
        (u_chart(TEN, TEN), ChartKind.U, 3, RuleSet.ANHOEJ),
        (p_chart(TEN, TEN), ChartKind.P, 3, RuleSet.ANHOEJ),
        (p_prime_chart(TEN, TEN), ChartKind.P_PRIME, 3 / 1.128, RuleSet.ANHOEJ),
    ],
)
def test_a_chart_names_its_kind_constant_and_rules(chart, kind, constant, rule_set) -> None:
    """Sets of rules and constants differ, so each chart says what it used."""
    assert (chart.kind, chart.constant, chart.rule_set) == (kind, constant, rule_set)
    assert chart.values == tuple(map(float, TEN)) or chart.values == (1.0,) * 10


def test_the_two_constants() -> None:
    """One is the other, rounded."""
    assert round(THREE_BY_D2, 2) == ROUNDED_THREE_BY_D2
    assert round(THREE_BY_D2, 6) == 2.659574


def test_limits_by_hand() -> None:
    """Ten values around 5 with moving ranges of 2: 5 ± 2.66 x 2, near limits at two thirds of that."""
    chart = xmr_chart(TEN)
    assert (chart.low[0], chart.centre[0], chart.high[0]) == pytest.approx((-0.32, 5, 10.32))
    assert (chart.near_low[0], chart.near_high[0]) == pytest.approx((5 - 2 / 3 * 5.32, 5 + 2 / 3 * 5.32))
    assert chart.latest_limits == Interval(chart.low[0], chart.high[0])


def test_a_range_of_exactly_the_screen_is_left_out() -> None:
    """Ranges of 1 and one range of r with r = 3.267 times their mean; anything smaller stays."""
    others = 1000
    freak = 3.267 * others / (others + 1 - 3.267)
    steps = [0.0, 1.0] * (others // 2) + [0.0]
    assert mean_moving_range([*steps, freak * (1 + 1e-9)]) == 1
    assert mean_moving_range([*steps, freak * (1 - 1e-9)]) > 1


def test_screening_is_done_once() -> None:
    """A range that only looks extreme once the greatest is gone stays."""
    steps = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 4, 104]
    assert mean_moving_range(steps) == mean([1] * 12 + [4])
    assert mean_moving_range(steps, screened=False) == mean([1] * 12 + [4, 100])


def test_a_missing_point_keeps_its_place() -> None:
    """Its value is None, its limits are those of its stretch, and the moving range spans the gap."""
    chart = xmr_chart([*TEN[:5], None, *TEN[5:]])
    assert chart.values[5] is None
    assert chart.high[5] == chart.high[0] == pytest.approx(10.32)
    assert chart.stretches[0].points == 10


def test_a_share_is_missing_when_either_number_is() -> None:
    """It has limits where its denominator is known, since they depend on it."""
    chart = p_chart([None, 5, *[5] * 10], [10, None, *[10] * 10])
    assert chart.values[:3] == (None, None, 0.5)
    assert chart.high[:2] == (chart.high[2], None)
    assert chart.centre[1] is None
    assert chart.stretches[0].points == 10


@pytest.mark.parametrize("draw", [p_prime_chart, u_chart])
def test_a_missing_denominator_leaves_no_limits(draw) -> None:
    """On the charts whose limits depend on it."""
    chart = draw([5, *[3, 4] * 5, 5], [10, *[10] * 10, None])
    assert chart.high[11] is None
    assert chart.latest_limits == Interval(chart.low[0], chart.high[0])


def test_shares_that_are_all_nought_have_no_spread() -> None:
    """p' has nothing to standardise by: limits and centre coincide, sigma_z is unknown."""
    chart = p_prime_chart([0] * 10, [10] * 9 + [None])
    assert chart.stretches[0].footing is Footing.TOO_FEW
    chart = p_prime_chart([0] * 11, [10] * 10 + [None])
    assert (chart.low[0], chart.high[0], chart.high[10]) == (0, 0, None)
    assert chart.stretches[0].sigma_z is None


def test_a_short_stretch_has_no_limits_and_lends_none() -> None:
    """Nine points after a break: the ten before keep theirs on trial, the nine get nothing."""
    chart = xmr_chart([*TEN, *[100] * 9], scope=Scope(breaks=(10,)))
    assert chart.stretches == (
        Stretch(0, 10, 10, Footing.TRIAL, runs_analysis(TEN, 5)),
        Stretch(10, 19, 9, Footing.TOO_FEW),
    )
    assert chart.high[9] is not None
    assert chart.high[10:] == (None,) * 9
    assert chart.latest_limits is None
    assert chart.trial
    assert not chart.has_limits
    assert all(signal.points == () for signal in chart.signals)


def test_a_baseline_longer_than_its_stretch_is_all_of_it() -> None:
    """And one shorter than ten points gives no limits."""
    assert xmr_chart(TEN, scope=Scope(baseline=99)) == xmr_chart(TEN)
    assert not xmr_chart(TEN, scope=Scope(baseline=9)).has_limits
    assert xmr_chart([*TEN, 5, 5], scope=Scope(baseline=11)).trial
    assert not xmr_chart([*TEN, 5, 5], scope=Scope(baseline=12)).trial


def test_a_point_left_out_is_still_held_against_the_limits() -> None:
    """It is a signal by itself, but part of no pattern and no run."""
    values = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 6, 6, 6, 50, 6, 6]
    chart = xmr_chart(values, scope=Scope(baseline=10, excluded=(13,)))
    assert chart.points(Rule.OUTSIDE_LIMITS) == (13,)
    assert chart.points(Rule.SEVEN_ON_ONE_SIDE) == ()
    assert xmr_chart(values, scope=Scope(baseline=10)).points(Rule.SEVEN_ON_ONE_SIDE) == (9, 10, 11, 12, 13, 14, 15)
    assert chart.stretches[0].runs == runs_analysis([*values[:13], 6, 6], 5)


def test_a_long_run_and_its_points() -> None:
    """Ten above after ten below: longest run 10 of 7 allowed, one crossing of 6 expected."""
    chart = individuals_chart([1, 2] * 5 + [11, 12] * 5)
    runs = chart.stretches[0].runs
    assert runs is not None
    assert (runs.too_long, runs.too_few_crossings, runs.signal) == (True, True, True)
    assert chart.signals == (
        Signal(Rule.OUTSIDE_LIMITS, chart.points(Rule.OUTSIDE_LIMITS)),
        Signal(Rule.LONG_RUN, tuple(range(20))),
        Signal(Rule.FEW_CROSSINGS, tuple(range(20))),
    )


def test_only_the_run_that_is_too_long_is_told() -> None:
    """Nine of twelve points above the centre in a row, seven allowed; the point on the centre belongs to none."""
    chart = individuals_chart([-7, 1, 1, 1, 1, 0, 1, 1, 1, 1, -7, 6, 0], scope=Scope())
    assert chart.centre[0] == 0
    assert chart.points(Rule.LONG_RUN) == (1, 2, 3, 4, 6, 7, 8, 9)
    runs = chart.stretches[0].runs
    assert runs is not None
    assert (runs.useful, runs.longest, runs.longest_allowed) == (11, 8, 6)


def test_runs_need_ten_points_off_the_centre() -> None:
    """Nine are too few."""
    assert runs_analysis([1, None, 0] * 9, 0) is None
    found = runs_analysis([1, None, 0] * 10, 0)
    assert found is not None
    assert (found.useful, found.longest, found.crossings) == (10, 10, 0)


def test_a_point_on_a_limit_is_inside() -> None:
    """Beyond means beyond, for the near limits too; a point on the centre ends a row of seven."""
    line = [Position(place, value, Limits(0, 3)) for place, value in enumerate([3, -3, 3.01, -3.01])]
    assert points_outside(line) == (2, 3)
    near = [Position(place, value, Limits(0, 3)) for place, value in enumerate([2, 2, 2.01, 1, 2.01])]
    assert points_near_limit(near) == (2, 4)
    row = [Position(place, value, Limits(0, 3)) for place, value in enumerate([1, 1, 1, 0, 1, 1, 1, 1])]
    assert points_on_one_side(row) == ()


def test_limits_stop_at_floor_and_ceiling() -> None:
    """Near limits as well."""
    limits = Limits(0.5, 1, 0, 1)
    assert (limits.low, limits.near_low, limits.near_high, limits.high) == (0, 0, 1, 1)


def test_a_rate_is_told_per_thousand() -> None:
    """The multiplier scales values and limits, and no signal changes."""
    once, thousand = u_chart(TEN, [50] * 10), u_chart(TEN, [50] * 10, 1000)
    assert thousand.values[0] == 80
    assert thousand.high[0] == pytest.approx(1000 * (once.high[0] or 0))
    assert thousand.signals == once.signals


def test_a_target_on_a_limit_may_be_hit() -> None:
    """And without limits nothing is promised."""
    assert assurance(Interval(1, 4), 4, Direction.HIGHER) is Assurance.HIT_OR_MISS
    assert assurance(Interval(1, 4), 1, Direction.LOWER) is Assurance.HIT_OR_MISS
    assert assurance(None, 4, Direction.HIGHER) is None


PROPORTIONS = partial(plain_verdict, difference=proportion_difference, direction=Direction.HIGHER)


@pytest.mark.parametrize(
    ("points", "smallest", "breaks", "verdict"),
    [
        ([(20, 100), (60, 100)], None, (), Verdict.IMPROVED),
        ([(60, 100), (20, 100)], None, (), Verdict.WORSE),
        ([(20, 100), None, (60, 100), None], None, (), Verdict.IMPROVED),
        ([(90, 100), (20, 100), (60, 100)], None, (), Verdict.IMPROVED),
        ([(20, 100), (22, 100)], None, (), Verdict.CANNOT_TELL),
        ([(2000, 10_000), (2001, 10_000)], 0.02, (), Verdict.SAME),
        ([(20, 100), (60, 100)], None, (1,), Verdict.CANNOT_TELL),
        ([(5, 100), (20, 100), (60, 100)], None, (1,), Verdict.IMPROVED),
        ([(60, 100)], None, (), Verdict.CANNOT_TELL),
        ([None, None], None, (), Verdict.CANNOT_TELL),
    ],
)
def test_the_plain_verdict_takes_the_latest_two_of_a_stretch(points, smallest, breaks, verdict) -> None:
    """Later against earlier, missing ones skipped, never across a break."""
    assert PROPORTIONS(points, smallest_change=smallest, breaks=breaks) is verdict


def test_the_plain_verdict_takes_rates_and_means() -> None:
    """Any of the differences of this package serves."""
    per_hundred = partial(rate_difference, multiplier=100)
    assert plain_verdict([(80, 100), (20, 100)], per_hundred, None, Direction.LOWER) is Verdict.IMPROVED
    assert plain_verdict([(3.1, 0.8, 400), (3.4, 0.8, 400)], mean_difference, None, Direction.LOWER) is Verdict.WORSE


def test_only_the_longer_of_two_long_runs_is_told() -> None:
    """Twenty points: a run of seven is allowed, the run of eight is not."""
    chart = individuals_chart([1] * 7 + [-1] * 8 + [1, -1, 1, -1, 1])
    assert chart.centre[0] == 0
    assert chart.points(Rule.LONG_RUN) == tuple(range(7, 15))


def test_none_of_a_group_counts_as_none() -> None:
    """Two months of 0 and eight of 1 in ten: the centre is 8 in 100; missing is something else."""
    numerators = [0, 0, *[1] * 8]
    assert p_chart(numerators, [10] * 10).centre[0] == 0.08
    assert u_chart(numerators, [10] * 10).centre[0] == 0.08
    assert p_prime_chart(numerators, [10] * 10).centre[0] == 0.08
    assert p_chart([None, None, *[1] * 10], [10] * 12).centre[0] == 0.1


def test_few_events_have_a_lower_limit_of_nothing() -> None:
    """c, u, p and p' alike; nearly all of a group has an upper limit of all."""
    assert c_chart([1, 2] * 5).low[0] == u_chart([1, 2] * 5, [10] * 10).low[0] == 0
    assert p_chart([9, 10] * 5, [10] * 10).high[0] == p_prime_chart([9, 7] * 5, [10] * 10).high[0] == 1
    assert p_chart([1, 0] * 5, [10] * 10).low[0] == p_prime_chart([1, 3] * 5, [10] * 10).low[0] == 0


def test_a_baseline_of_one_point_is_accepted() -> None:
    """It gives no limits, as any below ten."""
    assert xmr_chart(TEN, scope=Scope(baseline=1)).stretches == (Stretch(0, 10, 1, Footing.TOO_FEW),)
