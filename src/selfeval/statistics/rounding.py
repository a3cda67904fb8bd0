"""Rounding for print, as people are taught it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

# Wide enough for the longest float with all its digits.
_EXACT = Context(prec=400)


def round_half_up(value: float, digits: int = 0) -> Decimal:
    """value to this many digits after the decimal mark, a tie away from zero: 0.125 gives 0.13, -0.5 gives -1.

    Rounds the decimal number a reader sees (the float's shortest notation), so 2.675 gives 2.68. Never a minus zero.
    The Decimal keeps its zeros (3.0 to one digit stays 3.0) and does not mix with floats: it is for print only.
    ValueError: a value that is not finite, or digits below 0.
    """
    if not isfinite(value) or digits < 0:
        raise ValueError(f"a finite value and digits from 0 are expected, found {value} and {digits}")
    exponent = Decimal(1).scaleb(-digits)
    rounded = Decimal(repr(float(value))).quantize(exponent, ROUND_HALF_UP, _EXACT)
    return rounded if rounded else abs(rounded)
