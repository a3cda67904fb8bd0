"""Intervals of a count of events and of a rate."""

from __future__ import annotations

from math import isfinite, sqrt

from selfeval.statistics.interval import Interval
from selfeval.statistics.quantile import gamma_quantile, normal_quantile

# From this count on Byar's 95 % limits differ from the exact ones by 0.2 % at most; below it the exact ones are used.
# Source: Public Health England, Technical Guide Confidence Intervals, 2018.
BYAR_FROM = 10


def byar_interval(events: float, confidence: float = 0.95) -> Interval:
    """Byar's approximate interval of a Poisson count, in events.

    With x events and z the normal quantile: low = x (1 - 1/9x - z/(3 sqrt x))³ and, with y = x + 1,
    high = y (1 - 1/9y + z/(3 sqrt y))³. A low limit the formula puts below 0 is 0.
    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69. What some packages of R (epitools,
    DescTools) call Byar's takes x + 1/2 on both sides and is narrower.
    ValueError: events not a whole number from 0, or confidence outside (0, 1).
    """
    require_count(events)
    z = normal_quantile(confidence)
    low = max(0.0, _cubic(events, -z)) if events else 0.0
    return Interval(low, _cubic(events + 1, z))


def _cubic(count: float, z: float) -> float:
    return float(count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3)


def exact_poisson_interval(events: float, confidence: float = 0.95) -> Interval:
    """Exact interval of a Poisson count, in events; 0 events give a low limit of 0.

    The means under which (1 - confidence)/2 of all counts are at least, or at most, as large as the count seen.
    Source: Garwood 1936, Biometrika 28:437-442.
    ValueError: events not a whole number from 0, or confidence outside (0, 1).
    """
    require_count(events)
    high = gamma_quantile((1 + confidence) / 2, events + 1)
    low = gamma_quantile((1 - confidence) / 2, events) if events else 0.0
    return Interval(low, high)


def rate_interval(events: float, person_units: float, multiplier: float = 1.0, confidence: float = 0.95) -> Interval:
    """Interval of multiplier x events/person_units: exact below 10 events, Byar's from 10 on; never below 0.

    Units: person_units is persons or person-years, multiplier what the rate is told per (1000, 100 000).
    Source of the choice: Public Health England, Technical Guide Confidence Intervals, 2018.
    ValueError: events not a whole number from 0, person_units or multiplier not above 0, confidence outside (0, 1).
    """
    require_scale(person_units)
    require_scale(multiplier)
    method = exact_poisson_interval if events < BYAR_FROM else byar_interval
    limits = method(events, confidence)
    scale = multiplier / person_units
    return Interval(limits.low * scale, limits.high * scale)


def require_scale(value: float) -> None:
    """ValueError unless events can be told per so many."""
    if not (isfinite(value) and value > 0):
        raise ValueError(f"person units and multiplier above 0 are expected, found {value}")


def require_count(events: float) -> None:
    """ValueError unless this can be a number of events."""
    if not (isfinite(events) and events >= 0 and events == int(events)):
        raise ValueError(f"a whole number of events from 0 is expected, found {events}")
