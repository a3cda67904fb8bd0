"""Which files of a folder are compared: one a project, all of one year, each under a letter that tells nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import RequestError
from selfeval.project_file.opening import identity_of, project_files

_KEY = b"selfeval benchmark"


@dataclass(frozen=True, slots=True)
class Entry:
    """One project's file under its letter."""

    label: str
    project_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Choice:
    """The files to compare, in the order of their letters, their year, and how many files are no project file."""

    year: int
    entries: tuple[Entry, ...]
    unreadable: tuple[Path, ...] = ()

    def label_of(self, project: str) -> str:
        """The letter of a project, named by its code or by its letter; nothing for an empty name.

        Raises RequestError when no file of the year is that project's.
        """
        found = [entry.label for entry in self.entries if project in (entry.project_id, entry.label)]
        if project and not found:
            raise RequestError("project_not_in_folder", project=project, year=self.year)
        return found[0] if found else ""


def choose_files(folder: Path, year: int = 0) -> Choice:
    """One file for each project, of a year; without one, of the newest year that the most projects have.

    Raises RequestError when there is no file, none of that year, or two of one project and year.
    """
    files = project_files(folder)
    if not files:
        raise RequestError("no_files_found", folder=folder.name)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        identities = dict(zip(files, pool.map(identity_of, files), strict=True))
    known = {path: _in_words(identity) for path, identity in identities.items() if identity}
    chosen = year or common_year(known.values())
    of_year = {path: project for path, (project, found) in known.items() if found == chosen}
    if not of_year:
        raise RequestError("no_files_of_year", folder=folder.name, year=chosen)
    _refuse_doubles(of_year, chosen)
    unreadable = tuple(path for path, identity in identities.items() if not identity)
    return Choice(chosen, labelled(of_year), unreadable)


def _in_words(identity: tuple[str, str]) -> tuple[str, int]:
    project, year = identity
    return project, int(year) if year.isdecimal() else 0


def common_year(identities: Iterable[tuple[str, int]]) -> int:
    """The newest year that the most projects have: where all have a year in common, the newest of these."""
    projects: dict[int, set[str]] = {}
    for project, year in identities:
        projects.setdefault(year, set()).add(project)
    return max(projects, key=lambda year: (len(projects[year]), year), default=0)


def _refuse_doubles(of_year: Mapping[Path, str], year: int) -> None:
    for project in of_year.values():
        paths = [path for path, other in of_year.items() if other == project]
        if len(paths) > 1:
            names = ", ".join(path.name for path in paths)
            raise RequestError("two_files_for_one_year", project=project, year=year, files=names)


def labelled(of_year: Mapping[Path, str]) -> tuple[Entry, ...]:
    """A letter for each file, in the order of a digest of what is in it.

    Not of the project's code: whoever knows the codes could redo that order. Nor of the SHA-256 that every document
    prints. The key makes this digest another one.
    """
    in_order = sorted(of_year, key=lambda path: hashlib.blake2b(path.read_bytes(), key=_KEY).digest())
    letters = letters_for(len(in_order))
    return tuple(Entry(label, of_year[path], path) for label, path in zip(letters, in_order, strict=True))


def letters_for(count: int) -> Sequence[str]:
    """A to Z, then AA to AZ, BA and so on."""
    return [_letters(place) for place in range(count)]


def _letters(place: int) -> str:
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
