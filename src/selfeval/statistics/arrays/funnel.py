"""Limits of funnel plots: how far an area of a given size may lie from the target by chance alone.

Two kinds, by what is chosen first:
- at a size: the limits of an area of that many persons or expected events (exact, or from a standard error);
- at a count: the size at which that many events just reach a limit, as PHEindicatormethods draws its curves.
The usual pairs are 95 % and 99.8 %. What lies outside is a reason to look, not a judgement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from selfeval.statistics.arrays.inputs import above_zero, counts, refuse
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.arrays.rate import exact_poisson_intervals
from selfeval.statistics.quantile import normal_quantile


@dataclass(frozen=True, slots=True, eq=False)
class FunnelCurve:
    """Points of both limits: the size at which the events reach the limit, and the limit there."""

    events: FloatArray
    size_at_low: FloatArray
    low: FloatArray
    size_at_high: FloatArray
    high: FloatArray


def exact_proportion_limits(denominators: ArrayLike, target: float, confidence: float = 0.95) -> Intervals:
    """Limits of a proportion at each denominator, as fractions, from the binomial distribution, interpolated.

    With p = (1 - confidence)/2 the low limit is (r - (P(X <= r) - p) / P(X = r)) / n, r the smallest count with
    P(X <= r) >= p; the high one is (r + (P(X >= r) - p) / P(X = r)) / n, r the largest count with P(X >= r) >= p. So a
    count lies outside exactly when it, or one further out, has less than the chance p, and counting failures instead of
    successes mirrors the limits.
    Shape: that of denominators. target: the proportion to compare with, from 0 to 1.
    Source: Spiegelhalter 2005, Stat Med 24:1185-1202, appendix. His one formula, P(X <= r) on both sides, gives this
    low limit, but a high one that is one count nearer: of ten at one half, at 99.8 %, 9 would lie outside and 1 inside.
    So here it is taken from either end. What chance leaves outside such limits: Seaton and Manktelow 2012, BMC Med Res
    Methodol 12:98, table 1, prediction limits.
    ValueError: denominators not whole numbers above 0, target or confidence outside (0, 1).
    """
    n = counts(above_zero(denominators, "a denominator"))
    _require_fraction(target)
    limits = _interpolated(stats.binom(np.where(np.isnan(n), 1, n), target), confidence)
    return Intervals(limits.low / n, np.minimum(limits.high / n, 1.0))


def exact_ratio_limits(expected: ArrayLike, confidence: float = 0.95) -> Intervals:
    """Limits of events/expected around 1 at each number of expected events, from the Poisson distribution.

    Interpolated as exact_proportion_limits. Shape: that of expected. For the SMR per hundred take the limits times 100.
    Source: Spiegelhalter 2005, Stat Med 24:1185-1202, appendix.
    ValueError: expected not above 0, confidence outside (0, 1).
    """
    mean = above_zero(expected, "a number of expected events")
    limits = _interpolated(stats.poisson(np.where(np.isnan(mean), 1, mean)), confidence)
    return Intervals(limits.low / mean, limits.high / mean)


def exact_rate_limits(
    person_units: ArrayLike, target: float, multiplier: float = 100_000.0, confidence: float = 0.95
) -> Intervals:
    """Limits of a rate per multiplier at each number of persons or person-years; target in the same unit.

    As exact_ratio_limits, with target x person_units/multiplier events expected.
    ValueError: person_units, target or multiplier not above 0, confidence outside (0, 1).
    """
    rate = float(above_zero(target, "a target"))
    expected = above_zero(person_units, "a number of person units") * rate / above_zero(multiplier, "a multiplier")
    return exact_ratio_limits(expected, confidence).scaled(rate)


def approximate_proportion_limits(denominators: ArrayLike, target: float, confidence: float = 0.95) -> Intervals:
    """Limits of a proportion at each denominator: target ± z sqrt(target (1 - target)/n), not beyond 0 and 1.

    An area lies outside exactly when the target lies outside its Wilson interval.
    Source: the rule of PHEindicatormethods, calculate_funnel_limits; Spiegelhalter 2005, Stat Med 24:1185-1202.
    ValueError: denominators not above 0, target or confidence outside (0, 1).
    """
    n = above_zero(denominators, "a denominator")
    _require_fraction(target)
    limits = widened_limits(target, np.sqrt(target * (1 - target) / n), confidence)
    return Intervals(np.maximum(0.0, limits.low), np.minimum(1.0, limits.high))


def widened_limits(
    target: float,
    standard_errors: ArrayLike,
    confidence: float = 0.95,
    dispersion: float = 1.0,
    between_variance: float = 0.0,
) -> Intervals:
    """Limits from standard errors, widened for overdispersion: target ± z sqrt(dispersion s² + between_variance).

    Give the multiplicative dispersion or the additive between_variance (see `overdispersion`), not both. Under the
    target s is sqrt(p (1 - p)/n) of a proportion, 1/sqrt(expected) of a ratio, sqrt(rate x multiplier/person_units)
    of a rate.
    A dispersion below 1 counts as 1: limits are never narrowed.
    Source: Spiegelhalter 2005, Qual Saf Health Care 14:347-351.
    ValueError: standard errors not above 0, a variance below 0, both ways at once, confidence outside (0, 1).
    """
    if between_variance < 0 or (between_variance > 0 and dispersion > 1):
        raise ValueError("a dispersion or a variance between areas from 0 is expected, not both")
    spread = np.sqrt(max(1.0, dispersion) * above_zero(standard_errors, "a standard error") ** 2 + between_variance)
    half_width = normal_quantile(confidence) * spread
    return Intervals(target - half_width, target + half_width)


def ratio_curve(events: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95) -> FunnelCurve:
    """The expected events at which each count just reaches a limit, and events/expected there, times the multiplier.

    The sizes are the exact Poisson limits of the count: at its high limit the ratio is on the low curve.
    Source: the rule of PHEindicatormethods, calculate_funnel_points and calculate_funnel_limits.
    ValueError: events not whole numbers above 0, multiplier not above 0, confidence outside (0, 1).
    """
    found = counts(above_zero(events, "a number of events"))
    scale = float(above_zero(multiplier, "a multiplier"))
    size = exact_poisson_intervals(found, confidence)
    return FunnelCurve(found, size.high, scale * found / size.high, size.low, scale * found / size.low)


def rate_curve(
    events: ArrayLike, target: float, multiplier: float = 100_000.0, confidence: float = 0.95
) -> FunnelCurve:
    """The person units at which each count just reaches a limit, and the rate there; target in the same unit.

    As ratio_curve.
    ValueError: events not whole numbers above 0, target or multiplier not above 0, confidence outside (0, 1).
    """
    rate = float(above_zero(target, "a target"))
    curve = ratio_curve(events, rate, confidence)
    units = float(above_zero(multiplier, "a multiplier")) / rate
    return FunnelCurve(curve.events, curve.size_at_low * units, curve.low, curve.size_at_high * units, curve.high)


def _interpolated(distribution: stats.distributions.rv_frozen, confidence: float) -> Intervals:
    normal_quantile(confidence)  # refuses a confidence outside (0, 1)
    tail = (1 - confidence) / 2
    few, many = distribution.ppf(tail), distribution.isf(tail)
    low = few - (distribution.cdf(few) - tail) / distribution.pmf(few)
    high = many + (distribution.sf(many - 1) - tail) / distribution.pmf(many)
    return Intervals(np.maximum(0.0, low), high)


def _require_fraction(target: float) -> None:
    found = np.asarray(target, dtype=float)
    refuse(found, ~((found > 0) & (found < 1)), "a target strictly between 0 and 1")
