"""Intervals of many differences: later minus earlier, project minus reference; both sides taken for independent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import above_zero, counts, part_of_whole, refuse, samples
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.arrays.mean import welch_half_widths
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.quantile_interval import quantile_intervals, quantiles
from selfeval.statistics.arrays.rate import rate_intervals


def proportion_differences(
    numerators: ArrayLike,
    denominators: ArrayLike,
    baseline_numerators: ArrayLike,
    baseline_denominators: ArrayLike,
    confidence: float = 0.95,
) -> Intervals:
    """Newcombe's hybrid score intervals of the difference of two proportions, as fractions from -1 to 1.

    Twin of `selfeval.statistics.proportion_difference`. Shapes: any four that broadcast.
    Source: Newcombe 1998, Stat Med 17:873-890, method 10.
    ValueError: as wilson_intervals, for either side.
    """
    side = wilson_intervals(numerators, denominators, confidence)
    baseline = wilson_intervals(baseline_numerators, baseline_denominators, confidence)
    (x, n), (y, m) = part_of_whole(numerators, denominators), part_of_whole(baseline_numerators, baseline_denominators)
    found = square_and_add(x / n, side, y / m, baseline)
    return Intervals(np.maximum(-1.0, found.low), np.minimum(1.0, found.high))


def rate_differences(
    events: ArrayLike,
    person_units: ArrayLike,
    baseline_events: ArrayLike,
    baseline_person_units: ArrayLike,
    multiplier: float = 1.0,
    confidence: float = 0.95,
) -> Intervals:
    """Intervals of the difference of two rates, in events per multiplier.

    Twin of `selfeval.statistics.rate_difference`. Shapes: any four that broadcast.
    Source: Zou and Donner 2008, Stat Med 27:1693-1702 (method of variance estimates recovery).
    ValueError: as rate_intervals, for either side.
    """
    side = rate_intervals(events, person_units, multiplier, confidence)
    baseline = rate_intervals(baseline_events, baseline_person_units, multiplier, confidence)
    rate = multiplier * counts(events) / above_zero(person_units)
    baseline_rate = multiplier * counts(baseline_events) / above_zero(baseline_person_units)
    return square_and_add(rate, side, baseline_rate, baseline)


def mean_differences(
    mean: ArrayLike,
    standard_deviation: ArrayLike,
    n: ArrayLike,
    baseline_mean: ArrayLike,
    baseline_standard_deviation: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = 0.95,
) -> Intervals:
    """Welch's intervals of mean - baseline_mean, in the unit of the means; the spreads may differ.

    Twin of `selfeval.statistics.mean_difference`, which has the formula. Shapes: any six that broadcast.
    Source: Welch 1947, Biometrika 34:28-35.
    ValueError: as mean_intervals, for either side; or no spread on either side, which leaves df undefined.
    """
    centre, spread, size = samples(mean, standard_deviation, n)
    baseline, baseline_spread, baseline_size = samples(baseline_mean, baseline_standard_deviation, baseline_n)
    variance, baseline_variance = spread**2 / size, baseline_spread**2 / baseline_size
    total = np.asarray(variance + baseline_variance)
    refuse(total, total == 0, "some spread on one side at least")
    half_width = welch_half_widths(variance, size, baseline_variance, baseline_size, confidence)
    return Intervals(centre - baseline - half_width, centre - baseline + half_width)


def quantile_differences(
    values: ArrayLike, baseline_values: ArrayLike, probability: float = 0.5, confidence: float = 0.95
) -> Intervals:
    """Intervals of the difference of two quantiles, in the unit of the values, without a distribution assumed.

    Each side's order-statistic limits, squared and added. Shapes: (..., n) and (..., m), the rest broadcasts.
    For medians of values with few ties there is also `median_differences`.
    Source: Zou and Donner 2008, Stat Med 27:1693-1702, on the limits of quantile_intervals.
    ValueError: as quantile_intervals, for either side.
    """
    side = quantile_intervals(values, probability, confidence)
    baseline = quantile_intervals(baseline_values, probability, confidence)
    return square_and_add(quantiles(values, probability), side, quantiles(baseline_values, probability), baseline)


def square_and_add(estimates: FloatArray, limits: Intervals, baseline: FloatArray, of_baseline: Intervals) -> Intervals:
    """Limits (l1, u1) around p1 and (l2, u2) around p2 give those of d = p1 - p2.

    From d - sqrt((p1 - l1)² + (u2 - p2)²) to d + sqrt((u1 - p1)² + (p2 - l2)²).
    Source: Zou and Donner 2008, Stat Med 27:1693-1702.
    """
    difference = np.asarray(estimates - baseline)
    below = np.hypot(estimates - limits.low, of_baseline.high - baseline)
    above = np.hypot(limits.high - estimates, baseline - of_baseline.low)
    return Intervals(difference - below, difference + above)
