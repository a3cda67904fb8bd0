"""Many intervals at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Closed intervals from low to high, two arrays of one shape, in the unit of the estimates they surround.

    A limit that is missing (nan) stays missing. Scalars and arrays of other shapes are broadcast to one another.
    ValueError: a low limit above its high one, or shapes that do not go together.
    """

    low: FloatArray
    high: FloatArray

    def __post_init__(self) -> None:
        low, high = np.broadcast_arrays(np.asarray(self.low, dtype=float), np.asarray(self.high, dtype=float))
        crossed = low > high
        if crossed.any():
            raise ValueError(f"limits in rising order are expected, found {low[crossed][0]} and {high[crossed][0]}")
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    def contains(self, values: ArrayLike) -> NDArray[np.bool_]:
        """Whether each value lies between its limits, the limits included; never where something is missing."""
        found = np.asarray(values, dtype=float)
        return np.asarray((self.low <= found) & (found <= self.high))

    def scaled(self, factor: ArrayLike) -> Intervals:
        """Both limits times a factor above 0, as from a count to a rate; a missing factor gives missing limits.

        ValueError: a factor that is not above 0.
        """
        times = np.asarray(factor, dtype=float)
        if (times <= 0).any():
            raise ValueError(f"a factor above 0 is expected, found {times[times <= 0].flat[0]}")
        return Intervals(self.low * times, self.high * times)
