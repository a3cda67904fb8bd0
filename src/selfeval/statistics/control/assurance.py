"""What may be expected of a process against a target, as long as nothing changes."""

from __future__ import annotations

from enum import StrEnum
from math import isfinite

from selfeval.statistics.interval import Interval
from selfeval.statistics.verdict import Direction


class Assurance(StrEnum):
    """Whether the target is reached each time, never, or now and then by chance."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    HIT_OR_MISS = "hit_or_miss"


def assurance(limits: Interval | None, target: float, direction: Direction) -> Assurance | None:
    """Where the target lies against the latest limits of a chart, both in one unit.

    Beyond the limits on the good side: fail; on the bad side: pass; between them, or on one: hit or miss.
    None without limits, and when neither direction is better.
    Source: NHS England, Making data count; https://github.com/nhs-r-community/NHSRplotthedots
    (R/ptd_calculate_assurance_type.R).
    ValueError: a target that is not finite, or a direction that does not exist.
    """
    direction = Direction(direction)
    if not isfinite(target):
        raise ValueError(f"a finite target is expected, found {target}")
    if limits is None or direction is Direction.NO_JUDGEMENT:
        return None
    if limits.contains(target):
        return Assurance.HIT_OR_MISS
    too_high = target > limits.high
    return Assurance.FAIL if too_high == (direction is Direction.HIGHER) else Assurance.PASS
