"""From a session to a new copy of the project file: its scores are written, all the rest stays as it was."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from selfeval.errors import ProjectFileError, RequestError, Severity
from selfeval.guide import Guide, read_guide
from selfeval.model import ProjectFile, Row, State
from selfeval.project_file import layout
from selfeval.project_file.amending import CellChange, change_cells
from selfeval.project_file.cell_meaning import fold
from selfeval.project_file.cells import RawSheet, RawWorkbook
from selfeval.project_file.headers import columns_by_number
from selfeval.project_file.layout import Column, columns_of
from selfeval.project_file.opening import errors_of, inspect_project_file
from selfeval.project_file.safe_reading import read_workbook
from selfeval.project_file.source_file import read_bytes
from selfeval.project_file.template import LETTER, LINE, MOST_LINES
from selfeval.project_file.values import MISSING_WORDS
from selfeval.session.session import Agreed, Mark, Session, clean_text, session_of
from selfeval.texts import LANGUAGES, Texts, read_texts

SHEETS = ("individual_scores", "agreed_scores")
_AGREED_COLUMNS = {"score": "agreed_score", "ambition": "ambition", "reason": "reason", "evidence": "evidence"}
_MOST_COPIES = 1000


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet of the file as it lies there: its name on the tab, its cells, and its columns by their id."""

    sheet: RawSheet
    columns: Mapping[str, tuple[int, Column]]

    def change(self, row: int, column: str, value: int | str | None) -> CellChange:
        number, described = self.columns[column]
        lines = str(value or "").split("\n")
        height = LINE * min(sum(ceil((len(line) + 1) * LETTER / described.width) for line in lines), MOST_LINES)
        return CellChange(self.sheet.name, row, number, value, height if described.type == "long_text" else 0)


def scorable_file(source: Path) -> ProjectFile:
    """A project file whose scores can be taken and written; errors on its other sheets may still be open.

    Raises ProjectFileError with the errors of the two sheets of scores, or when it is no project file at all.
    """
    project = inspect_project_file(source)
    guide = read_guide(project.revision)
    names = {fold(guide.item("sheets", sheet)["name"][language]) for sheet in SHEETS for language in LANGUAGES}
    errors = [problem for problem in errors_of(project.problems) if fold(problem.place.sheet) in names]
    if errors or not all(sheet in project.sheets for sheet in SHEETS):
        raise ProjectFileError(errors or project.problems, project.language)
    return project


def write_result(source: Path, start: Session, session: Session, folder: Path) -> Path:
    """Writes a new copy of the project file with the scores of the session; its path. The file itself is only read.

    The copy is read back before it is kept: its scores are those of the session and all other answers are the file's.
    Raises RequestError `session_without_change` when there is nothing to write, `session_file_changed` when the scores
    in the file are no longer those the session began with, `formula_not_overwritten`, `session_copy_differs` when the
    copy is not right, `session_copy_not_saved` when the folder takes no files; ProjectFileError when the file cannot be
    read or when what was written down brings an error into it.
    """
    project = scorable_file(source)
    guide, texts = read_guide(project.revision), read_texts(project.language)
    if session_of(project, guide) != start:
        raise RequestError("session_file_changed", file=source.name)
    wanted = as_written(session, texts)
    if wanted == start:
        raise RequestError("session_without_change")
    content = change_cells(_content(source, project), _changes(start, wanted, project, _raw(source), guide))
    _check_copy(content, project, wanted, guide)
    return _keep(content, source, folder)


def as_written(session: Session, texts: Texts) -> Session:
    """The session as a file gives it back: texts cleaned, words such as "?" as the file's own word for unknown."""
    agreed = {
        component: replace(one, reason=_as_read(one.reason, texts), evidence=_as_read(one.evidence, texts))
        for component, one in session.agreed.items()
    }
    return replace(session, agreed={component: one for component, one in agreed.items() if one != Agreed()})


def _as_read(text: str, texts: Texts) -> str:
    cleaned = clean_text(text)
    state = MISSING_WORDS.get(cleaned.casefold())
    return texts(f"missing.{state}") if state else cleaned


def _content(source: Path, project: ProjectFile) -> bytes:
    content = read_bytes(source)
    if hashlib.sha256(content).hexdigest() != project.sha256:
        raise RequestError("session_file_changed", file=source.name)
    return content


def _raw(source: Path) -> RawWorkbook:
    reading = read_workbook(source)
    if reading.workbook is None:
        raise ProjectFileError(reading.problems)
    return reading.workbook


