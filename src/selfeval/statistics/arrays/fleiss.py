"""Fleiss' kappa."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from statsmodels.stats import inter_rater

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import complete_rows


def fleiss_kappa(counts: ArrayLike) -> float:
    """Agreement of a fixed number of raters on categories without order, beyond what chance gives.

    kappa = (P - Pe)/(1 - Pe), P the share of pairs of raters that agree, Pe the sum of the squared shares of the
    categories; 1 is full agreement, 0 that of chance, below 0 less than chance.
    counts: subjects x categories, how many raters chose each; every row has the same sum, the number of raters.
    Source: Fleiss 1971, Psychol Bull 76:378-382; computed by statsmodels.
    ValueError: a missing or broken or negative count, rows of unequal sum, fewer than two raters, or one category
    chosen throughout.
    """
    table = np.asarray(counts, dtype=float)
    _require_counts(table)
    return float(inter_rater.fleiss_kappa(table))


def category_counts(ratings: ArrayLike) -> FloatArray:
    """How many raters chose each category: subjects x categories, the categories in rising order.

    ratings: subjects x raters, categories as numbers; a subject that misses a rating is left out.
    ValueError: no complete subject, or fewer than two raters.
    """
    return np.asarray(inter_rater.aggregate_raters(complete_rows(ratings, fewest_rows=1))[0], dtype=float)


def _require_counts(table: FloatArray) -> None:
    if table.ndim != 2 or not table.size:
        raise ValueError(f"a table of subjects and categories is expected, found the shape {table.shape}")
    whole = np.isfinite(table) & (table >= 0) & (table == np.floor(table))
    if not whole.all():
        raise ValueError(f"whole counts from 0 are expected, found {table[~whole][0]}")
    raters = table.sum(axis=1)
    if raters.min() != raters.max() or raters.min() < 2:
        raise ValueError(f"the same two or more raters a row are expected, found {raters.min():g} to {raters.max():g}")
    if (table.sum(axis=0) > 0).sum() < 2:
        raise ValueError("two or more categories in use are expected, found one")
