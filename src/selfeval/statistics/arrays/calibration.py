"""Whether as many have an outcome as was predicted, from counts of persons with the same predicted risk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from selfeval.statistics.arrays.inputs import counts, refuse
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.interval import Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope of the outcome on the predicted log-odds (1: as spread as predicted) and intercept at slope 1 (0: as many).

    Both with their 95 % interval (Wald).
    """

    slope: float
    slope_interval: Interval
    intercept: float
    intercept_interval: Interval


def calibration(predicted: ArrayLike, events: ArrayLike, persons: ArrayLike) -> Calibration:
    """Logistic regression of the outcome on the logit of the predicted risk: slope, and intercept at slope 1.

    predicted, events, persons: one number a cell. Source: Cox 1958, Biometrika 45:562-565; Miller, Hui and Tierney
    1991, Stat Med 10:1213-1226. ValueError: a risk that is not between 0 and 1, counts that are not whole, or a single
    predicted risk, which has no slope.
    """
    risk = np.asarray(predicted, dtype=float)
    refuse(risk, ~((risk > 0) & (risk < 1)), "a risk between 0 and 1")
    if len(np.unique(risk)) < 2:
        raise ValueError("two different risks at least are expected")
    happened, people = counts(events), counts(persons)
    outcome, logits = np.column_stack((happened, people - happened)), special.logit(risk)
    ones = np.ones_like(logits)
    sloped = GLM(outcome, np.column_stack((ones, logits)), family=Binomial()).fit()
    shifted = GLM(outcome, ones, family=Binomial(), offset=logits).fit()
    slope_low, slope_high = sloped.conf_int()[1]
    low, high = shifted.conf_int()[0]
    return Calibration(
        float(sloped.params[1]),
        Interval(float(slope_low), float(slope_high)),
        float(shifted.params[0]),
        Interval(float(low), float(high)),
    )


def risk_groups(predicted: ArrayLike, persons: ArrayLike, groups: int = 10) -> NDArray[np.intp]:
    """The group of each cell when the persons are put in order of risk and cut in so many equal parts.

    A cell is never cut: it goes where its middle lies, so parts can differ in size and some can be without anybody.
    """
    risk, people = np.asarray(predicted, dtype=float), counts(persons)
    order = np.argsort(risk, kind="stable")
    middle = np.empty_like(people)
    middle[order] = np.cumsum(people[order]) - people[order] / 2
    total: float = float(people.sum())
    placed: FloatArray = np.floor(groups * middle / total) if total else np.zeros_like(middle)
    return np.minimum(placed, groups - 1).astype(np.intp)
