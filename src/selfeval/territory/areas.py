"""What lies around a region: the arrondissements and provinces it is in, and the country, all on today's ground.

An area is a set of codes of the newest year, so that it covers the same ground in every year of a series. The
municipalities that Hainaut's arrondissements exchanged on 1 January 2019 count where they belong since.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from selfeval.territory.changes import CHANGE_YEARS, carry_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import DATA, LANGUAGES, Municipality, Region, all_municipalities, municipalities

# The codes of this year are those of every area.
GROUND_YEAR = CHANGE_YEARS[-1]


class Level(StrEnum):
    """The areas around a region, from near to far."""

    ARRONDISSEMENT = "arrondissement"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of one level: the units it is made of, and the municipalities, in codes of GROUND_YEAR, sorted.

    `units` are NIS codes of arrondissements or provinces (Brussels has none: its region's code), none for the country.
    """

    level: Level
    units: tuple[str, ...]
    codes: tuple[str, ...]


_BRUSSELS_REGION = "04000"
_BRUSSELS_NAMES = {
    "nl": "Brussels Hoofdstedelijk Gewest",
    "fr": "Région de Bruxelles-Capitale",
    "de": "Region Brüssel-Hauptstadt",
    "en": "Brussels-Capital Region",
}


def ground_of(codes: Iterable[str]) -> tuple[str, ...]:
    """The region in codes of GROUND_YEAR, given in codes of any years.

    Raises TerritoryError: `region_empty`, `municipality_codes_unknown`.
    """
    asked = tuple(codes)
    if not asked:
        raise TerritoryError("region_empty")
    return carry_codes(asked, GROUND_YEAR).codes


def surroundings(codes: Iterable[str]) -> tuple[Area, ...]:
    """The arrondissements, the provinces and the country around a region; each level once, whatever units it needs."""
    inside = [all_municipalities()[code] for code in ground_of(codes)]
    everywhere = municipalities(GROUND_YEAR)
    areas = []
    for level in (Level.ARRONDISSEMENT, Level.PROVINCE):
        units = sorted({unit_of(found, level) for found in inside})
        areas.append(Area(level, tuple(units), tuple(one.nis for one in everywhere if unit_of(one, level) in units)))
    return *areas, Area(Level.COUNTRY, (), tuple(found.nis for found in everywhere))


def unit_of(found: Municipality, level: Level) -> str:
    """The NIS code of the arrondissement or province of a municipality."""
    return found.arrondissement if level is Level.ARRONDISSEMENT else found.province or _BRUSSELS_REGION


def unit_name(unit: str, language: str) -> str:
    """The name of an arrondissement or province: "Arrondissement Luik"; in "en" the local one.

    Raises KeyError for a code of neither, TerritoryError `language_unknown` for another language.
    """
    if language not in LANGUAGES:
        raise TerritoryError("language_unknown", found=language, expected="; ".join(LANGUAGES))
    return _unit_names()[unit][language]


@lru_cache(maxsize=1)
def _unit_names() -> Mapping[str, Mapping[str, str]]:
    text = (DATA / "arrondissements.csv").read_text(encoding="utf-8")
    named = {
        row["nis"]: {name: row[f"name_{name}"] for name in ("nl", "fr", "de")}
        for row in csv.DictReader(text.splitlines())
    }
    local: dict[str, dict[str, str]] = {_BRUSSELS_REGION: _BRUSSELS_NAMES}
    for found in municipalities(GROUND_YEAR):
        own = "nl" if found.region is Region.FLANDERS else "fr"
        local[found.arrondissement] = {**named[found.arrondissement], "en": named[found.arrondissement][own]}
        if found.province:
            both = {"nl": found.province_nl, "fr": found.province_fr, "de": found.province_fr}
            local[found.province] = {**both, "en": both[own]}
    return local
