"""Polychoric correlations: of the scales thought to lie behind answers in ordered categories."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import Missing, answer_table, complete_rows

# Further out the correlation matrix of two scales is singular to a float.
LARGEST_CORRELATION = 1 - 1e-6


def polychoric_correlation(counts: ArrayLike) -> float:
    """Correlation of two normal scales of which only the categories are seen, by two-step maximum likelihood.

    First the thresholds: the normal quantiles of the cumulative margins. Then the correlation under which the cells
    are most likely. With two categories each it is the tetrachoric correlation. Empty cells are left as they are, so
    that a table with nothing on one side of its diagonal runs to plus or minus one.
    counts: table of the categories of one item x those of the other, both in order; categories nobody chose are
    left out.
    Source: Olsson 1979, Psychometrika 44:443-460.
    ValueError: a negative or missing count, or an item with one category in use.
    """
    table = _used_categories(np.asarray(counts, dtype=float))
    rows, columns = thresholds(table.sum(axis=1)), thresholds(table.sum(axis=0))
    points = np.stack(np.meshgrid(rows, columns, indexing="ij"), axis=-1)
    edges = stats.norm.cdf(rows), stats.norm.cdf(columns)

    def surprise(correlation: float) -> float:
        cells = _cell_probabilities(points, edges, correlation)
        return -float((table * np.log(np.maximum(cells, np.finfo(float).tiny))).sum())

    bounds = (-LARGEST_CORRELATION, LARGEST_CORRELATION)
    found = optimize.minimize_scalar(surprise, bounds=bounds, method="bounded", options={"xatol": 1e-9})
    return float(found.x)


def thresholds(margin: ArrayLike) -> FloatArray:
    """Points that cut a standard normal scale into categories of these sizes: one fewer than there are categories."""
    sizes = np.asarray(margin, dtype=float)
    return np.asarray(stats.norm.ppf(np.cumsum(sizes)[:-1] / sizes.sum()))


def polychoric_matrix(answers: ArrayLike, *, missing: Missing) -> FloatArray:
    """Polychoric correlation of every two items, items x items, with ones on the diagonal.

    answers: respondents x items, categories as numbers in order, nan where there is none.
    ValueError: as polychoric_correlation, fewer than two items, or nobody who answered both of two items.
    """
    table = complete_rows(answers) if missing is Missing.LISTWISE else answer_table(answers)
    items = table.shape[1]
    if items < 2:
        raise ValueError(f"two or more items are expected, found {items}")
    matrix = np.eye(items)
    for one in range(items):
        for other in range(one):
            matrix[one, other] = matrix[other, one] = polychoric_correlation(_cross_table(table[:, [one, other]]))
    return matrix


def _cross_table(pair: FloatArray) -> FloatArray:
    both = pair[~np.isnan(pair).any(axis=1)]
    return np.asarray(stats.contingency.crosstab(both[:, 0], both[:, 1]).count, dtype=float)


def _cell_probabilities(points: FloatArray, edges: tuple[FloatArray, FloatArray], correlation: float) -> FloatArray:
    """Chance of each cell, from the chance of lying below both thresholds at each crossing."""
    rows, columns = edges
    below = np.zeros((len(rows) + 2, len(columns) + 2))
    corners = stats.multivariate_normal.cdf(points, cov=[[1, correlation], [correlation, 1]])
    below[1:-1, 1:-1] = np.reshape(corners, points.shape[:-1])
    below[1:-1, -1], below[-1, 1:-1], below[-1, -1] = rows, columns, 1.0
    return np.asarray(np.diff(np.diff(below, axis=0), axis=1))


def _used_categories(table: FloatArray) -> FloatArray:
    if table.ndim != 2 or not (np.isfinite(table) & (table >= 0)).all():
        raise ValueError("a table of counts from 0 is expected")
    used = np.asarray(table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0])
    if min(used.shape) < 2:
        raise ValueError(f"two or more categories in use by each item are expected, found {used.shape}")
    return used
