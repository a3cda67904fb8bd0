"""The Belgian municipalities and their population, shipped with the package (Statbel, CC BY 4.0; see SOURCE.md).

A project's region is a set of municipalities. Their NIS codes change when municipalities merge or move to another
arrondissement, so a code is always read together with the year it was written for.
"""

from __future__ import annotations

from selfeval.territory.areas import GROUND_YEAR, Area, Level, ground_of, surroundings, unit_name, unit_of
from selfeval.territory.borders import Borders, borders
from selfeval.territory.changes import Translation, carry_codes, translate_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.income import RegionIncome, income_years, region_income
from selfeval.territory.municipalities import Municipality, Region, municipalities, municipality
from selfeval.territory.names import closest_names, find_municipality, fold
from selfeval.territory.population import (
    BROAD_BANDS,
    SEXES,
    RegionPopulation,
    broad_bands,
    population_years,
    region_population,
)
from selfeval.territory.provenance import data_sha256

__all__ = [
    "BROAD_BANDS",
    "GROUND_YEAR",
    "SEXES",
    "Area",
    "Borders",
    "Level",
    "Municipality",
    "Region",
    "RegionIncome",
    "RegionPopulation",
    "TerritoryError",
    "Translation",
    "borders",
    "broad_bands",
    "carry_codes",
    "closest_names",
    "data_sha256",
    "find_municipality",
    "fold",
    "ground_of",
    "income_years",
    "municipalities",
    "municipality",
    "population_years",
    "region_income",
    "region_population",
    "surroundings",
    "translate_codes",
    "unit_name",
    "unit_of",
]
