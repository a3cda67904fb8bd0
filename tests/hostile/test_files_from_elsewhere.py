"""Files nobody here made: each is read as both readers see it, or refused in words; none is half read or changed."""

from __future__ import annotations

import hashlib
import os
from importlib.resources import files
from pathlib import Path

import pytest

from selfeval.errors import Severity
from selfeval.project_file.safe_reading import read_workbook
from selfeval.texts import read_catalogue

TESTS = Path(__file__).resolve().parents[1]
OWN_FOLDER = TESTS / "fixtures" / "excel_torture"
ELSEWHERE = Path(os.environ.get("SELFEVAL_TORTURE", TESTS.parents[1] / "shared/data/excel_torture_calamine"))
SENTENCES = read_catalogue(files("selfeval") / "texts" / "problems_container.yml")
# What each file of our own folder must end in, read off the files by hand: a code, or the value of one cell.
REFUSED = {
    "any_sheets.ods": "other_format",
    "issue252.xlsx": "declared_size_differs",
    "issues.xlsb": "contains_macros",
    "pass_protected.xlsx": "password_protected",
    "sheet_name_parsing.xls": "old_excel_format",
    "strict_iso_paths.xlsx": "strict_open_xml",
    "vba.xlsm": "contains_macros",
}


def spreadsheets(folder: Path) -> list[Path]:
    endings = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods")
    return sorted(path for path in folder.rglob("*") if path.suffix in endings) if folder.is_dir() else []


def assert_whole_or_refused(path: Path) -> None:
    before = path.read_bytes()
    reading = read_workbook(path)
    assert path.read_bytes() == before
    assert reading.sha256 == hashlib.sha256(before).hexdigest()
    assert {problem.code for problem in reading.problems} <= {key.partition(".")[0] for key in SENTENCES}
    if reading.workbook is None:
        assert any(problem.severity is Severity.ERROR for problem in reading.problems)
    assert "readers_disagree" not in {problem.code for problem in reading.problems} or reading.workbook is None


@pytest.mark.parametrize("path", spreadsheets(OWN_FOLDER), ids=lambda path: path.name)
def test_each_odd_file_of_ours_is_read_whole_or_refused_in_words(path: Path) -> None:
    assert_whole_or_refused(path)


@pytest.mark.skipif(not spreadsheets(ELSEWHERE), reason="no folder of other people's spreadsheets on this machine")
@pytest.mark.parametrize("path", spreadsheets(ELSEWHERE), ids=lambda path: path.name)
def test_each_file_from_elsewhere_is_read_whole_or_refused_in_words(path: Path) -> None:
    assert_whole_or_refused(path)


@pytest.mark.parametrize("name", [path.name for path in spreadsheets(OWN_FOLDER)])
def test_a_file_is_refused_exactly_when_it_must_be(name: str) -> None:
    reading = read_workbook(OWN_FOLDER / name)
    codes = {problem.code for problem in reading.problems}
    assert (reading.workbook is None) == (name in REFUSED)
    assert REFUSED.get(name, "") in codes | {""}


def test_every_error_value_excel_knows_is_named_with_its_cell() -> None:
    problems = read_workbook(OWN_FOLDER / "errors.xlsx").problems
    found = {
        (problem.place.row, problem.place.column, problem.found)
        for problem in problems
        if problem.code == "error_value_in_cell"
    }
    assert found == {
        (1, "A", "#DIV/0!"),
        (2, "A", "#NAME?"),
        (3, "A", "#VALUE!"),
        (4, "A", "#NULL!"),
        (5, "A", "#REF!"),
        (6, "A", "#NUM!"),
        (7, "A", "#N/A"),
    }
