"""The regions around what would be expected of each, with the limits of chance: a funnel, never a league table.

Each region's events or amount by what its persons would have with the values by age band of all regions together.
Limits of 95 % and 99.8 %, widened where regions differ by more than chance (Spiegelhalter 2005, Stat Med 24:1185-1202).
"""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np

from selfeval.population.indicators import Indicator, Kind
from selfeval.population.monitor.figures import FEWEST_EVENTS, Parts
from selfeval.population.monitor.released import Funnel, Limit, Spot
from selfeval.statistics.arrays.funnel import widened_limits
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.overdispersion import between_variance
from selfeval.statistics.funnel_position import INNER, OUTER, position_of
from selfeval.statistics.interval import Interval

# Below this many regions a funnel says nothing.
LEAST = 5
_PLACES = 30


def draw_limits(indicator: Indicator, regions: tuple[str, ...], parts: Parts) -> Funnel | None:
    """The funnel of one year; parts (regions, bands). None for fewer than five regions with 10 events or more."""
    size, expected, found = _expected(parts)
    enough = (expected > 0) & (size > 0) & (parts.numerator.sum(axis=-1) >= FEWEST_EVENTS)
    if enough.sum() < LEAST:
        return None
    ratio = found[enough] / expected[enough]
    variance = _unit_variance(indicator, parts)
    if isnan(variance) or variance <= 0:
        return None
    between = between_variance(ratio, np.sqrt(variance / size[enough]), 1.0)
    names = [name for name, good in zip(regions, enough, strict=True) if good]
    spots = tuple(
        Spot(name, float(at), float(value), _position(float(value), _limit(float(at), variance, between)))
        for name, at, value in sorted(zip(names, size[enough], ratio, strict=True), key=lambda one: (one[1], one[0]))
    )
    places = np.geomspace(size[enough].min(), size[enough].max(), _PLACES)
    return Funnel(spots, tuple(_limit(float(at), variance, between) for at in places), between > 0)


def _expected(parts: Parts) -> tuple[FloatArray, FloatArray, FloatArray]:
    below = parts.denominator.sum(axis=0)
    values = np.where(below > 0, parts.numerator.sum(axis=0) / np.where(below > 0, below, 1), 0.0)
    return parts.denominator.sum(axis=-1), (parts.denominator * values).sum(axis=-1), parts.numerator.sum(axis=-1)


def _unit_variance(indicator: Indicator, parts: Parts) -> float:
    """The variance of one person (or person-year, or event) by the square of the value of all together."""
    whole = {
        name: float(getattr(parts, name).sum())
        for name in ("numerator", "denominator", "squares", "cross", "below_squares")
    }
    value = whole["numerator"] / whole["denominator"]
    if not value:
        return float("nan")
    if indicator.kind is Kind.SHARE:
        spread = value * (1 - value)
    elif indicator.kind is Kind.RATE:
        spread = whole["squares"] / whole["denominator"]
    elif indicator.kind is Kind.MEAN:
        spread = whole["squares"] / whole["denominator"] - value**2
    else:
        spread = (whole["squares"] - 2 * value * whole["cross"] + value**2 * whole["below_squares"]) / whole[
            "denominator"
        ]
    return spread / value**2


def _limit(size: float, variance: float, between: float) -> Limit:
    error = sqrt(variance / size)
    inner, outer = (widened_limits(1.0, error, confidence, between_variance=between) for confidence in (INNER, OUTER))
    low, high, lowest, highest = (float(one) for one in (inner.low, inner.high, outer.low, outer.high))
    return Limit(size, max(0.0, low), high, max(0.0, lowest), highest)


def _position(value: float, limit: Limit) -> str:
    return str(position_of(value, Interval(limit.low, limit.high), Interval(limit.lowest, limit.highest)))
