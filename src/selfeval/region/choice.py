"""Which region is meant: a pilot project's, or municipalities by name or by a NIS code of any year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from selfeval.errors import Problem
from selfeval.guide import Guide, Item
from selfeval.region.errors import RegionError, fault
from selfeval.territory import (
    GROUND_YEAR,
    Municipality,
    TerritoryError,
    carry_codes,
    closest_names,
    find_municipality,
    fold,
    ground_of,
)

# More would need colours and dashes that nobody tells apart.
MOST_COMPARED = 4
BETWEEN_REGIONS = ";"
_LIKENESS = 0.5
_FEW = 4
# Codes ask for the year in which they were valid; a name that several years have means the newest.
_YEARS = (GROUND_YEAR, GROUND_YEAR - 1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A region as it was asked for.

    `id` is fit for the name of a file; `name` is a pilot's, empty for other regions; `codes` are those of GROUND_YEAR,
    sorted. `added` lists, in codes of before 2019, neighbours that a merger drew in; `older` the codes as written that
    are no longer valid; `twice` the codes written more than once.
    """

    id: str
    name: str
    codes: tuple[str, ...]
    added: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def choose_region(municipalities: str, project: str, guide: Guide) -> Chosen:
    """The region of a pilot project (id or name), or of municipalities with a comma between them; one of both.

    Raises RegionError with every problem: both or neither given, an unknown project or one whose municipalities no
    source names, municipalities that are unknown or can be several, with the nearest names.
    """
    if bool(municipalities.strip()) == bool(project.strip()):
        raise RegionError([fault("both_given" if project.strip() else "nothing_given", expected=_known_ids(guide))])
    return _of_project(project.strip(), guide) if project.strip() else _of_municipalities(municipalities)


def choose_either(written: str, guide: Guide) -> Chosen:
    """The region that a text means: a pilot project by its id or name, otherwise municipalities.

    Raises RegionError as choose_region does.
    """
    if not written.strip():
        raise RegionError([fault("nothing_given", expected=_known_ids(guide))])
    return _of_project(written.strip(), guide) if _pilot(written, guide) else _of_municipalities(written)


def choose_compared(written: str, guide: Guide) -> tuple[Chosen, ...]:
    """The regions to compare with, a semicolon between them, each a pilot project or municipalities.

    Raises RegionError with every problem of every region, and when there are more than MOST_COMPARED.
    """
    wanted = [part.strip() for part in written.split(BETWEEN_REGIONS) if part.strip()]
    if len(wanted) > MOST_COMPARED:
        raise RegionError([fault("too_many_compared", found=len(wanted), expected=MOST_COMPARED)])
    chosen: list[Chosen] = []
    problems: list[Problem] = []
    for part in wanted:
        try:
            chosen.append(choose_either(part, guide))
        except RegionError as error:
            problems += error.problems
    if problems:
        raise RegionError(problems)
    return tuple(chosen)


def known_pilots(guide: Guide) -> list[Item]:
    """The pilot projects whose municipalities a source names."""
    return [item for item in guide.items("pilots") if item["municipalities"]]


def _known_ids(guide: Guide) -> str:
    return ", ".join(item["id"] for item in known_pilots(guide))


def _pilot(written: str, guide: Guide) -> Item | None:
    wanted = fold(written)
    return next((item for item in guide.items("pilots") if wanted in (fold(item["id"]), fold(item["name"]))), None)


def _of_project(written: str, guide: Guide) -> Chosen:
    found = _pilot(written, guide)
    if found is None:
        names = {fold(item["id"]): item["id"] for item in known_pilots(guide)}
        near = [names[one] for one in get_close_matches(fold(written), names, n=3, cutoff=_LIKENESS)]
        raise RegionError([fault("project_unknown", found=written, expected=", ".join(near) or _known_ids(guide))])
    if not found["municipalities"]:
        raise RegionError([fault("project_without_municipalities", found=found["name"], expected=_known_ids(guide))])
    return Chosen(found["id"], found["name"], ground_of(found["municipalities"]))


def _of_municipalities(written: str) -> Chosen:
    parts = [part.strip() for part in re.split(r"[,;\n]", written) if part.strip()]
    if not parts:
        raise RegionError([fault("nothing_written", found=written)])
    found: list[Municipality] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            found.append(municipality_of_any_year(part))
        except TerritoryError as error:
            problems.append(_told(error, part))
    if problems:
        raise RegionError(problems)
    codes = [one.nis for one in found]
    carried = carry_codes(codes, GROUND_YEAR)
    older = tuple(sorted({one.nis for one in found if not one.valid_in(GROUND_YEAR)}))
    return Chosen(_id_of(carried.codes), "", carried.codes, carried.added, older, tuple(_repeated(codes)))


def _id_of(codes: tuple[str, ...]) -> str:
    if len(codes) <= _FEW:
        return "-".join(codes)
    return f"{codes[0]}-{len(codes)}-{hashlib.sha256(' '.join(codes).encode()).hexdigest()[:8]}"


def municipality_of_any_year(written: str) -> Municipality:
    """The municipality that a name or a NIS code of any year means; the newest where a name had several codes.

    Raises TerritoryError as find_municipality does.
    """
    try:
        return find_municipality(written, _YEARS[0])
    except TerritoryError as error:
        if error.code != "municipality_of_other_year":
            raise
    return find_municipality(written, _YEARS[1])


def _told(error: TerritoryError, written: str) -> Problem:
    code = error.code.removeprefix("municipality_")
    if code == "unknown":
        near = ", ".join(closest_names(written, GROUND_YEAR)) or "–"
        return fault("municipality_unknown", found=written, expected=near)
    return fault(f"municipality_{code}", found=written, expected=error.details.get("expected", "–"))


def _repeated(codes: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    told: set[str] = set()
    for code in codes:
        if code in seen and code not in told:
            told.add(code)
            yield code
        seen.add(code)
