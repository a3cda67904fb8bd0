"""Where a point stands on a control chart."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

NEAR = 2 / 3  # the near limits lie at two thirds of the way from the centre to the limits


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre of one point, and the reach from there to either limit, in one unit; limits stop at floor and ceiling."""

    centre: float
    reach: float
    floor: float = -inf
    ceiling: float = inf

    @property
    def low(self) -> float:
        """Lower limit."""
        return max(self.floor, self.centre - self.reach)

    @property
    def high(self) -> float:
        """Upper limit."""
        return min(self.ceiling, self.centre + self.reach)

    @property
    def near_low(self) -> float:
        """Two thirds of the way to the lower limit."""
        return max(self.floor, self.centre - NEAR * self.reach)

    @property
    def near_high(self) -> float:
        """Two thirds of the way to the upper limit."""
        return min(self.ceiling, self.centre + NEAR * self.reach)


@dataclass(frozen=True, slots=True)
class Position:
    """A known point and its limits; index is its place in the whole series, from 0."""

    index: int
    value: float
    limits: Limits

    @property
    def side(self) -> int:
        """1 above the centre, -1 below it, 0 on it."""
        return (self.value > self.limits.centre) - (self.value < self.limits.centre)

    @property
    def outside(self) -> bool:
        """Whether the point lies beyond a limit; on it is not beyond it."""
        return not self.limits.low <= self.value <= self.limits.high

    @property
    def beyond_near(self) -> bool:
        """Whether the point lies beyond a near limit."""
        return not self.limits.near_low <= self.value <= self.limits.near_high
