"""Which column of a sheet, or which row of the form, is which of the template's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file import layout
from selfeval.project_file.cell_meaning import fold
from selfeval.project_file.cells import RawSheet, column_letter
from selfeval.project_file.layout import Column
from selfeval.texts import LANGUAGES


def text_at(sheet: RawSheet, row: int, column: int) -> str:
    """What stands in a cell as a text, or nothing; a whole number without decimals."""
    cell = sheet.cells.get((row, column))
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value).strip()


def form_rows(sheet: RawSheet, columns: tuple[Column, ...]) -> dict[str, int]:
    """The row of each question of the form, by its id in the hidden column or else by its words."""
    words, ids = _ids_by_words(columns), {column.id for column in columns}
    labels = {row: _header_words(text) for row, text in _texts_down(sheet, layout.FORM_LABEL).items()}
    by_words = {words[label]: row for row, label in labels.items() if label in words}
    return by_words | {text: row for row, text in _texts_down(sheet, layout.FORM_ID).items() if text in ids}


def columns_by_number(sheet: RawSheet, columns: tuple[Column, ...]) -> dict[int, Column]:
    """The template's column at each number, by its id in the hidden row or else by its header in any language."""
    by_id, words = {column.id: column for column in columns}, _ids_by_words(columns)
    ids, headers = _texts_across(sheet, layout.ID_ROW), _texts_across(sheet, layout.HEADER_ROW)
    found = {}
    for number in sorted(ids.keys() | headers.keys()):
        by_header = words.get(_header_words(headers.get(number, "")), "")
        name = ids[number] if ids.get(number) in by_id else by_header
        if name:
            found[number] = by_id[name]
    return found


def check_headers(
    sheet: RawSheet, columns: tuple[Column, ...], found: Mapping[int, Column], language: str
) -> list[Problem]:
    """What is told of headers typed anew, of columns that are gone and of columns that are there twice."""
    headers, words = _texts_across(sheet, layout.HEADER_ROW), _ids_by_words(columns)
    problems: list[Problem] = []
    for number, column in found.items():
        place = Place(sheet.name, layout.HEADER_ROW, column_letter(number), headers.get(number, ""))
        problems += _check_header(place, column, words, language)
    for column in columns:
        numbers = [number for number, there in found.items() if there.id == column.id]
        problems += _check_presence(sheet, column.name[language], numbers, list(headers.values()))
    return problems


def _check_header(place: Place, column: Column, words: Mapping[str, str], language: str) -> Iterator[Problem]:
    header, name = place.header, column.name[language]
    meant = words.get(_header_words(header))
    if meant is None:
        yield Problem("header_retyped", Severity.REPAIR, place, header, name)
    elif meant != column.id:
        yield Problem("header_contradicts", Severity.ERROR, place, header, name)


def _check_presence(sheet: RawSheet, name: str, numbers: list[int], headers: list[str]) -> Iterator[Problem]:
    if not numbers:
        near = get_close_matches(fold(name), map(_header_words, headers), n=1, cutoff=0.6)
        place = Place(sheet.name, layout.HEADER_ROW, "", name)
        yield Problem("column_missing", Severity.ERROR, place, near[0] if near else "–", name)
    if len(numbers) > 1:
        letters = " / ".join(map(column_letter, numbers))
        yield Problem("column_twice", Severity.ERROR, Place(sheet.name, layout.HEADER_ROW, letters, name), letters)


def _ids_by_words(columns: tuple[Column, ...]) -> dict[str, str]:
    return {_header_words(column.header(language)): column.id for column in columns for language in LANGUAGES}


def _header_words(header: str) -> str:
    """A header without the star of a required column."""
    return fold(header.rstrip(" *"))


def _texts_across(sheet: RawSheet, row: int) -> dict[int, str]:
    return {number: text_at(sheet, row, number) for at, number in sheet.cells if at == row}


def _texts_down(sheet: RawSheet, column: int) -> dict[int, str]:
    return {row: text_at(sheet, row, column) for row, at in sheet.cells if at == column}
