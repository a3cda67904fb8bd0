"""The same job without commands: a form in a notebook, to choose a file, check it, make and save the documents."""

from __future__ import annotations

import base64
import tempfile
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import ipywidgets as widgets

from selfeval.errors import Problem, ProjectFileError, SelfevalError
from selfeval.making.documents import make_documents
from selfeval.making.order import make_order
from selfeval.project_file.opening import inspect_project_file
from selfeval.texts import LANGUAGES, Texts, place_text, problem_texts, read_texts
from selfeval.workbooks.failure import trace_places, write_log


@dataclass(frozen=True)
class Form:
    """The widgets of the form, under their names."""

    texts: Texts
    file: widgets.FileUpload
    language: widgets.Dropdown
    version: widgets.Dropdown
    date: widgets.DatePicker
    check: widgets.Button
    make: widgets.Button
    answer: widgets.HTML

    @property
    def box(self) -> widgets.VBox:
        """The form as one widget."""
        choices = widgets.HBox([self.language, self.version, self.date])
        return widgets.VBox([self.file, choices, widgets.HBox([self.check, self.make]), self.answer])


def make_form(language: str = "nl") -> Form:
    """A form in a language, ready to be shown."""
    texts = read_texts(language)
    versions = [(texts(f"document.file_{release}"), release) for release in ("confidential", "public")]
    form = Form(
        texts=texts,
        file=widgets.FileUpload(
            accept=".xlsx", multiple=False, description=texts("app.file"), layout={"width": "22em"}
        ),
        language=widgets.Dropdown(options=[(texts("app.own_language"), ""), *((name, name) for name in LANGUAGES)]),
        version=widgets.Dropdown(options=versions, description=texts("app.version")),
        date=widgets.DatePicker(description=texts("app.date")),
        check=widgets.Button(description=texts("app.check")),
        make=widgets.Button(description=texts("app.make"), button_style="primary", layout={"width": "16em"}),
        answer=widgets.HTML(),
    )
    form.language.description = texts("app.language")
    form.check.on_click(lambda _: _answer(form, check_upload))
    form.make.on_click(lambda _: _answer(form, make_upload))
    return form


def _answer(form: Form, job: Callable[[Form, Path], str]) -> None:
    """Runs a job on the chosen file; both buttons rest meanwhile, so that a double click is one run."""
    if not form.file.value:
        form.answer.value = f"<p>{escape(form.texts('app.no_file'))}</p>"
        return
    form.check.disabled = form.make.disabled = True
    form.answer.value = f"<p>{escape(form.texts('app.busy'))}</p>"
    try:
        with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
            source = Path(folder) / "project.xlsx"
            source.write_bytes(bytes(form.file.value[0].content))
            form.answer.value = job(form, source)
    except ProjectFileError as error:
        form.answer.value = problem_list(error.problems, read_texts(error.language or form.texts.language))
    except SelfevalError as error:
        form.answer.value = failure_text(getattr(error, "code", ""), getattr(error, "details", {}), form.texts)
    except Exception as error:
        log = Path("selfeval.log")
        write_log(log, type(error).__name__, trace_places(traceback.format_exception(error)))
        form.answer.value = failure_text("internal_error", {"error": type(error).__name__, "log": log.name}, form.texts)
    finally:
        form.check.disabled = form.make.disabled = False


def failure_text(code: str, details: Mapping[str, str], texts: Texts) -> str:
    """What went wrong and how to mend it, as HTML; the bare code when no catalogue has its sentences."""
    if not texts.has(f"{code}.what"):
        return f"<p>{escape(code)}</p>"
    return f"<p>{escape(texts(f'{code}.what', **details))}<br>{escape(texts(f'{code}.mend', **details))}</p>"


def check_upload(_: Form, source: Path) -> str:
    """The problems of a file as HTML, in the file's own language."""
    project = inspect_project_file(source)
    return problem_list(project.problems, read_texts(project.language))


def make_upload(form: Form, source: Path) -> str:
    """Makes the documents; links that save them, as HTML."""
    languages = [form.language.value] if form.language.value else None
    date = form.date.value.isoformat() if form.date.value else ""
    order = make_order(date, languages, "", form.version.value == "public", 5, True)
    made = make_documents(source, source.parent / "out", order, logs=Path())
    links = "".join(
        f"<li>{_link(made.folder / name)}</li>"
        for name in made.files
        if name.endswith((".html", ".pdf", ".docx", ".csv"))
    )
    return f"<p>{escape(form.texts('app.done'))}</p><ul>{links}</ul>"


def _link(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f'<a download="{escape(path.name)}" href="data:application/octet-stream;base64,{data}">{escape(path.name)}</a>'
    )


def problem_list(problems: tuple[Problem, ...], texts: Texts) -> str:
    """Every problem with its place and how to mend it, as an HTML list; one sentence when there is none."""
    if not problems:
        return f"<p>{escape(texts('said.no_errors'))}</p>"
    items = []
    for problem in problems:
        what, mend = problem_texts(problem, texts)
        sentence = texts("said.mend", mend=mend)
        items.append(
            f"<li><strong>{escape(place_text(problem, texts))}</strong> {escape(what)}<br>{escape(sentence)}</li>"
        )
    return f"<ol>{''.join(items)}</ol>"
