"""The taxable income of a region's inhabitants, by income year (Statbel, fiscal statistics; see SOURCE.md)."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from selfeval.territory.changes import carry_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import DATA

_SUFFIX = ".csv.gz"


@dataclass(frozen=True, slots=True)
class RegionIncome:
    """The income of a region in an income year, in euro; `declarations` are those with an income above zero.

    `residents` are those Statbel divides by: the inhabitants on 1 January after the income year.
    """

    year: int
    codes: tuple[str, ...]
    declarations: int
    net_taxable_income: float
    residents: int

    @property
    def per_declaration(self) -> float:
        """Net taxable income of a declaration, in euro; a declaration covers one person or a couple."""
        return self.net_taxable_income / self.declarations

    @property
    def per_resident(self) -> float:
        """Net taxable income of an inhabitant of any age, in euro."""
        return self.net_taxable_income / self.residents


def region_income(codes: Iterable[str], year: int) -> RegionIncome:
    """The income of a region, given in codes of any year, in one of `income_years()`.

    Raises TerritoryError: `region_empty`, `municipality_codes_unknown`, `income_year_missing`.
    """
    asked = tuple(codes)
    if not asked:
        raise TerritoryError("region_empty")
    if year not in income_years():
        raise TerritoryError(
            "income_year_missing", year=year, first_year=income_years()[0], last_year=income_years()[-1]
        )
    region = carry_codes(asked, year).codes
    rows = [_read_year(year)[code] for code in region]
    return RegionIncome(
        year,
        region,
        sum(int(row["declarations"]) for row in rows),
        fsum(float(row["net_taxable_income_eur"]) for row in rows),
        sum(int(row["residents"]) for row in rows),
    )


@lru_cache(maxsize=1)
def income_years() -> tuple[int, ...]:
    """The income years with figures, oldest first: one data file each."""
    names = (entry.name for entry in (DATA / "income").iterdir())
    return tuple(sorted(int(name.removesuffix(_SUFFIX)) for name in names if name.endswith(_SUFFIX)))


@lru_cache(maxsize=16)
def _read_year(year: int) -> Mapping[str, Mapping[str, str]]:
    packed = (DATA / "income" / f"{year}{_SUFFIX}").read_bytes()
    return {row["nis"]: row for row in csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines())}
