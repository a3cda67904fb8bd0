"""Values of an indicator with their intervals, crude and standardised, from sums by age band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from selfeval.population.cube import BANDS, Cube, bands_of
from selfeval.population.indicators import PERSONS, Indicator, Kind, Product
from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.mean import mean_intervals
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.standard_population import standard_weights
from selfeval.statistics.quantile import normal_quantile

CONFIDENCE = 0.95
# Below this many events no interval of a rate or ratio is given: Dobson's and the linear one cannot be relied on.
FEWEST_EVENTS = 10
# At most this part of the standard population may stand in bands without persons.
MOST_EMPTY = 0.1
_PER = {"per_1000_person_years": 1000.0}


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The sums of an indicator for some persons; the last axis of each are the bands of its population.

    persons: whoever belongs to the population. squares: of the numerator; cross and below_squares: of a ratio only.
    """

    persons: FloatArray
    numerator: FloatArray
    denominator: FloatArray
    squares: FloatArray
    cross: FloatArray
    below_squares: FloatArray

    def each(self, change: Callable[[FloatArray], FloatArray]) -> Parts:
        """The same change made to all sums."""
        return Parts(*(change(getattr(self, one.name)) for one in fields(self)))

    def together(self) -> Parts:
        """The same without age bands: one band of all."""
        return self.each(lambda sums: np.asarray(sums.sum(axis=-1, keepdims=True)))

    def all_strata(self) -> Parts:
        """The sums over all strata: (years, strata, bands) give (years, bands)."""
        return self.each(lambda sums: np.asarray(sums.sum(axis=-2)))


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Values and their 95 % intervals in the unit of the indicator (shares as fractions of 1); nan: not given."""

    value: FloatArray
    low: FloatArray
    high: FloatArray


_UNKNOWN = Estimates(*(np.asarray(np.nan) for _ in range(3)))


def per(indicator: Indicator) -> float:
    """How many person-years a rate is told per; 1 for anything else."""
    return _PER.get(indicator.unit, 1.0)


def parts_of(cube: Cube, indicator: Indicator, regions: Sequence[str]) -> Parts:
    """The sums over some regions: (years, strata, bands); a year in which a value is missing is nan, never 0."""
    at = [cube.regions.index(region) for region in regions]
    unknown = cube.unknown(indicator)[at].any(axis=0)

    def sums(product: Product) -> FloatArray:
        if product.name not in cube.sums:
            return np.zeros((len(cube.years), len(cube.strata), len(BANDS[bands_of(indicator.population)])))
        found = cube.sum(product, indicator.population)[at].sum(axis=0)
        found[unknown] = np.nan
        return np.asarray(found)

    above, below = indicator.numerator, indicator.denominator
    return Parts(
        persons=sums(Product(PERSONS)),
        numerator=sums(Product(above)),
        denominator=sums(Product(below)),
        squares=sums(Product(above, above)),
        cross=sums(Product(above, below)),
        below_squares=sums(Product(below, below)),
    )


def crude(indicator: Indicator, parts: Parts) -> Estimates:
    """The value as counted; parts (..., bands) give (...)."""
    whole = parts.together()
    found = _KINDS[indicator.kind](indicator, whole, np.ones(1))
    if indicator.kind is Kind.SHARE:
        filled = np.where(whole.denominator[..., 0] > 0, whole.denominator[..., 0], np.nan)
        limits = wilson_intervals(np.where(np.isnan(filled), np.nan, whole.numerator[..., 0]), filled, CONFIDENCE)
        return Estimates(found.value, limits.low, limits.high)
    return found


def standardised(indicator: Indicator, sides: Sequence[Parts]) -> list[Estimates]:
    """The values with the age structure of the European Standard Population of 2013, for shares, rates and means.

    sides: what is compared in one year, each (bands,), so that both get the same bands: one in which a side has nobody
    is joined to the next. Dobson's interval for shares and rates, from the binomial variance of the persons or the
    squares of the events of a person; the weighted sum of variances for means. Not given below 10 events, or where
    bands without persons hold more than a tenth of the standard population.
    """
    bands = BANDS[bands_of(indicator.population)]
    first, below = indicator.population.from_age, indicator.population.below_age
    weights = standard_weights(bands, first) if below is None else standard_weights(bands, first, below)
    empty = np.any([~(one.denominator >= (2 if indicator.kind is Kind.MEAN else 1)) for one in sides], axis=0)
    if weights[empty].sum() > MOST_EMPTY * weights.sum():
        return [_UNKNOWN for _ in sides]
    joined = _joined(empty)
    weights = np.add.reduceat(weights, joined)
    return [
        _KINDS[indicator.kind](indicator, one.each(lambda sums: np.add.reduceat(sums, joined)), weights)
        for one in sides
    ]


def _joined(empty: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first band of each group of bands: an empty one goes with the next that is not, or else with the last."""
    filled = np.flatnonzero(~empty)
    return np.concatenate([[0], filled[:-1] + 1])


