"""Slope and relative index of inequality over the fifths or tenths of a population."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from selfeval.statistics.arrays.interval import FloatArray, Intervals

FEWEST_GROUPS, MOST_GROUPS = 5, 100


class Scale(StrEnum):
    """Scale to compute on: the values as they are, their logarithm (rates) or their logit (proportions)."""

    PLAIN = "plain"
    LOG = "log"
    LOGIT = "logit"


@dataclass(frozen=True, slots=True, eq=False)
class InequalityIndex:
    """One number an area: slope is the value at the top less that at the bottom, relative their ratio, intercept the
    value at the bottom; relative is missing where the intercept is not above 0.
    """

    slope: FloatArray
    relative: FloatArray
    intercept: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class InequalityIntervals:
    """Limits of the slope and of the relative index, one pair an area."""

    slope: Intervals
    relative: Intervals


def slope_index(values: ArrayLike, populations: ArrayLike, fit_on: Scale = Scale.PLAIN) -> InequalityIndex:
    """Line through the values of the groups, by weighted least squares, read at the bottom (0) and the top (1).

    A group's weight is its share of the population, its place the middle of its range in the cumulative shares.
    SII = value at 1 - value at 0 (in the unit of the values), RII = value at 1 / value at 0. Fitted on the logarithm
    or the logit, the ends of the line are turned back first. Above 10 groups small numbers make the line unsteady.
    values, populations: ... x groups, from the most to the least deprived; a missing value makes its area missing.
    Source: Low and Low 2004, J Public Health 26:388-395; Mackenbach and Kunst 1997, Soc Sci Med 44:757-771.
    ValueError: fewer than 5 or more than 100 groups, a population not above 0, a value the scale cannot hold.
    """
    heights = np.asarray(values, dtype=float)
    weights, places = _shares(populations, heights)
    return _line(_onto(fit_on, heights), weights, places, fit_on)


def slope_index_intervals(
    values: ArrayLike,
    populations: ArrayLike,
    standard_errors: ArrayLike,
    *,
    seed: int,
    errors_on: Scale = Scale.PLAIN,
    fit_on: Scale = Scale.PLAIN,
    confidence: float = 0.95,
    repetitions: int = 100_000,
) -> InequalityIntervals:
    """Simulated intervals: values drawn around those seen, the line fitted each time, the quantiles of the results.

    Draws are normal on the scale errors_on, with the standard errors of that scale (see standard_error_of_limits):
    plain for means and life expectancies, log for rates, logit for proportions. Every area has the same draws, so
    that its limits depend on the seed and not on the other areas.
    standard_errors: ... x groups like the values. A missing one, or a line that starts at or below 0 in any draw,
    leaves the limits concerned missing.
    Source: the published method of the English public health bodies (PHEindicatormethods, phe_sii).
    ValueError: as slope_index, a standard error below 0, confidence outside (0, 1), fewer than 1000 repetitions.
    """
    _require_simulation(confidence, repetitions)
    heights, errors = np.broadcast_arrays(np.asarray(values, dtype=float), np.asarray(standard_errors, dtype=float))
    if (errors < 0).any():
        raise ValueError(f"standard errors from 0 are expected, found {errors[errors < 0][0]}")
    weights, places = _shares(populations, heights)
    centres, weights, places = np.broadcast_arrays(_onto(errors_on, heights), weights, places)
    noise = np.random.default_rng(seed).standard_normal((repetitions, centres.shape[-1]))
    tails = ((1 - confidence) / 2, (1 + confidence) / 2)
    limits = np.full((*centres.shape[:-1], 2, 2), np.nan)
    for area in np.ndindex(centres.shape[:-1]):
        drawn = centres[area] + np.broadcast_to(errors, centres.shape)[area] * noise
        heights = drawn if fit_on is errors_on else _onto(fit_on, _back(errors_on, drawn))
        line = _line(heights, weights[area], places[area], fit_on)
        limits[area] = np.quantile(line.slope, tails), np.quantile(line.relative, tails)
    slope, relative = limits[..., 0, :], limits[..., 1, :]
    return InequalityIntervals(Intervals(slope[..., 0], slope[..., 1]), Intervals(relative[..., 0], relative[..., 1]))


def standard_error_of_limits(limits: Intervals, scale: Scale, confidence: float = 0.95) -> FloatArray:
    """Standard error on the scale, from the limits of a published value: (g(high) - g(low)) / 2z.

    ValueError: confidence outside (0, 1), or a limit the scale cannot hold.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence strictly between 0 and 1 is expected, found {confidence}")
    z = stats.norm.ppf((1 + confidence) / 2)
    return np.asarray((_onto(scale, limits.high) - _onto(scale, limits.low)) / (2 * z))


def _shares(populations: ArrayLike, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weight and place of every group; both run from 0 to 1."""
    sizes = np.asarray(populations, dtype=float)
    groups = values.shape[-1] if values.ndim else 0
    if not FEWEST_GROUPS <= groups <= MOST_GROUPS or sizes.shape[-1:] != (groups,):
        found = f"{groups} values and populations of the shape {sizes.shape}"
        raise ValueError(f"{FEWEST_GROUPS} to {MOST_GROUPS} groups, all with a population, are expected, found {found}")
    if (sizes <= 0).any() or np.isinf(sizes).any():
        raise ValueError("finite populations above 0 are expected, found another")
    weights = sizes / sizes.sum(axis=-1, keepdims=True)
    return weights, np.cumsum(weights, axis=-1) - weights / 2


def _line(heights: FloatArray, weights: FloatArray, places: FloatArray, fit_on: Scale) -> InequalityIndex:
    pull = weights * (places - (weights * places).sum(axis=-1, keepdims=True))
    slope = (pull * heights).sum(axis=-1) / (pull * places).sum(axis=-1)
    start = (weights * heights).sum(axis=-1) - slope * (weights * places).sum(axis=-1)
    bottom, top = _back(fit_on, start), _back(fit_on, start + slope)
    relative = np.divide(top, bottom, out=np.full(np.shape(bottom), np.nan), where=bottom > 0)
    return InequalityIndex(np.asarray(top - bottom), relative, bottom)


def _onto(scale: Scale, values: FloatArray) -> FloatArray:
    """The values on the scale; ValueError when it cannot hold one."""
    highest = 1 if scale is Scale.LOGIT else np.inf
    off = np.isinf(values) | ((values <= 0) | (values >= highest) if scale is not Scale.PLAIN else False)
    if off.any():
        raise ValueError(f"values that fit a {scale} scale are expected, found {values[off].flat[0]}")
    if scale is Scale.PLAIN:
        return values
    return np.asarray(np.log(values) if scale is Scale.LOG else special.logit(values))


def _back(scale: Scale, values: FloatArray) -> FloatArray:
    """The opposite of _onto."""
    if scale is Scale.PLAIN:
        return np.asarray(values)
    return np.asarray(np.exp(values) if scale is Scale.LOG else special.expit(values))


def _require_simulation(confidence: float, repetitions: int) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence strictly between 0 and 1 is expected, found {confidence}")
    if repetitions < 1000:
        raise ValueError(f"1000 repetitions or more are expected, found {repetitions}")
