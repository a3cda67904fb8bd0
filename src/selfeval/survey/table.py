"""Any file with answers as a raw workbook: Excel through the safe reader, text in the forms Excel writes it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.cells import Position, RawCell, RawSheet, RawWorkbook, SheetState
from selfeval.project_file.identifier_check import check_identifiers
from selfeval.project_file.safe_reading import read_workbook
from selfeval.project_file.source_file import check_file, read_bytes

TEXT_KINDS = {".csv", ".tsv", ".txt"}
MOST_ROWS = 20_000
_SEPARATORS = ";,\t"
_LONGEST_CELL = 32_767
Recognise = Callable[[object], bool]
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read; no workbook when an error made that impossible."""

    workbook: RawWorkbook | None
    problems: tuple[Problem, ...]


def read_table(path: Path, recognise: Recognise) -> Table:
    """The cells of an .xlsx, or of text with a semicolon, a comma or a tab between the cells. Raises nothing.

    `recognise` says whether a heading is one that is looked for: the sign between the cells is the one that makes the
    most of such headings. Text is UTF-8, UTF-16 with its mark, or what Excel writes in Western Europe (Windows-1252).
    """
    if path.suffix.lower() not in TEXT_KINDS:
        reading = read_workbook(path)
        return Table(reading.workbook, reading.problems)
    problems = check_file(path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Table(None, tuple(problems))
    try:
        content = read_bytes(path)
    except OSError:
        return Table(None, (Problem("file_cannot_be_opened", Severity.ERROR, found=path.name),))
    if content.startswith(b"PK"):
        return Table(None, (Problem("text_is_excel", Severity.ERROR, found=path.name),))
    return _read_text(content, path.name, recognise, problems)


def _read_text(content: bytes, name: str, recognise: Recognise, problems: list[Problem]) -> Table:
    text = decoded(content)
    if text is None:
        return Table(None, (*problems, Problem("text_unreadable", Severity.ERROR, found=name)))
    try:
        sheet, found = _sheet(split_rows(text, recognise))
    except csv.Error as error:
        return Table(None, (*problems, Problem("text_broken", Severity.ERROR, found=f"{name}: {error}")))
    workbook = RawWorkbook((sheet,))
    return Table(workbook, (*problems, *found, *check_identifiers(workbook, {})))


def decoded(content: bytes) -> str | None:
    """The text of a file; None when it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        codecs = ("utf-8-sig", "cp1252")
    for codec in codecs:
        try:
            text = content.decode(codec)
        except UnicodeError:
            continue
        return None if "\0" in text else text
    return None


def split_rows(text: str, recognise: Recognise) -> Rows:
    """The cells of each row, by the sign between them that makes the most headings looked for.

    A first line "sep=;", which only tells Excel which sign it is, becomes an empty row. Raises csv.Error for a
    quotation mark that is never closed, or a cell that is longer than Excel's can be.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return [[], *_split(rest, first.strip()[-1])]
    tried = {}
    for separator in _SEPARATORS:
        head = next(iter(_split(text, separator, most=1)), [])
        tried[separator] = (sum(map(recognise, head)), len(head))
    return _split(text, max(_SEPARATORS, key=lambda separator: tried[separator]))


def _split(text: str, separator: str, most: int = MOST_ROWS + 2) -> Rows:
    rows: Rows = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
        if any(len(cell) > _LONGEST_CELL for cell in row):
            raise csv.Error(f"{_LONGEST_CELL}+")
        rows.append(row)
        if len(rows) == most:
            break
    return rows


def _sheet(rows: Rows) -> tuple[RawSheet, list[Problem]]:
    """The rows as a sheet without a name, and those with more or fewer cells than the headings."""
    problems = []
    if len(rows) > MOST_ROWS + 1:
        problems.append(Problem("too_many_rows", Severity.ERROR, found=f">{MOST_ROWS}", expected=str(MOST_ROWS)))
    width = len(next((row for row in rows if any(row)), []))
    cells: dict[Position, RawCell] = {}
    for number, row in enumerate(rows[: MOST_ROWS + 1], start=1):
        filled = [cell for cell in row if cell.strip()]
        if filled and len(row) != width:
            problems.append(
                Problem("row_of_other_width", Severity.ERROR, Place(row=number), str(len(row)), expected=str(width))
            )
        cells |= {
            (number, column): RawCell(number, column, _value(cell))
            for column, cell in enumerate(row, start=1)
            if cell.strip()
        }
    return RawSheet("", SheetState.VISIBLE, cells), problems


def _value(cell: str) -> str | int:
    """Digits are a number, as they would be in Excel; anything else is looked at where its meaning is known."""
    bare = cell.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 9 else cell
