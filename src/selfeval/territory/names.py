"""A municipality as a person writes it: a NIS code, a name in any language of the country, or "62063 - Liège"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from selfeval.territory.changes import carry_codes
from selfeval.territory.errors import TerritoryError
from selfeval.territory.municipalities import LANGUAGES, Municipality, all_municipalities, municipalities

_CODE_AND_NAME = re.compile(r"\s*(\d{5})(?:\s*[-–—:]\s*|\s+|$)(\D.*)?", re.DOTALL)
# Below this likeness difflib's suggestions are other towns, not other spellings.
_LIKENESS = 0.6


def find_municipality(text: str, year: int) -> Municipality:
    """The one municipality of `year` that `text` names; case, accents, hyphens and apostrophes do not matter.

    Raises TerritoryError: `municipality_unknown` (with the closest names), `municipality_of_other_year` (with what
    the municipality has become or was), `municipality_ambiguous` (Saint-Nicolas is two towns),
    `municipality_name_differs` when code and name are of different municipalities.
    """
    code, name = _code_and_name(text)
    known = _with_code(code) if code else _spellings().get(fold(name), ())
    valid = [found for found in known if found.valid_in(year)]
    if not known:
        closest = "; ".join(closest_names(name, year))
        raise TerritoryError("municipality_unknown", found=text, year=year, closest=closest)
    if not valid:
        counterparts = carry_codes((found.nis for found in known), year).codes
        raise _rejected("municipality_of_other_year", text, year, (all_municipalities()[nis] for nis in counterparts))
    if len(valid) > 1:
        raise _rejected("municipality_ambiguous", text, year, valid)
    if code and name and valid[0] not in _spellings().get(fold(name), ()):
        raise _rejected("municipality_name_differs", text, year, valid)
    return valid[0]


def closest_names(text: str, year: int, count: int = 3) -> tuple[str, ...]:
    """At most `count` names of municipalities of `year` written much like `text`, the likest first."""
    names = _names(year)
    likest = get_close_matches(fold(text), names, n=count, cutoff=_LIKENESS)
    return tuple(names[folded] for folded in likest)


def fold(text: str) -> str:
    """Letters and digits without case or accents, one space between words: "Mont-de-l’Enclus" → "mont de l enclus"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _code_and_name(text: str) -> tuple[str, str]:
    match = _CODE_AND_NAME.fullmatch(text)
    return (match[1], (match[2] or "").strip()) if match else ("", text)


def _with_code(code: str) -> tuple[Municipality, ...]:
    found = all_municipalities().get(code)
    return (found,) if found else ()


def _rejected(code: str, text: str, year: int, expected: Iterable[Municipality]) -> TerritoryError:
    labels = "; ".join(municipality.label("en") for municipality in expected)
    return TerritoryError(code, found=text, year=year, expected=labels)


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, tuple[Municipality, ...]]:
    spelled: dict[str, tuple[Municipality, ...]] = {}
    for municipality in all_municipalities().values():
        names = (*map(municipality.name, LANGUAGES), *municipality.other_spellings)
        for folded in dict.fromkeys(fold(name) for name in names):
            spelled[folded] = (*spelled.get(folded, ()), municipality)
    return spelled


@lru_cache(maxsize=4)
def _names(year: int) -> Mapping[str, str]:
    return {fold(name): name for found in municipalities(year) for name in (found.name_fr, found.name_nl)}
