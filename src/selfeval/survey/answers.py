"""From a raw table to answers: one row a respondent, one column an item; every problem at once, nothing guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from selfeval.errors import Place, Problem, Severity
from selfeval.guide import Guide, Item
from selfeval.project_file.cell_meaning import FileContext, fold
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, column_letter
from selfeval.project_file.layout import Column
from selfeval.project_file.structure import check_other_sheet
from selfeval.project_file.values import parse_cell
from selfeval.survey.items import find_item, item_codes, item_texts
from selfeval.texts import LANGUAGES, read_texts

# Of one kind of problem so many are told a column; the rest is counted.
MOST_TOLD = 10
_PERSON = re.compile(
    r"\b(?:naam|voornaam|familienaam|achternaam|nom|prenom|name|first name|last name|surname|e ?mail(?:adres)?|mail"
    r"|courriel|adres|adresse|address|straat|rue|street|telefoon\w*|telephone|phone|gsm|insz|niss|rijksregister\w*"
    r"|registre national|geboorte\w*|date de naissance|naissance|birth ?date|date of birth|ip ?adres\w*|ip ?address)\b"
)
_COLUMN_TEXT: Mapping[str, str] = dict.fromkeys(LANGUAGES, "")
AnswerRows = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """The answers by respondent and item (None: not answered), and everything to be said of the table."""

    rows: AnswerRows
    problems: tuple[Problem, ...]


def understand(workbook: RawWorkbook, instrument: Item, guide: Guide, language: str) -> Understood:
    """The answers in a workbook, with all that stands in the way of using them."""
    sheets = [(sheet, _columns(sheet, instrument)) for sheet in workbook.sheets]
    found = [(sheet, columns) for sheet, columns in sheets if columns]
    if not found:
        expected = _shortened(item_codes(instrument))
        return Understood((), (Problem("no_answers_table", Severity.ERROR, expected=expected),))
    if len(found) > 1:
        names = ", ".join(sheet.name for sheet, _ in found)
        return Understood((), (Problem("answers_twice", Severity.ERROR, found=names),))
    sheet, columns = found[0]
    problems = [*_others(workbook, sheet), *_structure(sheet), *_headings(sheet, columns, instrument)]
    context = FileContext(language, 0, guide, workbook.date_system)
    rows, told = _read_rows(sheet, _first_of_each(columns, instrument), instrument, context)
    return Understood(rows, tuple(problems + told))


def _heading_row(sheet: RawSheet) -> int:
    return min((row for row, _ in sheet.cells), default=1)


def _columns(sheet: RawSheet, instrument: Item) -> dict[int, int]:
    """The item that each column of the sheet is about, as far as its heading says so."""
    top = _heading_row(sheet)
    headings = {column: cell.value for (row, column), cell in sheet.cells.items() if row == top}
    found = {column: find_item(value, instrument) for column, value in sorted(headings.items())}
    return {column: item for column, item in found.items() if item is not None}


def _first_of_each(columns: Mapping[int, int], instrument: Item) -> dict[int, int]:
    """The column of each item that there is, by the item's number."""
    last = instrument["items"]["count"]
    return {item: column for column, item in reversed(list(columns.items())) if item <= last}


def _others(workbook: RawWorkbook, chosen: RawSheet) -> Iterator[Problem]:
    known = {fold(chosen.name), *(fold(read_texts(language)("survey.sheet_help")) for language in LANGUAGES)}
    for sheet in workbook.sheets:
        if fold(sheet.name) not in known:
            yield from check_other_sheet(sheet, known)


def _structure(sheet: RawSheet) -> Iterator[Problem]:
    """Merged cells hide answers; hidden rows and columns are read, and that is told."""
    top = _heading_row(sheet)
    for area in sheet.merged:
        place = Place(sheet.name, area.first_row, column_letter(area.first_column))
        yield Problem("merged_cells", Severity.ERROR, place, f"{place.column}{area.first_row}")
    if hidden := sorted(sheet.hidden_rows & {row for row, _ in sheet.cells if row > top}):
        code = "filtered_rows" if sheet.has_filter else "hidden_rows"
        yield Problem(code, Severity.WARNING, Place(sheet.name, hidden[0]), _shortened(map(str, hidden)))
    if columns := sorted(sheet.hidden_columns & {column for _, column in sheet.cells}):
        yield Problem("hidden_columns", Severity.WARNING, Place(sheet.name), _shortened(map(column_letter, columns)))


