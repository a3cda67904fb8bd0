"""How much more areas differ than chance alone explains, so that funnel limits can be widened for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from selfeval.statistics.arrays.inputs import above_zero, refuse
from selfeval.statistics.arrays.interval import FloatArray


def winsorised(z_scores: ArrayLike, share: float = 0.1) -> FloatArray:
    """The z-scores with the lowest and the highest share of them drawn in to the quantile that limits them.

    So areas that stand out do not hide by widening the limits. Shape: (areas,); missing stays missing.
    Source: Spiegelhalter 2005, Qual Saf Health Care 14:347-351.
    ValueError: a share outside [0, 0.5), an infinite score, no scores.
    """
    z = np.asarray(z_scores, dtype=float)
    refuse(z, np.isinf(z), "a finite z-score")
    if not 0 <= share < 0.5:
        raise ValueError(f"a share from 0 to below 0.5 is expected, found {share}")
    if z.ndim != 1 or np.isnan(z).all():
        raise ValueError("the z-scores of one group of areas are expected, found none")
    low, high = np.nanquantile(z, [share, 1 - share])
    return np.asarray(np.clip(z, low, high))


def dispersion(estimates: ArrayLike, standard_errors: ArrayLike, target: float, share: float = 0.1) -> float:
    """phi, the mean square of the winsorised z-scores (estimates - target)/standard_errors; about 1 by chance.

    The multiplicative factor of the variance. Shapes: (areas,); areas with something missing are left out.
    Source: Spiegelhalter 2005, Stat Med 24:1185-1202, appendix; Qual Saf Health Care 14:347-351.
    ValueError: as winsorised; a standard error not above 0.
    """
    return float(np.nanmean(winsorised(_z_scores(estimates, standard_errors, target), share) ** 2))


def between_variance(estimates: ArrayLike, standard_errors: ArrayLike, target: float, share: float = 0.1) -> float:
    """tau², the variance between areas that explains what chance does not; 0 when chance explains all.

    (k phi - (k - 1)) / (sum w - sum w² / sum w), with w = 1/s² and k areas; in the squared unit of the estimates.
    Shapes: (areas,); areas with something missing are left out.
    Source: DerSimonian and Laird 1986, Control Clin Trials 7:177-188; with winsorised z-scores Spiegelhalter 2005,
    Stat Med 24:1185-1202, appendix; Qual Saf Health Care 14:347-351.
    ValueError: as dispersion; fewer than two areas.
    """
    present = ~np.isnan(_z_scores(estimates, standard_errors, target))
    k = int(present.sum())
    if k < 2:
        raise ValueError(f"two or more areas are expected, found {k}")
    weights = 1 / np.broadcast_to(np.asarray(standard_errors, dtype=float), present.shape)[present] ** 2
    excess = k * dispersion(estimates, standard_errors, target, share) - (k - 1)
    return max(0.0, excess / float(weights.sum() - (weights**2).sum() / weights.sum()))


def _z_scores(estimates: ArrayLike, standard_errors: ArrayLike, target: float) -> FloatArray:
    return np.asarray((np.asarray(estimates, dtype=float) - target) / above_zero(standard_errors, "a standard error"))
