"""What is written into a project file comes back the same, in every language and for every kind of answer."""

from __future__ import annotations

import datetime
import io
import itertools
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from selfeval.guide import Item, read_guide
from selfeval.model import ProjectFile, State, Value
from selfeval.project_file.layout import Column, columns_of, fixed_codes
from selfeval.project_file.opening import inspect_project_file
from selfeval.project_file.template import Cells, Content, Request, write_project_file
from selfeval.texts import LANGUAGES, read_texts

YEAR, GUIDE = 2022, read_guide("2021-05-30")
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
STATES = {"not_applicable": State.NOT_APPLICABLE, "unknown": State.UNKNOWN}


def values_of(column: Column) -> list[Value | State]:
    """Answers that a column takes: usual ones, extreme ones, zero, and the states it accepts."""
    known: dict[str, list[Value]] = {
        "key": ["K1"],
        "text": ["Één “zin” – d’été €", "=1+1", "12"],
        "long_text": ["Eerste lijn\nTweede lijn", "-5 % is veel"],
        "reference": ["O1"],
        "code": [entry["id"] for entry in GUIDE.codes(column.codes)] if column.codes else [],
        "whole": [0, 7, 11999999],
        "score": [0, 5],
        "decimal": [0, 12.5, 0.1, -3.25] if column.minimum is None else [0, 0.75],
        "percent": [0, 40.5],
        "euro": [0, 1234.56],
        "date": [datetime.date(2019, 2, 28), datetime.date(2020, 2, 29)],
        "year": [2018, 2022],
        "municipality": ["44013", "46021"],
    }
    limits = column.maximum if column.maximum is not None else float("inf")
    fitting = [v for v in known[column.type] if not isinstance(v, int | float) or v <= limits]
    return [*fitting, *(state for name, state in STATES.items() if getattr(column, name)), State.EMPTY]


def rows_of(sheet: Item) -> list[Cells]:
    """As many rows as the column with most kinds of answers needs; every column goes round its own."""
    columns = [column for column in columns_of(sheet, GUIDE) if not column.locked]
    if sheet["fixed"]:
        heads = [{sheet["fixed"]: entry["id"]} for entry in fixed_codes(sheet, GUIDE)]
    else:
        heads = [{} for _ in range(1 if sheet["layout"] == "form" else max(len(values_of(c)) for c in columns))]
    names = {c.id for c in columns_of(sheet, GUIDE)}
    rounds = {column.id: itertools.cycle(values_of(column)) for column in columns}
    rows = []
    for number, head in enumerate(heads):
        cells = {name: next(values) for name, values in rounds.items()}
        cells |= {column.id: f"K{number}" for column in columns if column.type == "key"}
        rows.append({**cells, **head, **({"year": YEAR} if "year" in names else {})})
    return rows


CONTENT: Content = {sheet["id"]: rows_of(sheet) for sheet in GUIDE.items("sheets")}


def written(language: str, content: Content = CONTENT) -> bytes:
    return write_project_file(Request("tiny", YEAR, GUIDE, read_texts(language), True, (), content))


def read_back(data: bytes, folder: Path, name: str = "file.xlsx") -> ProjectFile:
    (folder / name).write_bytes(data)
    return inspect_project_file(folder / name)


def answers_of(project: ProjectFile) -> dict[str, list[dict[str, Value | State | None]]]:
    """Every filled row with its answers: a value, or the state that stands in place of one."""
    return {
        sheet: [
            {name: a.value if a.state is State.KNOWN else a.state for name, a in row.answers.items()} for row in rows
        ]
        for sheet, rows in project.sheets.items()
    }


def expected() -> dict[str, list[dict[str, Value | State | None]]]:
    """The content with an answer for every column; a row without any is no row."""
    wanted: dict[str, list[dict[str, Value | State | None]]] = {}
    for sheet in GUIDE.items("sheets"):
        names = [column.id for column in columns_of(sheet, GUIDE)]
        rows = [{name: cells.get(name, State.EMPTY) for name in names} for cells in CONTENT[sheet["id"]]]
        wanted[sheet["id"]] = [row for row in rows if set(row.values()) != {State.EMPTY}]
    wanted["project"][0] |= {"project_id": "tiny", "report_year": YEAR}
    return wanted


@EVERY_LANGUAGE
def test_every_answer_of_every_type_and_state_comes_back_as_it_was_written(language: str, tmp_path: Path) -> None:
    project = read_back(written(language), tmp_path)
    found = answers_of(project)
    for sheet, rows in expected().items():
        assert found[sheet] == rows, sheet
    assert (project.language, project.revision, project.synthetic) == (language, "2021-05-30", True)


@EVERY_LANGUAGE
def test_nothing_of_a_file_as_it_was_written_is_repaired_refused_or_ignored(language: str, tmp_path: Path) -> None:
    project = read_back(written(language), tmp_path)
    assert (project.cells.ignored, project.cells.rejected) == (0, 0)
    assert [problem for problem in project.problems if problem.severity == "repair"] == []


@EVERY_LANGUAGE
def test_the_same_request_gives_the_same_bytes(language: str) -> None:
    assert written(language) == written(language)


