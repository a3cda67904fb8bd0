"""Invented cells with a planted effect, for the tests and the long simulation of coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from selfeval.population.effect.cells import Cells

LEVEL, GROWTH, PERSON = 2_000.0, 40.0, 3_000.0


@dataclass(frozen=True)
class Invention:
    """Regions of these sizes over years from 2014 on: `shock` is what happens to a region in a year (its standard
    deviation), `lasting` the part of it that stays to the next year, `apart` how regions differ in level; `effect` is
    added to the regions of `starts` (by row) from their year on. Persons vary by PERSON around their region.
    """

    sizes: Sequence[int]
    years: int = 8
    shock: float = 20.0
    lasting: float = 0.0
    apart: float = 100.0
    effect: float = 0.0
    starts: Mapping[int, int] = field(default_factory=dict)


def invent_cells(wish: Invention, random: np.random.Generator) -> Cells:
    """One draw of the cells; the sampled means are normal, as those of a hundred persons and more nearly are."""
    count, years = len(wish.sizes), tuple(range(2014, 2014 + wish.years))
    persons = np.repeat(np.asarray(wish.sizes, float)[:, None], wish.years, axis=1)
    shocks = np.zeros((count, wish.years))
    news = random.normal(0, wish.shock, shocks.shape)
    for at in range(wish.years):
        kept = wish.lasting * shocks[:, at - 1] if at else 0.0
        shocks[:, at] = kept + news[:, at] * (np.sqrt(1 - wish.lasting**2) if at else 1.0)
    level = LEVEL + random.normal(0, wish.apart, (count, 1)) + GROWTH * np.arange(wish.years)
    chance = random.normal(0, PERSON, shocks.shape) / np.sqrt(persons)
    starts = np.asarray([wish.starts.get(row, 9999) for row in range(count)])
    given = wish.effect * (np.asarray(years)[None, :] >= starts[:, None])
    names = tuple(f"region_{row + 1:02d}" for row in range(count))
    mean = level + shocks + chance + given
    return Cells(names, years, persons, mean, np.full(mean.shape, PERSON**2))
