"""The nouns of the subject, frozen: what a project wrote down, and the figures that follow from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfeval.errors import NOWHERE, Place, Problem

Value = str | int | float | datetime.date


class State(StrEnum):
    """Five different things that a peer's empty cell confuses; zero is a sixth, an ordinary known value."""

    KNOWN = "known"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in one cell of a project file."""

    state: State
    value: Value | None = None
    place: Place = NOWHERE


EMPTY = Answer(State.EMPTY)
NOT_APPLICABLE = Answer(State.NOT_APPLICABLE)
UNKNOWN = Answer(State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: an answer for every column of the sheet."""

    sheet: str
    number: int
    answers: Mapping[str, Answer]

    def answer(self, column: str) -> Answer:
        """The answer in a column; empty when the sheet has no such column."""
        return self.answers.get(column, EMPTY)

    def text(self, column: str) -> str:
        """The answer as text, or nothing."""
        value = self.answer(column).value
        return "" if value is None else str(value)

    def number_in(self, column: str) -> float | None:
        """The answer as a number, or None when it is not a number."""
        value = self.answer(column).value
        return value if isinstance(value, int | float) else None

    def count(self, column: str) -> int | None:
        """The answer as a whole number, or None."""
        value = self.answer(column).value
        return value if isinstance(value, int) else None

    def date(self, column: str) -> datetime.date | None:
        """The answer as a date, or None."""
        value = self.answer(column).value
        return value if isinstance(value, datetime.date) else None


@dataclass(frozen=True, slots=True)
class CellCount:
    """The conservation law of reading: every filled cell was used, ignored or rejected."""

    used: int = 0
    ignored: int = 0
    rejected: int = 0

    @property
    def filled(self) -> int:
        """All cells with something in them."""
        return self.used + self.ignored + self.rejected


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A project's own Excel file, read and checked."""

    sha256: str
    language: str
    revision: str
    template: str
    synthetic: bool
    sheets: Mapping[str, tuple[Row, ...]]
    problems: tuple[Problem, ...] = ()
    cells: CellCount = CellCount()

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The filled rows of a sheet, in their order."""
        return self.sheets.get(sheet, ())

    @property
    def form(self) -> Row:
        """The answers of the sheet "project"."""
        rows = self.rows("project")
        return rows[0] if rows else Row("project", 0, {})

    @property
    def project_id(self) -> str:
        """The code of the project."""
        return self.form.text("project_id")

    @property
    def year(self) -> int:
        """The report year."""
        return self.form.count("report_year") or 0


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is about: a measure, of a subject (an id of the Gids or of the file), in a group, in a year."""

    measure: str
    subject: str = ""
    group: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with all that is needed to trust it.

    Shares are fractions of 1; `low` and `high` are the limits of its 95 % interval; `definition` names the item of the
    Gids that defines it; `persons` says that it counts people, so that small counts are protected.
    """

    key: Key
    value: float | None
    state: State = State.KNOWN
    unit: str = "count"
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    definition: str = ""
    persons: bool = False
    note: str = ""
