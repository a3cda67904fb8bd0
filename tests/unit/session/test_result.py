"""The scores go into a new copy of the project file; nothing else of the file changes, and the file itself never."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from selfeval.errors import ProjectFileError, RequestError
from selfeval.examples import write_demo
from selfeval.guide import read_guide
from selfeval.model import State
from selfeval.project_file.opening import errors_of, inspect_project_file
from selfeval.project_file.template import Request, write_project_file
from selfeval.session.result import scorable_file, write_result
from selfeval.session.session import Agreed, Session, session_of, with_agreed, with_respondent, with_score
from selfeval.texts import read_texts

# Invented: born 30 July 1985, with the right check digits (97 - 850730033 mod 97 = 28).
NATIONAL_NUMBER = "85.07.30-033.28"
ID_ROW = 3
PEOPLE, AGREED = (
    read_guide("2021-05-30").item("sheets", sheet)["name"]["fr"] for sheet in ("individual_scores", "agreed_scores")
)


@pytest.fixture(scope="module")
def demo_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_demo(tmp_path_factory.mktemp("demo")).read_bytes()


@pytest.fixture
def demo(demo_bytes: bytes, tmp_path: Path) -> Path:
    """The demonstration project of 2022, in French: fourteen respondents, everything filled in."""
    path = tmp_path / "val.xlsx"
    path.write_bytes(demo_bytes)
    return path


def start_of(path: Path) -> Session:
    project = scorable_file(path)
    return session_of(project, read_guide(project.revision))


def changed(start: Session) -> Session:
    """Another score, a word, a score taken away, somebody new, and something agreed."""
    session = with_score(start, "R01", "case_management", 0)
    session = with_score(session, "R02", "case_management", State.NOT_APPLICABLE)
    session = with_score(session, "R03", "case_management", State.EMPTY)
    session = with_score(with_respondent(session, "nurse"), "R15", "prevention", 5)
    return with_agreed(session, "prevention", Agreed(1, State.UNKNOWN, "Parce que\n« oui »", "=1+1"))


def cells(path: Path, sheet: str) -> dict[str, object]:
    """What another reader finds: the values of a sheet by address."""
    page = openpyxl.load_workbook(path, rich_text=False)[sheet]
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def column(path: Path, sheet: str, identifier: str) -> str:
    page = openpyxl.load_workbook(path)[sheet]
    return next(cell.column_letter for cell in page[ID_ROW] if cell.value == identifier)


def edited(content: bytes, edit: Callable[[str, str], str]) -> bytes:
    """The file with its XML parts edited by name and text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name).decode()) if name.endswith(".xml") else old.read(name))
    return out.getvalue()


def part_of(path: Path, sheet: str) -> str:
    book = openpyxl.load_workbook(path)
    return f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"


def test_another_reader_finds_the_scores_where_they_belong(demo):
    """Each in the row of its respondent or component and in its own column, and nothing else is different."""
    start = start_of(demo)
    copy = write_result(demo, start, changed(start), demo.parent)
    case, prevention = column(demo, PEOPLE, "case_management"), column(demo, PEOPLE, "prevention")
    before, after = cells(demo, PEOPLE), cells(copy, PEOPLE)
    expected = before | {f"{case}5": 0, f"{case}6": "s.o."}
    expected |= {"A19": "R15", "B19": "infirmier ou aide-soignant", f"{prevention}19": 5}
    del expected[f"{case}7"]
    assert after == expected
    before, after = cells(demo, AGREED), cells(copy, AGREED)
    different = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    row = next(
        place[1:] for place, value in before.items() if value == "Prévention" and before[f"B{place[1:]}"] == 2022
    )
    written = {"agreed_score": 1, "ambition": "inconnu", "reason": "Parce que\n« oui »", "evidence": "=1+1"}
    assert {after[f"{column(demo, AGREED, name)}{row}"] == value for name, value in written.items()} == {True}
    assert different <= {f"{column(demo, AGREED, name)}{row}" for name in written}


def test_the_copy_is_read_as_it_was_scored_and_checks_as_well_as_the_file(demo):
    """Every other answer is the file's, and no problem came or went except about what was scored."""
    start = start_of(demo)
    original, copy = demo.read_bytes(), write_result(demo, start, changed(start), demo.parent / "new" / "folder")
    before, after = inspect_project_file(demo), inspect_project_file(copy)
    assert start_of(copy) == changed(start)
    others = before.sheets.keys() - {"individual_scores", "agreed_scores"}
    assert len(others) == 13
    assert {name: before.sheets[name] for name in others} == {name: after.sheets[name] for name in others}
    assert errors_of(after.problems) == errors_of(before.problems) == []
    assert demo.read_bytes() == original


def test_all_other_parts_of_the_file_are_the_same_byte_for_byte(demo):
    """Start sheet, lists, styles, drop-downs elsewhere: what is not about scores is not even written anew."""
    start = start_of(demo)
    copy = write_result(demo, start, changed(start), demo.parent)
    mine = {part_of(demo, PEOPLE), part_of(demo, AGREED)}
    with zipfile.ZipFile(demo) as old, zipfile.ZipFile(copy) as new:
        assert old.namelist() == new.namelist()
        assert {name for name in old.namelist() if old.read(name) != new.read(name)} == mine


