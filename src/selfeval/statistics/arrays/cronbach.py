"""Cronbach's alpha with Feldt's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import Missing, answer_table, complete_rows
from selfeval.statistics.interval import Interval


@dataclass(frozen=True, slots=True)
class Alpha:
    """value is at most 1; n is the number of respondents the interval rests on, missing how they were chosen."""

    value: float
    interval: Interval
    n: int
    items: int
    missing: Missing


def cronbach_alpha(answers: ArrayLike, *, missing: Missing, confidence: float = 0.95) -> Alpha:
    """Internal consistency of k items: alpha = k/(k-1) (1 - sum of the items' variances / variance of their sum).

    The variance of the sum is the sum of the whole covariance matrix. Listwise the matrix and n come from the
    respondents who answered all items. Pairwise each covariance comes from those who answered both, and n counts all
    who answered any item, which makes the interval too narrow when much is missing.
    answers: respondents x items, nan where there is none.
    Source: Cronbach 1951, Psychometrika 16:297-334; interval: see feldt_interval.
    ValueError: fewer than two items or respondents, two items with fewer than two answers in common, a sum without
    variance, an infinite answer, confidence outside (0, 1).
    """
    table = complete_rows(answers) if missing is Missing.LISTWISE else answer_table(answers)
    covariances = _covariances(table)
    items = len(covariances)
    total = covariances.sum()
    if not total > 1e-12 * np.abs(covariances).sum():
        raise ValueError("a sum of items that varies is expected, found one that does not")
    value = float(items / (items - 1) * (1 - np.trace(covariances) / total))
    return Alpha(value, feldt_interval(value, len(table), items, confidence), len(table), items, missing)


def feldt_interval(alpha: float, n: int, items: int, confidence: float = 0.95) -> Interval:
    """Interval of an alpha from n respondents and k items: 1 - (1 - alpha) F, F having n-1 and (n-1)(k-1) degrees.

    Rests on normal scores and items that measure equally well.
    Source: Feldt 1965, Psychometrika 30:357-370; Feldt, Woodruff and Salih 1987, Appl Psychol Meas 11:93-103.
    ValueError: alpha above 1, fewer than two respondents or items, confidence outside (0, 1).
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence strictly between 0 and 1 is expected, found {confidence}")
    if not alpha <= 1 or n < 2 or items < 2:
        raise ValueError(f"alpha up to 1 of two respondents and items is expected, found {alpha}, {n} and {items}")
    degrees = (n - 1, (n - 1) * (items - 1))
    low_f, high_f = stats.f.ppf([(1 - confidence) / 2, (1 + confidence) / 2], *degrees)
    return Interval(float(1 - (1 - alpha) * high_f), float(1 - (1 - alpha) * low_f))


def _covariances(table: FloatArray) -> FloatArray:
    """Items x items, each from the rows that have both."""
    present = (~np.isnan(table)).astype(float)
    common = present.T @ present
    if len(common) < 2 or common.min() < 2:
        raise ValueError("two or more items, each two with two answers in common, are expected")
    centred = np.where(present > 0, table - np.nanmean(table, axis=0), 0.0)
    sums = centred.T @ present
    return np.asarray((centred.T @ centred - sums * sums.T / common) / (common - 1))
