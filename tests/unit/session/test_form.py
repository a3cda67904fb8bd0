"""The form at the table: what is chosen is seen and kept at once, and comes into the copy."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from selfeval.errors import RequestError
from selfeval.examples import write_demo
from selfeval.guide import read_guide
from selfeval.model import State
from selfeval.project_file.template import Request, write_project_file
from selfeval.session import launch
from selfeval.session.form import Refusal, ScoringForm, make_form, open_session
from selfeval.session.result import scorable_file
from selfeval.session.session import session_of
from selfeval.texts import LANGUAGES, read_catalogue, read_texts
from selfeval.workbooks.locate import read_notebook
from selfeval.workbooks.parameters import read_parameters

CATALOGUE = Path(__file__).parents[3] / "src" / "selfeval" / "session" / "texts.yml"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A new file in Dutch: nobody has scored yet."""
    request = Request("vb_toets", 2022, read_guide("2021-05-30"), read_texts("nl"))
    path = tmp_path / "vb_toets-2022.xlsx"
    path.write_bytes(write_project_file(request))
    return path


@pytest.fixture
def form(source: Path) -> ScoringForm:
    return make_form(str(source))


def seat(form: ScoringForm, *scores: int | State) -> None:
    """So many people come to the table and score the component that is shown."""
    for score in scores:
        form.buttons["add"].click()
        list(form.page.people.values())[-1].value = score


def said(html: str) -> str:
    return unescape(html).replace("\u00a0", " ")


def test_question_and_anchors_of_one_component_are_shown(form):
    """The words of the Gids, and the other thirteen components not yet."""
    item = read_guide("2021-05-30").pilot_components()[0]
    shown = said(form.page.box.children[0].value)
    assert item["question"]["nl"] in shown
    assert [anchor["nl"] in shown for anchor in item["levels"]] == [True] * 6
    assert list(form.pages) == [item["id"]]


def test_spread_and_verdict_follow_every_choice(form):
    """Seven scores are too few, the eighth makes a verdict, another choice turns it."""
    assert "Er zijn nog geen scores." in form.page.spread.value
    seat(form, 3, 3, 3, 3, 3, 0, 0)
    assert "Te weinig scores" in form.page.spread.value
    assert "Mediaan 3; laagste 0, hoogste 3; aantal scores: 7." in form.page.spread.value
    seat(form, 3)
    assert "<strong>Overeenstemming." in form.page.spread.value
    form.page.people["R01"].value = 0
    assert "<strong>Verdeeld." in form.page.spread.value
    form.page.people["R01"].value = State.UNKNOWN
    assert "aantal scores: 7." in form.page.spread.value


def test_the_drawing_has_a_dot_for_everybody_and_a_table_behind_it(form):
    """Without eyes: the number and who; without colours: dots."""
    seat(form, 5, 5, 2, State.NOT_APPLICABLE)
    rows = form.page.spread.value.partition("<tbody>")[2].split("</tr>")
    assert [row.count("●") for row in rows[:7]] == [2, 0, 0, 1, 0, 0, 1]
    assert "<td>R01, R02</td>" in rows[0]
    assert "<th scope='row'>n.v.t.</th>" in rows[6]


def test_everything_chosen_is_in_the_draft_at_once(form, source):
    """Without any button: whoever closes the window has lost nothing."""
    seat(form, 4)
    first = form.component.value
    form.page.agreed["score"].value = 0
    form.page.agreed["reason"].value = "half"
    form.buttons["next"].click()
    form.page.people["R01"].value = 1
    again = make_form(str(source))
    assert again.session == form.session
    assert again.session.mark("R01", first) == 4
    assert (again.page.agreed["score"].value, again.page.agreed["reason"].value) == (0, "half")
    assert "teruggezet" in again.frame.children[0].value
    assert "teruggezet" not in form.frame.children[0].value


def test_a_late_message_lands_on_its_own_component(form):
    """A text that arrives after the next component was opened still belongs to the one before."""
    seat(form, 4)
    first, page = form.component.value, form.page
    form.buttons["next"].click()
    page.agreed["reason"].value = "te laat"
    assert form.session.agreed_on(first).reason == "te laat"
    assert form.page.agreed["reason"].value == ""


