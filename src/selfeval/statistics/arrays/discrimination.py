"""How well a score tells persons with an outcome from those without, from counts at each value of the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import counts
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.interval import Interval
from selfeval.statistics.quantile import normal_quantile


@dataclass(frozen=True, slots=True)
class Discrimination:
    """The C statistic (area under the ROC curve), its standard error and its interval."""

    value: float
    standard_error: float
    interval: Interval


def c_statistic(scores: ArrayLike, events: ArrayLike, persons: ArrayLike, confidence: float = 0.95) -> Discrimination:
    """The chance that of a person with and one without the event the first has the higher score, ties counting half.

    scores, events, persons: one number a cell; cells of the same score are taken together. 0.5 is chance, 1 perfect.
    Source: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837-845 (standard error; the interval is the normal
    one, kept within 0 and 1). ValueError: counts that are not whole, more events than persons, fewer than two persons
    with or without the event.
    """
    values, place = np.unique(np.asarray(scores, dtype=float), return_inverse=True)
    having = np.asarray(np.bincount(place, weights=counts(events), minlength=len(values)), dtype=float)
    lacking = np.asarray(np.bincount(place, weights=counts(persons), minlength=len(values)), dtype=float) - having
    if (lacking < 0).any():
        raise ValueError("no more events than persons are expected")
    with_event, without = having.sum(), lacking.sum()
    if min(with_event, without) < 2:
        raise ValueError("two persons with and two without the event are expected")
    below = (np.cumsum(lacking) - lacking / 2) / without
    above = (with_event - np.cumsum(having) + having / 2) / with_event
    value = float((having * below).sum() / with_event)
    variance = _spread(below, having, value) / with_event + _spread(above, lacking, value) / without
    error = float(np.sqrt(variance))
    reach = normal_quantile((1 + confidence) / 2) * error
    return Discrimination(value, error, Interval(max(0.0, value - reach), min(1.0, value + reach)))


def _spread(components: FloatArray, weights: FloatArray, mean: float) -> float:
    """The sample variance of DeLong's components."""
    return float((weights * (components - mean) ** 2).sum() / (weights.sum() - 1))
