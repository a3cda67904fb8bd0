"""What stands in a workbook before anybody knows what it means: sheets and cells, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Value = str | int | float | bool | datetime | None
Position = tuple[int, int]


class SheetState(StrEnum):
    """Whether a reader of the workbook sees the sheet's tab; `veryHidden` can only be undone in the macro editor."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell that holds something.

    `row` and `column` count from 1. `value` is the stored value, for a formula the one Excel last computed (None when
    it never did); a time of day or a duration is a fraction of days. `is_error` marks #DIV/0! and its like.
    """

    row: int
    column: int
    value: Value
    formula: str | None = None
    number_format: str = "General"
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle, both corners included; it can be as large as a whole sheet, so never walk it blindly."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the rectangle."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet: its filled cells by (row, column), and what Excel hides of it.

    `has_filter` is true when a filter is set that can hide rows, not when its arrows merely show.
    """

    name: str
    state: SheetState
    cells: Mapping[Position, RawCell]
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    has_filter: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """All worksheets in the order of their tabs; `date_system` is the year serial dates count from: 1900 or 1904."""

    sheets: tuple[RawSheet, ...]
    date_system: int = 1900


def column_letter(column: int) -> str:
    """The letters Excel shows above a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters A to XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
