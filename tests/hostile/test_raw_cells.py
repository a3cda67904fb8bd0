"""Cells are read as they stand, what cannot be read is named with its cell, and reading always ends."""

from __future__ import annotations

import hashlib
import os
import stat
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from expectations import Case, E, R, W, assert_case, at, read
from mutation import SHEET, good_workbook, many_rows, replaced, wide_rows, with_parts, with_rows

from selfeval.errors import Place
from selfeval.project_file import safe_reading, source_file
from selfeval.project_file.cells import CellRange, SheetState
from selfeval.project_file.safe_reading import Limits, read_workbook

GOOD = good_workbook()
CASES: dict[str, Case] = {
    "last cell of Excel": (
        lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "cell_far_away",
        E,
        at(1048576, "XFD"),
    ),
    "far to the right": (
        lambda: with_rows(b'<row r="9"><c r="ZZ9" t="inlineStr"><is><t>x</t></is></c></row>'),
        "cell_far_away",
        E,
        at(9, "ZZ"),
    ),
    "too many rows": (lambda: with_rows(many_rows(4, 21_000)), "too_many_rows", E, Place("Cijfers")),
    "too many cells": (
        lambda: with_rows(b'<row r="4">' + b"<c><v>1</v></c>" * 199 + b"</row>" + wide_rows(5, 1100)),
        "too_many_cells",
        E,
        Place("Cijfers"),
    ),
    "formatted to the bottom": (
        lambda: with_rows(b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(4, 60_000))),
        "empty_rows_ignored",
        R,
        Place("Cijfers", 4),
    ),
    "never computed": (
        lambda: replaced(SHEET, b"<v>25</v>", b""),
        "formula_without_value",
        E,
        at(3, "B"),
    ),
    "division by zero": (
        lambda: replaced(SHEET, b'<c r="B3">', b'<c r="B3" t="e">', replaced(SHEET, b"<v>25</v>", b"<v>#DIV/0!</v>")),
        "error_value_in_cell",
        E,
        at(3, "B"),
    ),
    "formula to another workbook": (
        lambda: replaced(SHEET, b"<f>B2*2</f>", b"<f>[1]Blad1!A1</f>"),
        "formula_to_other_workbook",
        W,
        at(3, "B"),
    ),
    "two cells at one address": (
        lambda: with_rows(b'<row r="2"><c r="B2"><v>13</v></c></row>'),
        "readers_disagree",
        E,
        at(2, "B"),
    ),
    "text that does not exist": (
        lambda: with_rows(b'<row r="4"><c r="A4" t="s"><v>9999</v></c></row>'),
        "file_unreadable",
        E,
        Place(),
    ),
    "rows out of order": (
        lambda: with_rows(b'<row r="9"><c r="A9"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>'),
        "readers_disagree",
        E,
        at(5, "A"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_bad_file_gives_its_problem_in_its_place_and_is_left_alone(name: str, tmp_path: Path) -> None:
    assert_case(CASES[name], tmp_path)


def test_the_good_workbook_is_read_without_a_word(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD)
    assert reading.problems == ()
    assert reading.workbook is not None
    (sheet,) = reading.workbook.sheets
    values = {position: (cell.value, cell.formula) for position, cell in sheet.cells.items()}
    assert values == {
        (1, 1): ("Onderdeel", None),
        (1, 2): ("Aantal", None),
        (2, 1): ("Preventie en zorg", None),
        (2, 2): (12.5, None),
        (3, 1): (datetime.fromisoformat("2024-01-01"), None),
        (3, 2): (25, "=B2*2"),
    }
    assert sheet.cells[3, 1].number_format == "dd/mm/yyyy"
    assert reading.sha256 == hashlib.sha256(GOOD).hexdigest()


def test_what_excel_hides_is_known(tmp_path: Path) -> None:
    def fill(workbook, sheet):  # type: ignore[no-untyped-def]
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
        sheet.merge_range("D5:E6", "samen")
        sheet.autofilter("A1:B3")
        sheet.filter_column(0, "x == Preventie")
        workbook.add_worksheet("Verborgen").very_hidden()

    reading = read(tmp_path, good_workbook(fill))
    assert reading.workbook is not None
    first, second = reading.workbook.sheets
    assert (first.hidden_rows, first.hidden_columns, first.has_filter) == ({2}, {3, 4}, True)
    assert first.merged == (CellRange(5, 4, 6, 5),)
    assert (second.state, second.has_filter, dict(second.cells)) == (SheetState.VERY_HIDDEN, False, {})


def test_a_formula_whose_outcome_is_an_empty_text_counts_as_computed(tmp_path: Path) -> None:
    content = replaced(SHEET, b'<c r="B3"><f>B2*2</f><v>25</v>', b'<c r="B3" t="str"><f>IF(B2,"","")</f><v></v>')
    reading = read(tmp_path, content)
    assert reading.problems == ()
    assert reading.workbook is not None
    assert reading.workbook.sheets[0].cells[3, 2].value == ""


def test_a_date_of_the_other_date_system_is_read_four_years_later(tmp_path: Path) -> None:
    reading = read(tmp_path, replaced("xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" '))
    assert reading.problems == ()
    assert reading.workbook is not None
    assert reading.workbook.date_system == 1904
    assert reading.workbook.sheets[0].cells[3, 1].value == datetime.fromisoformat("2028-01-02")


def test_reading_stops_at_its_time_limit(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(GOOD)
    reading = read_workbook(tmp_path / "x.xlsx", Limits(seconds=0.0))
    assert [problem.code for problem in reading.problems] == ["reading_took_too_long"]


def test_reading_stops_at_its_memory_limit(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no memory limits")
    (tmp_path / "x.xlsx").write_bytes(with_parts(xl__media__a_dot_bin=os.urandom(8 * 1024**2)))
    reading = read_workbook(tmp_path / "x.xlsx", Limits(memory=40 * 1024**2))
    assert [problem.code for problem in reading.problems] == ["reading_needed_too_much_memory"]


def test_modules_beside_the_file_are_never_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openpyxl", "python_calamine", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('harm', 'w').close()\nraise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read(tmp_path, GOOD).workbook is not None
    assert not (tmp_path / "harm").exists()


def test_a_long_list_of_problems_is_cut_and_counted(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="e"><v>#N/A</v></c></row>' % (row, row) for row in range(4, 304))
    problems = read(tmp_path, with_rows(rows)).problems
    assert len(problems) == 201
    assert (problems[-1].code, problems[-1].found) == ("more_problems", "100")


@pytest.mark.parametrize("declared", ["A1", "A1:XFD1048576"])
def test_the_extent_a_sheet_declares_for_itself_is_not_believed(declared: str, tmp_path: Path) -> None:
    content = replaced(SHEET, b'<dimension ref="A1:B3"/>', f'<dimension ref="{declared}"/>'.encode())
    reading = read(tmp_path, content)
    assert reading.problems == ()
    assert reading.workbook is not None
    assert len(reading.workbook.sheets[0].cells) == 6


def test_characters_xml_cannot_hold_are_read_back_and_halves_of_pairs_replaced(tmp_path: Path) -> None:
    text = b"_xD83D_ _xD83D__xDE00_ _x005F_x000D_ a_x000B_b"
    reading = read(tmp_path, with_rows(b'<row r="4"><c r="A4" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"))
    assert reading.workbook is not None
    assert reading.workbook.sheets[0].cells[4, 1].value == "\ufffd \U0001f600 _x000D_ a\x0bb"


def test_a_file_saved_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "project.xlsx"
    path.write_bytes(GOOD)

    def save_meanwhile(content: bytes, limits: Limits) -> tuple[None, list[object]]:
        path.write_bytes(content + b"more")
        return None, []

    monkeypatch.setattr(safe_reading, "_read_in_child", save_meanwhile)
    assert [problem.code for problem in read_workbook(path).problems] == ["file_changed_while_reading"]


def test_a_file_another_program_keeps_to_itself_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(safe_reading, "read_bytes", refuse)
    assert [problem.code for problem in read(tmp_path, GOOD).problems] == ["file_cannot_be_opened"]


@pytest.mark.parametrize("kind", [{"st_file_attributes": 0x400000}, {"st_flags": 0x40000000}])
def test_a_file_that_is_only_in_the_cloud_is_not_fetched(kind: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    status = SimpleNamespace(st_mode=stat.S_IFREG | 0o600, st_size=5000, **kind)
    monkeypatch.setattr(source_file.os, "lstat", lambda path: status)
    assert [problem.code for problem in read_workbook(Path("x.xlsx")).problems] == ["file_only_in_the_cloud"]
