"""What stands outside the tables or is hidden in them: nothing of it is lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file import layout
from selfeval.project_file.cell_meaning import fold, shown
from selfeval.project_file.cells import CellRange, RawCell, RawSheet, RawWorkbook, SheetState, column_letter

_MOST_SHOWN, _MOST_ROWS_NAMED, _LONGEST_SHOWN = 5, 10, 80


def other_sheets(workbook: RawWorkbook, known: set[str]) -> list[RawSheet]:
    """The sheets that are not the template's; `known` are the folded names of those that are."""
    return [sheet for sheet in workbook.sheets if fold(sheet.name) not in known]


def filled_cells(sheet: RawSheet) -> int:
    """How many cells hold a value."""
    return sum(cell.value is not None for cell in sheet.cells.values())


def check_other_sheet(sheet: RawSheet, known: set[str]) -> Iterator[Problem]:
    """A copy of a sheet and a hidden list are errors; a sheet of one's own is only told of."""
    filled, place = filled_cells(sheet), Place(sheet.name)
    if any(fold(sheet.name).startswith(f"{name} (") for name in known):
        yield Problem("sheet_twice", Severity.ERROR, place)
    elif filled and sheet.state is not SheetState.VISIBLE:
        yield Problem("hidden_sheet", Severity.ERROR, place, str(filled))
    elif filled:
        yield Problem("sheet_ignored", Severity.WARNING, place, str(filled))


def check_structure(sheet: RawSheet, form: bool) -> Iterator[Problem]:
    """What is told of merged cells and of hidden sheets, rows and columns; the ids of a form are always hidden."""
    if sheet.state is not SheetState.VISIBLE:
        yield Problem("sheet_is_hidden", Severity.WARNING, Place(sheet.name))
    for area in sheet.merged:
        if area.last_row >= layout.FIRST_ROW:
            place = Place(sheet.name, area.first_row, column_letter(area.first_column))
            yield Problem("merged_cells", Severity.ERROR, place, _name(area))
    yield from _check_hidden_rows(sheet)
    yield from _check_hidden_columns(sheet, form)


def _name(area: CellRange) -> str:
    first, last = column_letter(area.first_column), column_letter(area.last_column)
    return f"{first}{area.first_row}:{last}{area.last_row}"


def _check_hidden_rows(sheet: RawSheet) -> Iterator[Problem]:
    filled = {row for row, _ in sheet.cells if row >= layout.FIRST_ROW}
    hidden = sorted(sheet.hidden_rows & filled)
    if hidden:
        code = "filtered_rows" if sheet.has_filter else "hidden_rows"
        named = ", ".join(map(str, hidden[:_MOST_ROWS_NAMED]))
        yield Problem(code, Severity.WARNING, Place(sheet.name, hidden[0]), named)


def _check_hidden_columns(sheet: RawSheet, form: bool) -> Iterator[Problem]:
    filled = {column for row, column in sheet.cells if row >= layout.FIRST_ROW}
    hidden = sorted((sheet.hidden_columns & filled) - ({layout.FORM_ID} if form else set()))
    if hidden:
        yield Problem("hidden_columns", Severity.WARNING, Place(sheet.name), ", ".join(map(column_letter, hidden)))


def cells_beside_table(sheet: RawSheet, known: Iterable[int]) -> list[RawCell]:
    """The filled cells outside the known columns; the first two rows hold the title, in one of the first columns."""
    columns = set(known)
    return [
        cell
        for cell in _filled(sheet)
        if (cell.column > layout.FORM_LABEL if cell.row <= layout.INTRO_ROW else cell.column not in columns)
    ]


def cells_beside_form(sheet: RawSheet, asked: Iterable[int]) -> list[RawCell]:
    """The filled cells outside the four columns of the form, and answers to no question."""
    rows = set(asked)
    return [cell for cell in _filled(sheet) if _is_beside_form(cell, rows)]


def check_strays(strays: list[RawCell], sheet: RawSheet, language: str) -> Iterator[Problem]:
    """Filled cells beside the table are not read; the coordinator hears of the first of them."""
    for cell in strays[:_MOST_SHOWN]:
        place = Place(sheet.name, cell.row, column_letter(cell.column))
        yield Problem("cell_ignored", Severity.WARNING, place, shown(cell.value, language)[:_LONGEST_SHOWN])


def _filled(sheet: RawSheet) -> Iterator[RawCell]:
    return (cell for cell in sheet.cells.values() if cell.value not in (None, ""))


def _is_beside_form(cell: RawCell, asked: set[int]) -> bool:
    if cell.row <= layout.HEADER_ROW:
        return cell.column > (layout.FORM_LABEL if cell.row <= layout.INTRO_ROW else layout.FORM_HELP)
    return cell.column > layout.FORM_HELP or (cell.column == layout.FORM_ANSWER and cell.row not in asked)
