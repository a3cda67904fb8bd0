"""Writes the Excel file made for one project and one year, empty or with what is already known."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selfeval.guide import Guide, Item
from selfeval.model import State, Value
from selfeval.project_file import anchor_sheet, layout, start_sheet
from selfeval.project_file.cells import column_letter
from selfeval.project_file.layout import Column, columns_of, fixed_codes
from selfeval.project_file.styles import styles
from selfeval.project_file.validation import validation
from selfeval.territory import municipality
from selfeval.texts import Texts

Cells = Mapping[str, Value | State]
Content = Mapping[str, Sequence[Cells]]

# Points for one line of text, width of an average letter in Excel's unit of columns, and the highest row.
LINE, LETTER, MOST_LINES = 15, 1.1, 26
# A fixed moment, so that the same content gives the same bytes.
CREATED = datetime.datetime(2016, 2, 2)  # noqa: DTZ001  (Excel keeps no time zone)


@dataclass(frozen=True)
class Request:
    """What a project file is made for."""

    project_id: str
    year: int
    guide: Guide
    texts: Texts
    synthetic: bool = False
    carried: tuple[str, ...] = ()
    content: Content = field(default_factory=dict)


@dataclass(frozen=True)
class _Writer:
    request: Request
    book: xlsxwriter.Workbook
    styles: Mapping[str, Format]
    lists: Mapping[str, str]

    def row_content(self, sheet: Item) -> list[Cells]:
        """The rows of a sheet: fixed ones of this year first, then what is known already."""
        given = list(self.request.content.get(sheet["id"], []))
        if not sheet["fixed"]:
            return given
        year, fixed = self.request.year, sheet["fixed"]
        now = {cells[fixed]: cells for cells in given if cells.get(layout.YEAR, year) == year}
        rows: list[Cells] = [
            {fixed: entry["id"], layout.YEAR: year, **now.get(entry["id"], {})}
            for entry in fixed_codes(sheet, self.request.guide)
        ]
        return rows + [cells for cells in given if cells.get(layout.YEAR, year) != year]


def write_project_file(request: Request) -> bytes:
    """The bytes of an .xlsx; the same request gives the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{request.project_id} {request.year}", "created": CREATED})
    formats = styles(book)
    start = book.add_worksheet(request.texts("file.start"))
    anchors = book.add_worksheet(request.texts("file.anchors"))
    pages = {
        sheet["id"]: book.add_worksheet(request.texts.of(sheet["name"])) for sheet in request.guide.items("sheets")
    }
    writer = _Writer(request, book, formats, _write_lists(book, request))
    for sheet in request.guide.items("sheets"):
        _write_sheet(writer, pages[sheet["id"]], sheet)
    start_sheet.write(start, request, formats)
    anchor_sheet.write(anchors, request, formats)
    _write_template(book, request)
    book.close()
    return buffer.getvalue()


def _write_lists(book: xlsxwriter.Workbook, request: Request) -> dict[str, str]:
    """Writes every list a drop-down needs on a hidden sheet; returns the range of each."""
    page = book.add_worksheet(layout.LISTS_SHEET)
    page.very_hidden()
    used = {column.codes for sheet in request.guide.items("sheets") for column in columns_of(sheet, request.guide)}
    ranges = {}
    for number, name in enumerate(sorted(used - {""})):
        entries = request.guide.codes(name)
        for row, entry in enumerate(entries):
            page.write_string(row, number, request.texts.of(entry["name"]))
        letter = column_letter(number + 1)
        ranges[name] = f"={layout.LISTS_SHEET}!${letter}$1:${letter}${len(entries)}"
    return ranges


def _write_template(book: xlsxwriter.Workbook, request: Request) -> None:
    page = book.add_worksheet(layout.TEMPLATE_SHEET)
    page.very_hidden()
    facts = {
        "template": layout.TEMPLATE,
        "language": request.texts.language,
        "revision": request.guide.revision,
        "project_id": request.project_id,
        "report_year": str(request.year),
        "synthetic": "yes" if request.synthetic else "no",
    }
    for row, (key, value) in enumerate(facts.items()):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)


