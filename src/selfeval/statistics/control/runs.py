"""The runs rules of Anhøj: is the longest run too long, or are there too few crossings, for chance alone?

They need the centre line only, and their limits grow with the number of points.
Sources: Anhøj and Olesen 2014, PLoS ONE 9(11):e113825; Anhøj 2015, PLoS ONE 10(3):e0121349.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb, log2

from selfeval.statistics.control.position import Position

FEWEST_USEFUL = 10  # the published table of critical values starts here
_ONE_IN = 20  # fewer crossings than expected in 1 of 20 series without any change


@dataclass(frozen=True, slots=True)
class Runs:
    """Points off the centre, longest run and its most, crossings of the centre and their fewest; all are counts."""

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_expected: int

    @property
    def too_long(self) -> bool:
        """Whether the longest run is longer than chance explains."""
        return self.longest > self.longest_allowed

    @property
    def too_few_crossings(self) -> bool:
        """Whether the line crosses the centre less often than chance explains."""
        return self.crossings < self.crossings_expected

    @property
    def signal(self) -> bool:
        """Whether either rule says that the process moved."""
        return self.too_long or self.too_few_crossings


def runs_analysis(values: Sequence[float | None], centre: float) -> Runs | None:
    """Runs of `values` about `centre`, in their unit; None with fewer than 10 points off the centre.

    A run is a row of points on one side. Missing points and points on the centre neither break nor lengthen a run.
    """
    known = [value for value in values if value is not None]
    return _runs([(value > centre) - (value < centre) for value in known])


def longest_run_allowed(useful: int) -> int:
    """log2(n) + 3, rounded; a longer run is a signal.

    Source of the distribution: Schilling 2012, Mathematics Magazine 85:141-149.
    ValueError: below 1 point.
    """
    if useful < 1:
        raise ValueError(f"at least one point off the centre is expected, found {useful}")
    return round(log2(useful) + 3)


def fewest_crossings(useful: int) -> int:
    """5 % quantile of the binomial distribution of n - 1 throws of a fair coin; fewer crossings are a signal.

    The smallest k with 20 x (comb(n-1, 0) + ... + comb(n-1, k)) >= 2^(n-1), in whole numbers and so without rounding.
    Source of the distribution: Chen 2010, Model Assisted Statistics and Applications 5:73-77.
    ValueError: below 1 point.
    """
    if useful < 1:
        raise ValueError(f"at least one point off the centre is expected, found {useful}")
    crossings, ways = 0, 1
    while _ONE_IN * ways < 2 ** (useful - 1):
        crossings += 1
        ways += comb(useful - 1, crossings)
    return crossings


def runs_of(line: Sequence[Position]) -> Runs | None:
    """Runs of the points of one stretch; None with fewer than 10 of them off the centre."""
    return _runs([point.side for point in line])


def points_in_long_runs(line: Sequence[Position]) -> tuple[int, ...]:
    """Indices of the points in each run longer than allowed."""
    found = runs_of(line)
    if found is None or not found.too_long:
        return ()
    off_centre = [point for point in line if point.side]
    rows = [[point.index for point in row] for _, row in groupby(off_centre, key=lambda point: point.side)]
    return tuple(index for row in rows if len(row) > found.longest_allowed for index in row)


def points_of_few_crossings(line: Sequence[Position]) -> tuple[int, ...]:
    """Indices of all points of a stretch with too few crossings: the signal belongs to no single one."""
    found = runs_of(line)
    return tuple(point.index for point in line) if found and found.too_few_crossings else ()


def _runs(sides: Sequence[int]) -> Runs | None:
    useful = [side for side in sides if side]
    if len(useful) < FEWEST_USEFUL:
        return None
    lengths = [len(list(row)) for _, row in groupby(useful)]
    n = len(useful)
    return Runs(n, max(lengths), longest_run_allowed(n), len(lengths) - 1, fewest_crossings(n))
