"""How sheets, rows, questions and values of a migration are called, in one language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from selfeval.guide import Guide
from selfeval.guide.moves import Move
from selfeval.migration.entry import Entry, Reason, Written
from selfeval.migration.landing import Migrated
from selfeval.model import ProjectFile, State
from selfeval.project_file.layout import Column, columns_of
from selfeval.texts import Texts


@dataclass(frozen=True)
class Frame:
    """A migration and the language it is told in."""

    project: ProjectFile
    earlier: Guide
    later: Guide
    migrated: Migrated
    texts: Texts

    def say(self, key: str, **values: object) -> str:
        """A sentence of the migration's own catalogue."""
        return self.texts(f"migration.{key}", **values)

    def sheet(self, entry: Entry) -> str:
        """The name of a sheet."""
        return self.texts.of(self._guide(entry).item("sheets", entry.sheet)["name"])

    def subject(self, entry: Entry) -> str:
        """What a row is about: the entry of a fixed sheet by name, else the first cell of the row."""
        guide = self._guide(entry)
        sheet = guide.item("sheets", entry.sheet)
        if not sheet["fixed"]:
            return entry.key
        return self._code(entry.key, self._columns(entry)[sheet["fixed"]], guide) if entry.key else ""

    def question(self, entry: Entry) -> str:
        """The header of a column."""
        column = self._columns(entry).get(entry.column)
        return self.texts.of(column.name) if column else ""

    def before(self, entry: Entry) -> str:
        """What stood in the file."""
        if entry.before is None:
            return ""
        answer = entry.before
        value: Written = answer.value if answer.state is State.KNOWN and answer.value is not None else answer.state
        return self._shown(value, entry, self.earlier)

    def after(self, entry: Entry) -> str:
        """What stands in the new file; a word where nothing does."""
        return self.say("taken_away") if entry.after is None else self._shown(entry.after, entry, self.later)

    def why(self, entry: Entry) -> str:
        """The rules that moved a value, with their reason, or why it is asked again."""
        said = [self._rule(move) for move in entry.moves]
        if entry.reason is not Reason.NONE:
            names = self.texts.listing([self._candidate(name, entry) for name in entry.candidates])
            said.append(self.say(f"reason.{entry.reason}", candidates=names))
        return " ".join(said)

    def _rule(self, move: Move) -> str:
        reason = self.texts.of(dict(move.reason))
        return self.say("rule", rule=self.say(f"rules.{move.rule}"), revision=move.revision, reason=reason)

    def _candidate(self, name: str, entry: Entry) -> str:
        column = self._columns(entry).get(entry.column)
        kind = column.codes if column and column.codes else entry.moves[-1].item.partition("/")[0]
        return self._name(kind, name, self.later)

    def _guide(self, entry: Entry) -> Guide:
        return self.later if entry.before is None else self.earlier

    def _columns(self, entry: Entry) -> dict[str, Column]:
        guide = self._guide(entry)
        return {column.id: column for column in columns_of(guide.item("sheets", entry.sheet), guide)}

    def _shown(self, value: Written, entry: Entry, guide: Guide) -> str:
        column = self._columns(entry)[entry.column]
        if isinstance(value, State):
            return self.texts(f"missing.{value}")
        if isinstance(value, datetime.date):
            return self.texts.date(value)
        if isinstance(value, int | float):
            return self.texts.number(value, 0 if float(value).is_integer() else 2)
        return self._code(value, column, guide)

    def _code(self, value: str, column: Column, guide: Guide) -> str:
        return self._name(column.codes, value, guide) if column.type == "code" else value

    def _name(self, kind: str, code: str, guide: Guide) -> str:
        return next((self.texts.of(one["name"]) for one in guide.codes(kind) if one["id"] == code), code)
