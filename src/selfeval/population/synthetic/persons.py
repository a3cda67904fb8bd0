"""Who the persons are, and what stays with them from one year to the next."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from selfeval.population.synthetic.margins import AGE_SHARES, CONDITIONS, GROUPS
from selfeval.population.synthetic.recipe import Recipe
from selfeval.territory import municipalities

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Latent need: a lasting part, and a part that fades from year to year (first-order autoregression).
LASTING_SHARE = 0.5
FADING = 0.6
MOVING = 0.01
_MUNICIPALITIES_PER_REGION = 5


@dataclass(frozen=True, slots=True)
class Persons:
    """The living persons of a chunk; every array has one entry per person, the last two one column per thing."""

    person: NDArray[np.int64]
    birth_year: Whole
    female: Flags
    increased_reimbursement: Flags
    region: Whole
    municipality: Whole
    frailty: Floats
    passing: Floats
    propensity: Floats
    medication: Floats

    def keep(self, chosen: Flags) -> Persons:
        """Only the chosen ones."""
        return Persons(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def age(self, year: int) -> Whole:
        """Years of age reached in the calendar year."""
        return (year - self.birth_year).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Places:
    """Regions: their names, their cumulated shares of the population, their municipalities and planted factors."""

    names: tuple[str, ...]
    cumulated: NDArray[np.float64]
    municipalities: Whole
    factors: Floats
    shocks: Floats


def draw_places(recipe: Recipe) -> Places:
    """Regions of falling size, each with some municipalities whose codes are valid in all years."""
    rng = np.random.default_rng([recipe.seed, 0])
    weights = 1 / np.sqrt(np.arange(1, recipe.regions + 1))
    valid = [{int(found.nis) for found in municipalities(year)} for year in (recipe.years[0], recipe.years[-1])]
    codes = np.array(sorted(valid[0] & valid[1]), dtype=np.int32)
    chosen = codes[: recipe.regions * _MUNICIPALITIES_PER_REGION].reshape(recipe.regions, -1)
    factors = np.exp(0.08 * rng.standard_normal(recipe.regions)).astype(np.float32)
    shocks = recipe.shock * rng.standard_normal((recipe.regions, len(recipe.years)))
    return Places(recipe.region_names, np.cumsum(weights / weights.sum()), chosen, factors, shocks.astype(np.float32))


def draw_persons(rng: np.random.Generator, first: int, count: int, year: int, places: Places) -> Persons:
    """So many persons alive at the start of the year, numbered from `first`."""
    tens = np.searchsorted(np.cumsum(AGE_SHARES), rng.random(count)).clip(0, len(AGE_SHARES) - 1)
    age = 10 * tens + rng.integers(0, 10, count)
    frailty = rng.standard_normal(count, dtype=np.float32)
    poverty = 0.11 + 0.05 * frailty.clip(-1, 2) + 0.1 * (age > 75)
    region, municipality = _draw_homes(rng, count, places)
    return Persons(
        np.arange(first, first + count, dtype=np.int64),
        (year - age).astype(np.int32),
        rng.random(count, dtype=np.float32) < 0.47 + 0.001 * age,
        rng.random(count, dtype=np.float32) < poverty,
        region,
        municipality,
        frailty,
        rng.standard_normal(count, dtype=np.float32),
        rng.random((len(CONDITIONS), count), dtype=np.float32).T,
        rng.random((len(GROUPS), count), dtype=np.float32).T,
    )


def live_on(rng: np.random.Generator, persons: Persons, places: Places) -> Persons:
    """The same persons a year later: need has partly faded, some have moved."""
    count = len(persons.person)
    news = rng.standard_normal(count, dtype=np.float32)
    passing = np.float32(FADING) * persons.passing + np.float32((1 - FADING**2) ** 0.5) * news
    moving = np.flatnonzero(rng.random(count, dtype=np.float32) < MOVING)
    region, municipality = persons.region.copy(), persons.municipality.copy()
    region[moving], municipality[moving] = _draw_homes(rng, len(moving), places)
    return replace(persons, passing=passing, region=region, municipality=municipality)


def persistence() -> float:
    """Correlation of the logarithm of need, age and conditions apart, in two years that follow each other."""
    return LASTING_SHARE + (1 - LASTING_SHARE) * FADING


def conditions_of(persons: Persons, age: Whole) -> Flags:
    """Which latent conditions each person has, shape (conditions, persons); they come with age and do not go."""
    tens = (age.astype(np.float32) - 50) / 10
    grown = ((age - 3) / np.float32(25)).clip(0.05, 1).astype(np.float32)
    found = np.empty((len(CONDITIONS), len(age)), dtype=np.bool_)
    for row, one in enumerate(CONDITIONS):
        odds = np.exp(
            np.float32(one.at_50) + np.float32(one.per_ten_years) * tens + np.float32(one.frailty) * persons.frailty
        )
        found[row] = persons.propensity[:, row] < grown * odds / (1 + odds)
    return found


def need_of(persons: Persons, age: Whole, conditions: Flags) -> Floats:
    """Latent need for care; 1 is about the population's mean."""
    spread = np.float32(LASTING_SHARE**0.5) * persons.frailty + np.float32((1 - LASTING_SHARE) ** 0.5) * persons.passing
    with_age = 0.45 + 0.012 * age + 0.6 * (age > 80) + 0.35 * (age < 3)
    burden = np.float32(1.16) ** conditions.sum(axis=0, dtype=np.int16)
    need: Floats = (0.62 * np.exp(np.float32(0.75) * spread) * with_age * burden).astype(np.float32)
    return need


def _draw_homes(rng: np.random.Generator, count: int, places: Places) -> tuple[Whole, Whole]:
    region = np.searchsorted(places.cumulated, rng.random(count)).clip(0, len(places.names) - 1).astype(np.int32)
    which = rng.integers(0, places.municipalities.shape[1], count)
    return region, places.municipalities[region, which]
