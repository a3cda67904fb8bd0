"""Every bad input of the catalogue is told of at its place, in plain Dutch and French, and nothing else is said."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from case import NOT_LOOKED_AT, Case
from catalogue import CATALOGUE
from good_file import YEAR, column_of, good_file
from openpyxl import load_workbook
from spoiling import address, guide, sheet_name

from selfeval.errors import Problem, ProjectFileError, Severity
from selfeval.model import ProjectFile, State
from selfeval.project_file.cells import column_letter
from selfeval.project_file.check import check_project_file
from selfeval.project_file.child import read_content
from selfeval.project_file.read import understand
from selfeval.project_file.safe_reading import Reading, read_workbook
from selfeval.project_file.transport import pack, unpack
from selfeval.texts import place_text, problem_texts, read_texts

BOTH = ("nl", "fr")
WORDS = {"nl": ("blad", "rij", "kolom"), "fr": ("feuille", "ligne", "colonne")}


def read(path: Path) -> tuple[ProjectFile | None, Sequence[Problem]]:
    """The way a program reads a file: the project file if there is one, and every problem."""
    return understood(read_workbook(path))


def read_here(path: Path) -> tuple[ProjectFile | None, Sequence[Problem]]:
    """The same without a process of its own for each file, whose start takes most of the time."""
    content = path.read_bytes()
    workbook, problems = unpack(pack(*read_content(content)))
    return understood(Reading(workbook, tuple(problems), hashlib.sha256(content).hexdigest()))


def understood(reading: Reading) -> tuple[ProjectFile | None, Sequence[Problem]]:
    if reading.workbook is None:
        return None, reading.problems
    try:
        project = check_project_file(understand(reading.workbook, reading.sha256, list(reading.problems)))
    except ProjectFileError as error:
        return None, error.problems
    return project, project.problems


def spoiled(case: Case, language: str, folder: Path) -> Path:
    book = load_workbook(BytesIO(good_file(language)))
    case.spoil(book, language)
    path = folder / f"{language}.xlsx"
    book.save(path)
    return path


def expected_place(case: Case, language: str) -> tuple[str, int, str]:
    row, letter = case.row, case.letter or ""
    if case.column:
        row, number = address(case.sheet, case.row, case.column)
        letter = column_letter(number) if case.letter is None else case.letter
    tab = case.tab[language] if case.tab else sheet_name(case.sheet, language)
    return tab, row, letter


def message(problem: Problem, language: str) -> str:
    texts = read_texts(language)
    return " ".join((place_text(problem, texts), *problem_texts(problem, texts)))


def check_message(case: Case, problem: Problem, language: str) -> None:
    """In both languages the message names the place, and what was found in the words of the file."""
    place = problem.place
    for reader in BOTH:
        text, (sheet, row, column) = message(problem, reader), WORDS[reader]
        named = [f"{sheet} {place.sheet}"] * bool(place.sheet) + [f"{row} {place.row}"] * bool(place.row)
        named += [f"{column} {place.column}"] * bool(place.column)
        for word in (*named, *case.shows, *(case.nl if language == "nl" else case.fr)):
            assert word in text
        assert "{" not in text.replace("{found}", "").replace("{expected}{0}", "")


def check_problems(case: Case, problems: Sequence[Problem], language: str) -> None:
    codes = {problem.code for problem in problems}
    assert codes == {*case.also, *([case.code] if case.code else [])}, [
        message(problem, language) for problem in problems
    ]
    if not case.code:
        return
    place = expected_place(case, language)
    here = [p for p in problems if p.code == case.code and (p.place.sheet, p.place.row, p.place.column) == place]
    assert len(here) == 1, [problem.place for problem in problems]
    assert here[0].severity is case.severity
    check_message(case, here[0], language)


def check_answer(case: Case, project: ProjectFile | None) -> None:
    assert project is not None
    row_number, _ = address(case.sheet, case.row, case.column)
    row = next(row for row in project.rows(case.sheet) if row.number == row_number)
    answer = row.answer(case.column)
    if isinstance(case.reads, State):
        assert (answer.state, answer.value) == (case.reads, None)
    else:
        assert (answer.state, answer.value, type(answer.value)) == (State.KNOWN, case.reads, type(case.reads))


@pytest.mark.parametrize("language", [*BOTH, "en"])
def test_good_file_has_nothing_to_tell(language: str, tmp_path: Path) -> None:
    """The file every case starts from is complete and without any problem, as written and as saved by openpyxl."""
    path = tmp_path / "good.xlsx"
    path.write_bytes(good_file(language))
    written, problems = read(path)
    load_workbook(path).save(path)
    saved, others = read(path)
    assert (problems, others) == ((), ())
    assert written and saved and written.sheets == saved.sheets


def test_good_file_uses_every_filled_cell(tmp_path: Path) -> None:
    """No filled cell is lost: used, ignored and rejected cells together are all that stand below the headers."""
    path = tmp_path / "good.xlsx"
    path.write_bytes(good_file("nl"))
    book = load_workbook(path)
    tabs = [(sheet, book[sheet["name"]["nl"]]) for sheet in guide().items("sheets")]
    cells = [
        cell
        for sheet, tab in tabs
        for row in tab.iter_rows(min_row=5)
        for cell in (row[2:3] if sheet["layout"] == "form" else row)
        if cell.value is not None
    ]
    project, _ = read(path)
    assert project and (project.cells.used, project.cells.filled, project.year) == (len(cells), len(cells), YEAR)


@pytest.mark.parametrize(
    ("case", "language"),
    [pytest.param(case, BOTH[number % 2], id=case.id) for number, case in enumerate(CATALOGUE)],
)
def test_bad_input_is_told_of_at_its_place(case: Case, language: str, tmp_path: Path) -> None:
    """The case's sentences hold in Dutch and French, of a file in one of them, and the file is left as it was."""
    path = spoiled(case, language, tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    project, problems = read_here(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    check_problems(case, problems, language)
    if case.reads is not NOT_LOOKED_AT:
        check_answer(case, project)


def test_catalogue_is_large_and_has_no_id_twice() -> None:
    """Cases can be named by their id, and deleting half of them does not go unseen."""
    assert len({case.id for case in CATALOGUE}) == len(CATALOGUE) >= 60
    assert {case.severity for case in CATALOGUE} == set(Severity)


def test_many_problems_are_all_listed_errors_first(tmp_path: Path) -> None:
    """Several problems are told of at once, errors before warnings, in the order of the sheets."""
    path = tmp_path / "many.xlsx"
    book = load_workbook(BytesIO(good_file("nl")))
    for name, where, value in (("Acties", "J5", "ca. 80"), ("Partners", "B5", "zzz"), ("Middelen", "D5", 99999)):
        book[name][where] = value
    book.save(path)
    _, problems = read(path)
    found = [(problem.code, problem.place.sheet) for problem in problems]
    assert found == [("unknown_code", "Partners"), ("not_a_number", "Acties"), ("spent_above_granted", "Middelen")]


def test_headers_are_named_in_the_file_language() -> None:
    """The catalogue looks for columns by id; their headers differ between the languages."""
    assert column_of("actions", "status", "nl") == (8, "Stand")
    assert column_of("actions", "status", "fr") == (8, "État")
