"""Cells of a workbook are changed in its parts; another reader finds them, and all the rest as it was."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from selfeval.errors import RequestError
from selfeval.project_file.amending import CellChange, change_cells

# As XlsxWriter writes it.
COMPUTED_ANEW = b'<calcPr calcId="124519" fullCalcOnLoad="1"/>'


def workbook() -> bytes:
    """Two sheets; on the first A1 2, C1 a text, B3 a formula that last gave 4; D3 empty with a format."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        one, two = book.add_worksheet("Eén"), book.add_worksheet("Twee")
        bold = book.add_format({"bold": True})
        one.write_number("A1", 2)
        one.write_string("C1", "tekst", bold)
        one.write_formula("B3", "=A1*2", None, 4)
        one.write_blank("D3", None, bold)
        two.write_string("A1", "blijft")
    return buffer.getvalue()


def replaced(content: bytes, part: str, *changes: bytes) -> bytes:
    """The workbook with bytes of one part replaced: old, new, old, new ...; each old one must be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for before, after in zip(changes[::2], changes[1::2], strict=True) if name == part else ():
                assert before in data
                data = data.replace(before, after)
            new.writestr(name, data)
    return out.getvalue()


def values(content: bytes, sheet: str, data_only: bool = False) -> dict[str, object]:
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)[sheet]
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


BEFORE = {"A1": 2, "C1": "tekst", "B3": "=A1*2"}


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (CellChange("Eén", 1, 1, 0), {**BEFORE, "A1": 0}),
        (CellChange("Eén", 1, 3, None), {"A1": 2, "B3": "=A1*2"}),
        (CellChange("Eén", 1, 2, "ertussen"), {**BEFORE, "B1": "ertussen"}),
        (CellChange("Eén", 2, 1, "nieuwe rij"), {**BEFORE, "A2": "nieuwe rij"}),
        (CellChange("Eén", 9, 28, 7), {**BEFORE, "AB9": 7}),
        (CellChange("Eén", 9, 28, None), BEFORE),
    ],
)
def test_one_cell_changes_and_no_other(change, after):
    """A number, an emptied cell, a cell between others, a row between others, and one far away."""
    assert values(change_cells(workbook(), [change]), "Eén") == after


def test_cells_and_rows_stay_in_their_order():
    """Excel calls a file damaged when they do not."""
    content = change_cells(
        workbook(), [CellChange("Eén", 2, 2, 1), CellChange("Eén", 1, 2, 1), CellChange("Eén", 2, 1, 1)]
    )
    part = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    places = [piece.partition('"')[0] for piece in part.split(' r="')[1:]]
    assert places == ["1", "A1", "B1", "C1", "2", "A2", "B2", "3", "B3", "D3"]


def test_an_emptied_or_filled_cell_keeps_its_format():
    """And a new cell takes that of the nearest above."""
    changes = [CellChange("Eén", 1, 3, None), CellChange("Eén", 3, 4, 1), CellChange("Eén", 5, 4, 1)]
    page = openpyxl.load_workbook(io.BytesIO(change_cells(workbook(), changes)))["Eén"]
    assert [page[place].font.bold for place in ("C1", "D3", "D5", "A1")] == [True, True, True, False]


@pytest.mark.parametrize(
    "setting", [b'<calcPr calcId="124519" fullCalcOnLoad="1"/>', b'<calcPr calcId="124519"/>', b""]
)
def test_what_a_formula_last_gave_stays_until_excel_computes_anew(setting):
    """A reader that does not compute still finds a value; Excel is asked to compute, whatever the file said of it."""
    content = replaced(workbook(), "xl/workbook.xml", COMPUTED_ANEW, setting)
    content = change_cells(content, [CellChange("Eén", 1, 1, 5)])
    assert values(content, "Eén", data_only=True)["B3"] == 4
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml")
    assert book.count(b"<calcPr") == 1
    assert b'fullCalcOnLoad="1"' in book.partition(b"</sheets>")[2]


def test_numbers_left_out_are_counted():
    """Some programs leave out the optional numbers of rows and cells; the right place is changed all the same."""
    bare = replaced(workbook(), "xl/worksheets/sheet2.xml", b' r="A1"', b"", b'<row r="1"', b"<row")
    content = change_cells(bare, [CellChange("Twee", 1, 2, "erbij")])
    assert values(content, "Twee") == {"A1": "blijft", "B1": "erbij"}


def test_a_formula_is_never_overwritten():
    """The refusal says where it stands."""
    with pytest.raises(RequestError) as refused:
        change_cells(workbook(), [CellChange("Eén", 3, 2, 1)])
    assert (refused.value.code, refused.value.details) == ("formula_not_overwritten", {"place": "Eén!B3"})


def test_the_same_changes_give_the_same_bytes():
    """No clock and no order of chance."""
    changes = [CellChange("Eén", 1, 1, 3), CellChange("Twee", 4, 4, "x")]
    assert change_cells(workbook(), changes) == change_cells(workbook(), changes[::-1])
    assert change_cells(workbook(), []) != b""


def test_a_row_grows_and_never_shrinks():
    """The height asked for is the least."""
    content = change_cells(workbook(), [CellChange("Eén", 1, 3, "lang", 60)])
    content = change_cells(content, [CellChange("Eén", 1, 3, "kort", 20)])
    assert openpyxl.load_workbook(io.BytesIO(content))["Eén"].row_dimensions[1].height == 60
