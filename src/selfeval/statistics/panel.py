"""What a panel's maturity ratings of one subject say: the median, whether the panel agrees, and the level.

Sources of the rule:
- outcome and level: the Singapore SCIROCCO Delphi (10.5334/ijic.7747), tables 1, 2 and 4, twelve raters, scale 0-5;
- ratings allowed outside by panel size: RAND/UCLA Appropriateness Method, as tabulated for 8 to 16 raters
  in 10.1186/1472-6947-12-93, table 7.

Choices of ours where these are silent:
- fewer than 8 raters: no outcome, since the table starts at 8;
- more than 16 raters: the table's own step, one more allowed outside per three raters;
- a median between 2 and 3 counts from 2.5 on as progressing (as printed for 2.5 in table 4), and one between
  4 and 5 as progressing;
- another scale than 0-5: its middle takes the place of 2.5 and its highest point that of 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

SMALLEST_PANEL = 8


class Outcome(StrEnum):
    """Whether the ratings stand close enough to their median."""

    AGREEMENT = "agreement"
    SPLIT = "split"
    TOO_FEW = "too_few"


class Level(StrEnum):
    """Stage of maturity; uncertain when the panel is split."""

    INITIAL = "initial"
    PROGRESSING = "progressing"
    OPTIMISING = "optimising"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """Shares are fractions from 0 to 1; allowed_outside and level are None when the panel is too small."""

    n: int
    median: float
    share_at_median: float
    share_in_region: float
    outside: int
    allowed_outside: int | None
    outcome: Outcome
    level: Level | None


def panel_agreement(ratings: Sequence[int], lowest: int = 0, highest: int = 5) -> PanelAgreement:
    """Agreement and level of one panel on one subject.

    Whole median m: the region is m-1, m, m+1. Median halfway two points: the region is these two points,
    and the share at the median is half of what stands on them together.
    ratings: one whole number from lowest to highest per rater, in any order.
    ValueError: no ratings, a rating off the scale or between its points, or lowest not below highest.
    """
    require_ratings(ratings, lowest, highest)
    n, middle, counts = len(ratings), float(median(ratings)), Counter(ratings)
    at_median, in_region = _around(middle, counts)
    outside, allowed = n - in_region, allowed_outside(n)
    outcome = _outcome(outside, allowed)
    level = _level(middle, outcome, lowest, highest)
    return PanelAgreement(n, middle, at_median / n, in_region / n, outside, allowed, outcome, level)


def allowed_outside(n: int) -> int | None:
    """How many of n ratings may stand outside the region in an agreement; None below 8 raters.

    8-10: 2, 11-13: 3, 14-16: 4 (published); larger panels go on in the same step (ours).
    """
    return (n - 2) // 3 if n >= SMALLEST_PANEL else None


def _around(middle: float, counts: Counter[int]) -> tuple[float, int]:
    """Ratings at the median, and in the region around it."""
    if middle.is_integer():
        point = int(middle)
        return counts[point], sum(counts[point + step] for step in (-1, 0, 1))
    both = counts[int(middle - 0.5)] + counts[int(middle + 0.5)]
    return both / 2, both


def _outcome(outside: int, allowed: int | None) -> Outcome:
    if allowed is None:
        return Outcome.TOO_FEW
    return Outcome.AGREEMENT if outside <= allowed else Outcome.SPLIT


def _level(middle: float, outcome: Outcome, lowest: int, highest: int) -> Level | None:
    if outcome is Outcome.TOO_FEW:
        return None
    if outcome is Outcome.SPLIT:
        return Level.UNCERTAIN
    if middle == highest:
        return Level.OPTIMISING
    return Level.PROGRESSING if middle >= (lowest + highest) / 2 else Level.INITIAL


def require_ratings(ratings: Sequence[int], lowest: int, highest: int) -> None:
    """ValueError unless these are whole ratings on a scale that rises from lowest to highest."""
    if lowest >= highest:
        raise ValueError(f"a scale that rises is expected, found {lowest} to {highest}")
    if not ratings:
        raise ValueError("at least one rating is expected")
    for rating in ratings:
        if rating not in range(lowest, highest + 1):
            raise ValueError(f"whole ratings from {lowest} to {highest} are expected, found {rating}")
