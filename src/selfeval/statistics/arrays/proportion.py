"""Intervals of many proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import part_of_whole
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.quantile import normal_quantile


def wilson_intervals(numerators: ArrayLike, denominators: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Wilson's score intervals of numerators/denominators, as fractions from 0 to 1.

    Twin of `selfeval.statistics.wilson_interval`, which has the formula. Shapes: any two that broadcast.
    Source: Wilson 1927, J Am Stat Assoc 22:209-212; recommended by Newcombe 1998, Stat Med 17:857-872, method 3.
    ValueError: a denominator not above 0, a numerator below 0 or above its denominator, confidence outside (0, 1).
    """
    part, whole = part_of_whole(numerators, denominators)
    z = normal_quantile(confidence)
    p = np.asarray(part / whole)
    low, high = _score_limits(p, np.asarray(z**2 / 2 / whole))
    # At 0 and at the whole one limit equals p exactly; the clipping keeps the last binary digit from hiding it.
    np.minimum(p, np.maximum(low, 0.0, out=low), out=low)
    np.maximum(p, np.minimum(high, 1.0, out=high), out=high)
    return Intervals(low, high)


def _score_limits(p: FloatArray, h: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(p + h ± sqrt(2h (p (1 - p) + h/2))) / (1 + 2h) with h = z²/2n; in place, since new arrays cost more."""
    half_width = np.asarray(p - p * p)
    half_width += h / 2
    half_width *= h
    half_width *= 2
    np.sqrt(half_width, out=half_width)
    centre = np.asarray(p + h)
    h *= 2
    h += 1
    low, high = np.asarray(centre - half_width), np.asarray(centre + half_width)
    low /= h
    high /= h
    return low, high
