"""Where a series starts anew: its figures before and after are shown, and never compared."""

from __future__ import annotations

from selfeval.guide import Guide, read_guide, revision_in_force, revisions
from selfeval.guide.redefinition import is_redefined

# What stands in the place of a verdict on two figures with a break between them.
SERIES_BREAK = "series_break"


def starts_anew(name: str, year: int, guide: Guide, persons: bool = False) -> bool:
    """Whether the figures of an item ("kind/id") from a year on cannot be compared with those of the year before.

    So it is when the revision in force in that year defines the item otherwise than the one in force the year before,
    and for figures that count persons in an exceptional year (gids/scales/verdict.yml).
    """
    exceptional = guide.item("scales", "verdict")["exceptional_years"]
    return (persons and year in exceptional) or is_redefined(name, _in_force(year - 1), _in_force(year))


def _in_force(year: int) -> Guide:
    """The Gids in force at the end of a year; before the first revision that one."""
    return read_guide(revision_in_force(year) if revisions()[0] <= f"{year}-12-31" else revisions()[0])
