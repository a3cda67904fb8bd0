"""Which column of a file is what: data, one YAML file a kind of indicator file (`mappings/`, or a reader's own)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from selfeval.errors import GuideError
from selfeval.region.errors import RegionError, fault
from selfeval.strict_yaml import read_yaml
from selfeval.territory import fold
from selfeval.texts import LANGUAGES

NEEDED = ("municipality", "numerator", "denominator")
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A kind of file: the names its columns have had, and which of its rows count.

    `groups` are columns that part a municipality into rows; `only` keeps the rows that have one of these values;
    `accepted` are the values expected in a column: rows with others are left out and told.
    """

    id: str
    name: Mapping[str, str]
    source: str
    municipality: tuple[str, ...]
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    groups: tuple[str, ...]
    only: Mapping[str, tuple[str, ...]]
    accepted: Mapping[str, tuple[str, ...]]

    def place(self, role: str, headers: Sequence[str]) -> str:
        """The header that stands for a role; empty when there is none. The first of its names that is there counts."""
        folded = {header_key(header): header for header in headers}
        return next((folded[key] for name in getattr(self, role) if (key := header_key(name)) in folded), "")

    def fits(self, headers: Sequence[str]) -> bool:
        """Whether every column this kind needs is there."""
        there = {header_key(header) for header in headers}
        return all(self.place(role, headers) for role in NEEDED) and all(
            header_key(name) in there for name in self.only
        )


def header_key(header: str) -> str:
    """A header without case, accents and signs: two headers with the same key are the same column."""
    return fold(header)


@cache
def shipped_maps() -> tuple[ColumnMap, ...]:
    """The kinds of files this package knows, the plain one last."""
    folder = files("selfeval.region") / "mappings"
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yml")), key=lambda entry: entry.name)
    maps = [_column_map(read_yaml(entry.read_text("utf-8"), entry.name)) for entry in entries]
    return tuple(sorted(maps, key=lambda one: one.id == "plain"))


def read_column_map(path: Path) -> ColumnMap:
    """A reader's own mapping; raises RegionError with what is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        return _column_map(read_yaml(path.read_text("utf-8"), path.name))
    except FileNotFoundError as error:
        raise RegionError([fault("file_missing", found=path.name)]) from error
    except (OSError, ValueError, TypeError, KeyError, GuideError, RecursionError) as error:
        accepted = ", ".join((*NEEDED, "name", "source", "groups", "only", "accepted", "id"))
        raise RegionError([fault("mapping_unusable", found=path.name, expected=accepted)]) from error


def _column_map(data: Any) -> ColumnMap:
    """Strict: every key is known, every list holds texts. KeyError, TypeError or ValueError otherwise."""
    fields = set(ColumnMap.__slots__)
    if not isinstance(data, dict) or set(data) - fields:
        raise ValueError("a mapping of known keys is expected")
    name = data.get("name") or data["id"]
    named = {language: str(name[language] if isinstance(name, dict) else name) for language in LANGUAGES}
    municipality, numerator, denominator = (_texts(data[key]) for key in NEEDED)
    if not (municipality and numerator and denominator):
        raise ValueError("a needed column has no name")
    groups, source = _texts(data.get("groups") or []), str(data.get("source") or "")
    only, accepted = (_rules(data.get(key) or {}) for key in ("only", "accepted"))
    return ColumnMap(str(data["id"]), named, source, municipality, numerator, denominator, groups, only, accepted)


def _rules(found: Any) -> dict[str, tuple[str, ...]]:
    return {str(column): _texts(values) for column, values in found.items()}


def _texts(found: Any) -> tuple[str, ...]:
    if isinstance(found, str):
        return (found,)
    if not isinstance(found, list) or not all(isinstance(entry, str | int) for entry in found):
        raise TypeError("a list of texts is expected")
    return tuple(str(entry) for entry in found)
