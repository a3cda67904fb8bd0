"""Control charts: what each says of itself, screening unless told otherwise, and the edges, each worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import pytest

from selfeval.statistics.control import (
    ChartKind,
    ControlChart,
    Footing,
    Rule,
    RuleSet,
    Scope,
    c_chart,
    fewest_crossings,
    individuals_chart,
    longest_run_allowed,
    mean_moving_range,
    p_chart,
    p_prime_chart,
    plain_verdict,
    t_chart,
    u_chart,
    xmr_chart,
)
from selfeval.statistics.difference import proportion_difference
from selfeval.statistics.verdict import Direction

# Ones and twos with a freak in fifth place: 17 moving ranges, of which 15 are 1, one 8 and one 9; the mean is 35/18.
FREAK = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
MEAN, SCREENED, UNSCREENED = 35 / 18, 1.0, 32 / 17
# The same as events of a hundred, less one: ones are none.
SHARES, HUNDREDS = [one - 1 for one in FREAK], [100] * 18

KINDS: list[tuple[Callable[[], ControlChart], ChartKind, RuleSet, float]] = [
    (lambda: xmr_chart(FREAK), ChartKind.XMR, RuleSet.MAKING_DATA_COUNT, 2.66),
    (lambda: individuals_chart(FREAK), ChartKind.INDIVIDUALS, RuleSet.ANHOEJ, 3 / 1.128),
    (lambda: p_chart(SHARES, HUNDREDS), ChartKind.P, RuleSet.ANHOEJ, 3),
    (lambda: p_prime_chart(SHARES, HUNDREDS), ChartKind.P_PRIME, RuleSet.ANHOEJ, 3 / 1.128),
    (lambda: u_chart(FREAK, HUNDREDS), ChartKind.U, RuleSet.ANHOEJ, 3),
    (lambda: c_chart(FREAK), ChartKind.C, RuleSet.ANHOEJ, 3),
    (lambda: t_chart(FREAK), ChartKind.T, RuleSet.ANHOEJ, 3 / 1.128),
]


@pytest.mark.parametrize(("draw", "kind", "rule_set", "constant"), KINDS)
def test_a_chart_names_its_kind_its_rules_and_its_constant(
    draw: Callable[[], ControlChart], kind: ChartKind, rule_set: RuleSet, constant: float
) -> None:
    """A reader must know which of the published variants a chart follows."""
    chart = draw()
    assert (chart.kind, chart.rule_set) == (kind, rule_set)
    assert chart.constant == pytest.approx(constant)


@pytest.mark.parametrize(("screened", "usual"), [(None, SCREENED), (True, SCREENED), (False, UNSCREENED)])
def test_moving_ranges_are_screened_unless_told_otherwise(screened: bool | None, usual: float) -> None:
    """The high limit of the freak series with and without its two large ranges, on three charts."""
    told = {} if screened is None else {"screened": screened}
    individuals = individuals_chart(FREAK, **told)
    assert individuals.high[0] == pytest.approx(MEAN + 3 / 1.128 * usual)
    times = t_chart([one**3.6 for one in FREAK], **told)
    assert times.high[0] == pytest.approx((MEAN + 3 / 1.128 * usual) ** 3.6)
    shares = p_prime_chart(SHARES, HUNDREDS, **told)
    centre = MEAN / 100 - 0.01
    assert shares.centre[0] == pytest.approx(centre)
    assert shares.stretches[0].sigma_z == pytest.approx(usual * 0.1 / sqrt(centre * (1 - centre)) / 1.128)
    assert shares.high[0] == pytest.approx(centre + 3 / 1.128 * usual / 100)


def test_a_range_of_exactly_the_screen_is_left_out() -> None:
    """Ranges of 3.267, 0.733, 0 and 0 have the mean 1, and the first is 3.267 times that: 0.733/3 is left."""
    assert mean_moving_range([0, 3.267, 2.534, 2.534, 2.534]) == pytest.approx(0.733 / 3)
    assert mean_moving_range([0, 3.267, 2.534, 2.534, 2.534], screened=False) == pytest.approx(1)


def test_times_of_none_and_of_less_than_one_are_times_and_a_missing_one_stays_missing() -> None:
    """0 and 0.5 days between two events happen; the values are shown as they were given."""
    times = [0, 0.5, None, *[2.0] * 10]
    chart = t_chart(times, constant=0.5)
    assert chart.values == (0.0, 0.5, None, *[2.0] * 10)
    assert chart.constant == 0.5


def test_half_a_person_year_is_time_enough_for_a_rate() -> None:
    """One event in half a year twelve times: 2 a year, and 2 + 3 sqrt(2/.5) as high limit."""
    chart = u_chart([1] * 12, [0.5] * 12)
    assert (chart.centre[0], chart.high[0]) == pytest.approx((2, 8))


def test_signals_of_every_stretch_are_kept() -> None:
    """A freak in fifth place of each of two stretches is found in both."""
    chart = xmr_chart(FREAK + FREAK, scope=Scope(breaks=(18,)))
    assert chart.points(Rule.OUTSIDE_LIMITS) == (4, 22)


def test_enough_crossings_are_no_signal() -> None:
    """Up and down by turns crosses the centre each time."""
    chart = individuals_chart([1, 2] * 8)
    assert chart.points(Rule.FEW_CROSSINGS) == ()
    assert chart.points(Rule.LONG_RUN) == ()


def test_a_series_with_every_point_left_out_has_no_limits() -> None:
    """Nothing is left to compute from, and that is no error."""
    chart = xmr_chart(FREAK, scope=Scope(excluded=tuple(range(18))))
    assert chart.stretches[0].footing is Footing.TOO_FEW
    assert chart.centre == (None,) * 18


def test_runs_of_few_points() -> None:
    """One point: runs to log2(1) + 3 = 3, no crossing needed. Six: none of five throws has 1 chance in 32, so one."""
    assert (longest_run_allowed(1), fewest_crossings(1)) == (3, 0)
    assert (longest_run_allowed(6), fewest_crossings(6)) == (6, 1)


WORDS: list[tuple[Callable[[], object], str]] = [
    (lambda: xmr_chart([]), "at least one point is expected"),
    (lambda: plain_verdict([], proportion_difference, None, Direction.HIGHER), "at least one point is expected"),
    (
        lambda: xmr_chart(FREAK, scope=Scope(breaks=(0,))),
        r"breaks in rising order from 1 to 17 are expected, found \[0\]",
    ),
    (lambda: xmr_chart(FREAK, scope=Scope(excluded=(18,))), r"points from 0 to 17 can be excluded, found \[18\]"),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """The whole message, with the places that there are."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        call()
