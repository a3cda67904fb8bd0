"""The scoring session as a notebook: its widgets are driven in a real kernel, and the copy is read afterwards."""

from __future__ import annotations

from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from selfeval.examples import write_demo
from selfeval.model import ProjectFile, State
from selfeval.project_file.opening import errors_of, inspect_project_file
from selfeval.workbooks.kernel import WorkbookKernelManager
from selfeval.workbooks.locate import notebook_path, read_notebook

VIEW = "application/vnd.jupyter.widget-view+json"
SCORE = """\
session.component.value = "prevention"
session.page.people["R01"].value = 0
session.page.people["R02"].value = 5
session.page.agreed["score"].value = 3"""
CLOSED = """\
session = open_session(project_file, language, folder)
session.component.value = "prevention"
session.page.agreed["ambition"].value = 4
session.page.agreed["reason"].value = "Parce que"
session.page.agreed["evidence"].value = "Rapport"
session.buttons["save"].click()"""


def run(folder: Path, source: Path, *cells: str) -> NotebookNode:
    """The workbook set to a file, executed with further cells."""
    notebook = read_notebook(notebook_path("scoring_session"))
    values = {"project_file": str(source), "language": "nl", "folder": str(folder / "table")}
    notebook.cells[0].source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    notebook.cells += [new_code_cell(cell) for cell in cells]
    room = folder / "room"
    room.mkdir()
    NotebookClient(
        notebook, kernel_manager_class=WorkbookKernelManager, resources={"metadata": {"path": str(room)}}
    ).execute()
    return notebook


def agreed(project: ProjectFile) -> dict[str, object]:
    (row,) = [
        row
        for row in project.rows("agreed_scores")
        if (row.text("component"), row.count("year")) == ("prevention", 2022)
    ]
    return {name: row.answer(name).value for name in ("agreed_score", "ambition", "reason", "evidence")}


def answers(project: ProjectFile, but: set[tuple[str, str]]) -> list[tuple[str, int, str, State, object]]:
    """Every answer of a file, without those about one component."""
    return [
        (sheet, row.number, column, answer.state, answer.value)
        for sheet, rows in project.sheets.items()
        for row in rows
        for column, answer in row.answers.items()
        if (row.text("respondent"), column) not in but
        and (sheet, row.text("component"), row.count("year")) != ("agreed_scores", "prevention", 2022)
    ]


def test_scores_survive_a_closed_window_and_come_into_the_copy(tmp_path):
    """Scored in one window, finished in the next: the copy holds it all, and everything else is the file's."""
    source = write_demo(tmp_path / "in")
    original = source.read_bytes()
    notebook = run(tmp_path, source, SCORE, CLOSED)
    assert VIEW in notebook.cells[1].outputs[0].data
    assert source.read_bytes() == original
    before = inspect_project_file(source)
    after = inspect_project_file(tmp_path / "table" / "ex_val_de_brume-2022-scores.xlsx")
    scores = {row.text("respondent"): row.count("prevention") for row in after.rows("individual_scores")}
    assert (scores["R01"], scores["R02"]) == (0, 5)
    assert agreed(after) == {"agreed_score": 3, "ambition": 4, "reason": "Parce que", "evidence": "Rapport"}
    scored = {("R01", "prevention"), ("R02", "prevention")}
    assert answers(after, scored) == answers(before, scored)
    assert len(answers(after, scored)) > 1000
    assert errors_of(after.problems) == []


def test_without_a_file_the_workbook_shows_sentences(tmp_path):
    """A wrong path ends in what to do, not in a traceback."""
    notebook = run(tmp_path, tmp_path / "nergens.xlsx")
    (view,) = notebook.cells[1].outputs
    assert VIEW in view.data
    widgets = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    texts = [widget["state"].get("value", "") for widget in widgets]
    assert any("nergens.xlsx" in str(text) for text in texts)
