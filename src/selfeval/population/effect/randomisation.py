"""Randomisation inference: how often would regions picked at random have shown as large a difference?

The starts are dealt out again over all regions; each time the whole estimate is made anew (Fisher 1935; for few
treated groups MacKinnon and Webb 2020, J Econometrics 218:435-450). Each estimate is divided by the standard error that
the sizes of its regions give. No library does it on weighted cells with staggered starts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from selfeval.population.effect.cells import Array, Cells
from selfeval.population.effect.inference import CONFIDENCE, Spread, changes_of

Weigh = Callable[[Array], Array]


@dataclass(frozen=True)
class Randomised:
    """Estimates under other assignments, on the scale of the real one, which comes first; `all` when none is missing.

    `low` and `high` are the interval of effects that the test does not reject; infinite where assignments are too few.
    """

    estimates: Array
    p: float
    low: float
    high: float
    complete: bool

    @property
    def least(self) -> float:
        """The smallest p-value that so many assignments can give."""
        return 1 / len(self.estimates)


def randomise(weigh: Weigh, cells: Cells, starts: Array, spread: Spread, number: int, seed: int) -> Randomised:
    """The real estimate among those of other assignments of the same starts (all of them, or `number` drawn)."""
    dealt, complete = assignments(starts, number, seed)
    real = weigh(starts)
    scale = _error(real, cells, starts, spread)
    found, overlap = [], []
    given = _given(cells, starts)
    for one in dealt:
        weights = weigh(one)
        ratio = scale / _error(weights, cells, one, spread)
        found.append(ratio * float((weights * cells.mean).sum()))
        overlap.append(ratio * float((weights * given).sum()))
    estimates, shared = np.asarray(found), np.asarray(overlap)
    p = float((np.abs(estimates) >= abs(estimates[0]) * (1 - 1e-12)).mean())
    low, high = _interval(estimates, shared)
    return Randomised(estimates, p, low, high, complete)


def _error(weights: Array, cells: Cells, starts: Array, spread: Spread) -> float:
    changes = changes_of(weights, cells, starts > 0)
    return float(np.sqrt((changes.share**2 * spread.variance(changes.sampled)).sum())) or 1.0


def _given(cells: Cells, starts: Array) -> Array:
    """One unit of effect, where and when it was given."""
    return ((starts[:, None] > 0) & (np.asarray(cells.years)[None, :] >= starts[:, None])).astype(float)


def assignments(starts: Array, number: int, seed: int) -> tuple[list[Array], bool]:
    """The real starts, then others: every different one when there are at most `number`, else so many drawn."""
    counts = np.unique(starts, return_counts=True)[1]
    possible = math.factorial(len(starts)) // math.prod(math.factorial(int(count)) for count in counts)
    if possible <= number:
        return [starts, *_others(starts)], True
    random = np.random.default_rng(seed)
    return [starts, *(random.permutation(starts) for _ in range(number - 1))], False


def _others(starts: Array) -> Iterator[Array]:
    seen = {tuple(starts.tolist())}
    for one in _distinct(starts.tolist()):
        if one not in seen:
            yield np.asarray(one)


def _distinct(values: list[float]) -> Iterator[tuple[float, ...]]:
    """The different orders of values, some of them alike."""
    if not values:
        yield ()
        return
    for first in sorted(set(values)):
        rest = values.copy()
        rest.remove(first)
        yield from ((first, *others) for others in _distinct(rest))


def _interval(estimates: Array, shared: Array) -> tuple[float, float]:
    """The effects that are not rejected, in closed form.

    An effect e is taken away from the pilots; an assignment is as extreme as the real one while
    |estimate - shared e| >= |real - e|, which holds between two values of e.
    """
    real, others, part = estimates[0], estimates[1:], shared[1:]
    usable = np.abs(part) < 1
    ends = np.stack([(real - others) / np.where(usable, 1 - part, 1), (real + others) / np.where(usable, 1 + part, 1)])
    low = np.where(usable, ends.min(axis=0), -np.inf)
    high = np.where(usable, ends.max(axis=0), np.inf)
    # An effect is rejected when no more than this many assignments, the real one among them, are as extreme.
    most = math.floor((1 - CONFIDENCE) * len(estimates) + 1e-9)
    if most < 1 or most > len(others):
        return -math.inf, math.inf
    return float(np.sort(low)[most - 1]), float(np.sort(high)[::-1][most - 1])
