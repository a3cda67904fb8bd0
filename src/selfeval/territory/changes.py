"""NIS codes of one year in the codes of another: mergers and renumberings on 1 January 2019.

Fifteen codes merged into seven and eleven were renumbered without a merger, among them La Louvière, Binche and
Morlanwelz. A plain join on the code loses those municipalities.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import DATA, all_municipalities, municipality

CHANGE_YEARS = (2019,)


@dataclass(frozen=True, slots=True)
class Translation:
    """A region in the codes of another year, sorted.

    `added` lists, in the older codes, the neighbours that a merger drew in although nobody asked for them: figures
    on `codes` count their inhabitants too. Empty means that both sets of codes cover the same ground.
    """

    codes: tuple[str, ...]
    added: tuple[str, ...] = ()


def translate_codes(codes: Iterable[str], from_year: int, to_year: int) -> Translation:
    """The region given in the codes of `from_year`, in the codes valid in `to_year`.

    Raises TerritoryError: `municipality_codes_unknown` for codes of no year, `municipality_codes_of_other_year` for
    codes not valid in `from_year`.
    """
    asked = known_codes(codes)
    elsewhen = sorted(code for code in asked if municipality(code, from_year) is None)
    if elsewhen:
        raise TerritoryError("municipality_codes_of_other_year", found="; ".join(elsewhen), year=from_year)
    return carry_codes(asked, to_year)


def carry_codes(codes: Iterable[str], year: int) -> Translation:
    """The region in the codes valid in `year`, given in codes of any years, even of several at once.

    Raises TerritoryError `municipality_codes_unknown`.
    """
    current = known_codes(codes)
    added: set[str] = set()
    for change in CHANGE_YEARS:
        if change <= year:
            added |= _drawn_in(current, change)
            current = _after(current, change)
    for change in reversed(CHANGE_YEARS):
        if change > year:
            current = _before(current, change)
    return Translation(tuple(sorted(current)), tuple(sorted(added)))


def known_codes(codes: Iterable[str]) -> frozenset[str]:
    """The distinct codes; raises TerritoryError `municipality_codes_unknown`, naming all that are of no year."""
    asked = frozenset(codes)
    unknown = sorted(asked - all_municipalities().keys())
    if unknown:
        raise TerritoryError("municipality_codes_unknown", found="; ".join(unknown))
    return asked


def _after(codes: frozenset[str], change: int) -> frozenset[str]:
    return _replace(codes, _links(change))


def _before(codes: frozenset[str], change: int) -> frozenset[str]:
    return _replace(codes, tuple((old, new) for new, old in _links(change)))


def _replace(codes: frozenset[str], links: tuple[tuple[str, str], ...]) -> frozenset[str]:
    leaving = {source for source, _ in links}
    return (codes - leaving) | {target for source, target in links if source in codes}


def _drawn_in(codes: frozenset[str], change: int) -> set[str]:
    links = _links(change)
    reached = {new for old, new in links if old in codes} - codes
    return {old for old, new in links if new in reached and old not in codes}


@lru_cache(maxsize=len(CHANGE_YEARS))
def _links(change: int) -> tuple[tuple[str, str], ...]:
    text = (DATA / f"crosswalk_{change}.csv").read_text(encoding="utf-8")
    return tuple((row["old"], row["new"]) for row in csv.DictReader(text.splitlines()))
