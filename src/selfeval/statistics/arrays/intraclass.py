"""Intraclass correlations of Shrout and Fleiss, in their six forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from numpy.typing import ArrayLike
from scipy import stats

from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import complete_rows
from selfeval.statistics.interval import Interval

# Below this share of all variance a mean square is rounding and not disagreement.
_ROUNDING = 1e-12


class Form(StrEnum):
    """Case and unit: 1 other raters for every target, 2 a sample of raters, 3 these raters; one rating or the mean."""

    ONE_WAY_SINGLE = "ICC(1,1)"
    RANDOM_SINGLE = "ICC(2,1)"
    FIXED_SINGLE = "ICC(3,1)"
    ONE_WAY_MEAN = "ICC(1,k)"
    RANDOM_MEAN = "ICC(2,k)"
    FIXED_MEAN = "ICC(3,k)"


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """value and interval of a correlation (at most 1); f tests, on two degrees of freedom, that it is 0."""

    value: float
    interval: Interval
    f: float
    degrees_of_freedom: tuple[int, int]
    p_value: float


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Of n targets and k raters: between targets, within targets, between raters, and the residual."""

    n: int
    k: int
    targets: float
    within: float
    raters: float
    residual: float


def intraclass_correlations(ratings: ArrayLike, confidence: float = 0.95) -> dict[Form, IntraclassCorrelation]:
    """The six correlations, from the mean squares B (targets), W (within), J (raters) and E (residual).

    (1,1) = (B-W)/(B+(k-1)W), (2,1) = (B-E)/(B+(k-1)E+k(J-E)/n), (3,1) = (B-E)/(B+(k-1)E); of the mean of k ratings
    (1,k) = (B-W)/B, (2,k) = (B-E)/(B+(J-E)/n), (3,k) = (B-E)/B. Intervals from the F distribution. Where (2,k) or a
    limit of it has a denominator of 0 or less, as with raters who contradict one another, it is minus infinity.
    ratings: n targets x k raters; a target that misses a rating is left out.
    Source: Shrout and Fleiss 1979, Psychol Bull 86:420-428; McGraw and Wong 1996, Psychol Methods
    1:30-46.
    ValueError: fewer than two complete targets or two raters, targets that do not differ, raters who differ in
    nothing or in level only (no residual), confidence outside (0, 1).
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence strictly between 0 and 1 is expected, found {confidence}")
    squares = mean_squares(ratings)
    tail = (1 + confidence) / 2
    one_way = _ratio_forms(squares, squares.within, squares.n * (squares.k - 1), tail)
    fixed = _ratio_forms(squares, squares.residual, (squares.n - 1) * (squares.k - 1), tail)
    random = _random_forms(squares, fixed[0], tail)
    return dict(zip(Form, (one_way[0], random[0], fixed[0], one_way[1], random[1], fixed[1]), strict=True))


def mean_squares(ratings: ArrayLike) -> MeanSquares:
    """Mean squares of the two-way layout, from the targets without a missing rating; errors as in the correlations."""
    table = complete_rows(ratings)
    n, k = table.shape
    total = table.var() * n * k
    targets = table.mean(axis=1).var() * n * k
    raters = table.mean(axis=0).var() * n * k
    residual = _residual_sum(table)
    if min(targets, residual) <= _ROUNDING * total:
        raise ValueError("targets that differ, and raters who do not differ alike on all of them, are expected")
    degrees = (n - 1) * (k - 1)
    within = (raters + residual) / (n * (k - 1))
    return MeanSquares(n, k, float(targets / (n - 1)), float(within), float(raters / (k - 1)), residual / degrees)


def _residual_sum(table: FloatArray) -> float:
    fitted = table.mean(axis=1, keepdims=True) + table.mean(axis=0, keepdims=True) - table.mean()
    return float(((table - fitted) ** 2).sum())


def _ratio_forms(
    squares: MeanSquares, error: float, error_degrees: int, tail: float
) -> tuple[IntraclassCorrelation, IntraclassCorrelation]:
    """Single and mean form of a case in which all that matters is F = B/error."""
    k, degrees = squares.k, (squares.n - 1, error_degrees)
    f = squares.targets / error
    ratios = (f, f / stats.f.ppf(tail, *degrees), f * stats.f.ppf(tail, *reversed(degrees)))
    single = [float((ratio - 1) / (ratio + k - 1)) for ratio in ratios]
    mean = [float(1 - 1 / ratio) for ratio in ratios]
    p_value = float(stats.f.sf(f, *degrees))
    one, several = (
        IntraclassCorrelation(value, Interval(low, high), f, degrees, p_value) for value, low, high in (single, mean)
    )
    return one, several


def _random_forms(
    squares: MeanSquares, test: IntraclassCorrelation, tail: float
) -> tuple[IntraclassCorrelation, IntraclassCorrelation]:
    """Single and mean form of case 2, whose interval rests on Satterthwaite's degrees of freedom."""
    n, k, b, j, e = squares.n, squares.k, squares.targets, squares.raters, squares.residual
    value = (b - e) / (b + (k - 1) * e + k * (j - e) / n)
    degrees = _satterthwaite(squares, value)
    upper_f, lower_f = stats.f.ppf(tail, n - 1, degrees), stats.f.ppf(tail, degrees, n - 1)
    rest = k * j + (k * n - k - n) * e
    low = float(n * (b - upper_f * e) / (upper_f * rest + n * b))
    high = float(n * (lower_f * b - e) / (rest + n * lower_f * b))
    single = IntraclassCorrelation(value, Interval(low, high), test.f, test.degrees_of_freedom, test.p_value)
    limits = Interval(_of_mean(low, k), _of_mean(high, k))
    mean = IntraclassCorrelation(_of_mean(value, k), limits, test.f, test.degrees_of_freedom, test.p_value)
    return single, mean


def _satterthwaite(squares: MeanSquares, value: float) -> float:
    """Degrees of freedom of the error in case 2, from k-1 to (k-1)(n-1).

    A value below 0 counts as 0, as no variance is negative; this is ours: left as it is, it can bring the degrees of
    freedom down to 0 and the limits out of order.
    """
    n, k, share = squares.n, squares.k, max(value, 0.0)
    raters = k * share * squares.raters / squares.residual
    rest = n * (1 + (k - 1) * share) - k * share
    return float((k - 1) * (n - 1) * (raters + rest) ** 2 / ((n - 1) * raters**2 + rest**2))


def _of_mean(single: float, k: int) -> float:
    """Spearman and Brown: reliability of the mean of k ratings from that of one; without end at and below the pole."""
    scale = 1 + (k - 1) * single
    return k * single / scale if scale > 0 else -inf
