"""The bibliography of the Gids (references.bib), for checks and for the definition sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pybtex.database import Entry, parse_string

from selfeval.guide.files import GIDS


@dataclass(frozen=True, slots=True)
class Reference:
    """One source: its key, authors as written, title, where it stands, year and address (empty where it has none).

    `more_authors` says that the source names others than those.
    """

    key: str
    authors: tuple[str, ...]
    more_authors: bool
    title: str
    container: str
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
    fields = {name: _plain(value) for name, value in dict(entry.fields or {}).items()}
    authors = tuple(_plain(str(person)) for person in entry.persons.get("author", []))
    address = fields.get("url") or (f"https://doi.org/{fields['doi']}" if "doi" in fields else "")
    container = fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or ""
    named = tuple(author for author in authors if author != "others")
    return Reference(key, named, named != authors, fields["title"], container, fields.get("year", ""), address)


def _plain(text: str) -> str:
    # "~" is BibTeX's no-break space; addresses and names keep none of its braces.
    return text.replace("{", "").replace("}", "").replace("~", "\u00a0")