def _write_sheet(writer: _Writer, page: Worksheet, sheet: Item) -> None:
    texts, formats = writer.request.texts, writer.styles
    page.write_string(
        layout.TITLE_ROW - 1, 0 if sheet["layout"] == "rows" else 1, texts.of(sheet["name"]), formats["title"]
    )
    page.write_string(
        layout.INTRO_ROW - 1, 0 if sheet["layout"] == "rows" else 1, texts.of(sheet["intro"]), formats["intro"]
    )
    page.set_row(layout.TITLE_ROW - 1, 28)
    page.set_row(layout.INTRO_ROW - 1, 20)
    page.hide_gridlines(2)
    if sheet["layout"] == "form":
        _write_form(writer, page, sheet)
    else:
        _write_rows(writer, page, sheet)
    page.protect(options={"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    _set_print(writer, page, sheet)


def _write_form(writer: _Writer, page: Worksheet, sheet: Item) -> None:
    texts, formats = writer.request.texts, writer.styles
    given: dict[str, Value | State] = {"project_id": writer.request.project_id, "report_year": writer.request.year}
    cells = {**(writer.request.content.get(sheet["id"], [{}]) or [{}])[0], **given}
    page.set_column(0, 0, None, None, {"hidden": True})
    for number, (width, key) in enumerate(((46, "file.question"), (52, "file.answer"), (64, "file.help")), 1):
        page.set_column(number, number, width)
        page.write_string(layout.HEADER_ROW - 1, number, texts(key), formats["header"])
    for offset, column in enumerate(columns_of(sheet, writer.request.guide)):
        row = layout.FIRST_ROW - 1 + offset
        page.set_row(row, 90 if column.type == "long_text" else 34)
        page.write_string(row, layout.FORM_ID - 1, column.id)
        page.write_string(row, layout.FORM_LABEL - 1, column.header(texts.language), formats["label"])
        page.write_string(row, layout.FORM_HELP - 1, texts.of(column.help), formats["help"])
        _write_cell(writer, page, (row, layout.FORM_ANSWER - 1), column, cells)
        _validate(writer, page, (row, row), layout.FORM_ANSWER - 1, column)
    page.freeze_panes(layout.HEADER_ROW, 0)


def _write_rows(writer: _Writer, page: Worksheet, sheet: Item) -> None:
    texts, formats = writer.request.texts, writer.styles
    columns = columns_of(sheet, writer.request.guide)
    rows = writer.row_content(sheet)
    prepared = max(len(rows), sheet["rows"])
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, formats["unlocked"])
        page.write_string(layout.ID_ROW - 1, number, column.id)
        page.write_string(layout.HEADER_ROW - 1, number, column.header(texts.language), formats["header"])
        _validate(writer, page, (layout.FIRST_ROW - 1, layout.LAST_ROW - 1), number, column)
        for offset in range(prepared):
            cells = rows[offset] if offset < len(rows) else {}
            _write_cell(writer, page, (layout.FIRST_ROW - 1 + offset, number), column, cells)
    for offset, cells in enumerate(rows):
        if (lines := _lines(cells, columns, writer.request)) > 1:
            page.set_row(layout.FIRST_ROW - 1 + offset, LINE * min(lines, MOST_LINES))
    page.set_row(layout.ID_ROW - 1, None, None, {"hidden": True})
    page.set_row(layout.HEADER_ROW - 1, LINE * (1 + max(_header_lines(column, texts) for column in columns)))
    page.freeze_panes(layout.HEADER_ROW, 1)


def _lines(cells: Cells, columns: Sequence[Column], request: Request) -> int:
    """How many lines the longest text of a row needs: LibreOffice does not make rows higher by itself."""
    needed = [1]
    for column in columns:
        value = cells.get(column.id)
        if isinstance(value, str) and not isinstance(value, State):
            shown = shown_text(value, column, request)
            needed.append(sum(ceil((len(line) + 1) * LETTER / column.width) for line in shown.split("\n")))
    return max(needed)


def _header_lines(column: Column, texts: Texts) -> int:
    return ceil(len(column.header(texts.language)) * LETTER / column.width)


def _write_cell(writer: _Writer, page: Worksheet, place: tuple[int, int], column: Column, cells: Cells) -> None:
    row, number = place
    value = cells.get(column.id, State.EMPTY)
    style = writer.styles["locked" if column.locked else column.type]
    if value is State.EMPTY:
        page.write_blank(row, number, None, style)
    elif isinstance(value, State):
        page.write_string(row, number, writer.request.texts(f"missing.{value}"), style)
    elif isinstance(value, datetime.date):
        page.write_datetime(row, number, value, style)
    elif isinstance(value, int | float):
        page.write_number(row, number, value, style)
    else:
        page.write_string(row, number, shown_text(value, column, writer.request), style)


def shown_text(value: str, column: Column, request: Request) -> str:
    """What a coordinator sees for a text, a code (its name) or a municipality (code and name)."""
    if column.type == "code":
        return request.texts.of(request.guide.code(column.codes, value)["name"])
    if column.type == "municipality":
        known = municipality(value, request.year)
        return known.label(request.texts.language) if known else value
    return value


def _validate(writer: _Writer, page: Worksheet, rows: tuple[int, int], number: int, column: Column) -> None:
    rule = validation(column, f"{column_letter(number + 1)}{rows[0] + 1}", writer.request.texts, writer.lists)
    if column.type == "reference":
        target = writer.request.guide.item("sheets", column.refers_to)
        name = writer.request.texts.of(target["name"])
        rule |= {
            "validate": "list",
            "source": f"='{name}'!$A${layout.FIRST_ROW}:$A${layout.LAST_ROW}",
            "error_type": "warning",
        }
    page.data_validation(rows[0], number, rows[1], number, rule)


def _set_print(writer: _Writer, page: Worksheet, sheet: Item) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(layout.HEADER_ROW - 1)
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    request = writer.request
    mark = f"  ·  {request.texts('banner.synthetic')}" if request.synthetic else ""
    page.set_footer(f"&L{request.project_id} {request.year}{mark}&R&P / &N")
    page.set_tab_color("#B3541E" if sheet["fixed"] is None else "#0F5C6E")
