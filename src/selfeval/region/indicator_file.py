"""A file of figures by municipality as text: opened, guarded, cut into rows; every problem at once."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import Place, Problem
from selfeval.project_file.identifiers import (
    NUMBER_HEADER,
    formatted_national_numbers,
    is_national_number,
    plain_numbers,
)
from selfeval.region.column_map import NEEDED, ColumnMap, header_key
from selfeval.region.errors import RegionError, fault, remark

LARGEST_FILE = 50_000_000
_SEPARATORS = ",;\t|"
# Two different valid numbers: one alone can be chance (one in 97 has the right check digits).
_CERTAIN = 2


@dataclass(frozen=True)
class Sheet:
    """The rows of a file under their headers, with the number of each row as a spreadsheet shows it."""

    name: str
    sha256: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path) -> Sheet:
    """The file; raises RegionError when it is no text of rows and columns, or holds identifiers of persons."""
    content = _content(path)
    text, told = _decoded(content)
    _refuse_persons(text)
    found = _rows(text)
    if len(found) < 2:
        raise RegionError([fault("file_empty", found=path.name)])
    (_, headers), *rows = found
    ragged = [number for number, cells in rows if len(cells) != len(headers)]
    if ragged:
        place = Place(row=ragged[0])
        raise RegionError([fault("rows_uneven", found=len(ragged), expected=len(headers), place=place)])
    return Sheet(path.name, hashlib.sha256(content).hexdigest(), headers, tuple(rows), tuple(told))


def choose_map(sheet: Sheet, maps: Sequence[ColumnMap]) -> ColumnMap:
    """The first kind of file whose columns are there, each once; raises RegionError when none fits."""
    fitting = next((one for one in maps if one.fits(sheet.headers)), None)
    if fitting is None:
        nearest = maps[-1]
        missing = [role for role in NEEDED if not nearest.place(role, sheet.headers)]
        expected = "; ".join(" / ".join(getattr(nearest, role)[:3]) for role in missing) or "; ".join(nearest.only)
        raise RegionError([fault("columns_missing", found=", ".join(sheet.headers[:8]), expected=expected)])
    used = {fitting.place(role, sheet.headers) for role in NEEDED} | set(fitting.groups) | set(fitting.only)
    counted = Counter(header_key(header) for header in sheet.headers)
    doubled = sorted(header for header in used if counted[header_key(header)] > 1)
    if doubled:
        raise RegionError([fault("column_twice", found=", ".join(doubled))])
    return fitting


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise RegionError([fault("file_missing", found=path.name)])
    if path.stat().st_size > LARGEST_FILE:
        raise RegionError([fault("file_too_large", found=path.name, expected=LARGEST_FILE // 1_000_000)])
    content = path.read_bytes()
    if (content[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" in content) or content[:4] in (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
    ):
        raise RegionError([fault("not_text", found=path.name)])
    return content


def _decoded(content: bytes) -> tuple[str, list[Problem]]:
    """UTF-8, or UTF-16 that says so; otherwise the Windows code page of Western Europe, told as a guess."""
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), [remark("encoding_guessed")]


def _refuse_persons(text: str) -> None:
    head = text[:10_000].split("\n", 1)[0]
    # A comma before or after it would make part of a longer number of it.
    apart = text.translate(dict.fromkeys(map(ord, _SEPARATORS), "\n"))
    numbers = {found.key for found in formatted_national_numbers(apart)}
    numbers |= {number for number in plain_numbers(apart) if is_national_number(number)}
    if NUMBER_HEADER.search(head) or len(numbers) >= _CERTAIN:
        raise RegionError([fault("persons_in_file", found=len(numbers))])


def _rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The filled rows with their numbers; the separator is the one the first row has most of."""
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise RegionError([fault("rows_unreadable", place=Place(row=reader.line_num))]) from error
    return [(number, cells) for number, cells in rows if any(cells)]
