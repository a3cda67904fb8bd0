"""A copy of a workbook in which some cells hold something else; all its other parts stay as they are, byte for byte.

The parts are changed directly: every library that reads and writes whole workbooks leaves something behind on its way
(what formulas last gave, drawings, settings it does not know).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from selfeval.errors import RequestError
from selfeval.project_file.cells import column_letter, column_number
from selfeval.project_file.guard import inspect_container, sheet_names

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell, by the name on the sheet's tab and row and column from 1, and its new value; None empties it.

    `height` is the least height of its row in points; 0 leaves the row as it is.
    """

    sheet: str
    row: int
    column: int
    value: int | str | None
    height: float = 0


def change_cells(content: bytes, changes: Iterable[CellChange]) -> bytes:
    """The bytes of the changed .xlsx; format, drop-downs and protection of the cells stay.

    `content` has passed the guard. The same input gives the same bytes. A workbook with formulas asks Excel to compute
    them anew when it is opened. Raises RequestError `formula_not_overwritten` for a cell that holds a formula, KeyError
    for a sheet that is not there.
    """
    scans = inspect_container(content).scans
    parts = {sheet: part for part, sheet in sheet_names(scans).items()}
    wanted: dict[str, list[CellChange]] = {}
    for change in changes:
        wanted.setdefault(parts[change.sheet], []).append(change)
    new = {part: _changed_sheet(_read(content, part), cells) for part, cells in wanted.items()}
    if new and any(scan.has_formula for scan in scans.values()):
        book = next(part for part, scan in scans.items() if scan.root == "workbook")
        new[book] = _to_be_computed(_read(content, book))
    return _with_parts(content, new)


def _read(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(part)


def _with_parts(content: bytes, new: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as package:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
            fresh.compress_type, fresh.external_attr = entry.compress_type, entry.external_attr
            package.writestr(fresh, new.get(entry.filename, old.read(entry)))
    return out.getvalue()


def _parse(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _changed_sheet(part: bytes, changes: Iterable[CellChange]) -> bytes:
    root = _parse(part)
    data = root.find("{*}sheetData")
    rows = dict(_numbered_rows(data))
    for change in sorted(changes, key=lambda one: (one.row, one.column)):
        row = rows.get(change.row)
        if row is None:
            row = rows[change.row] = _insert(data, "row", str(change.row), sum(number < change.row for number in rows))
        _change(row, rows, change)
    if (extent := root.find("{*}dimension")) is not None:
        root.remove(extent)  # Optional, and no longer right when a row was added.
    return _written(root)


def _change(row: Any, rows: Mapping[int, Any], change: CellChange) -> None:
    cells = dict(_numbered_cells(row))
    cell = cells.get(change.column)
    if cell is None:
        if change.value is None:
            return
        at = sum(number < change.column for number in cells)
        cell = _insert(row, "c", f"{column_letter(change.column)}{change.row}", at)
        row.attrib.pop("spans", None)
        if style := _style_above(rows, change):
            cell.set("s", style)
    if cell.find("{*}f") is not None:
        place = f"{change.sheet}!{column_letter(change.column)}{change.row}"
        raise RequestError("formula_not_overwritten", place=place)
    _fill(cell, change.value)
    if change.height > float(row.get("ht", 15)):
        row.set("ht", f"{change.height:g}")
        row.set("customHeight", "1")


def _fill(cell: Any, value: int | str | None) -> None:
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)
    if isinstance(value, int):
        _insert(cell, "v", "", 0).text = str(value)
    elif value:
        cell.set("t", "inlineStr")
        text = _insert(_insert(cell, "is", "", 0), "t", "", 0)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        # Excel reads _x0041_ as the letter A; an escaped underscore keeps such a text a text.
        text.text = _ESCAPED.sub("_x005F_", value)


def _insert(parent: Any, name: str, reference: str, at: int) -> Any:
    element = etree.Element(f"{{{etree.QName(parent).namespace}}}{name}", {"r": reference} if reference else {})
    parent.insert(at, element)
    return element


def _style_above(rows: Mapping[int, Any], change: CellChange) -> str:
    """The format of the nearest cell above in the same column; nothing when there is none."""
    for number in sorted((row for row in rows if row < change.row), reverse=True):
        if (cell := dict(_numbered_cells(rows[number])).get(change.column)) is not None:
            return str(cell.get("s", ""))
    return ""


def _numbered_rows(data: Any) -> Iterator[tuple[int, Any]]:
    """Rows may leave out their number: then it is the next one."""
    number = 0
    for row in data.iterfind("{*}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        yield number, row


def _numbered_cells(row: Any) -> Iterator[tuple[int, Any]]:
    number = 0
    for cell in row.iterfind("{*}c"):
        number = column_number(cell.get("r").rstrip("0123456789")) if cell.get("r") else number + 1
        cell.set("r", f"{column_letter(number)}{row.get('r')}")
        yield number, cell


def _to_be_computed(part: bytes) -> bytes:
    root = _parse(part)
    settings = root.find("{*}calcPr")
    if settings is None:
        found = (root.find(f"{{*}}{name}") for name in _BEFORE_CALCULATION)
        before = next(element for element in found if element is not None)
        settings = etree.Element(f"{{{etree.QName(root).namespace}}}calcPr")
        before.addnext(settings)
    settings.set("fullCalcOnLoad", "1")
    return _written(root)
