"""Where each value of a project file lands under a later revision: one outcome a value, none lost, none invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from selfeval.guide import Guide, Item
from selfeval.guide.moves import Route
from selfeval.migration.entry import Entry, Outcome, Reason, Written
from selfeval.migration.way import Way
from selfeval.model import ProjectFile, State
from selfeval.project_file import layout
from selfeval.project_file.layout import Column, columns_of, fixed_codes

Cells = dict[str, Written]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is to stand: the sheet, what tells its row from others, and the column."""

    sheet: str
    row: tuple[str, int]
    column: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The content of the new file, and the outcome of every value in the order of the file, new questions last."""

    content: dict[str, list[Cells]]
    entries: tuple[Entry, ...]

    def of(self, outcome: Outcome) -> list[Entry]:
        """The entries with one outcome."""
        return [entry for entry in self.entries if entry.outcome is outcome]


def migrate_file(project: ProjectFile, earlier: Guide, later: Guide) -> Migrated:
    """Every answer of a file made under `earlier`, placed under `later`.

    Raises RequestError `revision_not_later` when `later` is the older one.
    """
    way = Way.between(earlier, later)
    landed = [found for sheet in earlier.items("sheets") for found in _land_sheet(project, sheet, way)]
    entries = _settled(landed)
    content = _content(entries, later)
    return Migrated(content, (*(entry for entry, _ in entries), *_new_questions(way)))


def _land_sheet(project: ProjectFile, sheet: Item, way: Way) -> Iterator[tuple[Entry, Place | None]]:
    """Each answer of a sheet with its place; the cells that name a fixed row are no answers."""
    columns = columns_of(sheet, way.earlier)
    named = {sheet["fixed"], layout.YEAR} if sheet["fixed"] else set()
    routes = way.columns(sheet)
    for row in project.rows(sheet["id"]):
        to, key = way.row(row, sheet), row.text(sheet["fixed"] or columns[0].id)
        for column in columns:
            if row.answer(column.id).state is not State.EMPTY and column.id not in named:
                entry = Entry(Outcome.CARRIED, sheet["id"], row.number, key, column.id, row.answer(column.id))
                yield _land(entry, column, (to, routes[column.id]), row.count(layout.YEAR) or project.year, way)


def _land(entry: Entry, column: Column, routes: tuple[Route, Route], year: int, way: Way) -> tuple[Entry, Place | None]:
    """One value with its place; without one it was taken away by a rule, or is asked again."""
    moves = tuple(move for found in routes for move in found.moves)
    for found in routes:
        if len(found.ends) > 1:
            asked = replace(entry, outcome=Outcome.ASKED, reason=Reason.SPLIT, moves=moves, candidates=found.ends)
            return asked, None
    if not all(found.ends for found in routes) or not _has_column(entry.sheet, routes[1].ends[0], way.later):
        reason = Reason.NONE if moves else Reason.NO_PLACE
        return replace(entry, outcome=Outcome.CHANGED, reason=reason, moves=moves), None
    assert entry.before is not None  # noqa: S101  (what stood in the file has an answer)
    value = way.value(entry.before, column)
    moves = (*moves, *value.moves)
    if value.reason:
        asked = replace(entry, outcome=Outcome.ASKED, reason=value.reason, moves=moves, candidates=value.candidates)
        return asked, None
    outcome = Outcome.CHANGED if moves else Outcome.CARRIED
    place = Place(entry.sheet, (routes[0].ends[0], year), routes[1].ends[0])
    return replace(entry, outcome=outcome, after=value.value, moves=moves), place


def _has_column(sheet: str, column: str, guide: Guide) -> bool:
    if not guide.has("sheets", sheet):
        return False
    return any(found.id == column for found in columns_of(guide.item("sheets", sheet), guide))


def _settled(landed: Iterable[tuple[Entry, Place | None]]) -> list[tuple[Entry, Place | None]]:
    """Two values that differ and come to one place are both asked again: which is right is never guessed."""
    found = list(landed)
    wanted: dict[Place, set[Written | None]] = {}
    for entry, place in found:
        if place is not None:
            wanted.setdefault(place, set()).add(entry.after)
    torn = {place for place, values in wanted.items() if len(values) > 1}
    return [
        (replace(entry, outcome=Outcome.ASKED, reason=Reason.CONFLICT, after=None), None)
        if place in torn
        else (entry, place)
        for entry, place in found
    ]


def _content(entries: Iterable[tuple[Entry, Place | None]], guide: Guide) -> dict[str, list[Cells]]:
    """The rows of the new file, those of each sheet in the order of the old one."""
    rows: dict[tuple[str, tuple[str, int]], Cells] = {}
    for entry, place in entries:
        if place is not None and entry.after is not None:
            cells = rows.setdefault((place.sheet, place.row), _named(place, guide))
            cells[place.column] = entry.after
    content: dict[str, list[Cells]] = {}
    for (sheet, _), cells in rows.items():
        content.setdefault(sheet, []).append(cells)
    return content


def _named(place: Place, guide: Guide) -> Cells:
    """The cells that tell a row of a fixed sheet from the others."""
    fixed = guide.item("sheets", place.sheet)["fixed"]
    return {fixed: place.row[0], layout.YEAR: place.row[1]} if fixed else {}


def _new_questions(way: Way) -> Iterator[Entry]:
    """What the later revision asks that the earlier one did not: entries, columns and sheets."""
    for sheet in way.later.items("sheets"):
        old = way.earlier.item("sheets", sheet["id"]) if way.earlier.has("sheets", sheet["id"]) else None
        if old is None:
            yield Entry(Outcome.ASKED, sheet["id"], 0, "", "", reason=Reason.NEW)
            continue
        known = {end for found in way.columns(old).values() for end in found.ends}
        for column in columns_of(sheet, way.later):
            if column.id not in known:
                yield Entry(Outcome.ASKED, sheet["id"], 0, "", column.id, reason=Reason.NEW)
        if sheet["fixed"]:
            asked = {entry["id"] for entry in fixed_codes(old, way.earlier)}
            came = {end for name in asked for end in way.follow(_kind(old, way.earlier), name).ends}
            for entry in fixed_codes(sheet, way.later):
                if entry["id"] not in came:
                    yield Entry(Outcome.ASKED, sheet["id"], 0, entry["id"], "", reason=Reason.NEW)


def _kind(sheet: Item, guide: Guide) -> str:
    return next(column.codes for column in columns_of(sheet, guide) if column.id == sheet["fixed"])
