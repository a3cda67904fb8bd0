"""Two independent readers of the same bytes: openpyxl (Python) says what we use, calamine (Rust) says whether it is so.

Both run only in the child process of `safe_reading`, after the guard has seen the container.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

from selfeval.project_file.cells import Position, RawCell, RawSheet, RawWorkbook, SheetState, Value
from selfeval.project_file.guard import Container, has_filter, sheet_names
from selfeval.project_file.part_scan import PartScan

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The two days serial numbers count from; Excel's own 29 February 1900 makes the first one a day early.
_EPOCHS = {1900: datetime.fromisoformat("1899-12-30"), 1904: datetime.fromisoformat("1904-01-01")}
_DAY = timedelta(days=1)
Cells = dict[Position, Value]


def read_with_openpyxl(content: bytes, container: Container) -> RawWorkbook:
    """All filled cells with formula, number format and last computed value.

    Read twice when there are formulas, because openpyxl gives either these or their values. Raises whatever openpyxl
    raises on bad content.
    """
    values = _open(content, data_only=True)
    has_formula = any(scan.has_formula for scan in container.scans.values())
    formulas = _open(content, data_only=False) if has_formula else values
    parts = {sheet: part for part, sheet in sheet_names(container.scans).items()}
    sheets = tuple(
        _read_sheet(sheet, formulas[sheet.title], parts[sheet.title], container)
        for sheet in values.worksheets
        if sheet.title in parts
    )
    return RawWorkbook(sheets, 1904 if values.epoch.year == 1904 else 1900)


def read_with_calamine(content: bytes) -> dict[str, Cells]:
    """Per sheet the non-empty values by (row, column); an error such as #N/A is empty for this reader."""
    import python_calamine

    with python_calamine.load_workbook(BytesIO(content)) as workbook:
        names = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        return {name: _calamine_cells(workbook.get_sheet_by_name(name)) for name in names}


def to_serial(value: datetime, date_system: int) -> float:
    """A date as the number of days Excel stores for it."""
    return (value - _EPOCHS[date_system]) / _DAY


def plain_value(value: object) -> Value:
    """A reader's value as one of ours: dates become datetimes, times and durations fractions of days."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / _DAY
    if isinstance(value, timedelta):
        return value / _DAY
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)


def unescape(text: str) -> str:
    """Excel's `_x000D_` for characters XML cannot hold, as those characters; halves of pairs become U+FFFD."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _open(content: bytes, data_only: bool) -> Any:
    # Imported here, for only the child process needs it and its start takes a fifth of a second.
    return import_module("openpyxl").load_workbook(
        BytesIO(content), read_only=True, data_only=data_only, keep_links=False
    )


def _read_sheet(values: Any, formulas: Any, part: str, container: Container) -> RawSheet:
    scan = container.scans[part]
    written = {position: _formula(cell.value) for position, cell in _walk_formulas(formulas, scan)}
    cells = {
        position: _raw_cell(position, cell, written.get(position))
        for position, cell in _walk(values, scan)
        if cell.value not in (None, "") or position in written
    }
    return RawSheet(
        values.title,
        SheetState(values.sheet_state),
        {position: cells[position] for position in sorted(cells)},
        tuple(scan.merged),
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        has_filter(part, container.scans),
    )


def _walk(sheet: Any, scan: PartScan) -> Iterator[tuple[Position, Any]]:
    """Every cell up to the last filled one, as the guard found it: the extent a file declares may leave cells out."""
    if scan.last_row:
        rows = sheet.iter_rows(min_row=1, max_row=scan.last_row, min_col=1, max_col=scan.last_column)
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                yield (row, column), cell


def _walk_formulas(sheet: Any, scan: PartScan) -> Iterator[tuple[Position, Any]]:
    cells = _walk(sheet, scan) if scan.has_formula else ()
    return ((position, cell) for position, cell in cells if cell.data_type == "f")


def _formula(value: object) -> str:
    """The formula as written; openpyxl has objects for array formulas and what-if tables."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "=TABLE()")


def _raw_cell(position: Position, cell: Any, formula: str | None) -> RawCell:
    value = plain_value(cell.value)
    if isinstance(value, str):
        value = unescape(value)
    elif value is None and cell.data_type == "str":
        value = ""  # Computed, and the outcome is an empty text.
    is_error = cell.data_type == "e" or (isinstance(value, float) and not math.isfinite(value))
    return RawCell(*position, value, formula, _number_format(cell), is_error)


def _number_format(cell: Any) -> str:
    """Minimal files name styles they do not have; Excel shows such cells without format."""
    try:
        return str(cell.number_format)
    except IndexError:
        return "General"


def _calamine_cells(sheet: Any) -> Cells:
    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    return {
        (row, column): plain_value(value)
        for row, values in rows
        for column, value in enumerate(values, start=1)
        if value != ""
    }
