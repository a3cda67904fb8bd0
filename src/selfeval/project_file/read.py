"""From a raw workbook to a project file: finds the template's sheets and columns and reads every answer once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selfeval.errors import Place, Problem, ProjectFileError, Severity
from selfeval.guide import Guide, Item, read_guide, revisions
from selfeval.model import Answer, CellCount, ProjectFile, Row, State
from selfeval.project_file import layout
from selfeval.project_file.cell_meaning import FileContext, fold
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, column_letter
from selfeval.project_file.headers import check_headers, columns_by_number, form_rows, text_at
from selfeval.project_file.layout import Column, columns_of, fixed_codes
from selfeval.project_file.structure import (
    cells_beside_form,
    cells_beside_table,
    check_other_sheet,
    check_strays,
    check_structure,
    filled_cells,
    other_sheets,
)
from selfeval.project_file.values import parse_cell
from selfeval.texts import LANGUAGES, read_texts

_TEXT_LIMIT = 30000


@dataclass
class _Read:
    """What has been read so far."""

    context: FileContext
    problems: list[Problem] = field(default_factory=list)
    used: int = 0
    ignored: int = 0
    rejected: int = 0

    @property
    def guide(self) -> Guide:
        return self.context.guide

    @property
    def language(self) -> str:
        return self.context.language

    def ignore(self, strays: list[RawCell], sheet: RawSheet) -> None:
        self.ignored += len(strays)
        self.problems += check_strays(strays, sheet, self.language)


def understand(workbook: RawWorkbook, sha256: str, problems: Sequence[Problem] = ()) -> ProjectFile:
    """The project file in a workbook, with every problem met; nothing is guessed and no filled cell is lost silently.

    Raises ProjectFileError when the workbook is not one of our templates, or one of another version of this software.
    """
    facts = _facts_of_ours(workbook, problems)
    read = _Read(_context(facts, workbook.date_system), list(problems))
    sheets = _read_sheets(workbook, read)
    read.problems += _check_identity(facts, sheets)
    sheets["project"] = (_with_identity(facts, sheets.get("project", ()), read.context.year),)
    return ProjectFile(
        sha256=sha256,
        language=read.language,
        revision=facts["revision"],
        template=layout.TEMPLATE,
        synthetic=facts.get("synthetic") == "yes",
        sheets=sheets,
        problems=_told_once(read.problems),
        cells=CellCount(read.used, read.ignored, read.rejected),
    )


def missing_fixed_rows(item: Item, rows: tuple[Row, ...], year: int, guide: Guide) -> list[str]:
    """The codes of a fixed sheet that have no row for the year."""
    present = {row.text(item["fixed"]) for row in rows if row.count(layout.YEAR) in {year, None}}
    return [entry["id"] for entry in fixed_codes(item, guide) if entry["id"] not in present]


def template_facts(workbook: RawWorkbook) -> dict[str, str] | None:
    """What the very hidden sheet says the file was made for, by key; None when the workbook has no such sheet."""
    for sheet in workbook.sheets:
        if sheet.name == layout.TEMPLATE_SHEET:
            keys = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == 1}
            return {key: text_at(sheet, row, 2) for row, key in keys.items()}
    return None


def _facts_of_ours(workbook: RawWorkbook, problems: Sequence[Problem]) -> dict[str, str]:
    facts = template_facts(workbook)
    if facts is None:
        raise ProjectFileError([*problems, Problem("not_a_project_file", Severity.ERROR)])
    if facts.get("template") != layout.TEMPLATE or facts.get("revision") not in revisions():
        found = f"{facts.get('template', '')} / {facts.get('revision', '')}"
        unknown = Problem("unknown_template", Severity.ERROR, found=found, expected=layout.TEMPLATE)
        raise ProjectFileError([*problems, unknown])
    return facts


def _context(facts: Mapping[str, str], date_system: int) -> FileContext:
    language, year = facts.get("language", ""), facts.get("report_year", "")
    known_language = language if language in LANGUAGES else "nl"
    return FileContext(known_language, int(year) if year.isdigit() else 0, read_guide(facts["revision"]), date_system)


def _read_sheets(workbook: RawWorkbook, read: _Read) -> dict[str, tuple[Row, ...]]:
    by_name = {fold(sheet.name): sheet for sheet in workbook.sheets}
    shown = [read_texts(read.language)(key) for key in ("file.start", "file.anchors")]
    known = {fold(name) for name in (*shown, layout.TEMPLATE_SHEET, layout.LISTS_SHEET)}
    sheets: dict[str, tuple[Row, ...]] = {}
    for item in read.guide.items("sheets"):
        names = [fold(item["name"][language]) for language in (read.language, *LANGUAGES)]
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is None:
            read.problems.append(Problem("sheet_missing", Severity.ERROR, Place(item["name"][read.language])))
            continue
        known.add(fold(found.name))
        sheets[item["id"]] = _read_sheet(found, item, read)
    for sheet in other_sheets(workbook, known):
        read.ignored += filled_cells(sheet)
        read.problems += check_other_sheet(sheet, known)
    return sheets


def _read_sheet(sheet: RawSheet, item: Item, read: _Read) -> tuple[Row, ...]:
    columns, is_form = columns_of(item, read.guide), item["layout"] == "form"
    read.problems += check_structure(sheet, is_form)
    if is_form:
        return (_read_form(sheet, item["id"], columns, read),)
    return tuple(_read_table(sheet, item["id"], columns, read))


def _read_form(sheet: RawSheet, item_id: str, columns: tuple[Column, ...], read: _Read) -> Row:
    rows = form_rows(sheet, columns)
    read.ignore(cells_beside_form(sheet, rows.values()), sheet)
    answers = {}
    for column in columns:
        number = rows.get(column.id, 0)
        place = Place(sheet.name, number, column_letter(layout.FORM_ANSWER), column.name[read.language])
        if not number:
            read.problems.append(Problem("question_missing", Severity.ERROR, place))
        answers[column.id] = _read_answer(sheet.cells.get((number, layout.FORM_ANSWER)), column, place, read)
    return Row(item_id, layout.FIRST_ROW, answers)


def _read_table(sheet: RawSheet, item_id: str, columns: tuple[Column, ...], read: _Read) -> Iterator[Row]:
    """The rows in which anything was answered; of a column that is there twice, the first is read."""
    found = columns_by_number(sheet, columns)
    read.problems += check_headers(sheet, columns, found, read.language)
    numbers = {column.id: number for number, column in reversed(found.items())}
    read.ignore(cells_beside_table(sheet, numbers.values()), sheet)
    last = max((row for row, _ in sheet.cells), default=0)
    for row in range(layout.FIRST_ROW, last + 1):
        answers = {column.id: _read_in_row(sheet, row, numbers.get(column.id, 0), column, read) for column in columns}
        if any(answer.state is not State.EMPTY for answer in answers.values()):
            yield Row(item_id, row, answers)


def _read_in_row(sheet: RawSheet, row: int, number: int, column: Column, read: _Read) -> Answer:
    """The answer at a row and column; `number` is 0 for a column the sheet does not have."""
    place = Place(sheet.name, row, column_letter(number), column.name[read.language])
    return _read_answer(sheet.cells.get((row, number)), column, place, read)


def _read_answer(cell: RawCell | None, column: Column, place: Place, read: _Read) -> Answer:
    if cell is None:
        return Answer(State.EMPTY, None, place)
    if isinstance(cell.value, str) and len(cell.value) > _TEXT_LIMIT:
        length = str(len(cell.value))
        read.problems.append(Problem("text_too_long", Severity.ERROR, place, length, str(_TEXT_LIMIT)))
    answer, problems = parse_cell(cell, column, place, read.context)
    read.problems += problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        read.rejected += 1
    elif answer.state is not State.EMPTY:
        read.used += 1
    return answer


def _check_identity(facts: Mapping[str, str], sheets: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    """The project and year written in the sheet must be those the file was made for."""
    for form in sheets.get("project", ()):
        for name in ("project_id", "report_year"):
            found, expected = form.text(name), facts.get(name, "")
            if found != expected:
                yield Problem("identity_changed", Severity.ERROR, form.answer(name).place, found, expected)


def _with_identity(facts: Mapping[str, str], form: tuple[Row, ...], year: int) -> Row:
    """The form with the project and year the file was made for: one changed cell must not contradict all sheets."""
    row = form[0] if form else Row("project", layout.FIRST_ROW, {})
    made_for: dict[str, str | int] = {"project_id": facts.get("project_id", ""), "report_year": year}
    fixed = {name: Answer(State.KNOWN, value, row.answer(name).place) for name, value in made_for.items() if value}
    return Row(row.sheet, row.number, {**row.answers, **fixed})


def _told_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """An error Excel shows in a cell is told by the answer, which knows its header, and not by the cell as well."""
    answers = {_address(problem.place) for problem in problems if problem.code == "excel_error"}
    return tuple(p for p in problems if p.code != "error_value_in_cell" or _address(p.place) not in answers)


def _address(place: Place) -> tuple[str, int, str]:
    return place.sheet, place.row, place.column
