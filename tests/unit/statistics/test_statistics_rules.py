"""The edges of our own rules, each worked by hand."""

from __future__ import annotations

from math import log

import pytest

from selfeval.statistics import (
    Direction,
    Interval,
    Level,
    Outcome,
    Verdict,
    allowed_outside,
    compare,
    exact_poisson_interval,
    mean_interval,
    panel_agreement,
    progress,
    proportion_difference,
    round_half_up,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("low", "high", "smallest", "direction", "word"),
    [
        (0.01, 0.20, 0.05, "higher", "improved"),
        (0.01, 0.20, 0.05, "lower", "worse"),
        (-0.20, -0.01, 0.05, "lower", "improved"),
        (0.01, 0.02, 0.05, "higher", "same"),
        (0.00, 0.20, 0.05, "higher", "cannot_tell"),
        (-0.05, 0.05, 0.05, "higher", "same"),
        (-0.05, 0.06, 0.05, "higher", "cannot_tell"),
        (-0.06, 0.01, 0.05, "higher", "cannot_tell"),
        (-0.01, 0.01, None, "higher", "cannot_tell"),
        (-0.01, 0.01, 0.0, "higher", "cannot_tell"),
        (0.01, 0.20, 0.05, "no_judgement", "no_judgement"),
        (-0.01, 0.01, 0.05, "no_judgement", "same"),
        (-0.20, 0.20, 0.05, "no_judgement", "cannot_tell"),
    ],
)
def test_verdict(low: float, high: float, smallest: float | None, direction: str, word: str) -> None:
    """The verdict follows the written rule, limits included."""
    assert compare(Interval(low, high), smallest, Direction(direction)) == word


def test_no_interval_gives_no_verdict() -> None:
    """Without an interval nothing can be told."""
    assert compare(None, 0.05, Direction.HIGHER) is Verdict.CANNOT_TELL


def test_an_interval_that_touches_zero_includes_it() -> None:
    """0 as a limit lies inside, and so do the limits themselves."""
    assert not Interval(0, 1).excludes_zero
    assert not Interval(-1, 0).excludes_zero
    assert Interval(0.1, 1).excludes_zero
    assert Interval(-1, -0.1).excludes_zero
    assert Interval(0, 1).contains(1)
    assert not Interval(0, 1).contains(1.1)


@pytest.mark.parametrize(
    ("value", "baseline", "target", "expected"),
    [
        (60, 50, 70, 0.5),
        (40, 50, 30, 0.5),
        (45, 50, 70, -0.25),
        (80, 50, 70, 1.5),
        (50, 50, 50, None),
        (60, 50, 50, None),
        (None, 50, 70, None),
        (60, None, 70, None),
        (60, 50, None, None),
        (0, 0, 10, 0),
    ],
)
def test_progress(value: float | None, baseline: float | None, target: float | None, expected: float | None) -> None:
    """Progress is measured along the way from start to target; a 0 is a value and a gap is not."""
    assert progress(value, baseline, target) == expected


@pytest.mark.parametrize(
    ("ratings", "median", "level"),
    [
        ([0] * 8, 0, "initial"),
        ([2] * 8, 2, "initial"),
        ([2] * 4 + [3] * 4, 2.5, "progressing"),
        ([4] * 8, 4, "progressing"),
        ([4] * 4 + [5] * 4, 4.5, "progressing"),
        ([5] * 8, 5, "optimising"),
    ],
)
def test_level_of_an_agreeing_panel(ratings: list[int], median: float, level: str) -> None:
    """The holes of the published table are closed at 2.5 and at 5."""
    found = panel_agreement(ratings)
    assert (found.median, found.level) == (median, level)


def test_the_level_of_another_scale_turns_at_its_middle() -> None:
    """On a scale of 1 to 5 the middle is 3."""
    assert panel_agreement([2] * 8, 1, 5).level is Level.INITIAL
    assert panel_agreement([3] * 8, 1, 5).level is Level.PROGRESSING
    assert panel_agreement([5] * 8, 1, 5).level is Level.OPTIMISING


def test_a_median_nobody_gave_counts_its_neighbours() -> None:
    """Twos and fours alone have median 3: nobody stands at it, all stand around it."""
    found = panel_agreement([2] * 4 + [4] * 4)
    assert (found.median, found.share_at_median, found.share_in_region) == (3, 0, 1)
    assert found.outcome is Outcome.AGREEMENT


def test_seven_raters_are_too_few() -> None:
    """Seven equal ratings get a median and shares, but neither outcome nor level; eight do."""
    few = panel_agreement([3] * 7)
    assert (few.median, few.share_at_median, few.outcome, few.level) == (3, 1, Outcome.TOO_FEW, None)
    assert few.allowed_outside is None
    assert panel_agreement([3] * 8).outcome is Outcome.AGREEMENT


@pytest.mark.parametrize(("n", "allowed"), [(16, 4), (17, 5), (19, 5), (20, 6), (30, 9)])
def test_larger_panels_keep_the_step_of_the_table(n: int, allowed: int) -> None:
    """One more rating is allowed outside with every three raters."""
    assert allowed_outside(n) == allowed


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (0.125, 2, "0.13"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (-0.04, 1, "0.0"),
        (3, 1, "3.0"),
        (1e22, 1, "10000000000000000000000.0"),
    ],
)
def test_rounding(value: float, digits: int, printed: str) -> None:
    """Ties go away from zero as read on paper, zeros stay, and there is no minus zero."""
    assert str(round_half_up(value, digits)) == printed


def test_limits_at_the_ends_are_exact() -> None:
    """Nobody of ten starts at 0 and everybody ends at 1, with no trace of binary arithmetic."""
    assert wilson_interval(0, 10).low == 0
    assert wilson_interval(10, 10).high == 1
    assert proportion_difference(10, 10, 0, 10).high == 1


def test_no_events_leave_a_known_high_limit() -> None:
    """For 0 events the exact high limit is -ln(0.025)."""
    interval = exact_poisson_interval(0)
    assert interval.low == 0
    assert interval.high == pytest.approx(-log(0.025), rel=1e-12)


def test_a_mean_without_spread_is_a_point() -> None:
    """A standard deviation of 0 gives an interval of one point."""
    assert mean_interval(3, 0, 5) == Interval(3, 3)


@pytest.mark.parametrize(
    ("mean", "limits", "expected"),
    [
        (9.8, (0, 10), (9.08, 10.0)),
        (0.1, (0, 10), (0.0, 0.82)),
        (5.0, (0, 10), (4.28, 5.72)),
        (9.8, None, (9.08, 10.52)),
    ],
)
def test_the_interval_of_a_mean_is_cut_at_the_ends_of_its_scale(
    mean: float, limits: tuple[int, int] | None, expected: tuple[float, float]
) -> None:
    """Ten answers with a spread of 1 leave 0.72 on both sides, but no mean lies outside the scale."""
    interval = mean_interval(mean, 1.0, 10, limits=limits)
    assert (interval.low, interval.high) == pytest.approx(expected, abs=0.005)
