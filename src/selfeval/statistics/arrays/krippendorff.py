"""Krippendorff's alpha, for any number of raters, any level of measurement and missing ratings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import answer_table


class Measurement(StrEnum):
    """What the ratings mean: names, an order, equal steps, or equal ratios."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Agreement:
    """alpha is 1 for full agreement and 0 for that of chance; units and ratings are those that could be paired."""

    alpha: float
    units: int
    ratings: int


def krippendorff_alpha(ratings: ArrayLike, measurement: Measurement) -> Agreement:
    """Agreement of raters who need not have rated every unit.

    alpha = 1 - (n-1) sum o(c,k) d²(c,k) / sum n(c) n(k) d²(c,k), with o the coincidences: every pair of ratings
    of one unit with m ratings weighs 1/(m-1); n(c) are their margins and d² the squared difference of the level.
    ratings: units x raters, numbers, nan where a rater gave none; a unit with one rating cannot be paired and
    does not count.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, sections A-E.
    ValueError: no unit with two ratings, the same rating throughout, a negative rating on a ratio scale, or an
    infinite one.
    """
    table = answer_table(ratings)
    table = table[(~np.isnan(table)).sum(axis=1) >= 2]
    values = np.unique(table[~np.isnan(table)])
    _require_values(values, measurement)
    coincidences = _coincidences(table, values)
    margins = coincidences.sum(axis=0)
    difference = _squared_difference(values, margins, measurement)
    observed = (coincidences * difference).sum()
    expected = (np.outer(margins, margins) * difference).sum()
    total = margins.sum()
    return Agreement(float(1 - (total - 1) * observed / expected), len(table), round(total))


def _coincidences(table: FloatArray, values: FloatArray) -> FloatArray:
    """Values x values: how often two raters gave these two to one unit."""
    counts = (table[:, :, np.newaxis] == values).sum(axis=1).astype(float)
    weights = 1 / (counts.sum(axis=1) - 1)
    return np.asarray((counts * weights[:, np.newaxis]).T @ counts - np.diag(weights @ counts))


def _squared_difference(values: FloatArray, margins: FloatArray, measurement: Measurement) -> FloatArray:
    """Values x values: the squared difference of each two, on the level of measurement."""
    if measurement is Measurement.NOMINAL:
        return np.asarray(values[:, np.newaxis] != values, dtype=float)
    if measurement is Measurement.ORDINAL:
        ranks = np.cumsum(margins) - margins / 2
        return np.asarray(np.subtract.outer(ranks, ranks) ** 2)
    squared: FloatArray = np.subtract.outer(values, values) ** 2
    if measurement is Measurement.INTERVAL:
        return squared
    sums = np.add.outer(values, values)
    return np.asarray(np.divide(squared, sums**2, out=np.zeros_like(squared), where=sums > 0))


def _require_values(values: FloatArray, measurement: Measurement) -> None:
    if len(values) < 2:
        raise ValueError(f"two or more different ratings in pairs are expected, found {len(values)}")
    if measurement is Measurement.RATIO and values[0] < 0:
        raise ValueError(f"ratings from 0 are expected on a ratio scale, found {values[0]:g}")
