"""From a raw workbook to a project file: finds the template's sheets and columns and reads every answer once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from selfeval.errors import Place, Problem, ProjectFileError, Severity
from selfeval.guide import Guide, Item, read_guide, revisions
from selfeval.model import Answer, CellCount, ProjectFile, Row, State
from selfeval.project_file import layout
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, SheetState, column_letter
from selfeval.project_file.layout import Column, columns_of, fixed_codes
from selfeval.project_file.values import Reading, fold, parse_cell, shown
from selfeval.texts import LANGUAGES, Texts, read_texts

_TEXT_LIMIT = 30000


@dataclass
class _Read:
    """What has been read so far."""

    reading: Reading
    texts: Texts
    problems: list[Problem] = field(default_factory=list)
    used: int = 0
    ignored: int = 0
    rejected: int = 0

    @property
    def guide(self) -> Guide:
        return self.reading.guide

    def tell(self, code: str, severity: Severity, place: Place, found: str = "", expected: str = "") -> None:
        self.problems.append(Problem(code, severity, place, found, expected))


def understand(workbook: RawWorkbook, sha256: str, problems: list[Problem] | tuple[Problem, ...] = ()) -> ProjectFile:
    """The project file in a workbook, with every problem met; nothing is guessed and no filled cell is lost silently.

    Raises ProjectFileError when the workbook is not one of our templates or no later software is needed to read it.
    """
    facts = _template_facts(workbook)
    if facts is None:
        raise ProjectFileError([*problems, Problem("not_a_project_file", Severity.ERROR)])
    if facts.get("template") != layout.TEMPLATE or facts.get("revision") not in revisions():
        found = f"{facts.get('template', '')} / {facts.get('revision', '')}"
        raise ProjectFileError(
            [*problems, Problem("unknown_template", Severity.ERROR, found=found, expected=layout.TEMPLATE)]
        )
    language = facts.get("language", "nl") if facts.get("language") in LANGUAGES else "nl"
    year = int(facts["report_year"]) if facts.get("report_year", "").isdigit() else 0
    reading = Reading(language, year, read_guide(facts["revision"]), workbook.date_system)
    read = _Read(reading, read_texts(language), list(problems))
    sheets = _read_sheets(workbook, read)
    _compare_identity(facts, sheets, read)
    sheets["project"] = (_with_identity(facts, sheets.get("project", ()), year),)
    cells = CellCount(read.used, read.ignored, read.rejected)
    synthetic = facts.get("synthetic") == "yes"
    return ProjectFile(
        sha256, language, facts["revision"], layout.TEMPLATE, synthetic, sheets, _told_once(read.problems), cells
    )


def _told_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """An error Excel shows in a cell is told by the answer, which knows its header, and not by the cell as well."""
    answers = {_address(problem.place) for problem in problems if problem.code == "excel_error"}
    return tuple(p for p in problems if p.code != "error_value_in_cell" or _address(p.place) not in answers)


def _address(place: Place) -> tuple[str, int, str]:
    return place.sheet, place.row, place.column


def _template_facts(workbook: RawWorkbook) -> dict[str, str] | None:
    for sheet in workbook.sheets:
        if sheet.name == layout.TEMPLATE_SHEET:
            keys = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 1}
            return {key: _text(sheet, row, 2) for row, key in keys.items()}
    return None


def _text(sheet: RawSheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    if cell is None or cell.value is None:
        return ""
    return (
        str(int(cell.value)) if isinstance(cell.value, float) and cell.value.is_integer() else str(cell.value).strip()
    )


def _read_sheets(workbook: RawWorkbook, read: _Read) -> dict[str, tuple[Row, ...]]:
    by_name = {fold(sheet.name): sheet for sheet in workbook.sheets}
    known = {fold(read.texts("file.start")), fold(layout.TEMPLATE_SHEET), fold(layout.LISTS_SHEET)}
    sheets: dict[str, tuple[Row, ...]] = {}
    for item in read.guide.items("sheets"):
        names = [fold(item["name"][language]) for language in (read.texts.language, *LANGUAGES)]
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is None:
            read.tell("sheet_missing", Severity.ERROR, Place(sheet=read.texts.of(item["name"])))
            continue
        known.add(fold(found.name))
        sheets[item["id"]] = tuple(_read_sheet(found, item, read))
    _tell_of_other_sheets(workbook, known, read)
    return sheets


def _tell_of_other_sheets(workbook: RawWorkbook, known: set[str], read: _Read) -> None:
    for sheet in workbook.sheets:
        if fold(sheet.name) in known:
            continue
        filled = sum(cell.value is not None for cell in sheet.cells.values())
        read.ignored += filled
        copy = any(fold(sheet.name).startswith(f"{name} (") for name in known)
        if copy:
            read.tell("sheet_twice", Severity.ERROR, Place(sheet=sheet.name))
        elif filled and sheet.state is not SheetState.VISIBLE:
            read.tell("hidden_sheet", Severity.ERROR, Place(sheet=sheet.name), found=str(filled))
        elif filled:
            read.tell("sheet_ignored", Severity.WARNING, Place(sheet=sheet.name), found=str(filled))


def _read_sheet(sheet: RawSheet, item: Item, read: _Read) -> Iterator[Row]:
    columns = columns_of(item, read.guide)
    form = item["layout"] == "form"
    _tell_of_structure(sheet, form, read)
    if form:
        yield _read_form(sheet, item, columns, read)
        return
    places = _columns_by_header(sheet, columns, read)
    known = set(places.values())
    _count_strays([cell for cell in sheet.cells.values() if _is_beside_table(cell, known)], sheet, read)
    last = max((row for row, _ in sheet.cells), default=0)
    for number in range(layout.FIRST_ROW, last + 1):
        row = _read_row(sheet, item, number, places, columns, read)
        if any(answer.state is not State.EMPTY for answer in row.answers.values()):
            yield row


def _read_form(sheet: RawSheet, item: Item, columns: tuple[Column, ...], read: _Read) -> Row:
    rows = _form_rows(sheet, columns)
    _count_strays([cell for cell in sheet.cells.values() if _is_beside_form(cell, set(rows.values()))], sheet, read)
    answers = {}
    for column in columns:
        number = rows.get(column.id, 0)
        place = Place(sheet.name, number, column_letter(layout.FORM_ANSWER), column.name[read.texts.language])
        if not number:
            read.tell("question_missing", Severity.ERROR, place)
        answers[column.id] = _read_answer(sheet.cells.get((number, layout.FORM_ANSWER)), column, place, read)
    return Row(item["id"], layout.FIRST_ROW, answers)


def _form_rows(sheet: RawSheet, columns: tuple[Column, ...]) -> dict[str, int]:
    """The row of each question, by its id in the hidden column or else by its words."""
    words = {fold(name.rstrip(" *")): column.id for column in columns for name in map(column.header, LANGUAGES)}
    rows = {}
    for row, number in sheet.cells:
        if number == layout.FORM_LABEL and (found := words.get(fold(_text(sheet, row, number).rstrip(" *")))):
            rows[found] = row
    ids = {column.id for column in columns}
    rows |= {
        _text(sheet, row, number): row
        for row, number in sheet.cells
        if number == layout.FORM_ID and _text(sheet, row, number) in ids
    }
    return rows


def _columns_by_header(sheet: RawSheet, columns: tuple[Column, ...], read: _Read) -> dict[str, int]:
    """The number of each column, by its id in the hidden row or else by its header in any language."""
    found: dict[str, list[int]] = {column.id: [] for column in columns}
    words = {fold(name.rstrip(" *")): column.id for column in columns for name in map(column.header, LANGUAGES)}
    ids = {number: _text(sheet, layout.ID_ROW, number) for row, number in sheet.cells if row == layout.ID_ROW}
    headers = {
        number: fold(_text(sheet, layout.HEADER_ROW, number).rstrip(" *"))
        for row, number in sheet.cells
        if row == layout.HEADER_ROW
    }
    for number in sorted(set(ids) | set(headers)):
        name = ids.get(number, "") if ids.get(number, "") in found else words.get(headers.get(number, ""), "")
        if name:
            found[name].append(number)
            column = next(column for column in columns if column.id == name)
            _compare_header(sheet, number, column, words, read)
    for column in columns:
        _tell_of_column(sheet, column, found[column.id], list(headers.values()), read)
    return {name: numbers[0] for name, numbers in found.items() if numbers}


def _compare_header(sheet: RawSheet, number: int, column: Column, words: Mapping[str, str], read: _Read) -> None:
    header, name = _text(sheet, layout.HEADER_ROW, number), column.name[read.texts.language]
    place, meant = (
        Place(sheet.name, layout.HEADER_ROW, column_letter(number), header),
        words.get(fold(header.rstrip(" *"))),
    )
    if meant is None:
        read.tell("header_retyped", Severity.REPAIR, place, found=header, expected=name)
    elif meant != column.id:
        read.tell("header_contradicts", Severity.ERROR, place, found=header, expected=name)


def _tell_of_column(sheet: RawSheet, column: Column, numbers: list[int], headers: list[str], read: _Read) -> None:
    name = column.name[read.texts.language]
    if not numbers:
        near = get_close_matches(fold(name), headers, n=1, cutoff=0.6)
        place = Place(sheet.name, layout.HEADER_ROW, "", name)
        read.tell("column_missing", Severity.ERROR, place, found=near[0] if near else "–", expected=name)
    if len(numbers) > 1:
        letters = " / ".join(column_letter(number) for number in numbers)
        read.tell("column_twice", Severity.ERROR, Place(sheet.name, layout.HEADER_ROW, letters, name), found=letters)


def _tell_of_structure(sheet: RawSheet, form: bool, read: _Read) -> None:
    if sheet.state is not SheetState.VISIBLE:
        read.tell("sheet_is_hidden", Severity.WARNING, Place(sheet.name))
    for area in sheet.merged:
        if area.last_row >= layout.FIRST_ROW:
            name = (
                f"{column_letter(area.first_column)}{area.first_row}:{column_letter(area.last_column)}{area.last_row}"
            )
            place = Place(sheet.name, area.first_row, column_letter(area.first_column))
            read.tell("merged_cells", Severity.ERROR, place, found=name)
    hidden = sorted(
        row for row in sheet.hidden_rows if row >= layout.FIRST_ROW and any(r == row for r, _ in sheet.cells)
    )
    if hidden:
        shown = ", ".join(map(str, hidden[:10]))
        read.tell(
            "filtered_rows" if sheet.has_filter else "hidden_rows",
            Severity.WARNING,
            Place(sheet.name, hidden[0]),
            found=shown,
        )
    columns = sorted(
        number for number in sheet.hidden_columns if any(c == number and r >= layout.FIRST_ROW for r, c in sheet.cells)
    )
    columns = [number for number in columns if not (form and number == layout.FORM_ID)]
    if columns:
        read.tell("hidden_columns", Severity.WARNING, Place(sheet.name), found=", ".join(map(column_letter, columns)))


def _is_beside_table(cell: RawCell, known: set[int]) -> bool:
    """The first two rows hold the title, in one of the first columns; below them every known column is the table's."""
    return cell.column > layout.FORM_LABEL if cell.row <= layout.INTRO_ROW else cell.column not in known


