"""What a person can do to a project file in Excel, as functions on an opened workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy

from good_file import YEAR, column_of
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.guide import Guide, read_guide, revision_in_force
from selfeval.project_file import layout
from selfeval.project_file.layout import columns_of, fixed_codes

Spoil = Callable[[Workbook, str], None]


def guide() -> Guide:
    return read_guide(revision_in_force(YEAR))


def sheet_name(sheet: str, language: str) -> str:
    """The tab of a sheet of the template, or the name itself for a sheet that is not of the template."""
    return str(guide().item("sheets", sheet)["name"][language]) if guide().has("sheets", sheet) else sheet


def page(book: Workbook, sheet: str, language: str) -> Worksheet:
    return book[sheet_name(sheet, language)]


def address(sheet: str, row: int, column: str) -> tuple[int, int]:
    """Row and column number of a cell; of the form, only the question counts."""
    if sheet != "project":
        return row, column_of(sheet, column, "nl")[0]
    return layout.HEADER_ROW + column_of(sheet, column, "nl")[0], layout.FORM_ANSWER


def row_of(sheet: str, code: str) -> int:
    """The row of a fixed sheet in which a code stands."""
    item = guide().item("sheets", sheet)
    return layout.FIRST_ROW + [entry["id"] for entry in fixed_codes(item, guide())].index(code)


def cell_of(book: Workbook, language: str, sheet: str, row: int, column: str) -> Cell:
    return page(book, sheet, language).cell(*address(sheet, row, column))


def put(sheet: str, row: int, column: str, value: object, number_format: str = "") -> Spoil:
    """Types a value in a cell; of a mapping, the value of the file's language."""

    def spoil(book: Workbook, language: str) -> None:
        cell = cell_of(book, language, sheet, row, column)
        cell.value = value[language] if isinstance(value, Mapping) else value
        cell.number_format = number_format or cell.number_format

    return spoil


def put_text(sheet: str, row: int, column: str, text: str) -> Spoil:
    """Types a text that openpyxl would take for a formula or a number."""

    def spoil(book: Workbook, language: str) -> None:
        cell = cell_of(book, language, sheet, row, column)
        cell.value, cell.data_type = text, "s"

    return spoil


def put_at(sheet: str, name: str, value: object) -> Spoil:
    """Types a value anywhere on a sheet."""
    return on(sheet, lambda tab: tab.__setitem__(name, value))


def both(*spoils: Spoil) -> Spoil:
    def spoil(book: Workbook, language: str) -> None:
        for each in spoils:
            each(book, language)

    return spoil


def on(sheet: str, change: Callable[[Worksheet], object]) -> Spoil:
    """Changes a sheet as a whole."""

    def spoil(book: Workbook, language: str) -> None:
        change(page(book, sheet, language))

    return spoil


def filled(tab: Worksheet, first: int = layout.FIRST_ROW) -> Iterator[Cell]:
    return (cell for row in tab.iter_rows(min_row=first) for cell in row if cell.value is not None)


def cleared(sheet: str, first: int = layout.FIRST_ROW) -> Spoil:
    """Empties all rows of a sheet from one row on."""

    def change(tab: Worksheet) -> None:
        for cell in filled(tab, first):
            cell.value = None

    return on(sheet, change)


def without_sheet(sheet: str) -> Spoil:
    return lambda book, language: book.remove(page(book, sheet, language))


def renamed(sheet: str, name: str | Mapping[str, str]) -> Spoil:
    def spoil(book: Workbook, language: str) -> None:
        page(book, sheet, language).title = name if isinstance(name, str) else name[language]

    return spoil


def copied_sheet(sheet: str, suffix: str) -> Spoil:
    def spoil(book: Workbook, language: str) -> None:
        book.copy_worksheet(page(book, sheet, language)).title = f"{sheet_name(sheet, language)}{suffix}"

    return spoil


def extra_sheet(name: str | Mapping[str, str], state: str = "visible", value: object = "Totaal") -> Spoil:
    def spoil(book: Workbook, language: str) -> None:
        tab = book.create_sheet(name if isinstance(name, str) else name[language])
        tab["A1"], tab.sheet_state = value, state

    return spoil


def without_column(sheet: str, column: str) -> Spoil:
    return on(sheet, lambda tab: tab.delete_cols(address(sheet, 0, column)[1]))


def copy_column(sheet: str, column: str, to: int) -> Spoil:
    def change(tab: Worksheet) -> None:
        for (cell,) in tab.iter_rows(
            min_row=layout.ID_ROW, min_col=(number := address(sheet, 0, column)[1]), max_col=number
        ):
            tab.cell(cell.row, to, cell.value)

    return on(sheet, change)


def swapped_columns(sheet: str, one: str, other: str) -> Spoil:
    """Two columns change places, with header and values, as by cutting and inserting them."""

    def change(tab: Worksheet) -> None:
        for row in range(layout.ID_ROW, tab.max_row + 1):
            first, second = (tab.cell(row, address(sheet, 0, name)[1]) for name in (one, other))
            first.value, second.value = second.value, first.value
            first.number_format, second.number_format = copy(second.number_format), copy(first.number_format)

    return on(sheet, change)


def copy_row(sheet: str, row: int, to: int, **changed: object) -> Spoil:
    """Copies a row to another row, with some cells typed anew."""

    def change(tab: Worksheet) -> None:
        for cell in tab[row]:
            tab.cell(to, cell.column, cell.value).number_format = cell.number_format
        for column, value in changed.items():
            tab.cell(to, address(sheet, 0, column)[1]).value = value

    return on(sheet, change)


def reversed_form(tab: Worksheet) -> None:
    """Sorts the questions of the form from last to first."""
    rows = [[cell.value for cell in row[:4]] for row in tab.iter_rows(min_row=layout.FIRST_ROW)]
    formats = [row[2].number_format for row in tab.iter_rows(min_row=layout.FIRST_ROW)]
    for number, (values, number_format) in enumerate(zip(rows[::-1], formats[::-1], strict=True), layout.FIRST_ROW):
        for column, value in enumerate(values, 1):
            tab.cell(number, column).value = value
        tab.cell(number, layout.FORM_ANSWER).number_format = number_format


def template_fact(key: str, value: str) -> Spoil:
    """Changes what the very hidden sheet of the template says."""

    def spoil(book: Workbook, language: str) -> None:
        tab = book[layout.TEMPLATE_SHEET]
        next(row for row in tab.iter_rows() if row[0].value == key)[1].value = value

    return spoil


def all_scores(sheet: str, row: int, value: object) -> Spoil:
    """Types the same score in every component of a row."""
    components = [item["id"] for item in guide().pilot_components()]
    return both(*(put(sheet, row, name, value) for name in components))


def columns(sheet: str) -> list[str]:
    return [column.id for column in columns_of(guide().item("sheets", sheet), guide())]
