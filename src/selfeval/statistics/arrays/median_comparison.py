"""Intervals of many differences and ratios of two medians, from the spread of their order statistics.

For values with few ties, such as waiting times or costs; for points of a scale use `quantile_differences`.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from selfeval.statistics.arrays.inputs import refuse
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.quantile import normal_quantile


def median_differences(values: ArrayLike, baseline_values: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Bonett and Price's intervals of median(values) - median(baseline_values), in the unit of the values.

    Difference ± z sqrt(s1² + s2²), s of each side as in `_standard_errors`. Shapes: (..., n) and (..., m), the rest
    broadcasts. A missing value leaves its row missing.
    Source: Bonett and Price 2002, Psychological Methods 7:370-383; of the standard error Price and Bonett 2001,
    J Stat Comput Simul 68:295-305.
    ValueError: fewer than two values on a side, a value that is infinite, confidence outside (0, 1).
    """
    side, baseline = _finite(values), _finite(baseline_values)
    difference = np.median(side, axis=-1) - np.median(baseline, axis=-1)
    half_width = normal_quantile(confidence) * np.hypot(_standard_errors(side), _standard_errors(baseline))
    return Intervals(difference - half_width, difference + half_width)


def median_ratios(values: ArrayLike, baseline_values: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Bonett and Price's intervals of median(values) / median(baseline_values), for what is measured from a true zero.

    As median_differences, with the standard errors of the logarithms.
    Source: Bonett and Price 2020, J Educ Behav Stat 45:750-770.
    ValueError: as median_differences; or a value not above 0.
    """
    side, baseline = _finite(values), _finite(baseline_values)
    for found in (side, baseline):
        refuse(found, found <= 0, "a value above 0")
    logarithm = np.log(np.median(side, axis=-1)) - np.log(np.median(baseline, axis=-1))
    errors = np.hypot(_standard_errors(np.log(side)), _standard_errors(np.log(baseline)))
    half_width = normal_quantile(confidence) * errors
    return Intervals(np.exp(logarithm - half_width), np.exp(logarithm + half_width))


def _standard_errors(values: FloatArray) -> FloatArray:
    """(Y(n - a + 1) - Y(a)) / 2c with Y in rising order, a the whole number nearest n/2 - sqrt(n) and 1 at least.

    c is the normal quantile that leaves P(B < a) above it, with B binomial(n, 1/2).
    """
    n = values.shape[-1]
    rank = max(1, round(n / 2 - np.sqrt(n)))
    ordered = np.sort(values, axis=-1)
    spread = ordered[..., n - rank] - ordered[..., rank - 1]
    beyond = float(special.bdtr(rank - 1, n, 0.5))
    return np.asarray(spread / (2 * -NormalDist().inv_cdf(beyond)))


def _finite(values: ArrayLike) -> FloatArray:
    found = np.atleast_1d(np.asarray(values, dtype=float))
    refuse(found, np.isinf(found), "a finite value")
    if found.shape[-1] < 2:
        raise ValueError(f"two or more values are expected, found {found.shape[-1]}")
    return found