def _headings(sheet: RawSheet, columns: Mapping[int, int], instrument: Item) -> Iterator[Problem]:
    """Items that are missing, there twice or of another version; columns that are about no item."""
    codes, count = item_codes(instrument), instrument["items"]["count"]
    top = _heading_row(sheet)
    if missing := [codes[item - 1] for item in range(1, count + 1) if item not in columns.values()]:
        yield Problem("items_missing", Severity.ERROR, Place(sheet.name, top), str(len(missing)), _shortened(missing))
    seen: dict[int, int] = {}
    for column, item in columns.items():
        place = Place(sheet.name, top, column_letter(column), str(sheet.cells[top, column].value)[:80])
        if item > count:
            yield Problem("item_unknown", Severity.ERROR, place, place.header, f"{codes[0]} – {codes[-1]}")
        elif item in seen:
            yield Problem("item_twice", Severity.ERROR, place, codes[item - 1], column_letter(seen[item]))
        seen.setdefault(item, column)
    for column in sorted({column for _, column in sheet.cells} - set(columns)):
        yield _other_column(sheet, top, column)


def _other_column(sheet: RawSheet, top: int, column: int) -> Problem:
    """A column that is not read; one whose heading asks for a person is refused."""
    cell = sheet.cells.get((top, column))
    heading = "" if cell is None else str(cell.value)[:80]
    place = Place(sheet.name, top, column_letter(column), heading)
    if _PERSON.search(fold(heading).replace("_", " ").replace("-", " ")):
        return Problem("column_of_persons", Severity.ERROR, place, heading)
    return Problem("column_not_read", Severity.WARNING, place, heading or "–")


def _read_rows(
    sheet: RawSheet, columns: Mapping[int, int], instrument: Item, context: FileContext
) -> tuple[AnswerRows, list[Problem]]:
    """A row for each respondent who answered something; a row of nothing but other columns is told of."""
    top, kinds = _heading_row(sheet), _kinds(instrument, context.language)
    rows, problems, empty = [], [], []
    for number in sorted({row for row, _ in sheet.cells if row > top}):
        cells = {
            item: sheet.cells[number, column] for item, column in columns.items() if (number, column) in sheet.cells
        }
        if not any(cell.value not in (None, "") for cell in cells.values()):
            empty.append(str(number))
            continue
        row, told = _read_row(sheet, cells, kinds, context)
        rows.append(row)
        problems += told
    if empty:
        place = Place(sheet.name, int(empty[0]))
        problems.append(
            Problem("respondents_without_answers", Severity.WARNING, place, str(len(empty)), _shortened(empty))
        )
    if not rows:
        problems.append(Problem("no_answers", Severity.ERROR, Place(sheet.name)))
    return tuple(rows), problems


def _kinds(instrument: Item, language: str) -> tuple[Column, ...]:
    """What may stand in the column of each item, in the terms of the project file."""
    items, texts = instrument["items"], item_texts(instrument, language)
    return tuple(
        Column(
            code,
            dict.fromkeys(LANGUAGES, text or code),
            _COLUMN_TEXT,
            "whole",
            not_applicable=True,
            unknown=True,
            minimum=items["lowest"],
            maximum=items["highest"],
        )
        for code, text in zip(item_codes(instrument), texts, strict=True)
    )


def _read_row(
    sheet: RawSheet, cells: Mapping[int, RawCell], kinds: Sequence[Column], context: FileContext
) -> tuple[tuple[int | None, ...], list[Problem]]:
    answers: list[int | None] = [None] * len(kinds)
    problems: list[Problem] = []
    for item, cell in cells.items():
        place = Place(sheet.name, cell.row, column_letter(cell.column), kinds[item - 1].id)
        answer, told = parse_cell(cell, kinds[item - 1], place, context)
        answers[item - 1] = answer.value if isinstance(answer.value, int) else None
        problems += (_of_answer(problem, kinds[item - 1]) for problem in told)
    return tuple(answers), problems


def _of_answer(problem: Problem, kind: Column) -> Problem:
    """Below and above the scale are one fault here, and what is expected is always the scale."""
    scale = f"{kind.minimum:g} – {kind.maximum:g}"
    code = "answer_outside_scale" if problem.code in {"negative", "outside_limits"} else problem.code
    return replace(problem, code=code, expected=problem.expected if problem.severity is Severity.REPAIR else scale)


def told_shortly(problems: Sequence[Problem]) -> list[Problem]:
    """At most so many of one kind a column; what is read otherwise than written once a column, with its count."""
    kinds: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        kinds[problem.severity, problem.code, problem.place.column].append(problem)
    told: list[Problem] = []
    for group in kinds.values():
        most = 1 if group[0].severity is Severity.REPAIR else MOST_TOLD
        told += group[:most]
        if rest := group[most:]:
            details = {"count": str(len(rest)), "rows": _shortened(str(one.place.row) for one in rest)}
            place = replace(rest[0].place, row=0)
            told.append(Problem("more_of_the_same", group[0].severity, place, group[0].found, details=details))
    return told


def _shortened(names: Sequence[str] | Iterator[str] | map[str], most: int = 12) -> str:
    listed = list(names)
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
