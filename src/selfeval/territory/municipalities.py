"""The municipalities, their names in Dutch, French and German, and the years their NIS codes are valid."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from selfeval.territory.errors import TerritoryError

DATA = files("selfeval.territory") / "data"
LANGUAGES = ("nl", "fr", "de", "en")


class Region(StrEnum):
    """The three Belgian regions."""

    FLANDERS = "flanders"
    WALLONIA = "wallonia"
    BRUSSELS = "brussels"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One NIS code; `arrondissement` and `province` are NIS codes too, and the province is empty in Brussels.

    `valid_from` and `valid_to` are the first and last day of the code; no last day means that the code still stood
    at the last change known here, that of 1 January 2019. `other_spellings` are names as Statbel's REFNIS table has
    them, such as "Aalst (Aalst)".
    """

    nis: str
    name_nl: str
    name_fr: str
    name_de: str
    other_spellings: tuple[str, ...]
    arrondissement: str
    province: str
    province_nl: str
    province_fr: str
    region: Region
    valid_from: date
    valid_to: date | None

    def name(self, language: str) -> str:
        """The name in "nl", "fr" or "de"; in "en" the local name, and both local names in Brussels.

        Raises TerritoryError `language_unknown` for another language.
        """
        if language not in LANGUAGES:
            raise TerritoryError("language_unknown", found=language, expected="; ".join(LANGUAGES))
        if language == "en":
            return self._local_name()
        return {"nl": self.name_nl, "fr": self.name_fr, "de": self.name_de}[language]

    def label(self, language: str) -> str:
        """Code and name, "62063 - Liège": the form offered in lists and understood by `find_municipality`."""
        return f"{self.nis} - {self.name(language)}"

    def valid_in(self, year: int) -> bool:
        """Whether the code is valid in a calendar year; codes only change on 1 January."""
        return self.valid_from.year <= year and (self.valid_to is None or year <= self.valid_to.year)

    def _local_name(self) -> str:
        match self.region:
            case Region.FLANDERS:
                return self.name_nl
            case Region.WALLONIA:
                return self.name_fr
            case Region.BRUSSELS:
                return " / ".join(dict.fromkeys((self.name_fr, self.name_nl)))


def municipality(nis: str, year: int) -> Municipality | None:
    """The municipality with this NIS code in this year, or None when the code is not valid in it."""
    found = all_municipalities().get(nis)
    return found if found is not None and found.valid_in(year) else None


@lru_cache(maxsize=4)
def municipalities(year: int) -> tuple[Municipality, ...]:
    """All municipalities of a year in code order: 589 in 2009 to 2018, 581 from 2019.

    The mergers of 1 January 2025 are not in the table yet.
    """
    return tuple(found for found in all_municipalities().values() if found.valid_in(year))


@lru_cache(maxsize=1)
def all_municipalities() -> dict[str, Municipality]:
    """Every NIS code valid since 2009, in code order; for this package only, not to be changed by a caller."""
    text = (DATA / "municipalities.csv").read_text(encoding="utf-8")
    return {row["nis"]: _read_municipality(row) for row in csv.DictReader(text.splitlines())}


def _read_municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        nis=row["nis"],
        name_nl=row["name_nl"],
        name_fr=row["name_fr"],
        name_de=row["name_de"],
        other_spellings=tuple(filter(None, row["other_spellings"].split("|"))),
        arrondissement=row["arrondissement"],
        province=row["province"],
        province_nl=row["province_nl"],
        province_fr=row["province_fr"],
        region=Region(row["region"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