def test_drop_downs_protection_and_formats_of_the_score_sheets_stay(demo):
    """A coordinator can go on working in the copy as in the file."""
    start = start_of(demo)
    copy = write_result(demo, start, changed(start), demo.parent)
    old, new = openpyxl.load_workbook(demo), openpyxl.load_workbook(copy)
    for sheet in (PEOPLE, AGREED):
        assert len(old[sheet].data_validations.dataValidation) > 5
        assert old[sheet].data_validations == new[sheet].data_validations
        assert new[sheet].protection.sheet
        formats = [[cell.style_id for row in book[sheet].iter_rows(max_row=40) for cell in row] for book in (old, new)]
        assert formats[0] == formats[1]


def test_a_long_reason_gets_a_row_that_shows_it(demo):
    """A reason of ten lines would be cut off in a row of one."""
    start = start_of(demo)
    reason = "\n".join(["ligne"] * 10)
    copy = write_result(demo, start, with_agreed(start, "prevention", Agreed(1, reason=reason)), demo.parent)
    page = openpyxl.load_workbook(copy)[AGREED]
    letter = column(copy, AGREED, "reason")
    row = next(cell.row for cell in page[letter] if cell.value == reason)
    assert page.row_dimensions[row].height >= 150


def with_own_content(path: Path) -> bytes:
    """The file with a formula of its own beside the scores, its value, and a sheet of its own."""
    book = openpyxl.load_workbook(path)
    book.create_sheet("Mes notes")["B2"] = "à garder"
    saved = io.BytesIO()
    book.save(saved)
    part = part_of(path, PEOPLE)
    own = '<c r="Z5"><f>SUM(C5:P5)</f><v>31</v></c></row>'

    def edit(name: str, text: str) -> str:
        return re.sub(r'(<row r="5".*?)</row>', rf"\1{own}", text, count=1) if name == part else text

    return edited(saved.getvalue(), edit)


def test_formulas_and_sheets_of_their_own_are_carried_over(demo):
    """With the value a formula last gave, so that the copy can be checked, and a request to compute it anew."""
    demo.write_bytes(with_own_content(demo))
    start = start_of(demo)
    copy = write_result(demo, start, changed(start), demo.parent)
    assert openpyxl.load_workbook(copy)[PEOPLE]["Z5"].value == "=SUM(C5:P5)"
    book = openpyxl.load_workbook(copy, data_only=True)
    assert book[PEOPLE]["Z5"].value == 31
    assert book["Mes notes"]["B2"].value == "à garder"
    assert openpyxl.load_workbook(copy).calculation.fullCalcOnLoad
    before, after = inspect_project_file(demo), inspect_project_file(copy)
    assert before.cells.ignored == after.cells.ignored == 2


def test_a_formula_in_a_score_is_not_overwritten(demo):
    """Where a score is computed, the coordinator hears of it and no copy is made."""
    letter, part = column(demo, PEOPLE, "case_management"), part_of(demo, PEOPLE)

    def edit(name: str, text: str) -> str:
        formula = rf'<c r="{letter}5" \1><f>1+2</f><v>3</v></c>'
        return re.sub(rf'<c r="{letter}5" (s="\d+")><v>\d</v></c>', formula, text) if name == part else text

    demo.write_bytes(edited(demo.read_bytes(), edit))
    start = start_of(demo)
    with pytest.raises(RequestError) as refused:
        write_result(demo, start, with_score(start, "R01", "case_management", 0), demo.parent)
    assert (refused.value.code, refused.value.details["place"]) == ("formula_not_overwritten", f"{PEOPLE}!{letter}5")
    assert list(demo.parent.glob("*.xlsx")) == [demo]


def test_a_copy_is_never_overwritten(demo):
    """Each copy has a name of its own; what stood there stays."""
    mine = demo.with_name("val-scores.xlsx")
    mine.write_bytes(b"my work")
    start = start_of(demo)
    copies = [write_result(demo, start, changed(start), demo.parent).name for _ in range(2)]
    assert copies == ["val-scores-2.xlsx", "val-scores-3.xlsx"]
    assert mine.read_bytes() == b"my work"


def test_without_a_change_there_is_no_copy(demo):
    """Spaces after a text are no change."""
    start = start_of(demo)
    same = start.agreed_on("prevention")
    spaced = with_agreed(start, "prevention", replace(same, reason=same.reason + " \n"))
    with pytest.raises(RequestError, match="session_without_change"):
        write_result(demo, start, spaced, demo.parent)
    assert list(demo.parent.glob("*.xlsx")) == [demo]


def rewritten(path: Path, changes: Mapping[str, object], sheet: str) -> None:
    book = openpyxl.load_workbook(path)
    for place, value in changes.items():
        book[sheet][place] = value
    book.save(path)