def test_previous_and_next_end_at_the_first_and_the_last(form):
    """There is no component before the first, and the choice list shows where one is."""
    assert form.buttons["previous"].disabled
    for _ in range(20):
        form.buttons["next"].click()
    assert (form.component.index, form.buttons["next"].disabled) == (13, True)
    assert "Component 14 van 14" in form.page.box.children[0].value
    form.buttons["previous"].click()
    assert form.component.index == 12


def test_progress_counts_agreed_scores_and_names_what_is_left(form):
    """A word is an answer too; a reason alone is not."""
    name = form.component.options[0][0]
    assert "voor 0 van de 14" in form.progress.value
    form.page.agreed["reason"].value = "omdat"
    assert name in said(form.progress.value)
    form.page.agreed["score"].value = State.UNKNOWN
    assert "voor 1 van de 14" in form.progress.value
    assert name not in said(form.progress.value)


def test_who_was_added_by_mistake_leaves_every_page(form):
    """Also the pages that were opened already."""
    seat(form, 4)
    form.buttons["next"].click()
    form.buttons["add"].click()
    assert [list(page.people) for page in form.pages.values()] == [["R01", "R02"]] * 2
    form.buttons["remove"].click()
    form.buttons["remove"].click()
    assert [list(page.people) for page in form.pages.values()] == [["R01"]] * 2
    assert len(form.page.seats.children) == 1


def test_every_choice_has_a_label_of_its_own_and_is_a_native_list(form):
    """A screen reader and a keyboard need no more; a respondent is a number and a group."""
    seat(form, 4, 2)
    labels = [seat.description for seat in form.page.people.values()]
    assert labels == ["R01 · arts", "R02 · arts"]
    assert {type(seat).__name__ for seat in form.page.people.values()} == {"Dropdown"}
    assert [one.description for one in form.page.agreed.values()] == [
        "Overlegscore",
        "Ambitie volgend jaar",
        "Reden van de score",
        "Waaruit blijkt dat",
    ]


def test_the_copy_holds_what_was_chosen(form, source):
    """The button writes, says where, and the file itself stays as it was."""
    original = source.read_bytes()
    seat(form, 0)
    form.buttons["save"].click()
    copy = source.with_name("vb_toets-2022-scores.xlsx")
    assert str(copy) in said(form.told.value)
    project = scorable_file(copy)
    assert session_of(project, read_guide(project.revision)) == form.session
    assert source.read_bytes() == original
    form.page.people["R01"].value = 1
    assert "Sinds de laatste kopie" in form.told.value
    assert not form.buttons["save"].disabled


def test_the_copy_may_take_the_place_of_the_file(form, source):
    """The draft is then spent: the next session begins with the scores in the file, spaces and all."""
    seat(form, 0)
    form.page.agreed["reason"].value = "omdat \n"
    form.buttons["save"].click()
    source.with_name("vb_toets-2022-scores.xlsx").replace(source)
    again = make_form(str(source))
    assert again.session.agreed_on(again.component.value).reason == "omdat"
    assert "teruggezet" not in again.frame.children[0].value


def test_a_failure_while_saving_is_a_sentence(form):
    """Nothing changed, so there is nothing to write; the button can be pressed again."""
    form.buttons["save"].click()
    assert "De scores zijn die van het projectbestand." in form.told.value
    assert not form.buttons["save"].disabled


def test_a_second_window_is_told_that_it_is_not_the_only_one(form, source):
    """What it shows is no longer kept, and it says so at the first change."""
    other = make_form(str(source))
    seat(form, 3)
    seat(other, 5)
    assert "ander venster" in other.told.value
    assert make_form(str(source)).session == form.session


def test_a_draft_of_another_year_is_a_sentence_in_place_of_the_form(form, source):
    """In the language asked for; the notebook shows no traceback."""
    seat(form, 3)
    path = form.draft.path
    data = json.loads(path.read_text("utf-8"))
    data["start"]["year"] = data["now"]["year"] = 2021
    path.write_text(json.dumps(data), "utf-8")
    refused = open_session(str(source), "fr")
    assert isinstance(refused, Refusal)
    assert "est le brouillon d’un autre fichier" in said(refused.frame.children[0].value)


