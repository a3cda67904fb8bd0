"""What chance alone does to an estimate with few regions: the spread between regions, not between persons.

Two steps (Donald and Lang 2007, Rev Econ Stat 89:221-233): each region has one change, its own years weighted as the
estimator does; the pilot regions' changes are held against those of the comparison regions, with Student's t on the
number of regions less two. The variance of a change is what the persons sampled give (known, from the cells) plus what
regions differ by (estimated; Paule and Mandel 1982, J Res Natl Bur Stand 87:377-385), so that a small pilot beside
large regions is not taken for as steady as they are (Ferman and Pinto 2019, Rev Econ Stat 101:452-467). Where persons
alone explain more than is seen (the same people stay from year to year), the scale follows what is seen (Hartung and
Knapp 2001, Stat Med 20:3875-3889). No library does this on cells: errors clustered by region need many pilot regions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from selfeval.population.effect.cells import Array, Cells

CONFIDENCE, POWER = 0.95, 0.80


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate in the unit of the outcome, its standard error, degrees of freedom, interval and p-value."""

    value: float
    error: float
    df: int
    low: float
    high: float
    p: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves nothing out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Spread:
    """How the changes of regions vary: `between` them beyond what their persons give, and the `scale` of both."""

    between: float
    scale: float

    def variance(self, sampled: Array) -> Array:
        """The variance of a region's change whose persons give `sampled`."""
        return np.asarray(self.scale * (self.between + sampled))


@dataclass(frozen=True)
class Changes:
    """One change a region, in the unit of the outcome: later less earlier years, as the estimator weights them.

    `share` is the region's part of its side's mean, times what the estimate multiplies that mean with; `sampled` the
    variance that its persons give; only regions that have a part.
    """

    regions: tuple[str, ...]
    change: Array
    share: Array
    sampled: Array
    pilot: np.ndarray


def changes_of(weights: Array, cells: Cells, pilot: np.ndarray) -> Changes:
    """The change of each region under these weights (regions x years); `pilot` marks the treated ones.

    Changes are counted from the comparison regions' course, so that pilots with different starts can be held together.
    """
    size = np.where(pilot, 0, cells.size)
    apart = cells.mean - size @ cells.mean / size.sum()
    share = np.abs(weights).sum(axis=1) / 2
    has = share > 1e-12
    own = weights[has] / share[has, None] * np.where(pilot[has], 1, -1)[:, None]
    sampled = (own**2 * cells.variance[has] / cells.persons[has]).sum(axis=1)
    regions = tuple(np.asarray(cells.regions)[has].tolist())
    return Changes(regions, (own * apart[has]).sum(axis=1), share[has], sampled, pilot[has])


def spread_of(changes: Changes) -> Spread:
    """The spread of the changes around the mean of their own side."""
    sides = [changes.pilot, ~changes.pilot]
    mean = np.sum([np.outer(side, side * changes.share / changes.share[side].sum()) for side in sides], axis=0)
    left = np.eye(len(changes.change)) - mean
    squares = (left @ changes.change) ** 2

    def surplus(between: float) -> float:
        """Squared residuals over their expectation, less one."""
        relative = np.maximum(between + changes.sampled, 1e-300)
        expected = ((left**2) @ relative / relative).sum()
        return float((squares / relative).sum() / expected) - 1

    most = 10 * float(squares.max()) + 1e-9
    if not changes.sampled.any():
        return Spread(1.0, surplus(1.0) + 1)
    if surplus(0.0) <= 0:
        return Spread(0.0, surplus(0.0) + 1)
    while surplus(most) > 0:
        most *= 10
    return Spread(float(optimize.brentq(surplus, 0.0, most, xtol=1e-12, rtol=1e-12)), 1.0)


def estimate(weights: Array, cells: Cells, pilot: np.ndarray) -> Estimate:
    """The estimate under these weights, with its interval of 95 %.

    Raises ValueError with fewer than three regions that have a part in it.
    """
    changes = changes_of(weights, cells, pilot)
    df = len(changes.change) - 2
    if df < 1:
        raise ValueError("at least three regions are needed")
    variance = spread_of(changes).variance(changes.sampled)
    return student(float((weights * cells.mean).sum()), float(np.sqrt((changes.share**2 * variance).sum())), df)


def student(value: float, error: float, df: int) -> Estimate:
    """An estimate with the interval and two-sided p-value of Student's t; without spread the interval is the value."""
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, df)) * error
    p = float(2 * stats.t.sf(abs(value) / error, df)) if error > 0 else float(value == 0)
    return Estimate(value, error, df, value - reach, value + reach, p)


def covariance(weights: Array, cells: Cells, spread: Spread) -> Array:
    """The covariance of several estimates (weights: estimates x regions x years) under one spread of changes.

    Years of a region are taken as independent, each with half of what regions differ by in a change.
    """
    own = spread.scale * (spread.between / 2 + cells.variance / cells.persons)
    return np.asarray(np.einsum("art,brt,rt->ab", weights, weights, own))


def detectable(error: float, df: int) -> float:
    """The smallest true effect that is found with a power of 80 % at 5 %, two-sided.

    (Bloom 1995, Eval Rev 19:547-556: the multiple of the standard error is the sum of two quantiles of t.)
    """
    return float(error * (stats.t.ppf((1 + CONFIDENCE) / 2, df) + stats.t.ppf(POWER, df)))


def detectable_at(changes: Changes, persons: Array, wanted: float, pilots: int) -> float:
    """The smallest effect that `pilots` regions of `wanted` persons each show against these comparison regions."""
    others = ~changes.pilot
    spread = spread_of(changes)
    variance = spread.variance(changes.sampled)
    # What one person adds, from all regions together.
    each = float((changes.sampled * persons).mean())
    own = float(spread.variance(np.asarray([each / wanted]))[0])
    part = changes.share[others] / changes.share[others].sum()
    error = float(np.sqrt(own / pilots + (part**2 * variance[others]).sum()))
    return detectable(error, int(others.sum()) + pilots - 2)
