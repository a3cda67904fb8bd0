"""Kendall's coefficient of concordance W."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import complete_rows


@dataclass(frozen=True, slots=True)
class Concordance:
    """w from 0 (no agreement) to 1 (one ranking); chi_square and p_value test that the raters rank at random."""

    w: float
    chi_square: float
    degrees_of_freedom: int
    p_value: float
    n: int
    raters: int


def kendall_w(ratings: ArrayLike, correct_ties: bool = True) -> Concordance:
    """Agreement of m raters on the order of n things.

    Every rater's ratings are ranked, ties sharing the mean rank; with R the sums of ranks and T = sum(t³ - t) over
    all ties of all raters: W = (12 sum(R²) - 3 m² n (n+1)²) / (m² n (n²-1) - m T); without correction T = 0.
    Chi-square = m (n-1) W with n-1 degrees of freedom; it is meant for many things or many raters.
    ratings: n things x m raters; a thing that misses a rating is left out, n counts the others.
    Source: Kendall and Babington Smith 1939, Ann Math Stat 10:275-287; ties: Kendall 1948, Rank Correlation
    Methods, chapter 6.
    ValueError: fewer than two complete things or two raters, an infinite rating, or only ties.
    """
    table = complete_rows(ratings)
    n, m = table.shape
    sums = stats.rankdata(table, axis=0).sum(axis=1)
    ties = _ties(table) if correct_ties else 0.0
    if not np.ptp(table, axis=0).any():
        raise ValueError("ratings that differ are expected, found only ties")
    possible = m**2 * n * (n**2 - 1) - m * ties
    w = float((12 * (sums**2).sum() - 3 * m**2 * n * (n + 1) ** 2) / possible)
    chi_square = m * (n - 1) * w
    return Concordance(w, chi_square, n - 1, float(stats.chi2.sf(chi_square, n - 1)), n, m)


def _ties(table: FloatArray) -> float:
    """Sum of t³ - t over the groups of t equal ratings of one rater."""
    groups = [np.unique(column, return_counts=True)[1].astype(float) for column in table.T]
    return float(sum((counts**3 - counts).sum() for counts in groups))