def _is_beside_form(cell: RawCell, asked: set[int]) -> bool:
    if cell.row <= layout.HEADER_ROW:
        return cell.column > (layout.FORM_LABEL if cell.row <= layout.INTRO_ROW else layout.FORM_HELP)
    return cell.column > layout.FORM_HELP or (cell.column == layout.FORM_ANSWER and cell.row not in asked)


def _count_strays(strays: list[RawCell], sheet: RawSheet, read: _Read) -> None:
    """Filled cells beside the table are not read; the coordinator hears of them."""
    strays = [cell for cell in strays if cell.value not in (None, "")]
    read.ignored += len(strays)
    for cell in strays[:5]:
        place = Place(sheet.name, cell.row, column_letter(cell.column))
        read.tell("cell_ignored", Severity.WARNING, place, found=shown(cell.value, read.texts.language)[:80])


def _read_row(
    sheet: RawSheet, item: Item, number: int, places: Mapping[str, int], columns: tuple[Column, ...], read: _Read
) -> Row:
    answers = {}
    for column in columns:
        position = places.get(column.id)
        letter = column_letter(position) if position else ""
        place = Place(sheet.name, number, letter, column.name[read.texts.language])
        cell = sheet.cells.get((number, position)) if position else None
        answers[column.id] = _read_answer(cell, column, place, read)
    return Row(item["id"], number, answers)


