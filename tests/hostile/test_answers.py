"""Tables of answers as people hand them in: what can be read is read, what cannot is refused with its place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from selfeval.errors import ProjectFileError, Severity
from selfeval.guide import read_guide
from selfeval.survey.opening import open_answers
from selfeval.texts import LANGUAGES, place_text, problem_texts, read_texts

GUIDE = read_guide()
HEAD = "item_1;item_2;item_3;item_4;item_5;item_6"
GOOD = "8;7;6;9;8;7"


def handed_in(tmp_path: Path, content: str | bytes, name: str = "a.csv", instrument: str = "job_satisfaction"):
    """What is read of a file with this content, and what is told of it."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_answers(path, GUIDE.item("instruments", instrument), GUIDE, "nl")


def refused(tmp_path: Path, content: str | bytes, name: str = "a.csv", instrument: str = "job_satisfaction"):
    """The errors of a file that must not be used, each told in all three languages."""
    with pytest.raises(ProjectFileError) as caught:
        handed_in(tmp_path, content, name, instrument)
    for problem in caught.value.problems:
        for language in LANGUAGES:
            texts = read_texts(language)
            assert all(problem_texts(problem, texts))
            place_text(problem, texts)
    return [problem for problem in caught.value.problems if problem.severity is Severity.ERROR]


