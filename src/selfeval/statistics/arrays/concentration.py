"""How unevenly an amount lies over persons: the shares of those with most of it, the Lorenz curve, the Gini index.

All start from cells: how many persons, and how much they have together. Within a cell all have the same; with a cell a
euro the figures are those of the persons but for less than a euro each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import refuse
from selfeval.statistics.arrays.interval import FloatArray


def lorenz_curve(persons: ArrayLike, amounts: ArrayLike, at: ArrayLike) -> FloatArray:
    """The share of the amount that the fraction `at` of the persons with least of it has, straight within a cell.

    Shape: that of `at`, fractions from 0 to 1. Source: Lorenz 1905, Publ Am Stat Assoc 9:209-219.
    ValueError: as for gini_index, or a fraction outside 0 to 1.
    """
    places = np.asarray(at, dtype=float)
    refuse(places, ~((places >= 0) & (places <= 1)), "a fraction from 0 to 1")
    people, held = _cumulated(persons, amounts)
    return np.asarray(np.interp(places, people, held))


def top_shares(persons: ArrayLike, amounts: ArrayLike, tops: ArrayLike) -> FloatArray:
    """The share of the amount that the fraction `tops` of the persons with most of it has.

    ValueError: as for lorenz_curve.
    """
    return np.asarray(1 - lorenz_curve(persons, amounts, 1 - np.asarray(tops, dtype=float)))


def gini_index(persons: ArrayLike, amounts: ArrayLike) -> float:
    """1 less twice the area under the Lorenz curve: 0 when all have the same, near 1 when one person has everything.

    persons, amounts: one number a cell. Source: Gastwirth 1972, Rev Econ Stat 54:306-316.
    ValueError: no persons, a number of persons or an amount below 0, an amount in a cell of nobody, nothing to share.
    """
    people, held = _cumulated(persons, amounts)
    return float(1 - np.sum(np.diff(people) * (held[1:] + held[:-1])))


def _cumulated(persons: ArrayLike, amounts: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Cumulative shares of persons and amount, from who has least to who has most, both from 0 to 1."""
    people, sums = np.broadcast_arrays(np.asarray(persons, dtype=float), np.asarray(amounts, dtype=float))
    refuse(people, ~(people >= 0), "a number of persons from 0")
    refuse(sums, ~((sums >= 0) & (sums < np.inf)), "an amount from 0")
    refuse(sums, (people == 0) & (sums > 0), "an amount of somebody")
    people, sums = people[people > 0], sums[people > 0]
    if not sums.sum():
        raise ValueError("an amount above 0 to share among persons is expected")
    order = np.argsort(sums / people, kind="stable")
    return _from_zero(people[order]), _from_zero(sums[order])


def _from_zero(values: FloatArray) -> FloatArray:
    summed = np.concatenate(([0.0], np.cumsum(values)))
    return np.asarray(summed / summed[-1])
