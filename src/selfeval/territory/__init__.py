"""The Belgian municipalities and their population, shipped with the package (Statbel, CC BY 4.0; see SOURCE.md).

A project's region is a set of municipalities. Their NIS codes change when municipalities merge or move to another
arrondissement, so a code is always read together with the year it was written for.
"""

from __future__ import annotations

from selfeval.territory.borders import Borders, borders
from selfeval.territory.changes import Translation, translate_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import Municipality, Region, municipalities, municipality
from selfeval.territory.names import closest_names, find_municipality
from selfeval.territory.population import (
    BROAD_BANDS,
    SEXES,
    RegionPopulation,
    broad_bands,
    population_years,
    region_population,
)

__all__ = [
    "BROAD_BANDS",
    "SEXES",
    "Borders",
    "Municipality",
    "Region",
    "RegionPopulation",
    "TerritoryError",
    "Translation",
    "borders",
    "broad_bands",
    "closest_names",
    "find_municipality",
    "municipalities",
    "municipality",
    "population_years",
    "region_population",
    "translate_codes",
]
