"""A workbook and its problems as plain JSON data and back: how the child process hands over what it read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.cells import CellRange, RawCell, RawSheet, RawWorkbook, SheetState, Value

Data = dict[str, Any]


def pack(workbook: RawWorkbook | None, problems: Sequence[Problem]) -> Data:
    """Lists, dicts, texts and numbers only; a date is {"date": ISO 8601}."""
    return {"workbook": _pack_workbook(workbook) if workbook else None, "problems": [astuple(p) for p in problems]}


def unpack(data: Data) -> tuple[RawWorkbook | None, list[Problem]]:
    """The inverse of `pack`. Raises KeyError, TypeError or ValueError on anything else."""
    workbook = _unpack_workbook(data["workbook"]) if data["workbook"] else None
    return workbook, [_unpack_problem(*entry) for entry in data["problems"]]


def _unpack_problem(
    code: str, severity: str, place: Sequence[Any], found: str, expected: str, details: dict[str, str]
) -> Problem:
    return Problem(code, Severity(severity), Place(*place), found, expected, details)


def _pack_workbook(workbook: RawWorkbook) -> Data:
    return {"date_system": workbook.date_system, "sheets": [_pack_sheet(sheet) for sheet in workbook.sheets]}


def _unpack_workbook(data: Data) -> RawWorkbook:
    return RawWorkbook(tuple(_unpack_sheet(sheet) for sheet in data["sheets"]), int(data["date_system"]))


def _pack_sheet(sheet: RawSheet) -> Data:
    return {
        "name": sheet.name,
        "state": sheet.state,
        "cells": [_pack_cell(cell) for cell in sheet.cells.values()],
        "merged": [astuple(merged) for merged in sheet.merged],
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "has_filter": sheet.has_filter,
    }


def _unpack_sheet(data: Data) -> RawSheet:
    cells = [_unpack_cell(*cell) for cell in data["cells"]]
    return RawSheet(
        data["name"],
        SheetState(data["state"]),
        {(cell.row, cell.column): cell for cell in cells},
        tuple(CellRange(*merged) for merged in data["merged"]),
        frozenset(data["hidden_rows"]),
        frozenset(data["hidden_columns"]),
        bool(data["has_filter"]),
    )


def _pack_cell(cell: RawCell) -> list[Any]:
    value = {"date": cell.value.isoformat()} if isinstance(cell.value, datetime) else cell.value
    return [cell.row, cell.column, value, cell.formula, cell.number_format, cell.is_error]


def _unpack_cell(row: int, column: int, value: Any, formula: str | None, number_format: str, is_error: bool) -> RawCell:
    plain: Value = datetime.fromisoformat(value["date"]) if isinstance(value, dict) else value
    return RawCell(row, column, plain, formula, number_format, is_error)
