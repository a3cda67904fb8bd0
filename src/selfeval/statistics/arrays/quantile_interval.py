"""Intervals of many medians and other quantiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import refuse
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.quantile_interval import quantile_ranks


def quantile_intervals(values: ArrayLike, probability: float = 0.5, confidence: float = 0.95) -> Intervals:
    """Order-statistic intervals of a quantile along the last axis, in the unit of the values.

    Twin of `selfeval.statistics.quantile_interval`. Shape: (..., n) gives (...); missing leaves its row missing.
    Source: Thompson 1936, Ann Math Stat 7:122-128; Conover 1999, Practical Nonparametric Statistics, section 3.2.
    ValueError: too few values for the confidence, a value that is infinite, probability or confidence outside (0, 1).
    """
    found = _rows(values)
    low, high = quantile_ranks(found.shape[-1], probability, confidence)
    ordered = np.sort(found, axis=-1)
    missing = np.isnan(found).any(axis=-1)
    ordered[missing] = np.nan
    return Intervals(ordered[..., low - 1], ordered[..., high - 1])


def quantiles(values: ArrayLike, probability: float = 0.5) -> FloatArray:
    """The quantile along the last axis, median-unbiased; for 0.5 the ordinary median.

    Source: Hyndman and Fan 1996, Am Stat 50:361-365, definition 8. ValueError: a value that is infinite, or none.
    """
    return np.asarray(np.quantile(_rows(values), probability, axis=-1, method="median_unbiased"))


def _rows(values: ArrayLike) -> FloatArray:
    found = np.atleast_1d(np.asarray(values, dtype=float))
    refuse(found, np.isinf(found), "a finite value")
    if not found.shape[-1]:
        raise ValueError("one value or more is expected, found none")
    return found
