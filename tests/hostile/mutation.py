"""A small good workbook, and ways to spoil its bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]


def good_workbook(fill: Fill | None = None) -> bytes:
    """One sheet "Cijfers" with a header, a text, a number, a date and a computed formula; then whatever `fill` adds."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Cijfers")
        sheet.write_row(0, 0, ["Onderdeel", "Aantal"])
        sheet.write_row(1, 0, ["Preventie en zorg", 12.5])
        sheet.write_number(2, 0, 45292, workbook.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula(2, 1, "=B2*2", None, 25)
        if fill is not None:
            fill(workbook, sheet)
    return stream.getvalue()


def read_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """A package of the parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_parts(**extra: bytes) -> bytes:
    """The good workbook with parts added or replaced; `__` in a keyword stands for a slash, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in extra.items()}
    return write_parts(read_parts(good_workbook()) | named)


def replaced(part: str, old: bytes, new: bytes, content: bytes | None = None) -> bytes:
    """The workbook with the first `old` of one part replaced; fails when there is none, so that no case is idle."""
    parts = read_parts(content or good_workbook())
    assert old in parts[part], f"{old!r} is not in {part}"
    return write_parts(parts | {part: parts[part].replace(old, new, 1)})


def with_rows(rows: bytes) -> bytes:
    """The workbook with sheet XML put behind its last row."""
    return replaced(SHEET, b"</sheetData>", rows + b"</sheetData>")


def with_directory_field(offset: int, form: str, value: int, name: str = SHEET) -> bytes:
    """The workbook with one field of one entry of the zip's directory overwritten."""
    content = bytearray(good_workbook())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    struct.pack_into(form, content, entry + offset, value)
    return bytes(content)


def with_short_declared_size() -> bytes:
    """The sheet said to be 100 bytes long, with the check sum of those 100: zipfile itself sees nothing wrong."""
    part = read_parts(good_workbook())[SHEET]
    content = bytearray(with_directory_field(24, "<I", 100))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    struct.pack_into("<I", content, entry + 16, zlib.crc32(part[:100]))
    return bytes(content)


def with_twin(name: str) -> bytes:
    """The workbook with a second part of the same name in other letter case."""
    parts = read_parts(good_workbook())
    return write_parts(parts | {name.upper(): parts[name]})


def written(*values: object, column: int = 4) -> bytes:
    """The good workbook with the values below each other in column E, from its first row."""
    return good_workbook(lambda _, sheet: sheet.write_column(0, column, list(values)))


def note(text: str) -> bytes:
    return good_workbook(lambda _, sheet: sheet.write_comment(0, 0, text))


def many_rows(first: int, count: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(first, first + count))


def wide_rows(first: int, count: int) -> bytes:
    cells = b"<c><v>1</v></c>" * 199
    return b"".join(b'<row r="%d">' % row + cells + b"</row>" for row in range(first, first + count))
