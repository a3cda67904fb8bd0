"""What must hold for any series on a control chart."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from selfeval.statistics.control import (
    THREE_BY_D2,
    ControlChart,
    Footing,
    Rule,
    RuleSet,
    Scope,
    c_chart,
    fewest_crossings,
    individuals_chart,
    mean_moving_range,
    p_chart,
    p_prime_chart,
    runs_analysis,
    t_chart,
    u_chart,
    xmr_chart,
)

steady = settings(deadline=None, derandomize=True, max_examples=80)

whole = st.integers(-1000, 1000)
series = st.lists(whole, min_size=10, max_size=40)
gappy = st.lists(st.one_of(st.none(), whole), min_size=1, max_size=40)
parts = st.lists(
    st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=10, max_size=30
)
counts = st.lists(st.integers(0, 500), min_size=10, max_size=30)
rule_sets = st.sampled_from(list(RuleSet))


def lines_of(chart: ControlChart) -> list[tuple[float, ...]]:
    """Per point with limits: low, near low, centre, near high, high."""
    rows = zip(chart.low, chart.near_low, chart.centre, chart.near_high, chart.high, strict=True)
    return [tuple(one for one in row if one is not None) for row in rows if None not in row]


@steady
@given(series, rule_sets)
def test_limits_stand_in_order(values: list[int], rule_set: RuleSet) -> None:
    rows = lines_of(xmr_chart(values, rule_set=rule_set))
    assert len(rows) == len(values)
    assert all(list(row) == sorted(row) for row in rows)


@steady
@given(parts)
def test_shares_keep_their_limits_between_none_and_all(pairs: list[tuple[int, int]]) -> None:
    numerators, denominators = zip(*pairs, strict=True)
    for chart in (p_chart(numerators, denominators), p_prime_chart(numerators, denominators)):
        assert all(list(row) == sorted(row) and row[0] >= 0 and row[-1] <= 1 for row in lines_of(chart))


@steady
@given(counts)
def test_counts_and_times_keep_their_limits_from_nothing(values: list[int]) -> None:
    for chart in (c_chart(values), u_chart(values, [7] * len(values)), t_chart(values)):
        assert all(list(row) == sorted(row) and row[0] >= 0 for row in lines_of(chart))


@steady
@given(series)
def test_the_mirror_of_a_series_has_mirrored_limits_and_the_same_signals(values: list[int]) -> None:
    chart, mirror = xmr_chart(values), xmr_chart([-value for value in values])
    assert mirror.low == pytest.approx([-(high or 0) for high in chart.high])
    assert mirror.signals == chart.signals


@steady
@given(series, st.sampled_from([0.25, 2.0, 1024.0]))
def test_another_unit_changes_no_signal(values: list[int], unit: float) -> None:
    chart, scaled = individuals_chart(values), individuals_chart([unit * value for value in values])
    assert scaled.high == pytest.approx([unit * (high or 0) for high in chart.high])
    assert scaled.signals == chart.signals


@steady
@given(parts)
def test_sick_and_well_tell_the_same(pairs: list[tuple[int, int]]) -> None:
    numerators, denominators = zip(*pairs, strict=True)
    chart = p_chart(numerators, denominators)
    others = p_chart([n - x for x, n in pairs], denominators)
    assert others.high == pytest.approx([1 - (low or 0) for low in chart.low])
    assert others.points(Rule.OUTSIDE_LIMITS) == chart.points(Rule.OUTSIDE_LIMITS)


@steady
@given(parts, st.sampled_from([4, 100]))
def test_more_data_narrow_the_limits(pairs: list[tuple[int, int]], more: int) -> None:
    assume(0 < sum(x for x, _ in pairs) < sum(n for _, n in pairs))
    few = p_chart(*zip(*pairs, strict=True))
    many = p_chart([more * x for x, _ in pairs], [more * n for _, n in pairs])
    assert many.centre == pytest.approx(few.centre)
    for wide, narrow in zip(lines_of(few), lines_of(many), strict=True):
        assert narrow[-1] - narrow[0] <= wide[-1] - wide[0]


@steady
@given(gappy, rule_sets)
def test_a_missing_point_is_never_zero(values: list[int | None], rule_set: RuleSet) -> None:
    """With gaps a series has the limits and signals of the same series without them, and no signal at a gap."""
    known = [index for index, value in enumerate(values) if value is not None]
    assume(known)
    chart = xmr_chart(values, rule_set=rule_set)
    closed = xmr_chart([values[index] for index in known], rule_set=rule_set)
    assert [chart.values[index] for index in known] == list(closed.values)
    assert [chart.high[index] for index in known] == list(closed.high)
    assert [(one.rule, one.points) for one in chart.signals] == [
        (one.rule, tuple(known[point] for point in one.points)) for one in closed.signals
    ]


@steady
@given(series, series, rule_sets)
def test_nothing_is_computed_across_a_break(before: list[int], after: list[int], rule_set: RuleSet) -> None:
    """Two stretches give what two charts give."""
    both = xmr_chart(before + after, scope=Scope(breaks=(len(before),)), rule_set=rule_set)
    first, second = xmr_chart(before, rule_set=rule_set), xmr_chart(after, rule_set=rule_set)
    assert both.low == first.low + second.low
    for signal, early, late in zip(both.signals, first.signals, second.signals, strict=True):
        assert signal.points == (*early.points, *(len(before) + point for point in late.points))


@steady
@given(series, st.lists(whole, max_size=10))
def test_later_points_leave_a_frozen_baseline_alone(values: list[int], later: list[int]) -> None:
    chart = xmr_chart(values + later, scope=Scope(baseline=len(values)))
    assert chart.high == (xmr_chart(values).high[0],) * len(values + later)


@steady
@given(st.lists(whole, min_size=1, max_size=14))
def test_below_ten_points_nothing_is_limited(values: list[int]) -> None:
    chart = xmr_chart(values)
    footing = chart.stretches[0].footing
    assert footing is (Footing.TOO_FEW if len(values) < 10 else Footing.TRIAL if len(values) < 12 else Footing.FULL)
    assert chart.has_limits is (len(values) >= 10)
    assert chart.trial is (len(values) in {10, 11})
    assert (set(chart.high) == {None}) is (len(values) < 10)


@steady
@given(st.integers(-1000, 1000), st.integers(10, 60), rule_sets)
def test_a_series_that_never_moves_gives_no_signal(value: int, length: int, rule_set: RuleSet) -> None:
    """No rounding puts a point outside limits that coincide with it."""
    tenths = [value / 10] * length
    times = [abs(value) / 10] * length
    for chart in (xmr_chart(tenths, rule_set=rule_set), t_chart(times, rule_set=rule_set)):
        assert [signal.points for signal in chart.signals if signal.points] == []


@steady
@given(series)
def test_screening_never_widens(values: list[int]) -> None:
    assert mean_moving_range(values) <= mean_moving_range(values, screened=False)


@steady
@given(st.lists(whole, min_size=10, max_size=60), whole)
def test_runs_add_up(values: list[int], centre: int) -> None:
    """Longest run and crossings share the useful points; the order read backwards gives the same."""
    runs = runs_analysis(values, centre)
    assert (runs is None) is (sum(value != centre for value in values) < 10)
    if runs:
        assert runs.longest + runs.crossings <= runs.useful <= runs.longest * (runs.crossings + 1)
        assert runs == runs_analysis(values[::-1], centre)


@steady
@given(st.integers(1, 400))
def test_the_binomial_quantile_is_that_of_an_independent_peer(useful: int) -> None:
    found = fewest_crossings(useful)
    assert found == stats.binom.ppf(0.05, useful - 1, 0.5)
    assert 20 * sum(comb(useful - 1, k) for k in range(found)) < 2 ** (useful - 1)


@steady
@given(parts)
def test_laney_is_a_p_chart_times_sigma_z(pairs: list[tuple[int, int]]) -> None:
    """Where no limit stops at 0 or 1, the two reaches differ by sigma_z."""
    plain, prime = p_chart(*zip(*pairs, strict=True)), p_prime_chart(*zip(*pairs, strict=True))
    sigma_z = prime.stretches[0].sigma_z
    assume(sigma_z is not None)
    assert prime.constant == THREE_BY_D2
    for narrow, wide in zip(lines_of(plain), lines_of(prime), strict=True):
        if narrow[-1] < 1 and wide[-1] < 1:
            assert wide[-1] - wide[2] == pytest.approx((sigma_z or 0) * (narrow[-1] - narrow[2]))
