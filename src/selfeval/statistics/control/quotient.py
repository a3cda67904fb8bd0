"""A series of numerators over denominators, where either may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from selfeval.statistics.control.scope import known_points


def quotients(numerators: Sequence[float | None], denominators: Sequence[float | None]) -> tuple[float | None, ...]:
    """numerator/denominator of each point; None where one of the two is missing.

    ValueError: series of unequal length, no points, a value that is not finite, or a denominator not above 0.
    """
    tops, bottoms = known_points(numerators), known_points(denominators)
    if len(tops) != len(bottoms):
        raise ValueError(f"a denominator per numerator is expected, found {len(tops)} and {len(bottoms)}")
    for bottom in bottoms:
        if bottom is not None and not bottom > 0:
            raise ValueError(f"denominators above 0 are expected, found {bottom}")
    pairs = zip(tops, bottoms, strict=True)
    return tuple(None if top is None or bottom is None else top / bottom for top, bottom in pairs)


def centre_of(numerators: Sequence[float | None], denominators: Sequence[float | None], base: Sequence[int]) -> float:
    """All numerators over all denominators of the points in `base`, which are known: a mean weighted by size."""
    return fsum(numerators[index] or 0 for index in base) / fsum(denominators[index] or 0 for index in base)
