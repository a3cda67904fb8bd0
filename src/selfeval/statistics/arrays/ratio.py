"""Intervals of many ratios: later over earlier, project over reference; both sides taken for independent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special
from scipy.optimize import elementwise

from selfeval.statistics.arrays.inputs import above_zero, counts, part_of_whole, samples
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.arrays.mean import welch_half_widths
from selfeval.statistics.quantile import normal_quantile

# On the logarithmic scale: a ratio no limit of counts that a computer can hold reaches.
_FAR = 60.0


def proportion_ratios(
    numerators: ArrayLike,
    denominators: ArrayLike,
    baseline_numerators: ArrayLike,
    baseline_denominators: ArrayLike,
    confidence: float = 0.95,
) -> Intervals:
    """Koopman's score intervals of (numerators/denominators) / (baseline_numerators/baseline_denominators).

    Twin of `selfeval.statistics.proportion_ratio`, which has the formula. Shapes: any four that broadcast.
    A side of 0 gives a limit of 0 or infinity; two sides of 0 give both.
    Source: Koopman 1984, Biometrics 40:513-517; recommended by Fagerland, Lydersen and Laake 2015,
    Stat Methods Med Res 24:224-254.
    ValueError: as wilson_intervals, for either side.
    """
    one = part_of_whole(numerators, denominators)
    other = part_of_whole(baseline_numerators, baseline_denominators)
    x, n, y, m = np.broadcast_arrays(*one, *other)
    z = normal_quantile(confidence)
    return Intervals(_lowest_ratios(x, n, y, m, z), _inverse(_lowest_ratios(y, m, x, n, z)))


def rate_ratios(
    events: ArrayLike,
    person_units: ArrayLike,
    baseline_events: ArrayLike,
    baseline_person_units: ArrayLike,
    confidence: float = 0.95,
) -> Intervals:
    """Exact conditional intervals of (events/person_units) / (baseline_events/baseline_person_units).

    Twin of `selfeval.statistics.rate_ratio`. Shapes: any four that broadcast. A side without events gives a limit of 0
    or infinity; two such sides give both.
    Source: Przyborowski and Wilenski 1940, Biometrika 31:313-323; as in R's poisson.test.
    ValueError: as rate_intervals, for either side.
    """
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    found, others = counts(events), counts(baseline_events)
    units = above_zero(person_units, "a number of person units")
    scale = above_zero(baseline_person_units, "a number of person units") / units
    low, mirrored = _lowest_odds(found, others, confidence), _lowest_odds(others, found, confidence)
    return Intervals(low * scale, _inverse(mirrored) * scale)


def mean_ratios(
    mean: ArrayLike,
    standard_deviation: ArrayLike,
    n: ArrayLike,
    baseline_mean: ArrayLike,
    baseline_standard_deviation: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = 0.95,
) -> Intervals:
    """Intervals of mean / baseline_mean for what is measured from a true zero (costs, days, distances).

    With v = s²/(n m²) of each side: exp(log(m1/m2) ± t(df) sqrt(v1 + v2)), df as in welch_half_widths.
    Shapes: any six that broadcast.
    Source: Bonett and Price 2020, J Educ Behav Stat 45:750-770.
    ValueError: as mean_intervals, for either side; or a mean not above 0.
    """
    centre, spread, size = samples(above_zero(mean, "a mean"), standard_deviation, n)
    baseline = samples(above_zero(baseline_mean, "a mean"), baseline_standard_deviation, baseline_n)
    variance, baseline_variance = spread**2 / (size * centre**2), baseline[1] ** 2 / (baseline[2] * baseline[0] ** 2)
    half_width = welch_half_widths(variance, size, baseline_variance, baseline[2], confidence)
    logarithm = np.log(centre / baseline[0])
    return Intervals(np.exp(logarithm - half_width), np.exp(logarithm + half_width))


def _lowest_odds(events: FloatArray, others: FloatArray, confidence: float) -> FloatArray:
    tail, some = (1 - confidence) / 2, np.maximum(events, 1)
    odds = special.betaincinv(some, others + 1, tail) / special.betainccinv(others + 1, some, tail)
    return np.asarray(np.where(events == 0, 0.0, odds) + 0 * others)


def _inverse(ratios: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore"):
        return 1 / ratios


def _lowest_ratios(x: FloatArray, n: FloatArray, y: FloatArray, m: FloatArray, z: float) -> FloatArray:
    """The ratios below the estimates whose score statistic is z²; 0 where x is 0."""
    low = np.where(np.isnan(x + n + y + m), np.nan, 0.0)
    solve = x + 0 * (n + y + m) > 0  # never where something is missing
    if solve.any():
        x, n, y, m = (side[solve] for side in (x, n, y, m))

        def excess(log_ratio: FloatArray, *sides: FloatArray) -> FloatArray:
            return _score(np.exp(log_ratio), *sides) - z**2

        start = np.log(x / n / np.where(y > 0, y, 1) * m)
        end = np.where(y > 0, start, start + _FAR)
        low[solve] = np.exp(elementwise.find_root(excess, (start - _FAR, end), args=(x, n, y, m)).x)
    return low


def _score(ratio: FloatArray, x: FloatArray, n: FloatArray, y: FloatArray, m: FloatArray) -> FloatArray:
    b, c = ratio * (n + y) + x + m, ratio * (x + y)
    p = np.minimum(1.0, 2 * c / (b + np.sqrt(np.maximum(0.0, b**2 - 4 * (n + m) * c))))
    return _distance(x, n, p) + _distance(y, m, np.minimum(1.0, p / ratio))


def _distance(x: FloatArray, n: FloatArray, p: FloatArray) -> FloatArray:
    variance = n * p * (1 - p)
    return np.where(variance > 0, (x - n * p) ** 2 / np.where(variance > 0, variance, 1), 0.0)