def test_what_a_colleague_changed_elsewhere_meanwhile_is_in_the_copy(demo):
    """The copy is made of the file as it is now."""
    start = start_of(demo)
    rewritten(demo, {"A5": "Un autre nom"}, "Partenaires")
    copy = write_result(demo, start, changed(start), demo.parent)
    assert openpyxl.load_workbook(copy)["Partenaires"]["A5"].value == "Un autre nom"


def test_scores_changed_in_the_file_meanwhile_are_not_lost(demo):
    """Then no copy is made: two sets of scores are not mixed."""
    start = start_of(demo)
    letter = column(demo, PEOPLE, "prevention")
    rewritten(demo, {f"{letter}5": 0 if start.mark("R01", "prevention") else 1}, PEOPLE)
    with pytest.raises(RequestError, match="session_file_changed"):
        write_result(demo, start, changed(start), demo.parent)


def test_a_half_score_in_the_file_is_told_before_anybody_scores(demo):
    """A session on scores that cannot be read would hide them; the error names sheet and row."""
    letter = column(demo, PEOPLE, "prevention")
    rewritten(demo, {f"{letter}6": 2.5}, PEOPLE)
    with pytest.raises(ProjectFileError) as refused:
        scorable_file(demo)
    assert [(problem.place.sheet, problem.place.row) for problem in refused.value.problems] == [(PEOPLE, 6)]


def test_a_national_number_in_a_reason_is_not_written_down(demo):
    """The check that guards every file guards the copy too; the number itself is not repeated."""
    start = start_of(demo)
    with pytest.raises(ProjectFileError) as refused:
        agreed = Agreed(1, reason=f"Demandez à {NATIONAL_NUMBER}")
        write_result(demo, start, with_agreed(start, "prevention", agreed), demo.parent)
    assert refused.value.problems
    assert "033" not in str(refused.value.problems)
    assert list(demo.parent.glob("*.xlsx")) == [demo]


@pytest.mark.parametrize(
    ("language", "word", "nurse"),
    [("nl", "n.v.t.", "verpleegkundige of zorgkundige"), ("en", "n/a", "nurse or care assistant")],
)
def test_a_new_file_with_errors_elsewhere_can_be_scored(tmp_path, language, word, nurse):
    """The first session of a year often comes before the rest is filled in; words are the file's own."""
    request = Request("vb_toets", 2022, read_guide("2021-05-30"), read_texts(language))
    source = tmp_path / "vb_toets-2022.xlsx"
    source.write_bytes(write_project_file(request))
    start = start_of(source)
    session = with_respondent(with_respondent(start, "nurse"), "")
    session = with_score(session, "R01", "prevention", State.NOT_APPLICABLE)
    copy = write_result(source, start, session, tmp_path)
    sheet = read_guide("2021-05-30").item("sheets", "individual_scores")["name"][language]
    page = openpyxl.load_workbook(copy)[sheet]
    assert [page[place].value for place in ("A5", "B5", "A6", "B6")] == ["R01", nurse, "R02", None]
    assert page[f"{column(copy, sheet, 'prevention')}5"].value == word
    assert start_of(copy) == session
    before, after = inspect_project_file(source), inspect_project_file(copy)
    assert len(errors_of(after.problems)) == len(errors_of(before.problems)) > 0


def test_newcomers_take_rows_in_which_nothing_stands(demo):
    """A remark beside the table keeps its row to itself."""
    rewritten(demo, {"Z19": "remarque"}, PEOPLE)
    start = start_of(demo)
    session = with_respondent(with_respondent(start, "nurse"), "other")
    page = openpyxl.load_workbook(write_result(demo, start, session, demo.parent))[PEOPLE]
    assert [page[f"A{row}"].value for row in (18, 19, 20, 21, 22)] == ["R14", None, "R15", "R16", None]


TEXTS = {
    "<b>&amp;</b>": "<b>&amp;</b>",
    "_x0041_ reste": "_x0041_ reste",
    "?": "inconnu",
    " \n ": "",
    "0": "0",
    "-": "-",
    "a\u200bb\x07": "ab",
    "👍": "👍",
    "é" * 3000: "é" * 3000,
}


def test_every_text_comes_back_as_it_was_meant(demo):
    """Nothing that is typed becomes a formula, markup or a letter of its own."""
    start = session = start_of(demo)
    components = [item["id"] for item in read_guide(start.revision).pilot_components()]
    for component, typed in zip(components, TEXTS, strict=False):
        session = with_agreed(session, component, Agreed(1, reason=typed))
    read = start_of(write_result(demo, start, session, demo.parent))
    assert [read.agreed_on(component).reason for component in components[: len(TEXTS)]] == list(TEXTS.values())


def test_a_folder_that_takes_no_files_is_told(demo):
    """A sentence, and the draft still has it all."""
    start, folder = start_of(demo), demo.parent / "a file"
    folder.write_bytes(b"")
    with pytest.raises(RequestError, match="session_copy_not_saved"):
        write_result(demo, start, changed(start), folder)