def excel(rows: list[list[object]], *others: tuple[str, list[list[object]]], hidden: int | None = None) -> bytes:
    """An .xlsx with these rows on the sheet Antwoorden, and other sheets; a hidden row counts from 0."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, lines in (("Antwoorden", rows), *others):
        sheet = book.add_worksheet(name)
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
        if hidden is not None:
            sheet.set_row(hidden, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (f"{HEAD}\n{GOOD}\n", (8, 7, 6, 9, 8, 7)),
        (f"{HEAD}\n{GOOD}\n".replace(";", ","), (8, 7, 6, 9, 8, 7)),
        (f"{HEAD}\n{GOOD}\n".replace(";", "\t"), (8, 7, 6, 9, 8, 7)),
        (f"\ufeff{HEAD}\r\n{GOOD}\r\n", (8, 7, 6, 9, 8, 7)),
        (f"{HEAD}\n{GOOD}\n".encode("utf-16"), (8, 7, 6, 9, 8, 7)),
        (f"{HEAD};Nationalité\n{GOOD};é\n".encode("cp1252"), (8, 7, 6, 9, 8, 7)),
        (f"sep=;\n{HEAD}\n{GOOD}\n", (8, 7, 6, 9, 8, 7)),
        (f"{HEAD}\n8;;onbekend;n.v.t.;inconnu;s.o.\n", (8, None, None, None, None, None)),
        (f"{HEAD}\n8,0;7,0;6;9;8;7\n", (8, 7, 6, 9, 8, 7)),
        (f'{HEAD}\n"8";" 7 ";6;9;8;7\n', (8, 7, 6, 9, 8, 7)),
        (f"{HEAD}\n0;0;0;0;0;0\n", (0, 0, 0, 0, 0, 0)),
        (f"Vraag 1;Q2;ITEM-3;v4;5;job_satisfaction_06\n{GOOD}\n", (8, 7, 6, 9, 8, 7)),
        (f"item_6;item_5;item_4;item_3;item_2;item_1\n{GOOD}\n", (7, 8, 9, 6, 7, 8)),
        (f"{HEAD}\n\n;;;;;\n{GOOD}\n", (8, 7, 6, 9, 8, 7)),
    ],
)
def test_what_means_one_thing_is_read(tmp_path: Path, content: str | bytes, row: tuple[int | None, ...]) -> None:
    """Separators, marks, encodings, words for nothing, decimal commas, headings: the answers are the same."""
    assert handed_in(tmp_path, content).rows == (row,)


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        (f"{HEAD}\n8;7;11;9;8;7\n", "answer_outside_scale", 2, "C"),
        (f"{HEAD}\n8;7;-1;9;8;7\n", "answer_outside_scale", 2, "C"),
        (f"{HEAD}\n8;7;99;9;8;7\n", "answer_outside_scale", 2, "C"),
        (f"{HEAD}\n8;7;6,5;9;8;7\n", "not_whole", 2, "C"),
        (f"{HEAD}\n8;7;vaak;9;8;7\n", "not_a_number", 2, "C"),
        (f"{HEAD}\n8;7;7-8;9;8;7\n", "not_a_number", 2, "C"),
        (f"{HEAD}\n8;7;-;9;8;7\n", "ambiguous_missing", 2, "C"),
        (f"{HEAD}\n8;7;x;9;8;7\n", "ambiguous_missing", 2, "C"),
        (f"{HEAD}\n8;7;6;9;8\n", "row_of_other_width", 2, ""),
        (f"{HEAD}\n8;7;6;9;8;7;4\n", "row_of_other_width", 2, ""),
        ("item_1,item_2,item_3,item_4,item_5,item_6\n8,7,6,5,9,8,7\n", "row_of_other_width", 2, ""),
        (f"{HEAD};item_7\n{GOOD};4\n", "item_unknown", 1, "G"),
        (f"{HEAD};item_2\n{GOOD};4\n", "item_twice", 1, "G"),
        ("item_1;item_2;item_3\n8;7;6\n", "items_missing", 1, ""),
        ("a;b;c\n8;7;6\n", "no_answers_table", 0, ""),
        (f"{HEAD}\n", "no_answers", 0, ""),
        (f"Voornaam;{HEAD}\nAn;{GOOD}\n", "column_of_persons", 1, "A"),
        (f"E-mail;{HEAD}\n;{GOOD}\n", "column_of_persons", 1, "A"),
        (f"date_de_naissance;{HEAD}\n;{GOOD}\n", "column_of_persons", 1, "A"),
        (f"Opmerking;{HEAD}\nbel 0470 12 34 56;{GOOD}\n", "phone_number", 2, "A"),
        (f"Opmerking;{HEAD}\njan@voorbeeld.be;{GOOD}\n", "email_address", 2, "A"),
        (f"Opmerking;{HEAD}\n85.07.30-033.28;{GOOD}\n", "national_number", 2, "A"),
        (f'{HEAD}\n8;7;"6;9;8;7\n', "text_broken", 0, ""),
        (b"\x00\x01\x02item_1\x00", "text_unreadable", 0, ""),
        (b"", "file_is_empty", 0, ""),
        (b"PK\x03\x04", "text_is_excel", 0, ""),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, content: str | bytes, code: str, row: int, column: str
) -> None:
    """Each fault has one code, and row and column where it has them; the letter exists in three languages."""
    found = {problem.code: problem.place for problem in refused(tmp_path, content)}
    assert code in found
    assert (found[code].row, found[code].column) == (row, column)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Three cells on two rows and a person's column: four problems in one letter."""
    told = refused(tmp_path, f"Naam;{HEAD}\nAn;11;7;6;vaak;8;7\nBo;8;7;6;9;8;7,5\n")
    assert sorted((one.code, one.place.row, one.place.column) for one in told) == [
        ("answer_outside_scale", 2, "B"),
        ("column_of_persons", 1, "A"),
        ("not_a_number", 2, "E"),
        ("not_whole", 3, "G"),
    ]


def test_a_column_of_faults_is_told_shortly(tmp_path: Path) -> None:
    """Of 300 equal faults ten are told one by one and 290 in one line."""
    told = refused(tmp_path, f"{HEAD}\n" + "8;7;99;9;8;7\n" * 300)
    assert [one.code for one in told].count("answer_outside_scale") == 10
    (rest,) = [one for one in told if one.code == "more_of_the_same"]
    assert rest.details["count"] == "290"


def test_an_identifier_is_never_repeated(tmp_path: Path) -> None:
    """The letter masks what it warns of."""
    (told,) = [
        one for one in refused(tmp_path, f"x1y;{HEAD}\n85.07.30-033.28;{GOOD}\n") if one.code == "national_number"
    ]
    assert "033.28" not in str(told)


def test_rows_without_answers_do_not_count_and_are_told(tmp_path: Path) -> None:
    """Somebody who opened the form and left is no respondent."""
    read = handed_in(tmp_path, f"tijdstip;{HEAD}\n1;{GOOD}\n2;;;;;;\n")
    assert len(read.rows) == 1
    assert {one.code for one in read.problems} == {"column_not_read", "respondents_without_answers"}


