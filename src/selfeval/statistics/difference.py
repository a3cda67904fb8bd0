"""Intervals of the difference between two groups or two years: later minus earlier, project minus reference.

All three take the two sides for independent. The same persons measured twice are not: on them these
intervals are usually too wide, and a change that is there may be missed.
"""

from __future__ import annotations

from math import hypot, sqrt

from selfeval.statistics.interval import Interval
from selfeval.statistics.mean import require_sample
from selfeval.statistics.proportion import wilson_interval
from selfeval.statistics.quantile import student_t_quantile
from selfeval.statistics.rate import rate_interval


def proportion_difference(
    numerator: float,
    denominator: float,
    baseline_numerator: float,
    baseline_denominator: float,
    confidence: float = 0.95,
) -> Interval:
    """Newcombe's hybrid score interval of numerator/denominator - baseline_numerator/baseline_denominator.

    Each side's Wilson limits, squared and added (see `_square_and_add`); a fraction from -1 to 1.
    Source: Newcombe 1998, Stat Med 17:873-890, method 10.
    ValueError: as wilson_interval, for either side.
    """
    side = wilson_interval(numerator, denominator, confidence)
    baseline = wilson_interval(baseline_numerator, baseline_denominator, confidence)
    interval = _square_and_add(numerator / denominator, side, baseline_numerator / baseline_denominator, baseline)
    return Interval(max(-1.0, interval.low), min(1.0, interval.high))


def rate_difference(
    events: float,
    person_units: float,
    baseline_events: float,
    baseline_person_units: float,
    multiplier: float = 1.0,
    confidence: float = 0.95,
) -> Interval:
    """Interval of multiplier x (events/person_units - baseline_events/baseline_person_units).

    Each side's limits from rate_interval, squared and added (see `_square_and_add`); in events per multiplier.
    Source: Zou and Donner 2008, Stat Med 27:1693-1702 (method of variance estimates recovery).
    ValueError: as rate_interval, for either side.
    """
    side = rate_interval(events, person_units, multiplier, confidence)
    baseline = rate_interval(baseline_events, baseline_person_units, multiplier, confidence)
    rate = multiplier * events / person_units
    baseline_rate = multiplier * baseline_events / baseline_person_units
    return _square_and_add(rate, side, baseline_rate, baseline)


def mean_difference(
    mean: float,
    standard_deviation: float,
    n: int,
    baseline_mean: float,
    baseline_standard_deviation: float,
    baseline_n: int,
    confidence: float = 0.95,
) -> Interval:
    """Welch's interval of mean - baseline_mean, in the unit of the means; the spreads may differ.

    With v = s²/n of each side: (m1 - m2) ± t(df) sqrt(v1 + v2), df = (v1 + v2)² / (v1²/(n1-1) + v2²/(n2-1)).
    Source: Welch 1947, Biometrika 34:28-35; degrees of freedom after Satterthwaite 1946, Biometrics Bulletin 2:110-114.
    ValueError: as mean_interval, for either side; or no spread on either side, which leaves df undefined.
    """
    require_sample(mean, standard_deviation, n)
    require_sample(baseline_mean, baseline_standard_deviation, baseline_n)
    variance = standard_deviation**2 / n
    baseline_variance = baseline_standard_deviation**2 / baseline_n
    total = variance + baseline_variance
    if total == 0:
        raise ValueError("some spread is expected on one side at least")
    share = variance / total
    degrees_of_freedom = 1 / (share**2 / (n - 1) + (1 - share) ** 2 / (baseline_n - 1))
    half_width = student_t_quantile(confidence, degrees_of_freedom) * sqrt(total)
    difference = mean - baseline_mean
    return Interval(difference - half_width, difference + half_width)


def _square_and_add(estimate: float, limits: Interval, baseline: float, baseline_limits: Interval) -> Interval:
    """Limits (l1, u1) around p1 and (l2, u2) around p2 give those of d = p1 - p2.

    From d - sqrt((p1 - l1)² + (u2 - p2)²) to d + sqrt((u1 - p1)² + (p2 - l2)²).
    """
    difference = estimate - baseline
    below = hypot(estimate - limits.low, baseline_limits.high - baseline)
    above = hypot(limits.high - estimate, baseline - baseline_limits.low)
    return Interval(difference - below, difference + above)