def _read_answer(cell: RawCell | None, column: Column, place: Place, read: _Read) -> Answer:
    if cell is None:
        return Answer(State.EMPTY, None, place)
    if isinstance(cell.value, str) and len(cell.value) > _TEXT_LIMIT:
        read.tell("text_too_long", Severity.ERROR, place, found=str(len(cell.value)), expected=str(_TEXT_LIMIT))
    answer, problems = parse_cell(cell, column, place, read.reading)
    read.problems += problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        read.rejected += 1
    elif answer.state is not State.EMPTY:
        read.used += 1
    return answer


def _compare_identity(facts: Mapping[str, str], sheets: Mapping[str, tuple[Row, ...]], read: _Read) -> None:
    """The project and year written in the sheet must be those the file was made for."""
    form = sheets.get("project", ())
    for field_name in ("project_id", "report_year"):
        found = form[0].text(field_name) if form else ""
        if form and found != facts.get(field_name, ""):
            read.tell(
                "identity_changed",
                Severity.ERROR,
                form[0].answer(field_name).place,
                found=found,
                expected=facts.get(field_name, ""),
            )


def _with_identity(facts: Mapping[str, str], form: tuple[Row, ...], year: int) -> Row:
    """The form with the project and year the file was made for: one changed cell must not contradict all sheets."""
    row = form[0] if form else Row("project", layout.FIRST_ROW, {})
    made_for: dict[str, str | int] = {"project_id": facts.get("project_id", ""), "report_year": year}
    fixed = {name: Answer(State.KNOWN, value, row.answer(name).place) for name, value in made_for.items() if value}
    return Row(row.sheet, row.number, {**row.answers, **fixed})


def missing_fixed_rows(item: Item, rows: tuple[Row, ...], year: int, guide: Guide) -> list[str]:
    """The codes of a fixed sheet that have no row for the year."""
    present = {row.text(item["fixed"]) for row in rows if row.count(layout.YEAR) in {year, None}}
    return [entry["id"] for entry in fixed_codes(item, guide) if entry["id"] not in present]
