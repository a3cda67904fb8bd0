"""Standardised ratios (such as the SMR) and indirectly standardised rates of many areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import above_zero, counts, refuse
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.arrays.rate import count_intervals


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRatios:
    """Events of each area, those expected, events/expected and the interval, both times the multiplier."""

    events: FloatArray
    expected: FloatArray
    value: FloatArray
    interval: Intervals


def expected_events(
    person_units: ArrayLike, reference_events: ArrayLike, reference_person_units: ArrayLike
) -> FloatArray:
    """Events an area would have at the reference's rate of each age band: sum n x reference events/person units.

    Shapes: person_units (..., bands), the reference (bands,); the result (...). Missing leaves its area missing.
    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 65.
    ValueError: person_units below 0, reference_events below 0, reference_person_units not above 0, bands that differ.
    """
    n = np.asarray(person_units, dtype=float)
    x, reference = np.asarray(reference_events, dtype=float), above_zero(reference_person_units)
    for found, what in ((n, "person units"), (x, "reference events")):
        refuse(found, (found < 0) | np.isinf(found), f"a number of {what} from 0")
    if not n.shape[-1:] == x.shape == reference.shape:
        raise ValueError(f"the same bands are expected, found {n.shape[-1:]}, {x.shape} and {reference.shape}")
    return np.asarray((n * (x / reference)).sum(axis=-1))


def standardised_ratios(
    events: ArrayLike, expected: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95
) -> StandardisedRatios:
    """multiplier x events/expected (SMR with 100), with Byar's interval, exact below 10 events.

    Shapes: events, the whole of each area, and expected broadcast; expected comes from expected_events.
    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, pp. 65-69.
    ValueError: events not whole numbers from 0, expected or multiplier not above 0, confidence outside (0, 1).
    """
    observed, hoped = np.broadcast_arrays(counts(events), above_zero(expected, "a number of expected events"))
    scale = above_zero(multiplier, "a multiplier") / hoped
    return StandardisedRatios(observed, hoped, observed * scale, count_intervals(observed, confidence).scaled(scale))


def indirectly_standardised_rates(
    events: ArrayLike,
    person_units: ArrayLike,
    reference_events: ArrayLike,
    reference_person_units: ArrayLike,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
) -> StandardisedRatios:
    """The standardised ratio times the reference's crude rate, per multiplier.

    Shapes: events (...), the whole of each area; person_units (..., bands); the reference (bands,).
    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, pp. 65-69.
    ValueError: as expected_events and standardised_ratios.
    """
    expected = expected_events(person_units, reference_events, reference_person_units)
    crude = np.sum(reference_events) / np.sum(reference_person_units)
    return standardised_ratios(events, expected, float(multiplier * crude), confidence)
