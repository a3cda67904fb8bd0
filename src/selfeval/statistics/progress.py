"""How far a value has come from its start to its target."""

from __future__ import annotations

from math import isfinite


def progress(value: float | None, baseline: float | None, target: float | None) -> float | None:
    """(value - baseline) / (target - baseline): 0 at the start, 1 at the target, no unit.

    Below 0 the value moved away from the target, above 1 it went past it. The target's side of the baseline
    gives the direction, so a target below the baseline needs no sign of its own.
    None when one of the three is missing, or when target and baseline are equal: a value to be kept has no way to go.
    Arithmetic of our own, without a published source.
    ValueError: a number that is not finite.
    """
    if value is None or baseline is None or target is None:
        return None
    if not all(map(isfinite, (value, baseline, target))):
        raise ValueError(f"finite numbers are expected, found {value}, {baseline} and {target}")
    return None if target == baseline else (value - baseline) / (target - baseline)
