"""What to do with respondents who left an answer open."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.interval import FloatArray


class Missing(StrEnum):
    """Which answers count when some are missing.

    listwise: only the rows without a missing answer; n is their number.
    pairwise: for every pair of columns the rows that have both; n is the number of rows with any answer.
    """

    LISTWISE = "listwise"
    PAIRWISE = "pairwise"


def answer_table(answers: ArrayLike) -> FloatArray:
    """The answers as a table of numbers, missing ones as nan, without the rows that are empty throughout.

    answers: rows x columns, the rows being respondents or things rated, the columns items or raters.
    ValueError: not two dimensions, or an infinite answer.
    """
    table = np.asarray(answers, dtype=float)
    if table.ndim != 2:
        raise ValueError(f"a table of rows and columns is expected, found {table.ndim} dimension(s)")
    if np.isinf(table).any():
        raise ValueError("finite answers are expected, found an infinite one")
    return np.asarray(table[~np.isnan(table).all(axis=1)])


def complete_rows(answers: ArrayLike, fewest_rows: int = 2, fewest_columns: int = 2) -> FloatArray:
    """The rows of the table that miss no answer.

    ValueError: as answer_table, or fewer complete rows or columns than needed.
    """
    table = answer_table(answers)
    complete = np.asarray(table[~np.isnan(table).any(axis=1)])
    rows, columns = complete.shape
    if rows < fewest_rows or columns < fewest_columns:
        needed = f"at least {fewest_rows} complete rows and {fewest_columns} columns"
        raise ValueError(f"{needed} are expected, found {rows} and {columns}")
    return complete
