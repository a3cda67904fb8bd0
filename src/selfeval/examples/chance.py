"""Chance that is the same on every machine: seeded by words, and without functions of the machine's own library."""

from __future__ import annotations

import random
from collections.abc import Sequence


def chance(seed: int, project_id: str, year: int, subject: str = "") -> random.Random:
    """A source of chance of its own for each subject, so that adding one leaves the others as they were."""
    return random.Random(f"{seed}/{project_id}/{year}/{subject}")  # noqa: S311  (invented data, no secret)


def bell(rng: random.Random) -> float:
    """About normal with mean 0 and standard deviation 1: the sum of twelve uniform draws, less 6."""
    return sum(rng.random() for _ in range(12)) - 6


def within(value: float, low: float, high: float) -> float:
    """The value, or the nearest limit."""
    return min(max(value, low), high)


def divide(total: int, weights: Sequence[float], room: Sequence[int] | None = None) -> list[int]:
    """Whole parts of a whole number that add up to it, by largest remainder; no part exceeds its room.

    Raises ValueError when there is less room than there is to divide.
    """
    limits = list(room) if room is not None else [total] * len(weights)
    if sum(limits) < total:
        raise ValueError(f"{total} do not fit in {sum(limits)}")
    whole = sum(weights)
    exact = [total * weight / whole if whole else 0.0 for weight in weights]
    parts = [min(int(part), limit) for part, limit in zip(exact, limits, strict=True)]
    while (left := total - sum(parts)) > 0:
        order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
        open_parts = [index for index in order if parts[index] < limits[index]]
        for index in open_parts[:left]:
            parts[index] += 1
    return parts
