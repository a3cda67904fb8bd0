"""The bibliography of the Gids (references.bib), for checks and for the definition sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pybtex.database import Entry, parse_string

from selfeval.guide.files import GIDS


@dataclass(frozen=True, slots=True)
class Reference:
    """One source: its key, title, year and address (empty when the source has none)."""

    key: str
    title: str
    year: str
    address: str


@cache
def references() -> dict[str, Reference]:
    """Every source of the Gids by its key."""
    bibliography = parse_string((GIDS / "references.bib").read_text("utf-8"), "bibtex")
    return {key: _reference(key, entry) for key, entry in bibliography.entries.items()}


def reference_keys() -> frozenset[str]:
    """The keys that `sources` may name."""
    return frozenset(references())


def _reference(key: str, entry: Entry) -> Reference:
    fields = dict(entry.fields or {})
    # "~" is BibTeX's no-break space.
    title = fields.get("title", "").replace("{", "").replace("}", "").replace("~", "\u00a0")
    return Reference(key, title, fields.get("year", ""), fields.get("url", ""))
