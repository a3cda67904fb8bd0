"""A table of answers to its documents: nothing of one person in any file, the rows for the project file at the end."""

from __future__ import annotations

import csv
import io
import json

import pytest
from made_documents import texts_in
from typer.testing import CliRunner

from selfeval.cli import app
from selfeval.errors import ProjectFileError
from selfeval.guide import read_guide
from selfeval.making.order import make_order
from selfeval.survey.example import example_answers
from selfeval.survey.items import item_codes
from selfeval.making.surveying import Questionnaire, score_answers

INSTRUMENT = read_guide().item("instruments", "job_satisfaction")
# A heading and a remark that stand nowhere else.
SECRET = "zeldzame opmerking"


def table(folder, rows):
    lines = [";".join(("vrij veld", *item_codes(INSTRUMENT)))]
    lines += [";".join((SECRET, *("" if answer is None else str(answer) for answer in row))) for row in rows]
    path = folder / "antwoorden.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    path = table(folder, example_answers(INSTRUMENT))
    order = make_order("2023-03-31", ["nl"], "", True, 5, False)
    return score_answers(path, folder / "out", order, Questionnaire("job_satisfaction", invited=110, year=2022))


def test_the_documents_are_those_of_every_workbook(made) -> None:
    """Web page, PDF, Word, the executed notebook and the figures twice, in the folder of the instrument and year."""
    assert made.folder.parts[-3:] == ("instruments", "job_satisfaction", "2022")
    endings = sorted(name.rsplit(".")[-1] for name in made.files)
    assert endings == ["csv", "docx", "html", "ipynb", "json", "pdf"]


def test_no_file_holds_what_one_person_wrote(made) -> None:
    """Neither the remark in a column that is not read nor the folder of the table; what is not read is told."""
    for name in made.files:
        for text in texts_in(made.folder / name):
            assert SECRET not in text
    assert [problem.code for problem in made.problems] == ["column_not_read"]


def test_the_rows_for_the_project_file_are_those_of_its_sheet(made) -> None:
    """Four of the five scales are asked there, in the sheet's order."""
    assert [line[0] for line in made.lines] == ["Bevraging zorgverleners"] * 4
    assert [line[2] for line in made.lines] == ["110"] * 4


def test_the_figures_are_the_same_as_csv_and_json(made) -> None:
    """Every mean in both, without a digest of the answers."""
    (name,) = [name for name in made.files if name.endswith(".csv")]
    rows = list(csv.DictReader(io.StringIO((made.folder / name).read_text("utf-8-sig"))))
    told = json.loads((made.folder / name.replace(".csv", ".json")).read_text("utf-8"))
    means = {row["subject"]: float(row["value"]) for row in rows if row["measure"] == "instrument.mean"}
    assert means == {one["subject"]: one["value"] for one in told["figures"] if one["measure"] == "instrument.mean"}
    assert len(means) == 5
    assert told["provenance"]["sha256"] == ""


def test_a_bad_table_starts_no_workbook(tmp_path) -> None:
    """The letter comes before anything is made."""
    path = table(tmp_path, [(11,) * 6])
    order = make_order("", ["fr"], "", True, 5, False)
    with pytest.raises(ProjectFileError) as caught:
        score_answers(path, tmp_path / "out", order, Questionnaire("job_satisfaction"))
    assert caught.value.language == "fr"
    assert not (tmp_path / "out").exists()


def test_the_command_writes_an_empty_table_and_says_where(tmp_path) -> None:
    """`selfeval instrument --template ID --to FOLDER`."""
    result = CliRunner().invoke(
        app, ["instrument", "--template", "pacic", "--language", "nl", "--to", str(tmp_path / "in")]
    )
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["vragenlijst-pacic.xlsx"]
