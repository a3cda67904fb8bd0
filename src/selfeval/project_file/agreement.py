"""Whether two readers saw the same workbook, and what both saw that cannot be used as it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, Value, column_letter
from selfeval.project_file.readers import Cells, to_serial, unescape

_TO_OTHER_WORKBOOK = re.compile(r"\[\d+\]|\[[^\]]+\.xls[xmb]?\]", re.IGNORECASE)
# One second in days: readers round the fraction of a day differently.
_SECOND = 1 / 86_400
_FIRST_RELIABLE_SERIAL = 61
_MAX_SHOWN = 60
_EMPTY = "—"


def cross_check(workbook: RawWorkbook, other: Mapping[str, Cells]) -> list[Problem]:
    """One error per sheet or cell the second reader saw differently.

    Differences that mean nothing are set aside: whole numbers as decimals, dates as their serial number, spaces
    around a text, ways of writing line ends, errors that the second reader leaves empty.
    """
    ours = {sheet.name: sheet for sheet in workbook.sheets}
    missing = sorted(ours.keys() ^ other.keys())
    problems = [Problem("sheet_read_by_one_reader", Severity.ERROR, Place(name)) for name in missing]
    for name, sheet in ours.items():
        if name in other:
            problems += _check_sheet(sheet, other[name], workbook.date_system)
    return problems


def check_cells(workbook: RawWorkbook) -> list[Problem]:
    """Errors for formulas never computed and cells that show an error; a warning per link to another workbook."""
    cells = [(sheet, cell) for sheet in workbook.sheets for cell in sheet.cells.values()]
    return [problem for sheet, cell in cells for problem in _check_cell(sheet, cell)]


def shown(value: Value) -> str:
    """A value as a short plain string, for a problem."""
    text = value.isoformat(sep=" ") if isinstance(value, datetime) else str("" if value is None else value)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _check_sheet(sheet: RawSheet, other: Cells, date_system: int) -> Iterator[Problem]:
    for row, column in sorted(sheet.cells.keys() | other.keys()):
        cell, theirs = sheet.cells.get((row, column)), other.get((row, column))
        if not _agree(cell, theirs, date_system):
            ours = shown(cell.value if cell else None) or _EMPTY
            place = Place(sheet.name, row, column_letter(column))
            yield Problem("readers_disagree", Severity.ERROR, place, ours, details={"other": shown(theirs) or _EMPTY})


def _agree(cell: RawCell | None, theirs: Value, date_system: int) -> bool:
    if cell is not None and cell.is_error:
        return True  # Stopped by its own error; calamine shows nothing, or the number behind an impossible date.
    ours = cell.value if cell else None
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    ours, theirs = _comparable(ours, date_system), _comparable(theirs, date_system)
    if isinstance(ours, float) and isinstance(theirs, float):
        return _same_number(ours, theirs)
    return ours == theirs


def _same_number(ours: float, theirs: float) -> bool:
    if math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-12):
        return True
    if min(ours, theirs) >= -1 and max(ours, theirs) < _FIRST_RELIABLE_SERIAL and abs(ours - theirs) == 1:
        return True  # Days before March 1900, where Excel counts a day that never was.
    return min(ours, theirs) > _FIRST_RELIABLE_SERIAL and abs(ours - theirs) < _SECOND and not _whole(ours, theirs)


def _whole(*numbers: float) -> bool:
    return all(number.is_integer() for number in numbers)


def _comparable(value: Value, date_system: int) -> str | float:
    if isinstance(value, datetime):
        return to_serial(value, date_system)
    if isinstance(value, int | float):
        return float(value)
    text = unescape(value or "").replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _check_cell(sheet: RawSheet, cell: RawCell) -> Iterator[Problem]:
    place = Place(sheet.name, cell.row, column_letter(cell.column))
    formula = shown(cell.formula)
    if cell.is_error:
        yield Problem("error_value_in_cell", Severity.ERROR, place, shown(cell.value), details={"formula": formula})
    elif cell.formula is not None and cell.value is None:
        yield Problem("formula_without_value", Severity.ERROR, place, formula)
    if cell.formula is not None and _TO_OTHER_WORKBOOK.search(cell.formula):
        yield Problem(
            "formula_to_other_workbook", Severity.WARNING, place, shown(cell.value), details={"formula": formula}
        )
