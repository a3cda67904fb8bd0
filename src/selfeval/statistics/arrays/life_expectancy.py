"""Life expectancy from an abridged life table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from selfeval.statistics.arrays.interval import FloatArray, Intervals

# Those who die in their first year live a tenth of it on average, those who die later half of their age band.
# Source: Chiang 1968, as used in the English tables (see life_expectancy).
LIVED_IN_FIRST_YEAR, LIVED_IN_BAND = 0.1, 0.5

# Below this many person-years a life expectancy is not stable enough to be told.
# Source: Toson and Baker 2003, National Statistics Methodological Series 33.
FEWEST_PERSON_YEARS = 5000

FIVE_YEAR_BANDS = (0, 1, *range(5, 95, 5))


@dataclass(frozen=True, slots=True, eq=False)
class LifeExpectancy:
    """Years still to be lived on average from the start of each age band on, their interval and their variance."""

    years: FloatArray
    interval: Intervals
    variance: FloatArray


def life_expectancy(
    deaths: ArrayLike,
    person_years: ArrayLike,
    start_ages: ArrayLike = FIVE_YEAR_BANDS,
    *,
    last_band_varies: bool = True,
    confidence: float = 0.95,
) -> LifeExpectancy:
    """Chiang's life table with an open last band, and its variance; all as seen from the start of each band.

    With n the width of a band, M its deaths per person-year and a the share of it that those who die live:
    q = nM / (1 + (1-a)nM), l the survivors to its start, L = n(l - (1-a)lq), in the last band L = l/M;
    e = sum of L from the band on / l. Variance of q: q²(1-q)/deaths; of e at x: the sum over later bands i of
    (l(i)/l(x))² ((1-a)n + e(i+1))² var(q), and for the last band (l/l(x))² / (deaths M²), which Chiang left out
    (last_band_varies=False). Interval: e ± z times the root of the variance, not below 0.
    deaths, person_years: ... x bands, in the order of start_ages (years, the first 0).
    Missing: an area with a missing cell, with fewer than 5000 person-years, or without deaths in the last band.
    Source: Chiang 1968, Introduction to Stochastic Processes in Biostatistics, p. 189-214; last band: Silcocks,
    Jenner and Reza 2001, J Epidemiol Community Health 55:38-43.
    ValueError: deaths below 0 or more than the person-years, person-years not above 0, start ages that do not rise
    from 0 or do not go with the bands, confidence outside (0, 1).
    """
    died, lived = np.broadcast_arrays(np.asarray(deaths, dtype=float), np.asarray(person_years, dtype=float))
    ages = np.asarray(start_ages, dtype=float)
    _require_table(died, lived, ages, confidence)
    known = ~np.isnan(died + lived).any(axis=-1, keepdims=True) & (died[..., -1:] > 0)
    known &= lived.sum(axis=-1, keepdims=True) >= FEWEST_PERSON_YEARS
    died, lived = np.where(known, died, np.nan), np.where(known, lived, np.nan)
    years, variance = _table(died, died / lived, ages, last_band_varies)
    half_width = stats.norm.ppf((1 + confidence) / 2) * np.sqrt(variance)
    return LifeExpectancy(years, Intervals(np.maximum(years - half_width, 0), years + half_width), variance)


def _table(
    died: FloatArray, rate: FloatArray, ages: FloatArray, last_band_varies: bool
) -> tuple[FloatArray, FloatArray]:
    """Expectancy and variance at the start of every band."""
    widths = np.diff(ages)
    ends = np.where(ages[1:] <= 1, 1 - LIVED_IN_FIRST_YEAR, 1 - LIVED_IN_BAND) * widths  # lost by those who die
    closed = rate[..., :-1]
    dying = np.minimum(widths * closed / (1 + ends * closed), 1)
    years = np.empty_like(rate)
    variance = np.empty_like(rate)
    years[..., -1] = 1 / rate[..., -1]
    variance[..., -1] = years[..., -1] ** 2 / died[..., -1] if last_band_varies else 0 * years[..., -1]
    for band in reversed(range(len(widths))):
        q, d, later = dying[..., band], died[..., band], years[..., band + 1]
        spread = np.divide(q**2 * (1 - q), d, out=np.where(np.isnan(d), np.nan, 0.0), where=d > 0)
        years[..., band] = widths[band] - ends[band] * q + (1 - q) * later
        variance[..., band] = (ends[band] + later) ** 2 * spread + (1 - q) ** 2 * variance[..., band + 1]
    return years, variance


def _require_table(died: FloatArray, lived: FloatArray, ages: FloatArray, confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence strictly between 0 and 1 is expected, found {confidence}")
    if ages.ndim != 1 or len(ages) < 2 or ages[0] != 0 or not (np.diff(ages) > 0).all():
        raise ValueError("two or more start ages that rise from 0 are expected")
    if died.shape[-1:] != ages.shape:
        raise ValueError(f"{len(ages)} age bands are expected, found the shape {died.shape}")
    if (lived <= 0).any() or np.isinf(lived).any():
        raise ValueError("finite person-years above 0 are expected in every band, found others")
    if (died < 0).any() or (died > lived).any():
        raise ValueError("deaths from 0 and up to the person-years are expected, found others")
