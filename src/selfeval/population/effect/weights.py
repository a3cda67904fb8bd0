"""Estimators as weights on cells: an estimate is the sum of weight x mean over regions and years.

Seen so, one way of reckoning with chance serves every estimator. The coefficients are those of the libraries
(tests/oracle, tests/unit: diff-diff and pyfixest on the persons). Starts are an array of first treated years, 0 where a
region was never treated; weights have the shape regions x years, and those of a region sum to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfeval.population.effect.cells import Array


@dataclass(frozen=True)
class Projection:
    """What is left of a variable on the cells after region and year effects, weighted by persons (regions x years)."""

    persons: Array
    kernel: Array

    def weights(self, terms: Array) -> Array:
        """The weights of each term's coefficient; terms and result: terms x regions x years."""
        flat = terms.reshape(len(terms), -1)
        inner = flat @ self.kernel
        return np.asarray(np.linalg.solve(inner @ flat.T, inner).reshape(terms.shape))


def project(persons: Array) -> Projection:
    """The weighted annihilator of region and year effects."""
    regions, years = persons.shape
    dummies = np.hstack([np.repeat(np.eye(regions), years, axis=0), np.tile(np.eye(years)[:, 1:], (regions, 1))])
    root = np.sqrt(persons.ravel())
    basis, _ = np.linalg.qr(root[:, None] * dummies)
    kernel = np.diag(persons.ravel()) - (root[:, None] * basis) @ (basis.T * root)
    return Projection(persons, kernel)


def two_way_weights(projection: Projection, starts: Array, years: Sequence[int]) -> Array:
    """Difference-in-differences with region and year effects: one effect for all treated years.

    Only for regions that start together: with staggered starts it compares treated regions with one another
    (Goodman-Bacon 2021, J Econometrics 225:254-277).
    """
    treated = (starts[:, None] > 0) & (np.asarray(years)[None, :] >= starts[:, None])
    return np.asarray(projection.weights(treated[None].astype(float))[0])


def event_weights(projection: Projection, starts: Array, years: Sequence[int]) -> dict[int, Array]:
    """Region and year effects, and the difference in each year against the year before the common start, by year."""
    base = int(starts.max()) - 1
    others = [year for year in years if year != base]
    is_year = np.asarray([[year == other for year in years] for other in others], float)
    terms = (starts > 0).astype(float)[None, :, None] * is_year[:, None, :]
    return dict(zip(others, projection.weights(terms), strict=True))


def cohort_weights(size: Array, starts: Array, years: Sequence[int], cohort: int, year: int) -> Array:
    """ATT(g, t) of Callaway and Sant'Anna 2021 (J Econometrics 225:200-230), without covariates.

    Against the regions never treated, from the year before the start (the universal base); each region keeps its mean
    size over the years, so that a region that grows cannot look like an effect.
    """
    found = np.zeros((len(starts), len(years)))
    treated, never = starts == cohort, starts == 0
    share = np.where(treated, size / size[treated].sum(), 0) - np.where(never, size / size[never].sum(), 0)
    found[:, list(years).index(year)] += share
    found[:, list(years).index(cohort - 1)] -= share
    return found


def group_time_weights(size: Array, starts: Array, years: Sequence[int]) -> Array:
    """The mean of ATT(g, t) over all treated years, by the size of the cohorts (the "simple" one)."""
    pairs = [(int(cohort), year) for cohort in np.unique(starts[starts > 0]) for year in years if year >= cohort]
    return _mean_over(pairs, size, starts, years)


def group_event_weights(size: Array, starts: Array, years: Sequence[int]) -> dict[int, Array]:
    """The mean of ATT(g, g + e) over the cohorts that have it, by years since the start; -1 is the base."""
    cohorts = [int(cohort) for cohort in np.unique(starts[starts > 0])]
    spans = sorted({year - cohort for cohort in cohorts for year in years} - {-1})
    pairs = {span: [(cohort, cohort + span) for cohort in cohorts if cohort + span in years] for span in spans}
    return {span: _mean_over(found, size, starts, years) for span, found in pairs.items()}


def _mean_over(pairs: Sequence[tuple[int, int]], size: Array, starts: Array, years: Sequence[int]) -> Array:
    shares = np.asarray([size[starts == cohort].sum() for cohort, _ in pairs])
    found = [cohort_weights(size, starts, years, cohort, year) for cohort, year in pairs]
    return np.asarray(np.tensordot(shares / shares.sum(), np.asarray(found), axes=1))