@cache
def sheets_of(language: str) -> openpyxl.Workbook:
    """The file as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(written(language)))


@EVERY_LANGUAGE
def test_names_of_sheets_are_different_and_short_enough_for_excel(language: str) -> None:
    names = sheets_of(language).sheetnames
    assert len(names) == 2 + len(GUIDE.kinds["sheets"]) + 2
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")] == []


@EVERY_LANGUAGE
def test_the_ids_of_columns_and_questions_are_there_and_hidden(language: str) -> None:
    book = sheets_of(language)
    for sheet in GUIDE.items("sheets"):
        page = book[sheet["name"][language]]
        ids = [column.id for column in columns_of(sheet, GUIDE)]
        if sheet["layout"] == "form":
            assert page.column_dimensions["A"].hidden
            assert [page.cell(5 + n, 1).value for n in range(len(ids))] == ids
        else:
            assert page.row_dimensions[3].hidden
            assert [cell.value for cell in page[3]][: len(ids)] == ids
            assert not page.row_dimensions[4].hidden


@EVERY_LANGUAGE
def test_the_lists_and_the_facts_of_the_template_are_very_hidden_and_all_else_is_visible(language: str) -> None:
    book = sheets_of(language)
    states = {page.title: page.sheet_state for page in book}
    assert {name for name, state in states.items() if state != "visible"} == {"_lists", "_template"}
    assert {states["_lists"], states["_template"]} == {"veryHidden"}


def lists_of(page: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[tuple[str, int, int, int]]:
    """Each drop-down: where its list is, its column, and its first and last row."""
    for rule in page.data_validations.dataValidation:
        if rule.type == "list":
            for area in rule.sqref.ranges:
                yield rule.formula1, area.min_col, area.min_row, area.max_row


@EVERY_LANGUAGE
def test_every_column_with_a_list_has_a_drop_down_of_all_its_names_down_to_row_500(language: str) -> None:
    book = sheets_of(language)
    for sheet in GUIDE.items("sheets"):
        if sheet["layout"] != "rows":
            continue
        found = {
            column: (source, first, last) for source, column, first, last in lists_of(book[sheet["name"][language]])
        }
        for number, column in enumerate(columns_of(sheet, GUIDE), 1):
            if column.type != "code":
                continue
            source, first, last = found[number]
            assert (first, last) == (5, 500)
            page, area = source.lstrip("=").split("!")
            names = [cell.value for row in book[page][area] for cell in row]
            assert names == [entry["name"][language] for entry in GUIDE.codes(column.codes)]


@EVERY_LANGUAGE
def test_a_reference_is_chosen_from_the_keys_of_its_sheet(language: str) -> None:
    book = sheets_of(language)
    sheet = GUIDE.item("sheets", "actions")
    number = next(n for n, column in enumerate(columns_of(sheet, GUIDE), 1) if column.id == "objective")
    sources = {column: source for source, column, _, _ in lists_of(book[sheet["name"][language]])}
    objectives = GUIDE.item("sheets", "objectives")["name"][language]
    assert sources[number].replace("'", "").lstrip("=") == f"{objectives}!$A$5:$A$500"


@EVERY_LANGUAGE
def test_no_input_message_is_longer_than_excel_allows_or_cut_off(language: str) -> None:
    book = sheets_of(language)
    for page in book:
        for rule in page.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
    helps = [column.help[language] for sheet in GUIDE.items("sheets") for column in columns_of(sheet, GUIDE)]
    assert max(map(len, helps)) <= 255


def test_an_answer_that_looks_like_a_formula_is_text_in_the_file() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("nl", {"events": [{"title": '=HYPERLINK("http://x.invalid")'}]})))
    page = book[GUIDE.item("sheets", "events")["name"]["nl"]]
    number = [column.id for column in columns_of(GUIDE.item("sheets", "events"), GUIDE)].index("title") + 1
    assert page.cell(5, number).data_type == "s"


def test_an_empty_file_has_a_row_for_every_fixed_code_of_the_year(tmp_path: Path) -> None:
    project = read_back(written("fr", {}), tmp_path)
    assert [row.text("group") for row in project.rows("patients")] == [
        entry["id"] for entry in GUIDE.codes("patient_group")
    ]
    assert {row.count("year") for row in project.rows("patients")} == {YEAR}
    assert project.rows("objectives") == ()


SOFFICE = shutil.which("soffice")


def converted(data: bytes, ending: str, folder: Path) -> Path:
    """The file after LibreOffice has opened and saved it."""
    (folder / "in").mkdir()
    source = folder / "in" / "file.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        SOFFICE or "soffice",
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"file.{ending}"


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_file_saved_by_libreoffice_gives_the_same_answers(tmp_path: Path) -> None:
    project = inspect_project_file(converted(written("fr"), "xlsx", tmp_path))
    found = answers_of(project)
    for sheet, rows in expected().items():
        assert found[sheet] == rows, sheet


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_new_file_can_be_printed(tmp_path: Path) -> None:
    assert converted(written("nl", {}), "pdf", tmp_path).read_bytes().startswith(b"%PDF-")
