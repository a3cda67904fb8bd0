"""Which regions the pilots are held against, and how alike they were before the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selfeval.population.effect.cells import Array, Cells


@dataclass(frozen=True, slots=True)
class Balance:
    """A characteristic before the start: the pilots' mean, the comparison's, and their difference.

    `difference` is in standard deviations between all regions; `before_choice` the same against all regions that could
    have been chosen.
    """

    name: str
    pilots: float
    comparison: float
    difference: float
    before_choice: float


def features(cells: Cells, until: int) -> dict[str, Array]:
    """What is known of each region before a year: level and trend of the outcome, and who lives there."""
    early = cells.only(years=[year for year in cells.years if year < until])
    weight = early.persons / early.persons.sum(axis=1, keepdims=True)
    found = {"level": (weight * early.mean).sum(axis=1)}
    if len(early.years) > 1:
        centred = np.asarray(early.years) - np.mean(early.years)
        found["trend"] = (early.mean * centred).sum(axis=1) / (centred**2).sum()
    return found | {name: (weight * values).sum(axis=1) for name, values in early.composition.items()}


def closest(cells: Cells, pilots: Sequence[str], until: int, number: int) -> tuple[str, ...]:
    """The regions nearest to the pilots on everything that is known before the start, each measure in its own spread.

    Nearest is the smallest sum of squared standardised differences to the pilots' mean; names decide between equals.
    """
    known = np.asarray(list(features(cells, until).values()))
    pilot = np.isin(cells.regions, pilots)
    spread = known.std(axis=1, ddof=1)
    usable = known[spread > 0] / spread[spread > 0, None]
    away = ((usable - usable[:, pilot].mean(axis=1, keepdims=True)) ** 2).sum(axis=0)
    others = sorted((float(away[at]), region) for at, region in enumerate(cells.regions) if not pilot[at])
    return tuple(sorted(region for _, region in others[:number]))


def balance(cells: Cells, pilots: Sequence[str], chosen: Sequence[str], until: int) -> tuple[Balance, ...]:
    """The standardised differences of the pilots against the chosen regions, and against all of them."""
    pilot, kept = np.isin(cells.regions, pilots), np.isin(cells.regions, chosen)
    found = []
    for name, values in features(cells, until).items():
        spread = float(values.std(ddof=1)) or 1.0
        own, others, everyone = (float(values[at].mean()) for at in (pilot, kept, ~pilot))
        found.append(Balance(name, own, others, (own - others) / spread, (own - everyone) / spread))
    return tuple(found)
