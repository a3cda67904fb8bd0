"""A region with all its figures and those of what it is compared with: computed once, told in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from selfeval.guide import Guide
from selfeval.model import Figure, Key
from selfeval.region.choice import Chosen
from selfeval.region.indicator import Indicator, Reading, release_indicator
from selfeval.region.measures import age_figures, ages_of, growth_figure, income_figures
from selfeval.territory import (
    GROUND_YEAR,
    Area,
    Level,
    RegionPopulation,
    income_years,
    municipalities,
    population_years,
    region_income,
    region_population,
    surroundings,
    unit_of,
)

REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """Something with figures: the region, an area around it, or a region it is compared with.

    `id` is unique in a profile; `area` tells which units an area is made of; `name` is a pilot's or empty.
    """

    id: str
    codes: tuple[str, ...]
    name: str = ""
    area: Area | None = None


@dataclass(frozen=True)
class Profile:
    """The places with the region first, their figures by what they are about, and the population of each by year."""

    guide: Guide
    chosen: Chosen
    places: tuple[Place, ...]
    same_as: tuple[Area, ...]
    populations: Mapping[tuple[str, int], RegionPopulation]
    figures: Mapping[Key, Figure]
    indicator: Indicator | None = None

    @property
    def region(self) -> Place:
        """The region itself."""
        return self.places[0]

    @cached_property
    def year(self) -> int:
        """The newest year with population figures."""
        return population_years()[-1]

    @cached_property
    def income_year(self) -> int:
        """The newest year with income figures."""
        return income_years()[-1]

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """The municipalities of the provinces the region is in: what its own are put beside."""
        units = {
            unit_of(found, Level.PROVINCE) for found in municipalities(GROUND_YEAR) if found.nis in self.region.codes
        }
        return tuple(found.nis for found in municipalities(GROUND_YEAR) if unit_of(found, Level.PROVINCE) in units)

    def figure(self, measure: str, place: str = REGION, year: int = 0) -> Figure | None:
        """A figure of a place, in the newest year that has one unless another is named."""
        found = [figure for key, figure in self.figures.items() if (key.measure, key.subject) == (measure, place)]
        fitting = [figure for figure in found if year in (0, figure.key.year)]
        return max(fitting, key=lambda figure: figure.key.year, default=None)


def make_profile(
    chosen: Chosen, compared: Iterable[Chosen], guide: Guide, reading: Reading | None = None, smallest: int = 5
) -> Profile:
    """Every figure of the region, of what lies around it and of the regions it is compared with.

    Of a reading only what may be shown is kept. A level around the region that covers the same ground is left out and
    listed in `same_as`. Raises RegionError when the reading has no figure for the region.
    """
    around = surroundings(chosen.codes)
    same = tuple(area for area in around if area.codes == chosen.codes)
    others = {one.codes: one for one in compared if one.codes != chosen.codes}.values()
    places = (
        Place(REGION, chosen.codes, chosen.name),
        *(Place(str(area.level), area.codes, area=area) for area in around if area not in same),
        *(Place(one.id, one.codes, one.name) for one in others),
    )
    # A year at a time: its file is then unpacked once for all places.
    populations = {
        (place.id, year): region_population(place.codes, year) for year in population_years() for place in places
    }
    figures = [*_population_figures(places, populations), *_income_figures(places)]
    areas = {place.id: place.codes for place in places}
    indicator = release_indicator(reading, areas, smallest) if reading else None
    return Profile(guide, chosen, places, same, populations, {found.key: found for found in figures}, indicator)


def _population_figures(
    places: Iterable[Place], populations: Mapping[tuple[str, int], RegionPopulation]
) -> Iterable[Figure]:
    years = population_years()
    for place in places:
        totals = {year: populations[place.id, year].total for year in years}
        for year in years:
            yield from age_figures(place.id, populations[place.id, year])
        yield growth_figure(place.id, totals, years[0], years[-1])


def _income_figures(places: tuple[Place, ...]) -> Iterable[Figure]:
    for year in income_years():
        for place in places:
            yield from income_figures(place.id, region_income(place.codes, year))


def older_people(code: str, year: int) -> tuple[int, int]:
    """People of 65 and over, and all people, of a municipality."""
    ages = ages_of(region_population([code], year))
    return ages.old, ages.total
