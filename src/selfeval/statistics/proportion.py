"""Interval of a proportion."""

from __future__ import annotations

from math import isfinite, sqrt

from selfeval.statistics.interval import Interval
from selfeval.statistics.quantile import normal_quantile


def wilson_interval(numerator: float, denominator: float, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of numerator/denominator, as a fraction from 0 to 1.

    With p the proportion, n the denominator and z the normal quantile:
    (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    Units: two counts of the same things; the numerator may be a real number (a share of 1).
    Source: Wilson 1927, J Am Stat Assoc 22:209-212; recommended by Newcombe 1998, Stat Med 17:857-872, method 3.
    ValueError: denominator not above 0, numerator below 0 or above the denominator, confidence outside (0, 1).
    """
    require_part_of_whole(numerator, denominator)
    z = normal_quantile(confidence)
    p = numerator / denominator
    shrink = 1 + z**2 / denominator
    centre = (p + z**2 / (2 * denominator)) / shrink
    half_width = z * sqrt(p * (1 - p) / denominator + z**2 / (4 * denominator**2)) / shrink
    # At 0 and at the whole one limit equals p exactly; min and max keep the last binary digit from hiding it.
    return Interval(min(p, max(0.0, centre - half_width)), max(p, min(1.0, centre + half_width)))


def require_part_of_whole(numerator: float, denominator: float) -> None:
    """ValueError unless the numerator is a part of a denominator above 0."""
    if not (isfinite(denominator) and denominator > 0):
        raise ValueError(f"a denominator above 0 is expected, found {denominator}")
    if not 0 <= numerator <= denominator:
        raise ValueError(f"a numerator from 0 to {denominator} is expected, found {numerator}")
