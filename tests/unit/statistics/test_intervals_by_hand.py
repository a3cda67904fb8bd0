"""One interval at a time: the edges, the usual confidence and the words of a refusal, each worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, inf, nan

import pytest

from selfeval.statistics import (
    byar_interval,
    interpercentile_range,
    mean_difference,
    mean_interval,
    mean_interval_of_values,
    panel_agreement,
    proportion_difference,
    proportion_ratio,
    quantile_interval,
    quantile_ranks,
    rate_difference,
    rate_interval,
    wilson_interval,
)
from selfeval.statistics.quantile import gamma_quantile

Z = 1.959963984540054


def test_no_events_have_byars_high_limit_and_a_low_one_of_none() -> None:
    """With 0 events the high limit is that of 1 x (1 - 1/9 + z/3)³."""
    interval = byar_interval(0)
    assert interval.low == 0
    assert interval.high == pytest.approx((8 / 9 + Z / 3) ** 3, rel=1e-12)


def test_a_rate_is_told_per_one_unless_asked_otherwise() -> None:
    """65 events of 100: a hundredth of the published 50.163188 to 82.849139 per hundred (PHEindicatormethods)."""
    interval = rate_interval(65, 100)
    assert (interval.low, interval.high) == pytest.approx((0.50163188, 0.82849139), abs=5e-9)


def test_a_share_of_all_or_of_none_has_that_as_its_limit() -> None:
    """However the last binary digit falls, nothing lies above all or below none."""
    for n in range(1, 400):
        assert wilson_interval(n, n).high == 1
        assert wilson_interval(0, n).low == 0


# Published Wilson limits of 65 and of 5 of 100, at 95 % and at 99.8 % (PHEindicatormethods, per hundred).
SIDES = [
    (0.95, (55.254443, 73.635752), (2.1543679, 11.175047)),
    (0.998, (49.549466, 77.835406), (1.3865321, 16.458852)),
]


@pytest.mark.parametrize(("confidence", "side", "baseline"), SIDES)
def test_the_difference_of_proportions_takes_both_sides_at_its_own_confidence(
    confidence: float, side: tuple[float, float], baseline: tuple[float, float]
) -> None:
    """60 points, less and more the published limits of both sides squared and added."""
    found = proportion_difference(65, 100, 5, 100, confidence)
    assert 100 * found.low == pytest.approx(60 - hypot(65 - side[0], baseline[1] - 5), rel=1e-7)
    assert 100 * found.high == pytest.approx(60 + hypot(side[1] - 65, 5 - baseline[0]), rel=1e-7)


# Published limits of the rates of 65 and of 5 events in 100 persons, per hundred: Byar's and the exact ones.
RATES = [
    (0.95, (50.163188, 82.849139), (1.6234864, 11.668332)),
    (0.998, (42.880261, 94.000291), (0.73937173, 16.454745)),
]


@pytest.mark.parametrize(("confidence", "side", "baseline"), RATES)
def test_the_difference_of_rates_takes_both_sides_at_its_own_confidence(
    confidence: float, side: tuple[float, float], baseline: tuple[float, float]
) -> None:
    """60 per hundred persons, less and more the published limits of both sides squared and added; 0.6 per person."""
    low, high = 60 - hypot(65 - side[0], baseline[1] - 5), 60 + hypot(side[1] - 65, 5 - baseline[0])
    found, of_one = (
        rate_difference(65, 100, 5, 100, 100, confidence),
        rate_difference(65, 100, 5, 100, confidence=confidence),
    )
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-7)
    assert (100 * of_one.low, 100 * of_one.high) == pytest.approx((low, high), rel=1e-7)


def test_two_values_are_enough_for_a_mean() -> None:
    """1 and 3: mean 2, s = sqrt 2, and t with one degree of freedom is 12.7062047 (every table of t)."""
    interval = mean_interval_of_values([1, 3])
    assert (interval.low, interval.high) == pytest.approx((2 - 12.7062047, 2 + 12.7062047), abs=1e-6)


def test_everybody_against_nobody_has_a_ratio_with_a_closed_limit() -> None:
    """All n against none of m: from r = 1 + m/n on U(r) = m/(r - 1), so the low limit is 1 + m/z² where n >= z²."""
    for n, m in ((10, 10), (5, 60), (4, 1000)):
        interval = proportion_ratio(n, n, 0, m)
        assert interval.low == pytest.approx(1 + m / Z**2, rel=1e-12)
        assert interval.high == inf


def test_a_quantile_follows_its_confidence_and_needs_an_end_on_both_sides() -> None:
    """Nine values at 82 %: the third and the seventh (table A.7); a tenth of 20 has no rank below it at 95 %."""
    values = [32.5, 27.6, 29.3, 30.1, 15.5, 21.7, 22.8, 21.2, 19.0]
    interval = quantile_interval(values, confidence=0.82)
    assert (interval.low, interval.high) == (21.2, 29.3)
    with pytest.raises(ValueError, match="more values are expected"):
        quantile_ranks(20, 0.1)
    with pytest.raises(ValueError, match="more values are expected"):
        quantile_ranks(20, 0.9)


def test_a_tail_met_exactly_still_counts() -> None:
    """Six values from first to last hold the median with exactly 1 - 2/64, and a hair above that they do not."""
    assert quantile_ranks(6, confidence=1 - 2 / 64) == (1, 6)
    with pytest.raises(ValueError, match="more values are expected"):
        quantile_ranks(6, confidence=1 - 2 / 64 + 1e-6)


@pytest.mark.parametrize("probability", [0.0, 1.0, 1.5])
def test_a_quantile_is_strictly_between_none_and_all(probability: float) -> None:
    """The refusal names the probability and not a logarithm."""
    with pytest.raises(ValueError, match=f"a probability strictly between 0 and 1 is expected, found {probability}"):
        quantile_ranks(100, probability)


def test_percentiles_of_one_and_of_two_raters() -> None:
    """One rating is both percentiles; between 2 and 8 they lie three and seven tenths of the way: 3.8 and 6.2."""
    one, two = interpercentile_range([6]), interpercentile_range([8, 2])
    assert (one.percentile_30, one.percentile_70, one.width) == (6, 6, 0)
    assert (two.percentile_30, two.percentile_70) == pytest.approx((3.8, 6.2))
    assert two.width == pytest.approx(2.4)


WORDS: list[tuple[Callable[[], object], str]] = [
    (lambda: quantile_interval([1.0] * 8 + [nan]), "finite values are expected"),
    (lambda: mean_difference(2, 0, 5, 1, 0, 5), "some spread is expected on one side at least"),
    (lambda: mean_interval_of_values([1]), "two or more finite values are expected"),
    (lambda: panel_agreement([]), "at least one rating is expected"),
    (lambda: mean_interval(inf, 1, 5), "a mean and a standard deviation from 0 are expected, found inf and 1"),
    (lambda: mean_interval(1, inf, 5), "a mean and a standard deviation from 0 are expected, found 1 and inf"),
    (lambda: mean_interval(1, -1, 5), "a mean and a standard deviation from 0 are expected, found 1 and -1"),
    (lambda: gamma_quantile(0.5, inf), "a finite number above 0 is expected, found inf"),
    (lambda: gamma_quantile(0.5, 0), "a finite number above 0 is expected, found 0"),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        call()


def test_a_gamma_distribution_of_less_than_one_has_quantiles() -> None:
    """Half a chi-square with one degree of freedom: its median is .4549364/2 (every table of chi-square)."""
    assert gamma_quantile(0.5, 0.5) == pytest.approx(0.4549364231 / 2, rel=1e-9)


def test_the_spread_of_one_side_alone_is_enough() -> None:
    """s = 2 of 4 against no spread: v = 1 with three degrees of freedom, and t = 3.1824463 (every table of t)."""
    found = mean_difference(5, 2, 4, 3, 0, 9)
    assert (found.low, found.high) == pytest.approx((2 - 3.1824463, 2 + 3.1824463), abs=1e-7)
