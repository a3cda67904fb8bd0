"""Interval of a mean."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isfinite, sqrt
from statistics import fmean, stdev

from selfeval.statistics.interval import Interval
from selfeval.statistics.quantile import student_t_quantile


def mean_interval(
    mean: float,
    standard_deviation: float,
    n: int,
    confidence: float = 0.95,
    limits: Sequence[float] | None = None,
) -> Interval:
    """Student's interval of a mean: mean ± t(n - 1) x standard_deviation / sqrt(n), in the unit of the mean.

    standard_deviation is that of the sample (divisor n - 1). When it is 0 the interval is a single point.
    limits: the lowest and highest possible value of a scale; the interval is cut there, as no mean lies outside. The
    cut is this project's own choice.
    Source: Student 1908, Biometrika 6:1-25; Altman and others 2000, Statistics with Confidence, chapter 4.
    ValueError: n below 2, a standard deviation below 0, a value that is not finite, confidence outside (0, 1).
    """
    require_sample(mean, standard_deviation, n)
    half_width = student_t_quantile(confidence, n - 1) * standard_deviation / sqrt(n)
    low, high = (-inf, inf) if limits is None else (float(limits[0]), float(limits[1]))
    return Interval(*(min(max(end, low), high) for end in (mean - half_width, mean + half_width)))


def mean_interval_of_values(values: Sequence[float], confidence: float = 0.95) -> Interval:
    """Student's interval of the mean of the values; does not depend on their order.

    ValueError: fewer than two values, a value that is not finite, confidence outside (0, 1).
    """
    if len(values) < 2 or not all(map(isfinite, values)):
        raise ValueError("two or more finite values are expected")
    return mean_interval(fmean(values), stdev(values), len(values), confidence)


def require_sample(mean: float, standard_deviation: float, n: int) -> None:
    """ValueError unless these can summarise a sample of two or more."""
    if n < 2:
        raise ValueError(f"a sample of two or more is expected, found {n}")
    if not (isfinite(mean) and isfinite(standard_deviation) and standard_deviation >= 0):
        raise ValueError(f"a mean and a standard deviation from 0 are expected, found {mean} and {standard_deviation}")
