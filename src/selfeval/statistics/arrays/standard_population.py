"""The weights of age bands in the European Standard Population of 2013 (Eurostat; see data/SOURCE.md)."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf
from pathlib import Path

import numpy as np

from selfeval.statistics.arrays.interval import FloatArray

_FILE = Path(__file__).parent / "data" / "european_standard_population_2013.csv"
_BAND = re.compile(r"0*(\d{1,3})(?:\s*[-\N{EN DASH}]\s*0*(\d{1,3})|\s*(\+))?")


def standard_weights(bands: Sequence[str], from_age: int = 0, below_age: float = inf) -> FloatArray:
    """How many of 100,000 stand in each band, in the order the bands are given in.

    bands: labels such as "0-4", "00-04", "0" or "90+", in any order: each weight is found by its label, so that a table
    sorted as text ("10-14", "15-19", ..., "5-9") still gets the right ones.
    from_age, below_age: the ages the bands must cover exactly, without a gap or an overlap; all ages unless told.
    ValueError: a label that is no age band, bands that leave out or repeat an age, one that cuts one of the standard.
    """
    ages = [_ages(band) for band in bands]
    _require_cover(ages, from_age, below_age)
    return np.array([_weight(first, end, label) for (first, end), label in zip(ages, bands, strict=True)])


def _ages(band: str) -> tuple[int, float]:
    """First age of the band and the first age above it."""
    found = _BAND.fullmatch(band.strip())
    if not found:
        raise ValueError(f"an age band such as 5-9 or 90+ is expected, found {band!r}")
    first, last, open_end = found.groups()
    return int(first), inf if open_end else int(last or first) + 1


def _require_cover(ages: Sequence[tuple[int, float]], from_age: int, below_age: float) -> None:
    ordered = sorted(ages)
    edges = [(-1, from_age), *ordered, (below_age, inf)]
    for (_, end), (first, _) in pairwise(edges):
        if end != first:
            kind = "no band" if end < first else "more than one band"
            raise ValueError(f"each age in one band is expected, found {kind} for age {min(end, first):g}")


def _weight(first: int, end: float, label: str) -> float:
    inside = [(low, high, weight) for low, high, weight in _standard() if first <= low and high <= end]
    if not inside or inside[0][0] != first or inside[-1][1] != end:
        raise ValueError(f"bands made of those of the standard population are expected, found {label!r}")
    return sum(weight for *_, weight in inside)


@cache
def _standard() -> tuple[tuple[int, float, float], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (int(row["first_age"]), int(row["last_age"]) + 1 if row["last_age"] else inf, float(row["weight"]))
        for row in rows
    )
