"""What the arrays must hold before anything is computed from them; missing values (nan) pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfeval.statistics.arrays.interval import FloatArray


def counts(values: ArrayLike) -> FloatArray:
    """Whole numbers from 0.

    ValueError: anything else.
    """
    given = np.asarray(values)
    found = np.asarray(given, dtype=float)
    if not _within(found, 0.0, np.finfo(float).max) or not (
        given.dtype.kind in "iu" or (found == np.floor(found)).all()
    ):
        whole = (found >= 0) & (found == np.floor(found)) & (found < np.inf)
        refuse(found, ~(whole | np.isnan(found)), "a whole number of events from 0")
    return found


def above_zero(values: ArrayLike, what: str = "a number") -> FloatArray:
    """Finite numbers above 0; `what` names them in the message.

    ValueError: anything else.
    """
    found = np.asarray(values, dtype=float)
    if not _within(found, np.finfo(float).smallest_subnormal, np.finfo(float).max):
        refuse(found, ~(((found > 0) & (found < np.inf)) | np.isnan(found)), f"{what} above 0")
    return found


def part_of_whole(numerators: ArrayLike, denominators: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Numerators from 0 to their denominators, which are above 0; both broadcast to one shape.

    ValueError: anything else.
    """
    part, whole = np.broadcast_arrays(np.asarray(numerators, dtype=float), above_zero(denominators, "a denominator"))
    if not _within(part, 0.0, np.inf) or not (part <= whole).all():
        refuse(part, (part < 0) | (part > whole), "a numerator from 0 to its denominator")
    return part, whole


def samples(mean: ArrayLike, standard_deviation: ArrayLike, n: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Means, standard deviations from 0 and sizes from 2.

    ValueError: anything else.
    """
    centre, spread, size = (np.asarray(values, dtype=float) for values in (mean, standard_deviation, n))
    refuse(centre, np.isinf(centre), "a finite mean")
    refuse(spread, (spread < 0) | np.isinf(spread), "a standard deviation from 0")
    refuse(size, (size < 2) | np.isinf(size), "a sample of two or more")
    return centre, spread, size


def _within(values: FloatArray, lowest: float, highest: float) -> bool:
    """Whether nothing is missing or out of this range: two passes that spare the slower look at each value."""
    return bool(values.size == 0 or (values.min() >= lowest and values.max() <= highest))


def refuse(values: FloatArray, wrong: NDArray[np.bool_] | np.bool_, expected: str) -> None:
    """ValueError that names the first wrong value, if there is one."""
    if np.any(wrong):
        raise ValueError(f"{expected} is expected, found {values[wrong].flat[0]:g}")
