"""Slope index of inequality of shares over a few ordered groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import hypot

from selfeval.statistics.interval import Interval
from selfeval.statistics.proportion import wilson_interval

FEWEST_GROUPS = 3
# Numerator and denominator of a group.
Group = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShareSlope:
    """A line through the shares of ordered groups; all shares are fractions, places run from 0 to 1.

    places: the middle of each group's part of all people. bottom, top: the line at 0 and at 1.
    slope: top less bottom, the slope index of inequality. interval: its limits.
    """

    places: tuple[float, ...]
    bottom: float
    top: float
    slope: float
    interval: Interval


def slope_of_shares(groups: Sequence[Group], confidence: float = 0.95) -> ShareSlope:
    """Line through the shares by least squares, a group weighing its part of all people.

    groups: numerator and denominator of each, in the order of their rank. The slope is the sum of weight x share, the
    weights adding to 0; its limits come from the Wilson limits of each share, squared and added, so that two groups
    would give Newcombe's interval of a difference. Twin of `statistics.arrays.slope_index`, which takes fifths to
    hundredths of a population and draws its limits by chance; this one is for the few groups a project counts.
    Sources: Mackenbach and Kunst 1997, Soc Sci Med 44:757-771 (index); Zou and Donner 2008, Stat Med 27:1693-1702
    (limits). The use on three or four groups is this project's own choice.
    ValueError: fewer than three groups; else as wilson_interval, for any group.
    """
    if len(groups) < FEWEST_GROUPS:
        raise ValueError(f"at least {FEWEST_GROUPS} ordered groups are expected, found {len(groups)}")
    limits = [wilson_interval(*group, confidence) for group in groups]
    shares = [numerator / denominator for numerator, denominator in groups]
    weights, places = _ranked([denominator for _, denominator in groups])
    middle = sum(weight * place for weight, place in zip(weights, places, strict=True))
    spread = sum(weight * (place - middle) ** 2 for weight, place in zip(weights, places, strict=True))
    pull = [weight * (place - middle) / spread for weight, place in zip(weights, places, strict=True)]
    slope = sum(weight * share for weight, share in zip(pull, shares, strict=True))
    bottom = sum(weight * share for weight, share in zip(weights, shares, strict=True)) - slope * middle
    return ShareSlope(places, bottom, bottom + slope, slope, _square_and_add(slope, pull, shares, limits))


def _ranked(sizes: Sequence[int]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Each group's part of all people, and the middle of that part."""
    weights = tuple(size / sum(sizes) for size in sizes)
    return weights, tuple(end - weight / 2 for end, weight in zip(accumulate(weights), weights, strict=True))


def _square_and_add(
    slope: float, pull: Sequence[float], shares: Sequence[float], limits: Sequence[Interval]
) -> Interval:
    """Each share moved to the limit that lowers the slope, and to the one that raises it."""
    below, above = [], []
    for weight, share, limit in zip(pull, shares, limits, strict=True):
        moves = sorted((weight * (limit.low - share), weight * (limit.high - share)))
        below.append(moves[0])
        above.append(moves[1])
    return Interval(slope - hypot(*below), slope + hypot(*above))
