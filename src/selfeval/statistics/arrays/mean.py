"""Intervals of many means."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from selfeval.statistics.arrays.inputs import refuse, samples
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.quantile import normal_quantile


def mean_intervals(mean: ArrayLike, standard_deviation: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Student's intervals of means: mean ± t(n - 1) x standard_deviation / sqrt(n), in the unit of the mean.

    Twin of `selfeval.statistics.mean_interval`, without the limits of a scale. Shapes: any three that broadcast.
    standard_deviation has divisor n - 1.
    Source: Student 1908, Biometrika 6:1-25; Altman and others 2000, Statistics with Confidence, chapter 4.
    ValueError: n below 2, a standard deviation below 0, a value that is infinite, confidence outside (0, 1).
    """
    centre, spread, size = samples(mean, standard_deviation, n)
    half_width = student_t_quantiles(confidence, size - 1) * spread / np.sqrt(size)
    return Intervals(centre - half_width, centre + half_width)


def mean_intervals_of_values(values: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Student's intervals of the means along the last axis; a missing value leaves its mean missing.

    Shape: (..., n) gives (...). ValueError: fewer than two values, a value that is infinite, confidence outside (0, 1).
    """
    found = np.asarray(values, dtype=float)
    refuse(found, np.isinf(found), "a finite value")
    n = found.shape[-1] if found.ndim else 0
    if n < 2:
        raise ValueError(f"two or more values are expected, found {n}")
    return mean_intervals(found.mean(axis=-1), found.std(axis=-1, ddof=1), n, confidence)


def student_t_quantiles(confidence: float, degrees_of_freedom: ArrayLike) -> FloatArray:
    """t that leaves (1 - confidence)/2 of Student's distribution in each tail, by scipy.

    ValueError: confidence outside (0, 1).
    """
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    return np.asarray(special.stdtrit(degrees_of_freedom, (1 + confidence) / 2))


def welch_half_widths(
    variance: FloatArray, n: FloatArray, baseline_variance: FloatArray, baseline_n: FloatArray, confidence: float
) -> FloatArray:
    """t(df) sqrt(v1 + v2), with df = (v1 + v2)² / (v1²/(n1-1) + v2²/(n2-1)); 0 where neither side varies.

    variance, baseline_variance: of the two estimates, such as s²/n of a mean.
    Source: Welch 1947, Biometrika 34:28-35; degrees of freedom after Satterthwaite 1946, Biometrics Bulletin 2:110-114.
    ValueError: confidence outside (0, 1).
    """
    total = np.asarray(variance + baseline_variance)
    share = variance / np.where(total == 0, 1, total)
    degrees_of_freedom = 1 / (share**2 / (n - 1) + (1 - share) ** 2 / (baseline_n - 1))
    return np.asarray(student_t_quantiles(confidence, degrees_of_freedom) * np.sqrt(total))