def _changes(
    start: Session, wanted: Session, project: ProjectFile, workbook: RawWorkbook, guide: Guide
) -> list[CellChange]:
    texts = read_texts(project.language)
    people, agreed = (_page(workbook, sheet, guide) for sheet in SHEETS)
    return [
        *_people_changes(start, wanted, project, people, guide),
        *_agreed_changes(start, wanted, project, agreed, texts),
    ]


def _page(workbook: RawWorkbook, sheet_id: str, guide: Guide) -> _Page:
    item = guide.item("sheets", sheet_id)
    names = {fold(item["name"][language]) for language in LANGUAGES}
    sheet = next(sheet for sheet in workbook.sheets if fold(sheet.name) in names)
    found = columns_by_number(sheet, columns_of(item, guide))
    return _Page(sheet, {column.id: (number, column) for number, column in reversed(found.items())})


def _people_changes(
    start: Session, wanted: Session, project: ProjectFile, page: _Page, guide: Guide
) -> Iterator[CellChange]:
    texts = read_texts(project.language)
    rows = {row.text("respondent"): row.number for row in project.rows("individual_scores")}
    free = _free_rows(page)
    for one in wanted.respondents:
        if one.key not in rows:
            rows[one.key] = next(free)
            yield page.change(rows[one.key], "respondent", one.key)
            if one.group:
                group = guide.code("professional_group", one.group)["name"]
                yield page.change(rows[one.key], "group", texts.of(group))
        for component in (item["id"] for item in guide.pilot_components()):
            mark = wanted.mark(one.key, component)
            if mark != start.mark(one.key, component):
                yield page.change(rows[one.key], component, _written(mark, texts))


def _free_rows(page: _Page) -> Iterator[int]:
    """The rows in which nothing stands, not even beside the table."""
    taken = {row for (row, _), cell in page.sheet.cells.items() if cell.value is not None or cell.formula}
    return (row for row in range(layout.FIRST_ROW, layout.LAST_ROW + 1) if row not in taken)


def _agreed_changes(
    start: Session, wanted: Session, project: ProjectFile, page: _Page, texts: Texts
) -> Iterator[CellChange]:
    for row in _rows_of_year(project):
        component = row.text("component")
        before, now = start.agreed_on(component), wanted.agreed_on(component)
        for name, column in _AGREED_COLUMNS.items():
            value = getattr(now, name)
            if value != getattr(before, name):
                is_mark = name in {"score", "ambition"}
                yield page.change(row.number, column, _written(value, texts) if is_mark else value or None)


def _rows_of_year(project: ProjectFile) -> list[Row]:
    return [row for row in project.rows("agreed_scores") if row.count(layout.YEAR) == project.year]


def _written(mark: Mark, texts: Texts) -> int | str | None:
    if isinstance(mark, State):
        return None if mark is State.EMPTY else texts(f"missing.{mark}")
    return mark


def _check_copy(content: bytes, project: ProjectFile, wanted: Session, guide: Guide) -> None:
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        path = Path(folder) / "copy.xlsx"
        path.write_bytes(content)
        copy = inspect_project_file(path)
    known = {(problem.code, problem.place) for problem in errors_of(project.problems)}
    new = [problem for problem in copy.problems if problem.severity is Severity.ERROR]
    if new := [problem for problem in new if (problem.code, problem.place) not in known]:
        raise ProjectFileError(new, project.language)
    if session_of(copy, guide) != wanted or _other_answers(copy) != _other_answers(project):
        raise RequestError("session_copy_differs")


def _other_answers(project: ProjectFile) -> object:
    """Every answer on the other sheets, and those about other years on the sheet of agreed scores."""
    others = {sheet: rows for sheet, rows in project.sheets.items() if sheet not in SHEETS}
    history = [row for row in project.rows("agreed_scores") if row.count(layout.YEAR) != project.year]
    return others, history


def _keep(content: bytes, source: Path, folder: Path) -> Path:
    """Writes under the first free name; a file that is there already is never overwritten."""
    for number in range(1, _MOST_COPIES):
        path = folder / f"{source.stem}-scores{f'-{number}' if number > 1 else ''}.xlsx"
        if path.exists():
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(content)
        except OSError as error:
            raise RequestError("session_copy_not_saved", file=path.name) from error
        return path
    raise RequestError("file_exists", file=f"{source.stem}-scores.xlsx")
