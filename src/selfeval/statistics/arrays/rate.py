"""Intervals of many counts of events and of many rates."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from selfeval.statistics.arrays.inputs import above_zero, counts
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.quantile import normal_quantile
from selfeval.statistics.rate import BYAR_FROM


def byar_intervals(events: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Byar's approximate intervals of Poisson counts, in events; a low limit the formula puts below 0 is 0.

    Twin of `selfeval.statistics.byar_interval`, which has the formula. Shape: any.
    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69.
    ValueError: events not whole numbers from 0, or confidence outside (0, 1).
    """
    found = counts(events)
    z = normal_quantile(confidence)
    # Between 0 and 1 event the formula falls far below 0, so any count there gives a low limit of 0.
    low, high = _cubic(np.asarray(np.maximum(found, 0.01)), -z), _cubic(np.asarray(found + 1), z)
    return Intervals(np.maximum(low, 0.0, out=low), high)


def _cubic(count: FloatArray, z: float) -> FloatArray:
    """Byar's formula as s³/u with u = sqrt(count), s = u - 1/9u + z/3; overwrites count, since new arrays cost more."""
    u = np.sqrt(count, out=count)
    s = np.asarray(-1 / 9 / u)
    s += u
    s += z / 3
    np.divide(s, u, out=u)
    s *= s
    s *= u
    return s


def exact_poisson_intervals(events: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Exact intervals of Poisson counts, in events; 0 events give a low limit of 0.

    Twin of `selfeval.statistics.exact_poisson_interval`. Shape: any. The limits are halves of chi-square quantiles with
    2 x events and 2 x events + 2 degrees of freedom; scipy computes them as gamma quantiles.
    Source: Garwood 1936, Biometrika 28:437-442.
    ValueError: events not whole numbers from 0, or confidence outside (0, 1).
    """
    found = counts(events)
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    tail = (1 - confidence) / 2
    low = np.where(found == 0, 0.0, special.gammaincinv(np.maximum(found, 1), tail))
    return Intervals(low, special.gammainccinv(found + 1, tail))


def count_intervals(events: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Intervals of counts, in events: exact below 10 events, Byar's from 10 on.

    Source of the choice: Public Health England, Technical Guide Confidence Intervals, 2018.
    ValueError: as byar_intervals.
    """
    found = counts(events)
    approximate = byar_intervals(found, confidence)
    few = found < BYAR_FROM
    exact = exact_poisson_intervals(found[few], confidence)
    low, high = approximate.low.copy(), approximate.high.copy()
    low[few], high[few] = exact.low, exact.high
    return Intervals(low, high)


def rate_intervals(
    events: ArrayLike, person_units: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95
) -> Intervals:
    """Intervals of multiplier x events/person_units: exact below 10 events, Byar's from 10 on; never below 0.

    Twin of `selfeval.statistics.rate_interval`. Units: person_units is persons or person-years, multiplier what the
    rate is told per (1000, 100 000). Shapes: any two that broadcast.
    ValueError: events not whole numbers from 0, person_units or multiplier not above 0, confidence outside (0, 1).
    """
    scale = above_zero(multiplier, "a multiplier") / above_zero(person_units, "a number of person units")
    return count_intervals(events, confidence).scaled(scale)
