"""What is measured of a population: its age, its growth, its income; each measure with its exact parts.

Old-age dependency: people of 65 and over to people of 15 to 64 (Eurostat, old-age dependency ratio, first variant).
Ageing index: people of 65 and over to people under 15 (United Nations, World Population Ageing).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfeval.model import Figure, Key
from selfeval.territory import RegionIncome, RegionPopulation

OLD, OLDEST, WORKING = 65, 80, 15
PER = 100


class Measure(StrEnum):
    """The measures, in the order in which they are shown."""

    POPULATION = "population"
    OLDER = "older_share"
    OLDEST = "oldest_share"
    DEPENDENCY = "old_age_dependency"
    AGEING = "ageing_index"
    GROWTH = "growth"
    PER_RESIDENT = "income_per_resident"
    PER_DECLARATION = "income_per_declaration"


AGEING_MEASURES = (Measure.OLDER, Measure.OLDEST, Measure.DEPENDENCY, Measure.AGEING)
INCOME_MEASURES = (Measure.PER_RESIDENT, Measure.PER_DECLARATION)


@dataclass(frozen=True, slots=True)
class Ages:
    """Persons of a population by the ages that the measures need."""

    young: int
    working: int
    old: int
    oldest: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.young + self.working + self.old


def ages_of(population: RegionPopulation) -> Ages:
    """Persons under 15, of 15 to 64, of 65 and over, of 80 and over."""
    by_age: dict[int, int] = {}
    for (_, band), persons in population.counts.items():
        first = int(band[:2])
        by_age[first] = by_age.get(first, 0) + persons
    return Ages(
        sum(persons for age, persons in by_age.items() if age < WORKING),
        sum(persons for age, persons in by_age.items() if WORKING <= age < OLD),
        sum(persons for age, persons in by_age.items() if age >= OLD),
        sum(persons for age, persons in by_age.items() if age >= OLDEST),
    )


def age_figures(place: str, population: RegionPopulation) -> list[Figure]:
    """The number of inhabitants and the four measures of ageing; an empty population has no shares."""
    ages, year = ages_of(population), population.year_used
    ratios = {
        Measure.OLDER: (ages.old, ages.total, 1),
        Measure.OLDEST: (ages.oldest, ages.total, 1),
        Measure.DEPENDENCY: (ages.old, ages.working, PER),
        Measure.AGEING: (ages.old, ages.young, PER),
    }
    made = [Figure(Key(Measure.POPULATION, place, year=year), ages.total)]
    for measure, (part, whole, per) in ratios.items():
        if whole:
            unit = "percent" if per == 1 else "per_100"
            made.append(
                Figure(Key(measure, place, year=year), part / whole * per, unit=unit, numerator=part, denominator=whole)
            )
    return made


def growth_figure(place: str, totals: Mapping[int, int], first: int, last: int) -> Figure:
    """By which part a population grew from the first year to the last; negative where it shrank."""
    value = totals[last] / totals[first] - 1
    return Figure(Key(Measure.GROWTH, place, group=str(first), year=last), value, unit="percent")


def income_figures(place: str, income: RegionIncome) -> list[Figure]:
    """Net taxable income in euro per inhabitant and per declaration above zero, in an income year."""
    return [
        Figure(
            Key(Measure.PER_RESIDENT, place, year=income.year),
            income.per_resident,
            unit="euro",
            denominator=income.residents,
        ),
        Figure(
            Key(Measure.PER_DECLARATION, place, year=income.year),
            income.per_declaration,
            unit="euro",
            denominator=income.declarations,
        ),
    ]
