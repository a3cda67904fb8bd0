"""The form without commands: what a coordinator sees after choosing a file and pressing a button."""

from __future__ import annotations

import base64
import datetime
import io
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from selfeval import app
from selfeval.app import Form, make_form
from selfeval.errors import RequestError
from selfeval.examples import write_demo
from selfeval.making.documents import Made
from selfeval.making.order import Order

# Invented: born 30 July 1985, with the right check digits (97 - 850730033 mod 97 = 28).
NATIONAL_NUMBER = "85.07.30-033.28"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demonstration project's file, in French."""
    return write_demo(tmp_path_factory.mktemp("demo")).read_bytes()


def choose(form: Form, content: bytes) -> Form:
    """What the browser sends when a file is chosen (ipywidgets 8: a list of files, times in milliseconds)."""
    file = {
        "name": "dossier.xlsx",
        "type": "",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": 0,
    }
    form.file.set_state({"value": [file]})
    return form


def with_partner(content: bytes, name: str) -> bytes:
    """The file with another name for its first partner."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    workbook["Partenaires"]["A5"] = name
    changed = io.BytesIO()
    workbook.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Kies eerst een bestand."),
        ("fr", "Choisissez d’abord un fichier."),
        ("en", "Choose a file first."),
    ],
)
def test_without_a_file_both_buttons_ask_for_one(language, sentence):
    """A sentence, in the language of the form."""
    form = make_form(language)
    for button in (form.check, form.make):
        form.answer.value = ""
        button.click()
        assert sentence in form.answer.value
        assert not button.disabled


def test_problems_are_told_in_the_language_of_the_file(demo):
    """A Dutch form checks a French file: the coordinator of that file must be able to read the list."""
    form = choose(make_form("nl"), demo)
    form.check.click()
    assert form.answer.value.startswith("<ol><li>")
    assert "feuille " in form.answer.value
    assert "Comment : " in unescape(form.answer.value).replace("\u00a0", " ")
    assert "Hoe:" not in form.answer.value


@pytest.mark.parametrize("button", ["check", "make"])
def test_a_national_number_is_told_and_never_shown(demo, button):
    """The list says where such a number stands, not what it is, in any way of writing it."""
    form = choose(make_form("fr"), with_partner(demo, f"Cabinet {NATIONAL_NUMBER}"))
    getattr(form, button).click()
    assert "Partenaires" in form.answer.value
    digits = "".join(filter(str.isdigit, NATIONAL_NUMBER))
    assert NATIONAL_NUMBER not in form.answer.value
    assert digits not in "".join(filter(str.isdigit, form.answer.value))


def test_what_stands_in_a_file_is_never_markup(demo):
    """A cell that holds HTML is shown as written."""
    workbook = openpyxl.load_workbook(io.BytesIO(demo))
    workbook["Patients"]["I5"] = '<img src=x onerror="alert(1)">'
    changed = io.BytesIO()
    workbook.save(changed)
    form = choose(make_form("fr"), changed.getvalue())
    form.check.click()
    assert "&lt;img src=x" in form.answer.value
    assert "<img" not in form.answer.value


def test_a_file_that_is_no_excel_file_gets_sentences():
    """No traceback and no empty answer: what was found and how to mend it."""
    form = choose(make_form("en"), b"this is not a workbook")
    for button in (form.check, form.make):
        form.answer.value = ""
        button.click()
        assert "How: " in form.answer.value
        assert "Traceback" not in form.answer.value


class Maker:
    """Stands in for the workbooks: writes two files and remembers what was asked, and how the buttons stood."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.orders: list[Order] = []
        self.rested: list[bool] = []

    def __call__(self, source: Path, output: Path, order: Order, logs: Path | None = None) -> Made:
        self.orders.append(order)
        self.rested.append(self.form.make.disabled and self.form.check.disabled)
        output.mkdir()
        for name in ("rapport-annuel.docx", "chiffres.json"):
            (output / name).write_bytes(name.encode())
        return Made("p", "P", 2022, output, ("chiffres.json", "rapport-annuel.docx"), 0)


@pytest.fixture
def maker(demo: bytes, monkeypatch: pytest.MonkeyPatch) -> Maker:
    made = Maker(choose(make_form("fr"), demo))
    monkeypatch.setattr(app, "make_documents", made)
    return made


def test_the_documents_can_be_saved_from_the_answer(maker):
    """A link for each document holds the document itself; what is for programs is left out."""
    maker.form.make.click()
    content = base64.b64encode(b"rapport-annuel.docx").decode()
    assert "Terminé" in maker.form.answer.value
    assert 'download="rapport-annuel.docx"' in maker.form.answer.value
    assert f"base64,{content}" in maker.form.answer.value
    assert "chiffres.json" not in maker.form.answer.value


def test_what_is_chosen_in_the_form_is_what_is_asked(maker):
    """Language, version and date reach the order; without a choice they are the file's own, confidential, none."""
    maker.form.make.click()
    maker.form.language.value, maker.form.version.value = "nl", "public"
    maker.form.date.value = datetime.date(2023, 3, 31)
    maker.form.make.click()
    assert maker.orders[0] == Order("", replace_changed=True)
    assert maker.orders[1] == Order("2023-03-31", ("nl",), "", "public", 5, True)


def test_both_buttons_rest_while_documents_are_made(maker):
    """A second click meanwhile does nothing; afterwards both can be pressed again."""
    maker.form.make.click()
    assert maker.rested == [True]
    assert not maker.form.make.disabled
    assert not maker.form.check.disabled


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RequestError("output_outside", folder="out"), "out"),
        (MemoryError("secret of the file"), "MemoryError"),
    ],
)
def test_a_failure_is_a_sentence_and_leaves_the_form_usable(maker, monkeypatch, tmp_path, error, sentence):
    """Neither the busy sign stays, nor a button off; of an unforeseen error only its kind is told."""

    def fail(*_: object, **__: object) -> Made:
        raise error

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(app, "make_documents", fail)
    maker.form.make.click()
    assert sentence in maker.form.answer.value
    assert "En cours" not in maker.form.answer.value
    assert "secret" not in maker.form.answer.value
    assert not maker.form.make.disabled
