"""Identifiers of persons in the cells of a workbook and in the parts of the file nobody sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, column_letter
from selfeval.project_file.identifiers import (
    NUMBER_HEADER,
    Found,
    formatted_national_numbers,
    other_identifiers,
    plain_national_number,
    plain_numbers,
)

_MAX_CELLS_NAMED = 10
# One in two hundred numbers of eleven digits passes by chance: fewer than this share of them is no list of persons.
_MIN_SHARE = 0.2
_MIN_DISTINCT = 2
_HEADER_ROWS = 40
_SHORTEST_NUMBER = 9
_ENOUGH_DIGITS = re.compile(r"\d(?:\D{0,3}\d){8}")


@dataclass(frozen=True, slots=True)
class _Hit:
    place: Place
    found: Found
    is_certain: bool


def check_identifiers(workbook: RawWorkbook, hidden_texts: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Errors for national register numbers, warnings for other identifiers, one per class and column.

    `hidden_texts` are texts by part of the file; numbers that also stand in a cell are told once, with the cell.
    """
    hits: list[_Hit] = []
    candidates = 0
    for sheet in workbook.sheets:
        for cell in sheet.cells.values():
            text = _text(cell)
            if not _ENOUGH_DIGITS.search(text):
                continue
            numbers = _numbers(text)
            candidates += len(numbers)
            hits += _national_hits(sheet, cell, text, numbers)
    in_cells = _trusted(hits, candidates)
    others = [hit for sheet in workbook.sheets for cell in sheet.cells.values() for hit in _other_hits(sheet, cell)]
    told = {hit.found.key for hit in in_cells}
    return [*_report(in_cells, Severity.ERROR), *_report(others, Severity.WARNING), *_check_hidden(hidden_texts, told)]


def _text(cell: RawCell) -> str:
    """The value as digits and letters, and the formula that can hold a number as well."""
    value = cell.value
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if cell.formula is None else f"{text} {cell.formula}"


def _numbers(text: str) -> list[str]:
    """Runs of eleven digits; alone in a cell also nine or ten, because leading zeros may be gone."""
    return [text] if _SHORTEST_NUMBER <= len(text) < 11 and text.isdecimal() else plain_numbers(text)


def _national_hits(sheet: RawSheet, cell: RawCell, text: str, numbers: Iterable[str]) -> Iterator[_Hit]:
    place = Place(sheet.name, cell.row, column_letter(cell.column))
    for found in formatted_national_numbers(text):
        yield _Hit(place, found, True)
    for number in numbers:
        plain = plain_national_number(number)
        if plain is not None:
            yield _Hit(place, plain, _is_headed(sheet, cell))


def _is_headed(sheet: RawSheet, cell: RawCell) -> bool:
    """Whether a text above, to the left or in the cell itself says that this is a national register number."""
    above = ((row, cell.column) for row in range(1, min(cell.row, _HEADER_ROWS) + 1))
    left = ((cell.row, column) for column in range(1, cell.column))
    values = (sheet.cells[position].value for position in (*above, *left) if position in sheet.cells)
    return any(isinstance(value, str) and NUMBER_HEADER.search(value) for value in values)


def _trusted(hits: Sequence[_Hit], candidates: int) -> list[_Hit]:
    """Certain hits, and the others where they are too many for chance."""
    plain = {hit.found.key for hit in hits if not hit.is_certain}
    chance_is_excluded = len(plain) >= max(_MIN_DISTINCT, _MIN_SHARE * candidates)
    return [hit for hit in hits if hit.is_certain or chance_is_excluded]


def _other_hits(sheet: RawSheet, cell: RawCell) -> Iterator[_Hit]:
    if isinstance(cell.value, str):
        place = Place(sheet.name, cell.row, column_letter(cell.column))
        yield from (_Hit(place, found, True) for found in other_identifiers(cell.value))


def _report(hits: Iterable[_Hit], severity: Severity) -> list[Problem]:
    columns: dict[tuple[str, str, str], list[_Hit]] = defaultdict(list)
    for hit in hits:
        columns[hit.found.code, hit.place.sheet, hit.place.column].append(hit)
    return [_problem(group, severity) for group in columns.values()]


def _problem(group: Sequence[_Hit], severity: Severity) -> Problem:
    cells = list(dict.fromkeys(f"{hit.place.column}{hit.place.row}" for hit in group))
    named = ", ".join(cells[:_MAX_CELLS_NAMED]) + (" …" if len(cells) > _MAX_CELLS_NAMED else "")
    details = {"count": str(len(cells)), "cells": named}
    return Problem(group[0].found.code, severity, group[0].place, group[0].found.masked, details=details)


def _check_hidden(hidden_texts: Mapping[str, Sequence[str]], told: set[str]) -> list[Problem]:
    """Notes, deleted texts, pivot tables' copies: everything in the file that is no cell."""
    certain: dict[str, tuple[Found, str]] = {}
    possible: dict[str, tuple[Found, str]] = {}
    candidates = 0
    for part, text in ((part, text) for part, texts in hidden_texts.items() for text in texts):
        numbers = plain_numbers(text)
        candidates += len(numbers)
        certain |= {found.key: (found, part) for found in formatted_national_numbers(text)}
        possible |= {found.key: (found, part) for found in map(plain_national_number, numbers) if found}
    many = len(possible) >= max(_MIN_DISTINCT, _MIN_SHARE * candidates)
    untold = [entry for key, entry in ((possible if many else {}) | certain).items() if key not in told]
    if not untold:
        return []
    found, part = untold[0]
    details = {"count": str(len(untold)), "part": part}
    return [Problem("national_number_outside_cells", Severity.ERROR, found=found.masked, details=details)]
