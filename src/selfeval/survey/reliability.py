"""How well the items of a scale hang together: Cronbach's alpha and ordinal alpha, on complete answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfeval.guide import Item
from selfeval.statistics.arrays.cronbach import Alpha, cronbach_alpha
from selfeval.statistics.arrays.interval import FloatArray
from selfeval.statistics.arrays.missing import Missing
from selfeval.statistics.arrays.ordinal_alpha import ordinal_alpha
from selfeval.survey.answers import AnswerRows

# Ordinal alpha is for answers in few categories; beyond these they are as good as numbers.
MOST_CATEGORIES = 7


@dataclass(frozen=True, slots=True)
class Reliability:
    """The alphas of one scale; None where there is none, and then `reason` says why for both.

    `n` is the number of respondents who answered all items of the scale: only these count (listwise).
    reason: single_item, not_one_trait (values of health states, counts), too_few, no_variance, or nothing.
    """

    n: int
    items: int
    cronbach: Alpha | None = None
    ordinal: Alpha | None = None
    reason: str = ""


def reliability(instrument: Item, scale: Item, rows: AnswerRows, smallest: int) -> Reliability:
    """The alphas of a scale; neither with fewer complete answers than `smallest`."""
    items = [item - 1 for item in scale["items"] or ()]
    answers = [[row[item] for item in items] for row in rows]
    complete = [row for row in answers if None not in row]
    if len(items) == 1:
        return Reliability(len(complete), 1, reason="single_item")
    if not items or scale["calculation"] != "mean":
        return Reliability(len(complete), len(items), reason="not_one_trait")
    if len(complete) < smallest:
        return Reliability(len(complete), len(items), reason="too_few")
    return _alphas(instrument, complete, len(items))


def _alphas(instrument: Item, complete: Sequence[Sequence[int | None]], items: int) -> Reliability:
    table = np.asarray(complete, dtype=float)
    try:
        cronbach = cronbach_alpha(table, missing=Missing.LISTWISE)
    except ValueError:
        return Reliability(len(complete), items, reason="no_variance")
    return Reliability(len(complete), items, cronbach, _ordinal(instrument, table))


def _ordinal(instrument: Item, table: FloatArray) -> Alpha | None:
    """None for many categories, and where an item has one answer only or the correlations cannot be found."""
    asked = instrument["items"]
    if asked["highest"] - asked["lowest"] + 1 > MOST_CATEGORIES:
        return None
    try:
        return ordinal_alpha(table, missing=Missing.LISTWISE)
    except ValueError:
        return None