def _share(indicator: Indicator, parts: Parts, weights: FloatArray) -> Estimates:
    return _events(indicator, parts, weights, parts.numerator * (1 - parts.numerator / _above_zero(parts.denominator)))


def _rate(indicator: Indicator, parts: Parts, weights: FloatArray) -> Estimates:
    return _events(indicator, parts, weights, parts.squares)


def _events(indicator: Indicator, parts: Parts, weights: FloatArray, variances: FloatArray) -> Estimates:
    below = _above_zero(parts.denominator)
    variances = np.maximum(variances, 0.0)
    # A share of all has no variance left, but the function asks for nothing more than 0.
    events = np.where(np.isnan(below), np.nan, parts.numerator)
    shape = events.shape
    found = directly_standardised_rates(
        events.reshape(-1, shape[-1]),
        below.reshape(-1, shape[-1]),
        weights,
        per(indicator),
        CONFIDENCE,
        variances.reshape(-1, shape[-1]),
    )
    value, low, high = (one.reshape(shape[:-1]) for one in (found.value, found.interval.low, found.interval.high))
    if len(weights) == 1:  # crude: the value needs no least number of events, only its interval does
        value = np.asarray(per(indicator) * (events / below)[..., 0])
    highest = 1.0 if indicator.kind is Kind.SHARE else np.inf
    return Estimates(value, np.maximum(low, 0.0), np.minimum(high, highest))


def _mean(indicator: Indicator, parts: Parts, weights: FloatArray) -> Estimates:  # noqa: ARG001 (called alike)
    n = np.where(parts.denominator >= 2, parts.denominator, np.nan)
    mean = parts.numerator / n
    variance = np.maximum(parts.squares - n * mean**2, 0.0) / (n - 1)
    if len(weights) == 1:
        limits = mean_intervals(mean[..., 0], np.sqrt(variance[..., 0]), n[..., 0], CONFIDENCE)
        return Estimates(mean[..., 0], limits.low, limits.high)
    share = weights / weights.sum()
    value = (share * mean).sum(axis=-1)
    return _around(value, np.sqrt((share**2 * variance / n).sum(axis=-1)))


def _ratio(indicator: Indicator, parts: Parts, weights: FloatArray) -> Estimates:  # noqa: ARG001 (called alike)
    """A ratio of two sums, its variance by linearisation over persons: Cochran 1977, Sampling Techniques, ch. 6."""
    above, below = parts.numerator[..., 0], _above_zero(parts.denominator[..., 0])
    n, value = _above_zero(parts.persons[..., 0]), above / below
    spread = parts.squares - 2 * value[..., None] * parts.cross + value[..., None] ** 2 * parts.below_squares
    error = np.sqrt(np.maximum(spread[..., 0], 0.0) * n / np.where(n > 1, n - 1, np.nan)) / below
    found = _around(value, np.where(np.minimum(above, below) < FEWEST_EVENTS, np.nan, error))
    highest = 1.0 if indicator.unit == "percent" else np.inf
    return Estimates(value, np.maximum(found.low, 0.0), np.minimum(found.high, highest))


def _around(value: FloatArray, error: FloatArray) -> Estimates:
    half = normal_quantile(CONFIDENCE) * error
    return Estimates(value, value - half, value + half)


def _above_zero(values: FloatArray) -> FloatArray:
    return np.where(values > 0, values, np.nan)


_KINDS = {Kind.SHARE: _share, Kind.RATE: _rate, Kind.MEAN: _mean, Kind.RATIO: _ratio}
