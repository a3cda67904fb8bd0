"""Disagreement within a panel by the interpercentile range adjusted for symmetry (IPRAS).

Sources:
- Fitch and others 2001, The RAND/UCLA Appropriateness Method User's Manual, RAND MR-1269, chapter 8;
- worked example: 10.1136/bmjopen-2012-001431, table 1. Its text prints the constant as 2.5, its figure 6.1 needs the
  manual's 2.35.

Choices of ours where these are silent:
- percentiles between two ratings are interpolated linearly, the lowest rating being the 0th and the highest the 100th;
- on another scale than 1 to 9 the constant is stretched or shrunk with the length of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from selfeval.statistics.panel import require_ratings

RANGE_WHEN_SYMMETRIC = 2.35
CORRECTION_FOR_ASYMMETRY = 1.5
_LENGTH_OF_THE_NINE_POINT_SCALE = 8


@dataclass(frozen=True, slots=True)
class InterpercentileRange:
    """All in points of the scale; width is the IPR, centre the IPRCP, asymmetry the index AI, adjusted the IPRAS."""

    percentile_30: float
    percentile_70: float
    width: float
    centre: float
    asymmetry: float
    adjusted: float

    @property
    def disagreement(self) -> bool:
        """Whether the ratings lie further apart than the panel's asymmetry allows: IPR above IPRAS."""
        return self.width > self.adjusted


def interpercentile_range(ratings: Sequence[int], lowest: int = 1, highest: int = 9) -> InterpercentileRange:
    """IPR and IPRAS of one panel on one subject: IPRAS = 2.35 + 1.5 AI, AI = |middle of the scale - IPRCP|.

    IPR = P70 - P30 and IPRCP = (P30 + P70)/2.
    ratings: one whole number from lowest to highest per rater, in any order.
    ValueError: no ratings, a rating off the scale or between its points, or lowest not below highest.
    """
    require_ratings(ratings, lowest, highest)
    low, high = _percentiles(ratings)
    centre = (low + high) / 2
    asymmetry = abs((lowest + highest) / 2 - centre)
    constant = RANGE_WHEN_SYMMETRIC * (highest - lowest) / _LENGTH_OF_THE_NINE_POINT_SCALE
    adjusted = constant + CORRECTION_FOR_ASYMMETRY * asymmetry
    return InterpercentileRange(low, high, high - low, centre, asymmetry, adjusted)


def _percentiles(ratings: Sequence[int]) -> tuple[float, float]:
    """The 30th and the 70th."""
    if len(ratings) == 1:
        return float(ratings[0]), float(ratings[0])
    tenths = quantiles(ratings, n=10, method="inclusive")
    return tenths[2], tenths[6]