def test_what_stands_in_a_file_is_never_markup(source, tmp_path):
    """The name of a project is shown as written."""
    book = openpyxl.load_workbook(source)
    page = book["Project"]
    row = next(cell.row for cell in page["A"] if cell.value == "project_name")
    page[f"C{row}"] = "<img src=x onerror=alert(1)>"
    book.save(source)
    heading = make_form(str(source)).frame.children[0].value
    assert "&lt;img src=x" in heading
    assert "<img" not in heading


def test_last_year_s_score_stands_beside_the_agreed_one(tmp_path):
    """The demonstration project has a history; the words are those of the screen, the file's own stay French."""
    form = make_form(str(write_demo(tmp_path)), "en", str(tmp_path / "drafts"))
    assert "In 2021: agreed score" in form.page.box.children[5].value
    assert not (tmp_path / "drafts").exists()
    form.page.people["R01"].value = 0
    assert (tmp_path / "drafts" / "ex_val_de_brume-2022-session.json").is_file()


def test_every_word_of_the_form_is_there_in_three_languages():
    """No key without a sentence, and no plain space before French double punctuation."""
    catalogue = read_catalogue(CATALOGUE) | read_catalogue(CATALOGUE.parents[1] / "texts" / "session.yml")
    assert len(catalogue) > 50
    assert [key for key, entry in catalogue.items() if sorted(entry) != sorted(LANGUAGES)] == []
    assert [key for key, entry in catalogue.items() if any(f" {mark}" in entry["fr"] for mark in ":;?!»")] == []


def test_the_notebook_is_set_to_the_file_and_begins_with_one_line(source, tmp_path):
    """Its parameters are file, language and folder; its kernel is this interpreter, under a name of its own."""
    room = tmp_path / "room"
    room.mkdir()
    path = launch.prepare_notebook(room, source, "fr", tmp_path / "drafts")
    notebook = read_notebook(path)
    assert "Run All Cells" in notebook.cells[0].source
    values = {name: one.default for name, one in read_parameters(notebook).items()}
    assert values == {"project_file": str(source), "language": "fr", "folder": str(tmp_path / "drafts")}
    kernel = json.loads((room / "kernels" / notebook.metadata.kernelspec.name / "kernel.json").read_text("utf-8"))
    assert Path(kernel["argv"][0]).is_file()


def test_no_key_means_something_else_inside_the_form(tmp_path):
    """JupyterLab's single keys (0 0 restarts, d d deletes) are off; those of the text editor stay."""
    restart = {"command": "kernelmenu:restart", "keys": ["0", "0"], "selector": "[data-jp-kernel-user]:focus"}
    up = {"command": "notebook:move-cursor-up", "keys": ["ArrowUp"], "selector": ".jp-mod-commandMode :focus"}
    run = {"command": "notebook:run-cell", "keys": ["Accel Enter"], "selector": ".jp-mod-editMode"}
    none = {"command": "notebook:run-cell", "keys": [], "selector": ".jp-mod-commandMode :focus"}
    schemas = tmp_path / "schemas" / "notebook-extension"
    schemas.mkdir(parents=True)
    (schemas / "tracker.json").write_text(json.dumps({"jupyter.lab.shortcuts": [restart, up, run, none]}), "utf-8")
    (schemas / "panel.json").write_text("{}", "utf-8")
    launch.prepare_lab(tmp_path, schemas.parent)
    (written,) = (tmp_path / "settings").rglob("shortcuts.jupyterlab-settings")
    expected = [{**restart, "disabled": True}, {**up, "disabled": True}]
    assert json.loads(written.read_text("utf-8")) == {"shortcuts": expected}


def test_without_jupyterlab_the_program_says_how_to_get_it(monkeypatch):
    """A code whose sentence names the extra."""
    monkeypatch.setattr(launch.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(RequestError, match="jupyterlab_missing"):
        launch.require_jupyterlab()
    assert all("selfeval[session]" in read_texts(language)("jupyterlab_missing.mend") for language in LANGUAGES)
