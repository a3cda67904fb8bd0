"""What must hold for any input of the statistics."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selfeval.statistics import (
    Direction,
    Interval,
    Outcome,
    Verdict,
    allowed_outside,
    byar_interval,
    compare,
    exact_poisson_interval,
    mean_difference,
    mean_interval,
    panel_agreement,
    progress,
    proportion_difference,
    rate_difference,
    rate_interval,
    round_half_up,
    wilson_interval,
)

steady = settings(deadline=None, derandomize=True, max_examples=100)

confidences = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.998])
counts = st.integers(0, 5_000)
sizes = st.integers(1, 100_000)
numbers = st.floats(-1e6, 1e6)
spreads = st.floats(1e-3, 1e6)
panels = st.lists(st.integers(0, 5), min_size=1, max_size=40)
intervals = st.tuples(numbers, numbers).map(lambda pair: Interval(min(pair), max(pair)))


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(sizes)
    return draw(st.integers(0, denominator)), denominator


@steady
@given(proportions(), confidences)
def test_wilson_holds_the_proportion_and_stays_a_fraction(part: tuple[int, int], confidence: float) -> None:
    interval = wilson_interval(*part, confidence)
    assert 0 <= interval.low <= part[0] / part[1] <= interval.high <= 1


@steady
@given(proportions())
def test_wilson_of_the_complement_is_the_mirror(part: tuple[int, int]) -> None:
    numerator, denominator = part
    interval, mirror = wilson_interval(numerator, denominator), wilson_interval(denominator - numerator, denominator)
    assert interval.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert interval.high == pytest.approx(1 - mirror.low, abs=1e-12)


@steady
@given(proportions())
def test_wilson_rises_with_the_numerator(part: tuple[int, int]) -> None:
    numerator, denominator = part
    assume(numerator < denominator)
    fewer, more = wilson_interval(numerator, denominator), wilson_interval(numerator + 1, denominator)
    assert fewer.low < more.low
    assert fewer.high < more.high


@steady
@given(counts, confidences)
@pytest.mark.parametrize("method", [byar_interval, exact_poisson_interval])
def test_count_limits_hold_the_count_and_are_never_negative(
    method: Callable[[float, float], Interval], events: int, confidence: float
) -> None:
    interval = method(events, confidence)
    assert 0 <= interval.low <= events < interval.high


@steady
@given(counts, sizes, st.sampled_from([1.0, 100.0, 1000.0, 100_000.0]), confidences)
def test_rate_limits_hold_the_rate(events: int, persons: int, multiplier: float, confidence: float) -> None:
    interval = rate_interval(events, persons, multiplier, confidence)
    assert 0 <= interval.low <= multiplier * events / persons < interval.high


@steady
@given(counts)
def test_rate_limits_rise_with_the_events(events: int) -> None:
    """Also from 9 to 10 events, where the method changes."""
    fewer, more = rate_interval(events, 1000), rate_interval(events + 1, 1000)
    assert fewer.low < more.low
    assert fewer.high < more.high


@steady
@given(numbers, spreads, st.integers(2, 10_000))
def test_a_higher_confidence_never_narrows_a_mean(mean: float, spread: float, n: int) -> None:
    narrow, wide = mean_interval(mean, spread, n, 0.8), mean_interval(mean, spread, n, 0.95)
    assert wide.low <= narrow.low <= mean <= narrow.high <= wide.high


@steady
@given(proportions(), proportions())
def test_exchanged_proportions_mirror_their_difference(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = proportion_difference(*one, *other), proportion_difference(*other, *one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert -1 <= there.low <= one[0] / one[1] - other[0] / other[1] <= there.high <= 1


@steady
@given(counts, sizes, counts, sizes)
def test_exchanged_rates_mirror_their_difference(events: int, persons: int, other: int, others: int) -> None:
    there = rate_difference(events, persons, other, others, 1000)
    back = rate_difference(other, others, events, persons, 1000)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.contains(1000 * events / persons - 1000 * other / others)


@steady
@given(numbers, spreads, st.integers(2, 500), numbers, spreads, st.integers(2, 500))
def test_exchanged_means_mirror_their_difference(
    mean: float, spread: float, n: int, other: float, other_spread: float, m: int
) -> None:
    there = mean_difference(mean, spread, n, other, other_spread, m)
    back = mean_difference(other, other_spread, m, mean, spread, n)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.contains(mean - other)


@steady
@given(panels)
def test_a_panel_does_not_depend_on_the_order_of_its_ratings(ratings: list[int]) -> None:
    assert panel_agreement(ratings) == panel_agreement(sorted(ratings, reverse=True))


@steady
@given(panels)
def test_inside_and_outside_make_the_whole_panel(ratings: list[int]) -> None:
    found = panel_agreement(ratings)
    assert found.share_in_region * found.n + found.outside == pytest.approx(len(ratings))
    assert 0 <= found.share_at_median <= found.share_in_region <= 1
    assert (found.outcome is Outcome.TOO_FEW) == (len(ratings) < 8)


@steady
@given(st.integers(0, 5), st.integers(8, 40))
def test_a_panel_of_one_mind_agrees(rating: int, n: int) -> None:
    found = panel_agreement([rating] * n)
    assert (found.outcome, found.outside, found.share_at_median) == (Outcome.AGREEMENT, 0, 1)


@steady
@given(st.integers(8, 500))
def test_larger_panels_never_allow_fewer_outside_nor_as_many_as_a_third(n: int) -> None:
    now, then = allowed_outside(n), allowed_outside(n + 1)
    assert now is not None
    assert then is not None
    assert now <= then
    assert 3 * now < n


@steady
@given(numbers, numbers)
def test_progress_is_0_at_the_start_and_1_at_the_target(baseline: float, target: float) -> None:
    assume(baseline != target)
    assert progress(baseline, baseline, target) == 0
    assert progress(target, baseline, target) == 1


@steady
@given(numbers, numbers, numbers)
def test_progress_is_the_same_for_a_mirrored_aim(value: float, baseline: float, target: float) -> None:
    """A target to come down to is met as one to go up to."""
    assume(baseline != target)
    assert progress(-value, -baseline, -target) == progress(value, baseline, target)


@steady
@given(intervals, st.floats(0, 1e6))
def test_the_verdict_turns_with_the_direction(interval: Interval, smallest: float) -> None:
    opposite = {Verdict.IMPROVED: Verdict.WORSE, Verdict.WORSE: Verdict.IMPROVED}
    higher = compare(interval, smallest, Direction.HIGHER)
    assert compare(interval, smallest, Direction.LOWER) == opposite.get(higher, higher)


@steady
@given(intervals, st.floats(0, 1e6))
def test_a_mirrored_change_has_the_mirrored_verdict(interval: Interval, smallest: float) -> None:
    mirror = Interval(-interval.high, -interval.low)
    assert compare(mirror, smallest, Direction.LOWER) == compare(interval, smallest, Direction.HIGHER)


@steady
@given(intervals, st.floats(0, 1e6))
def test_without_a_better_direction_nothing_is_better_or_worse(interval: Interval, smallest: float) -> None:
    found = compare(interval, smallest, Direction.NO_JUDGEMENT)
    worth_speaking_of = max(-interval.low, interval.high) > smallest
    assert (found is Verdict.NO_JUDGEMENT) == (interval.excludes_zero and worth_speaking_of)
    assert found not in (Verdict.IMPROVED, Verdict.WORSE)


@steady
@given(numbers, st.integers(0, 6))
def test_a_rounded_value_is_at_most_half_a_step_away(value: float, digits: int) -> None:
    rounded = round_half_up(value, digits)
    assert abs(rounded - Decimal(repr(value))) * 2 <= Decimal(1).scaleb(-digits)
    assert rounded.as_tuple().exponent == -digits


@steady
@given(numbers, st.integers(0, 6))
def test_rounding_treats_both_signs_alike(value: float, digits: int) -> None:
    assert round_half_up(-value, digits) == -round_half_up(value, digits)
