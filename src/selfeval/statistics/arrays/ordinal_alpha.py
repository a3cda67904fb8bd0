"""Ordinal alpha: Cronbach's alpha of the scales thought to lie behind answers in ordered categories."""

from __future__ import annotations

from numpy.typing import ArrayLike

from selfeval.statistics.arrays.cronbach import Alpha, feldt_interval
from selfeval.statistics.arrays.missing import Missing, answer_table, complete_rows
from selfeval.statistics.arrays.polychoric import polychoric_matrix


def ordinal_alpha(answers: ArrayLike, *, missing: Missing, confidence: float = 0.95) -> Alpha:
    """alpha = k/(k-1) (1 - k / sum of the polychoric correlations of the k items, the diagonal included).

    The interval is Feldt's. It takes the polychoric correlations as if they had been seen, so it is rather too
    narrow: read it as the least uncertainty there is. Missing answers and n as for Cronbach's alpha.
    answers: respondents x items, categories as numbers in order, nan where there is none.
    Source: Zumbo, Gadermann and Zeisser 2007, J Mod Appl Stat Methods 6:21-29.
    ValueError: as polychoric_matrix, correlations that sum to 0 or less, confidence outside (0, 1).
    """
    rows = complete_rows(answers) if missing is Missing.LISTWISE else answer_table(answers)
    n, items = rows.shape
    total = float(polychoric_matrix(rows, missing=missing).sum())
    if total <= 0:
        raise ValueError(f"correlations that sum to more than 0 are expected, found {total:g}")
    value = items / (items - 1) * (1 - items / total)
    return Alpha(value, feldt_interval(value, n, items, confidence), n, items, missing)
