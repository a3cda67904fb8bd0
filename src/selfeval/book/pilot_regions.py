"""The regions of pilot projects in figures, computed from the data of this package for the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass

from selfeval.guide import Guide
from selfeval.region.choice import choose_region
from selfeval.region.measures import AGEING_MEASURES, Measure
from selfeval.region.profile import REGION, Place, Profile, make_profile
from selfeval.region.words import Frame
from selfeval.territory import Level, population_years
from selfeval.texts import Texts

# One each of a large city, a cluster of towns, a city with a neighbour, and a whole province.
SHOWN = ("relian", "de_brug", "resinam", "chronilux")


@dataclass(frozen=True)
class PilotRegion:
    """A region as its page tells it: name, municipalities, the title of each column, and rows of texts."""

    name: str
    municipalities: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pilot_profiles(guide: Guide) -> tuple[Profile, ...]:
    """The profiles of the projects that the page shows, in that order; only those the Gids knows."""
    return tuple(make_profile(choose_region("", name, guide), (), guide) for name in SHOWN if guide.has("pilots", name))


def pilot_regions(guide: Guide, texts: Texts) -> list[PilotRegion]:
    """What the page tells of each region: its figures beside its province's and Belgium's."""
    return [_told(Frame(profile, texts)) for profile in pilot_profiles(guide)]


def _told(frame: Frame) -> PilotRegion:
    shown = [place for place in frame.profile.places if place.id in (REGION, Level.PROVINCE, Level.COUNTRY)]
    headings = (frame.say("column.figure"), *(frame.place(place) for place in shown))
    towns = frame.some_towns(frame.profile.region.codes)
    return PilotRegion(frame.profile.region.name, towns, headings, tuple(_rows(frame, shown)))


def _rows(frame: Frame, shown: list[Place]) -> list[tuple[str, ...]]:
    profile, first = frame.profile, population_years()[0]
    people = [
        (
            frame.say("row.population", year=year),
            *(frame.value(profile.figure(Measure.POPULATION, place.id, year)) for place in shown),
        )
        for year in (first, profile.year)
    ]
    growth = (profile.figure(Measure.GROWTH, place.id) for place in shown)
    grown = (
        frame.say("column.growth", first=first, year=profile.year),
        *(frame.change(found.value or 0.0) if found else "" for found in growth),
    )
    ages = [
        (frame.say(f"column.{measure}"), *(frame.value(profile.figure(measure, place.id)) for place in shown))
        for measure in AGEING_MEASURES
    ]
    income = (
        frame.say("row.income", year=profile.income_year),
        *(frame.value(profile.figure(Measure.PER_RESIDENT, place.id)) for place in shown),
    )
    return [*people, grown, *ages, income]
