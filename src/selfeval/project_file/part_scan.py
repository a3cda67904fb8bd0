"""One pass over the XML of a part: refuses document types, measures sheets, keeps texts that may hold an identifier.

Nothing is built in memory but what is asked, so that a sheet with a million rows costs no more than a small one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.cells import CellRange, column_letter, column_number

MAX_ROW = 20_000
MAX_COLUMN = 200
MAX_CELLS = 200_000
_MAX_DEPTH = 200
_MAX_TEXTS = 20_000
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_JOINED = frozenset({"si", "is", "text", "p"})
_LONG_NUMBER = re.compile(r"\d{2}\D?\d{2}\D?\d{2}\D{0,3}\d{3}\D?\d{2}")
_STRICT = "http://purl.oclc.org/ooxml/"


class ScanError(Exception):
    """The part is refused; `row` and `column` say where when it is a cell."""

    def __init__(self, code: str, found: str = "", expected: str = "", row: int = 0, column: int = 0) -> None:
        super().__init__(code)
        self.code, self.found, self.expected, self.row, self.column = code, found, expected, row, column

    def problem(self, sheet: str, part: str) -> Problem:
        """The problem to show, with the sheet's name when the part is a sheet."""
        place = Place(sheet, self.row, column_letter(self.column))
        return Problem(self.code, Severity.ERROR, place, self.found, self.expected, {"part": part})


@dataclass(slots=True)
class PartScan:
    """What one part holds. `sheets` are (name, relation id), `relations` (id, kind, target, is outside)."""

    root: str = ""
    is_strict: bool = False
    texts: list[str] = field(default_factory=list)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    relations: list[tuple[str, str, str, bool]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    empty_rows_below: int = 0
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    has_filter: bool = False
    has_formula: bool = False


def scan_part(content: bytes) -> PartScan:
    """Read one XML part. Raises ScanError with code file_damaged, document_type_declaration or a limit's."""
    scanner = _Scanner()
    try:
        scanner.parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise ScanError("file_damaged") from error
    return scanner.scan


def cell_range(reference: str) -> CellRange:
    """The rectangle of `B2:D5` or `B2`. Raises ScanError on anything else."""
    first, _, last = reference.partition(":")
    (first_row, first_column), (last_row, last_column) = _position(first), _position(last or first)
    return CellRange(first_row, first_column, last_row, last_column)


def _position(address: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ScanError("file_damaged")
    return int(match[2]), column_number(match[1])


class _Scanner:
    """The handlers of one expat parser and what they remember between two calls."""

    def __init__(self) -> None:
        self.scan = PartScan()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.leaf: list[str] = []
        self.joined: list[str] = []
        self.depth = self.joining = self.row = self.column = self.cells = 0
        self.in_cell = self.is_filled = self.is_text = False
        self.handlers: dict[tuple[str, str], Callable[[dict[str, str]], None]] = {
            ("worksheet", "row"): self._row,
            ("worksheet", "c"): self._cell,
            ("worksheet", "f"): self._formula,
            ("worksheet", "is"): self._fill,
            ("worksheet", "col"): self._col,
            ("worksheet", "mergeCell"): self._merge,
            ("worksheet", "filterColumn"): self._filter,
            ("table", "filterColumn"): self._filter,
            ("workbook", "sheet"): self._sheet,
            ("Relationships", "Relationship"): self._relation,
        }

    def _refuse(self, *_: object) -> None:
        raise ScanError("document_type_declaration")

    def _text(self, text: str) -> None:
        self.leaf.append(text)
        if self.joining:
            self.joined.append(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self.depth += 1
        self.leaf.clear()
        if self.depth > _MAX_DEPTH:
            raise ScanError("file_damaged")
        if self.depth == 1:
            self.scan.root, self.scan.is_strict = local, namespace.startswith(_STRICT)
        if local in _JOINED:
            self.joining += 1
        for value in attributes.values():
            self._keep(value)
        handler = self.handlers.get((self.scan.root, local))
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        text = "".join(self.leaf)
        self.leaf.clear()
        self.depth -= 1
        if not self.in_cell:
            self._keep(text)
        elif local == "v" and (text or self.is_text):
            self._fill({})
        elif local == "c":
            self.in_cell = False
        if local in _JOINED:
            self._end_joined()

    def _end_joined(self) -> None:
        self.joining -= 1
        self._keep("".join(self.joined))
        if not self.joining:
            self.joined.clear()

    def _keep(self, text: str) -> None:
        if len(text) > 10 and len(self.scan.texts) < _MAX_TEXTS and _LONG_NUMBER.search(text):
            self.scan.texts.append(text)

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.column = 0
        self.scan.empty_rows_below += 1
        if attributes.get("hidden") in ("1", "true") and self.row <= MAX_ROW:
            self.scan.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = _position(attributes["r"])
        else:
            self.column += 1
        self.in_cell, self.is_filled, self.is_text = True, False, attributes.get("t") == "str"

    def _fill(self, _: dict[str, str]) -> None:
        """The cell holds a value or a formula; extensions below the cells use the same element names."""
        if self.is_filled or not self.in_cell:
            return
        self.is_filled = True
        scan = self.scan
        self.cells += 1
        if scan.empty_rows_below:
            scan.empty_rows_below = 0
            scan.filled_rows += 1
        self._check_limits()
        scan.last_row, scan.last_column = max(scan.last_row, self.row), max(scan.last_column, self.column)

    def _formula(self, attributes: dict[str, str]) -> None:
        self.scan.has_formula = self.scan.has_formula or self.in_cell
        self._fill(attributes)

    def _check_limits(self) -> None:
        if self.scan.filled_rows > MAX_ROW:
            raise ScanError("too_many_rows", f">{MAX_ROW}", str(MAX_ROW))
        if self.row > MAX_ROW or self.column > MAX_COLUMN:
            address, limit = f"{column_letter(self.column)}{self.row}", f"{column_letter(MAX_COLUMN)}{MAX_ROW}"
            raise ScanError("cell_far_away", address, limit, self.row, self.column)
        if self.cells > MAX_CELLS:
            raise ScanError("too_many_cells", f">{MAX_CELLS}", str(MAX_CELLS))

    def _col(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", 1)), min(int(attributes.get("max", 1)), MAX_COLUMN)
            self.scan.hidden_columns.update(range(first, last + 1))

    def _merge(self, attributes: dict[str, str]) -> None:
        self.scan.merged.append(cell_range(attributes.get("ref", "")))

    def _filter(self, _: dict[str, str]) -> None:
        self.scan.has_filter = True

    def _sheet(self, attributes: dict[str, str]) -> None:
        relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
        self.scan.sheets.append((attributes.get("name", ""), relation))

    def _relation(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        outside = attributes.get("TargetMode") == "External"
        self.scan.relations.append((attributes.get("Id", ""), kind, attributes.get("Target", ""), outside))
