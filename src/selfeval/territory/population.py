"""The inhabitants of a region on 1 January, by sex and five-year age band (Statbel, structure of the population)."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selfeval.territory.changes import carry_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import DATA

SEXES = ("female", "male")
# The first age of each group; five-year bands cannot be cut at 18.
BROAD_BANDS: Mapping[str, int] = {
    "age_0_19": 0,
    "age_20_44": 20,
    "age_45_64": 45,
    "age_65_74": 65,
    "age_75_84": 75,
    "age_85_plus": 85,
}
_SUFFIX = ".csv.gz"


@dataclass(frozen=True, slots=True)
class RegionPopulation:
    """The inhabitants of a region.

    `year` is the year asked, `year_used` the 1 January the figures are of. `codes` and `added` are those of a
    `Translation` to that year. `counts` holds persons by (sex, age band): "female" or "male", and "00-04" to "90-94"
    in steps of five years, then "95+". Every cell is present.
    """

    year: int
    year_used: int
    codes: tuple[str, ...]
    added: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    @property
    def total(self) -> int:
        """All inhabitants."""
        return sum(self.counts.values())


def region_population(codes: Iterable[str], year: int) -> RegionPopulation:
    """The population on 1 January of `year`, or of the newest year with figures when that is earlier.

    The codes may be of any year; they are carried over to the year of the figures, and `added` names the neighbours
    a merger drew in. A municipality given twice counts once.
    Raises TerritoryError: `region_empty`, `municipality_codes_unknown`, `population_year_missing` before the first
    year with figures.
    """
    asked = tuple(codes)
    if not asked:
        raise TerritoryError("region_empty")
    years = population_years()
    if year < years[0]:
        raise TerritoryError("population_year_missing", year=year, first_year=years[0])
    year_used = min(year, years[-1])
    region = carry_codes(asked, year_used)
    return RegionPopulation(year, year_used, region.codes, region.added, _sum_counts(region.codes, year_used))


def broad_bands(population: RegionPopulation, sex: str | None = None) -> dict[str, int]:
    """Persons by age group of `BROAD_BANDS`, youngest first; of one sex ("female", "male") or of both."""
    groups = dict.fromkeys(BROAD_BANDS, 0)
    for (counted_sex, band), persons in population.counts.items():
        if sex in (None, counted_sex):
            groups[_broad_band(int(band[:2]))] += persons
    return groups


@lru_cache(maxsize=1)
def population_years() -> tuple[int, ...]:
    """The years with figures, oldest first: one data file each."""
    names = (entry.name for entry in (DATA / "population").iterdir())
    return tuple(sorted(int(name.removesuffix(_SUFFIX)) for name in names if name.endswith(_SUFFIX)))


def _broad_band(age: int) -> str:
    return max((first, group) for group, first in BROAD_BANDS.items() if first <= age)[1]


def _sum_counts(codes: tuple[str, ...], year: int) -> dict[tuple[str, str], int]:
    bands, rows = _read_year(year)
    counts = {(sex, band): 0 for sex in SEXES for band in bands}
    for code in codes:
        for sex in SEXES:
            for band, persons in zip(bands, rows[code, sex], strict=True):
                counts[sex, band] += int(persons)
    return counts


@lru_cache(maxsize=4)
def _read_year(year: int) -> tuple[tuple[str, ...], Mapping[tuple[str, str], tuple[str, ...]]]:
    """The age bands, and by (NIS code, sex) the persons in each, still as text: a region needs a few rows only."""
    packed = (DATA / "population" / f"{year}{_SUFFIX}").read_bytes()
    header, *lines = csv.reader(gzip.decompress(packed).decode("utf-8").splitlines())
    return tuple(header[2:]), {(nis, sex): tuple(persons) for nis, sex, *persons in lines}
