"""Directly standardised rates of many areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfeval.statistics.arrays.inputs import above_zero, counts, refuse
from selfeval.statistics.arrays.interval import FloatArray, Intervals
from selfeval.statistics.arrays.rate import byar_intervals

# Below this many events Dobson's interval cannot be relied on: Morris and others 2018, 10.1186/s12963-018-0177-1.
FEWEST_EVENTS = 10


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRates:
    """Events of each area, its rate and the interval, per multiplier.

    refused: areas with fewer than 10 events; their rate and interval are missing, their events are not.
    """

    events: FloatArray
    value: FloatArray
    interval: Intervals
    refused: NDArray[np.bool_]


def directly_standardised_rates(
    events: ArrayLike,
    person_units: ArrayLike,
    weights: ArrayLike,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
    event_variances: ArrayLike | None = None,
) -> StandardisedRates:
    """The rates the areas would have with the age structure of a standard population, with Dobson's intervals.

    rate = sum w x/n / sum w; limits = rate + sqrt(V/O) (Byar's limits of O - O), with O = sum x and
    V = sum w² v/n² / (sum w)², where v = x unless event_variances are given.
    Shapes: events, person_units and event_variances (..., bands), weights (bands,), all in one order of the bands
    (`standard_weights` gives the weights by label); the result (...). A missing value leaves its area missing: write 0
    where no event happened. event_variances: where one person can have several events, `repeated_event_variances`.
    Source: Dobson and others 1991, Stat Med 10:457-462.
    ValueError: events not whole numbers from 0, person_units or weights not above 0, more or fewer weights than bands,
    confidence outside (0, 1); or one area alone that has fewer than 10 events.
    """
    x, n, w = counts(events), above_zero(person_units, "a number of person units"), _weights(weights, np.shape(events))
    variances = x if event_variances is None else _variances(event_variances)
    total = np.asarray(x.sum(axis=-1) + 0 * n.sum(axis=-1))
    refused = total < FEWEST_EVENTS
    if refused.ndim == 0 and refused:
        raise ValueError(f"{FEWEST_EVENTS} events or more are expected for a standardised rate, found {total:g}")
    share = w / w.sum() / n
    value = np.where(refused, np.nan, (share * x).sum(axis=-1)) * multiplier
    stretch = np.sqrt((share**2 * variances).sum(axis=-1) / np.where(refused, np.nan, total)) * multiplier
    limits = byar_intervals(total, confidence)
    interval = Intervals(value + stretch * (limits.low - total), value + stretch * (limits.high - total))
    return StandardisedRates(total, value, interval, refused)


def repeated_event_variances(persons: ArrayLike, events_each: ArrayLike) -> FloatArray:
    """Variances of the events of each band when a person can have several: sum k² persons(k).

    persons: (..., bands, k), how many persons had each number of events; events_each: (k,), those numbers.
    The events themselves are sum k persons(k).
    Source: the rule of PHEindicatormethods, calculate_dsr; the variance of a compound Poisson sum (Carriere and
    Roos 1994, Am J Epidemiol 140:472-482).
    ValueError: persons or events_each not whole numbers from 0.
    """
    return np.asarray((counts(persons) * counts(events_each) ** 2).sum(axis=-1))


def _weights(weights: ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    found = above_zero(weights, "a weight")
    if found.shape != shape[-1:]:
        raise ValueError(f"a weight for each of {shape[-1] if shape else 0} bands is expected, found {found.size}")
    refuse(found, np.isnan(found), "a weight for each band")
    return found


def _variances(values: ArrayLike) -> FloatArray:
    found = np.asarray(values, dtype=float)
    refuse(found, (found < 0) | np.isinf(found), "a variance from 0")
    return found
