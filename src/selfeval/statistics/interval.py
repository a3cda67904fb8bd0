"""Two limits that belong together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval from low to high, in the unit of the estimate it surrounds.

    ValueError: a limit that is not a number, or low above high.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"limits in rising order are expected, found {self.low} and {self.high}")

    def contains(self, x: float) -> bool:
        """Whether x lies between the limits, the limits included."""
        return self.low <= x <= self.high

    @property
    def excludes_zero(self) -> bool:
        """Whether 0 lies outside; a limit that is exactly 0 includes it."""
        return not self.contains(0)
