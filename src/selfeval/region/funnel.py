"""Municipalities around the value of all of them together: how far each lies, given its size.

The funnel plot of Spiegelhalter (2005, Stat Med 24:1185-1202). Municipalities differ for many reasons besides chance,
so the limits are widened by the variance between them (Spiegelhalter 2005, Qual Saf Health Care 14:347-351).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selfeval.statistics.arrays.funnel import widened_limits
from selfeval.statistics.arrays.overdispersion import between_variance
from selfeval.statistics.funnel_position import INNER, OUTER, Position, position_of
from selfeval.statistics.interval import Interval

# With fewer, the spread between them is not known well enough to draw limits: this project's own proposal.
LEAST = 10
# So many decimals are drawn and exported: what lies behind differs between machines.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Point:
    """A municipality with its limits, as fractions of 1."""

    code: str
    numerator: int
    denominator: int
    inner: Interval
    outer: Interval

    @property
    def value(self) -> float:
        """Its share."""
        return self.numerator / self.denominator

    @property
    def position(self) -> Position:
        """Where it lies; on a limit is within it."""
        return position_of(self.value, self.inner, self.outer)


@dataclass(frozen=True, slots=True)
class Funnel:
    """The municipalities by size, the share of all together, and the variance between them beyond chance."""

    numerator: int
    denominator: int
    variance: float
    points: tuple[Point, ...]

    @property
    def target(self) -> float:
        """The share of all together."""
        return self.numerator / self.denominator

    def point(self, code: str) -> Point | None:
        """The municipality with this code."""
        return next((point for point in self.points if point.code == code), None)


def make_funnel(counts: Mapping[str, tuple[int, int]]) -> Funnel | None:
    """The funnel of counts (numerator, denominator) by code.

    None with fewer than LEAST municipalities, and where all together have none or a share of all: chance then has no
    room.
    """
    usable = {code: pair for code, pair in counts.items() if pair[1] > 0}
    part, whole = (sum(pair[at] for pair in usable.values()) for at in (0, 1))
    if len(usable) < LEAST or not 0 < part < whole:
        return None
    codes = sorted(usable, key=lambda code: (usable[code][1], code))
    sizes = np.array([usable[code][1] for code in codes], dtype=float)
    shares = np.array([usable[code][0] for code in codes], dtype=float) / sizes
    target = part / whole
    variance = between_variance(shares, np.sqrt(target * (1 - target) / sizes), target)
    limits = zip(*(limits_at(sizes.tolist(), target, variance, level) for level in (INNER, OUTER)), strict=True)
    points = (Point(code, *usable[code], *pair) for code, pair in zip(codes, limits, strict=True))
    return Funnel(part, whole, variance, tuple(points))


def limits_at(sizes: Sequence[float], target: float, variance: float, confidence: float) -> list[Interval]:
    """The limits of a share at each denominator, not beyond 0 and 1."""
    errors = np.sqrt(target * (1 - target) / np.asarray(sizes, dtype=float))
    found = widened_limits(target, errors, confidence, between_variance=variance)
    pairs = zip(found.low.tolist(), found.high.tolist(), strict=True)
    return [Interval(round(max(0.0, low), _DECIMALS), round(min(1.0, high), _DECIMALS)) for low, high in pairs]
