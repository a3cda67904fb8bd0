"""From one revision to a later one: where rows, columns and values go."""

from __future__ import annotations

from dataclasses import dataclass

from selfeval.guide import Guide, Item
from selfeval.guide.files import KINDS
from selfeval.guide.moves import Move, Route, Rule, moves_between, route
from selfeval.migration.entry import Reason, Written
from selfeval.model import Answer, Row, State, Value
from selfeval.project_file.layout import Column, columns_of


@dataclass(frozen=True, slots=True)
class Found:
    """A value under the later revision, with the moves that changed it; or why it has to be asked again."""

    value: Written | None
    moves: tuple[Move, ...] = ()
    reason: Reason = Reason.NONE
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """Two revisions and the moves between them."""

    earlier: Guide
    later: Guide
    moves: tuple[Move, ...]

    @classmethod
    def between(cls, earlier: Guide, later: Guide) -> Way:
        """Raises RequestError `revision_not_later` when `later` is the older one."""
        return cls(earlier, later, moves_between(earlier.revision, later.revision))

    def follow(self, kind: str, item_id: str) -> Route:
        """Where an item ends up, as ids; an entry of a plain list stays when the later list still has it."""
        if kind not in KINDS:
            kept = any(entry["id"] == item_id for entry in self.later.codes(kind))
            return Route((item_id,) if kept else ())
        found = route(f"{kind}/{item_id}", self.moves)
        return Route(tuple(end.partition("/")[2] for end in found.ends), found.moves)

    def row(self, row: Row, sheet: Item) -> Route:
        """Where a row of a sheet goes: by its fixed entry, or, in an open sheet, with its number."""
        if not sheet["fixed"]:
            return Route((str(row.number),))
        column = next(column for column in columns_of(sheet, self.earlier) if column.id == sheet["fixed"])
        return self.follow(column.codes, row.text(sheet["fixed"]))

    def columns(self, sheet: Item) -> dict[str, Route]:
        """Where each column of a sheet goes; a column that stands for an item of the Gids goes with the item."""
        routes = {column.id: Route((column.id,)) for column in columns_of(sheet, self.earlier)}
        for entry in sheet["columns"]:
            for item in self.earlier.codes(entry["repeat"]) if "repeat" in entry else ():
                routes[item["id"]] = self.follow(entry["repeat"], item["id"])
        return routes

    def value(self, answer: Answer, column: Column) -> Found:
        """A value under the later revision: a code may have moved, a score may be on another scale."""
        if answer.state is not State.KNOWN or answer.value is None:
            return Found(answer.state)
        if column.type == "code":
            return self._code(str(answer.value), column)
        return self._score(answer.value) if column.type == "score" else Found(answer.value)

    def _code(self, code: str, column: Column) -> Found:
        found = self.follow(column.codes, code)
        if len(found.ends) == 1:
            return Found(found.ends[0], found.moves)
        return Found(None, found.moves, Reason.SPLIT if found.ends else Reason.RETIRED, found.ends)

    def _score(self, score: Value) -> Found:
        passed: tuple[Move, ...] = ()
        for move in self.moves:
            if move.rule is Rule.RESCALED:
                passed = (*passed, move)
                scores = {float(old): new for old, new in move.scores}
                if score not in scores:
                    return Found(None, passed, Reason.NOT_ON_SCALE)
                score = scores[score]  # type: ignore[index]
        return Found(score, passed)
