"""Intervals of the ratio of two groups or two years: later over earlier, project over reference.

Both take the two sides for independent. A ratio of 1 is no difference; a side without events gives a limit of 0 or
infinity.
"""

from __future__ import annotations

from math import exp, inf, log, sqrt

from selfeval.statistics.interval import Interval
from selfeval.statistics.proportion import require_part_of_whole
from selfeval.statistics.quantile import beta_quantile, normal_quantile
from selfeval.statistics.rate import require_count, require_scale

# Halvings that bring a bracket one unit of the logarithm wide below the precision of a float.
_HALVINGS = 60


def proportion_ratio(
    numerator: float,
    denominator: float,
    baseline_numerator: float,
    baseline_denominator: float,
    confidence: float = 0.95,
) -> Interval:
    """Koopman's score interval of (numerator/denominator) / (baseline_numerator/baseline_denominator).

    All ratios r whose score statistic U(r) is at most z². With p1 = r p2 the most likely proportions under r,
    U(r) = sum over both sides of (x - n p)² / (n p (1 - p)).
    Source: Koopman 1984, Biometrics 40:513-517; recommended by Fagerland, Lydersen and Laake 2015,
    Stat Methods Med Res 24:224-254.
    ValueError: as wilson_interval, for either side.
    """
    side, baseline = (numerator, denominator), (baseline_numerator, baseline_denominator)
    require_part_of_whole(*side)
    require_part_of_whole(*baseline)
    z = normal_quantile(confidence)
    mirrored = _lowest_ratio(baseline, side, z)
    return Interval(_lowest_ratio(side, baseline, z), 1 / mirrored if mirrored else inf)


def rate_ratio(
    events: float,
    person_units: float,
    baseline_events: float,
    baseline_person_units: float,
    confidence: float = 0.95,
) -> Interval:
    """Exact conditional interval of (events/person_units) / (baseline_events/baseline_person_units).

    Given all events of both sides together, those of one side are binomial; the exact limits (Clopper-Pearson) of its
    odds, times baseline_person_units/person_units, are those of the ratio.
    Source: Przyborowski and Wilenski 1940, Biometrika 31:313-323; as in R's poisson.test.
    ValueError: as rate_interval, for either side.
    """
    for count, units in ((events, person_units), (baseline_events, baseline_person_units)):
        require_count(count)
        require_scale(units)
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    scale = baseline_person_units / person_units
    mirrored = _lowest_odds(baseline_events, events, confidence)
    return Interval(_lowest_odds(events, baseline_events, confidence) * scale, scale / mirrored if mirrored else inf)


def _lowest_odds(events: float, others: float, confidence: float) -> float:
    tail = (1 - confidence) / 2
    if not events:
        return 0.0
    return beta_quantile(tail, events, others + 1) / beta_quantile(1 - tail, others + 1, events)


def _lowest_ratio(side: tuple[float, float], baseline: tuple[float, float], z: float) -> float:
    """The ratio below the estimate whose score statistic is z²; from the estimate down the statistic rises from 0."""
    if not side[0]:
        return 0.0
    high = log(side[0] / side[1] / baseline[0] * baseline[1]) if baseline[0] else 0.0
    while _score(exp(high), side, baseline) > z**2:
        high += 1.0
    low = high - 1.0
    while _score(exp(low), side, baseline) < z**2:
        low, high = low - 1.0, low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _score(exp(middle), side, baseline) > z**2 else (low, middle)
    return exp((low + high) / 2)


def _score(ratio: float, side: tuple[float, float], baseline: tuple[float, float]) -> float:
    """Koopman's U at this ratio; the likeliest proportions solve a quadratic equation."""
    (x, n), (y, m) = side, baseline
    b, c = ratio * (n + y) + x + m, ratio * (x + y)
    p = min(1.0, 2 * c / (b + sqrt(max(0.0, b**2 - 4 * (n + m) * c))))
    return _distance(x, n, p) + _distance(y, m, min(1.0, p / ratio))


def _distance(x: float, n: float, p: float) -> float:
    return (x - n * p) ** 2 / (n * p * (1 - p)) if 0 < p < 1 else 0.0
