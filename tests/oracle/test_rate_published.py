"""Byar's and the exact Poisson limits against published figures."""

from __future__ import annotations

from math import sqrt

import pytest
from scipy import stats
from statsmodels.stats import rates

from selfeval.statistics import byar_interval, exact_poisson_interval, rate_difference, rate_interval

Z = 1.959963984540054

# PHEindicatormethods test data (tests/testthat), https://github.com/ukhsa-collaboration/PHEindicatormethods
BYAR = [
    (65, 0.95, 50.1631877, 82.8491385),
    (1, 0.95, 0.0130721329, 5.56375558),
    (65, 0.998, 42.8802615, 94.0002908),
    (10, 0.998, 2.91631837, 24.1937249),
]

RATES = [
    (1, 100, 100, 0.025317808, 5.5716434, 0.0010005003, 9.2334135),
    (5, 100, 100, 1.6234864, 11.668332, 0.73937173, 16.454745),
    (65, 100, 100, 50.163188, 82.849139, 42.880261, 94.000291),
    (9856, 12345, 100, 78.269491, 81.430017, 77.375905, 82.354473),
    (999, 3456, 100, 27.141305, 30.755833, 26.162148, 31.845605),
    (250, 220, 100_000, 99984.947, 128631.14, 92710.006, 137651.24),
]

# The same data: indirectly standardised, observed 9 against expected 835.883561, reference rate 9349.883092.
EXACT_STANDARDISED = [(0.95, 46.033035, 191.104267), (0.998, 27.431909, 253.436964)]


@pytest.mark.parametrize(("events", "confidence", "low", "high"), BYAR)
def test_byar_gives_the_published_limits(events: int, confidence: float, low: float, high: float) -> None:
    """Byar's limits equal the published ones to all printed digits."""
    interval = byar_interval(events, confidence)
    assert interval.low == pytest.approx(low, rel=1e-8)
    assert interval.high == pytest.approx(high, rel=1e-8)


def test_byar_has_no_negative_limit() -> None:
    """For 1 event at 99.8 % the formula falls below 0, the source prints no low limit, and we give 0."""
    interval = byar_interval(1, 0.998)
    assert interval.low == 0
    assert interval.high == pytest.approx(9.36218022, rel=1e-8)


@pytest.mark.parametrize(("events", "persons", "multiplier", "low", "high", "low998", "high998"), RATES)
def test_rates_give_the_published_limits(
    events: int, persons: int, multiplier: float, low: float, high: float, low998: float, high998: float
) -> None:
    """Rates below and above ten events give the published limits at both confidence levels."""
    usual = rate_interval(events, persons, multiplier)
    wide = rate_interval(events, persons, multiplier, 0.998)
    assert [usual.low, usual.high, wide.low, wide.high] == pytest.approx([low, high, low998, high998], rel=1e-7)


@pytest.mark.parametrize(("confidence", "low", "high"), EXACT_STANDARDISED)
def test_exact_limits_give_the_published_standardised_rate(confidence: float, low: float, high: float) -> None:
    """The exact limits of 9 events carry over to the published limits of a standardised rate."""
    interval = exact_poisson_interval(9, confidence)
    scale = 9349.883092 / 835.883561
    assert [interval.low * scale, interval.high * scale] == pytest.approx([low, high], rel=1e-7)


@pytest.mark.parametrize("events", [1, 2, 9, 10, 250, 5000])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_exact_limits_agree_with_an_independent_peer(events: int, confidence: float) -> None:
    """Scipy's chi-square quantiles give the same exact limits."""
    tail = (1 - confidence) / 2
    interval = exact_poisson_interval(events, confidence)
    assert interval.low == pytest.approx(stats.chi2.ppf(tail, 2 * events) / 2, rel=1e-9)
    assert interval.high == pytest.approx(stats.chi2.isf(tail, 2 * events + 2) / 2, rel=1e-9)


# Exact limits, then what these packages of R call Byar's, and the last printed digit:
# - FSA, poiCI(12), by epitools: pois.daly (its pois.exact, 6.200603 to 20.96156, stops its search early), pois.byar;
# - exactci and DescTools, PoissonCI(15, 400), as in the tests of statsmodels (test_rate_poisson_r).
OF_R = [
    (12, 1, (6.200575, 20.96159), (6.552977, 20.32447), 3e-7),
    (15, 400, (0.0209884653319583, 0.0618505471787146), (0.0219084369245707, 0.0602933510943048), 1e-12),
]


@pytest.mark.parametrize(("events", "persons", "exact", "byar", "relative"), OF_R)
def test_exact_limits_are_those_of_r(
    events: int, persons: int, exact: tuple[float, float], byar: tuple[float, float], relative: float
) -> None:
    """To all printed digits."""
    interval = exact_poisson_interval(events)
    assert (interval.low / persons, interval.high / persons) == pytest.approx(exact, rel=relative)


@pytest.mark.parametrize(("events", "persons", "exact", "byar", "relative"), OF_R)
def test_byar_in_some_packages_of_r_is_another_interval(
    events: int, persons: int, exact: tuple[float, float], byar: tuple[float, float], relative: float
) -> None:
    """Epitools and DescTools take x + 1/2 on both sides, Breslow and Day x below and x + 1 above, as the exact ones.

    The same cube at x + 1/2 gives their printed limits, which are narrower than both.
    """
    middle = events + 0.5
    theirs = [middle * (1 - 1 / (9 * middle) + z / 3 / sqrt(middle)) ** 3 / persons for z in (-Z, Z)]
    assert theirs == pytest.approx(byar, rel=relative)
    ours = byar_interval(events)
    assert (ours.low / persons, ours.high / persons) == pytest.approx(exact, rel=2e-3)
    assert ours.low / persons < byar[0]
    assert ours.high / persons > byar[1]


@pytest.mark.parametrize(("events", "persons", "baseline", "baseline_persons"), [(5, 100, 8, 200), (3, 40, 9, 50)])
def test_the_difference_of_rates_agrees_with_an_independent_peer(
    events: int, persons: int, baseline: int, baseline_persons: int
) -> None:
    """Statsmodels squares and adds limits too; of Byar's it has none, so below ten events a side: the exact ones."""
    peer = rates.confint_poisson_2indep(
        events, persons, baseline, baseline_persons, method="mover", compare="diff", method_mover="exact-c"
    )
    interval = rate_difference(events, persons, baseline, baseline_persons)
    assert (interval.low, interval.high) == pytest.approx(peer, rel=1e-9)


@pytest.mark.parametrize(("mean", "baseline_mean"), [(3.0, 6.0), (8.0, 8.0), (15.0, 12.0)])
def test_rate_difference_covers_the_true_difference(mean: float, baseline_mean: float) -> None:
    """Summed over all counts that can occur, the 95 % interval holds the true difference at least 94 % of the time."""
    held = 0.0
    for events in range(45):
        for baseline_events in range(45):
            interval = rate_difference(events, 1, baseline_events, 1)
            if interval.contains(mean - baseline_mean):
                chance = stats.poisson.pmf(events, mean) * stats.poisson.pmf(baseline_events, baseline_mean)
                held += float(chance)
    assert 0.94 < held < 0.99