def test_excel_with_its_template_sheet_is_read(tmp_path: Path) -> None:
    """Numbers, a text that is a number and an empty cell, beside the sheet with explanations."""
    content = excel([HEAD.split(";"), [8, "7", None, 9, 8, 7]], ("Uitleg", [["x", "y"]]))
    read = handed_in(tmp_path, content, "a.xlsx")
    assert read.rows == ((8, 7, None, 9, 8, 7),)
    assert [one.code for one in read.problems] == ["value_repaired"]


def test_a_hidden_row_is_read_and_told(tmp_path: Path) -> None:
    """A filter that was left on does not take respondents away in silence."""
    read = handed_in(tmp_path, excel([HEAD.split(";"), [8] * 6, [7] * 6], hidden=2), "a.xlsx")
    assert len(read.rows) == 2
    assert [one.code for one in read.problems] == ["hidden_rows"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (excel([HEAD.split(";"), [8] * 6], ("Copy", [HEAD.split(";"), [8] * 6])), "a.xlsx", "answers_twice"),
        (excel([HEAD.split(";"), [8, 7, True, 9, 8, 7]]), "a.xlsx", "not_a_number"),
        (excel([["Totaal"], HEAD.split(";"), [8] * 6]), "a.xlsx", "no_answers_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", ""),
        (b"not a workbook", "a.xlsx", ""),
    ],
)
def test_other_excel_files_are_refused(tmp_path: Path, content: bytes, name: str, code: str) -> None:
    """Two tables, a yes for an answer, a title above the codes, an old format, no workbook at all."""
    codes = {problem.code for problem in refused(tmp_path, content, name)}
    assert code in codes or (not code and codes)


def test_a_digit_of_another_version_is_refused(tmp_path: Path) -> None:
    """Level 4 exists on the EQ-5D-5L only."""
    head = "mobility;self_care;usual_activities;pain;anxiety"
    assert handed_in(tmp_path, f"{head}\n1;1;4;1;1\n", instrument="eq5d_5l").rows == ((1, 1, 4, 1, 1),)
    assert [one.code for one in refused(tmp_path, f"{head}\n1;1;4;1;1\n", instrument="eq5d_3l")] == [
        "answer_outside_scale"
    ]


def test_headings_may_be_names_in_any_language(tmp_path: Path) -> None:
    """Dimensions by their French and Dutch names, in another order."""
    head = "Douleurs ou gêne;Mobiliteit;Self-care;usual_activities;Angst of depressie"
    assert handed_in(tmp_path, f"{head}\n1;2;3;4;5\n", instrument="eq5d_5l").rows == ((2, 3, 4, 1, 5),)


@pytest.mark.parametrize(
    ("content", "name", "code", "row"),
    [
        ("dimension;score\nFunding;7\n", "s.csv", "scirocco_score", 2),
        ("dimension;score\nWeather;3\n", "s.csv", "scirocco_dimension", 2),
        ("dimension;score\nFunding;3\nFinance;2\n", "s.csv", "scirocco_twice", 3),
        ("{", "s.json", "scirocco_form", 0),
        ("respondent;dimension;score\njan@voorbeeld.be;Funding;3\n", "s.csv", "email_address", 2),
    ],
)
def test_scores_of_scirocco_that_cannot_be_used(tmp_path: Path, content: str, name: str, code: str, row: int) -> None:
    """The same letter for the long form: its line, what is expected, how to mend it."""
    assert [(one.code, one.place.row) for one in refused(tmp_path, content, name, "scirocco")] == [(code, row)]


def test_scirocco_is_read_long_and_wide(tmp_path: Path) -> None:
    """A line a dimension and a column a dimension give the same scores; a dimension left out is unknown."""
    scales = GUIDE.item("instruments", "scirocco")["scales"]
    wide = ";".join(scale["name"]["fr"] for scale in scales) + "\n" + ";".join(map(str, [3, 2] + [1] * 9)) + ";\n"
    long = "dimension,score\n" + "".join(
        f"{scale['id']},{score}\n" for scale, score in zip(scales, [3, 2] + [1] * 9, strict=False)
    )
    assert handed_in(tmp_path, wide, "a.csv", "scirocco").rows == handed_in(tmp_path, long, "b.csv", "scirocco").rows
