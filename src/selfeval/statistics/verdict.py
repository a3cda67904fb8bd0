"""The one word that may be said about a change."""

from __future__ import annotations

from enum import StrEnum

from selfeval.statistics.interval import Interval


class Direction(StrEnum):
    """Which way is better; no_judgement when neither is."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_JUDGEMENT = "no_judgement"


class Verdict(StrEnum):
    """What an interval of a difference allows to be said; no_judgement: changed, and neither way is better."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"
    NO_JUDGEMENT = "no_judgement"


def compare(difference: Interval | None, smallest_change: float | None, direction: Direction) -> Verdict:
    """Verdict on an interval of later minus earlier; smallest_change is in the same unit.

    The rule, in this order:
    1. no interval: cannot_tell;
    2. the whole interval lies within ± smallest_change, limits included: same, even if it excludes 0, since a change
       too small to speak of is no improvement;
    3. the interval excludes 0: improved or worse by direction; without a better direction no_judgement;
    4. otherwise: cannot_tell. Without smallest_change (None) step 2 is left out.
    So "same" is never said merely because no change could be shown.
    A rule of our own, after the equivalence reasoning in Altman and Bland 1995, BMJ 311:485.
    ValueError: smallest_change below 0 or not a number, or a direction that does not exist.
    """
    direction = Direction(direction)
    if smallest_change is not None and not smallest_change >= 0:
        raise ValueError(f"a smallest change from 0 is expected, found {smallest_change}")
    if difference is None:
        return Verdict.CANNOT_TELL
    if smallest_change is not None and max(-difference.low, difference.high) <= smallest_change:
        return Verdict.SAME
    return _changed(difference, direction) if difference.excludes_zero else Verdict.CANNOT_TELL


def _changed(difference: Interval, direction: Direction) -> Verdict:
    if direction is Direction.NO_JUDGEMENT:
        return Verdict.NO_JUDGEMENT
    rose = difference.low > 0
    return Verdict.IMPROVED if rose == (direction is Direction.HIGHER) else Verdict.WORSE
