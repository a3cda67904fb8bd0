"""From one project file to its folder of documents: checked, run through the workbooks, rendered, published whole."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from selfeval import export
from selfeval.disclosure import Policy, Release
from selfeval.document import Document
from selfeval.errors import RequestError
from selfeval.guide import read_guide, revision_in_force
from selfeval.handover import unpack_document
from selfeval.model import ProjectFile
from selfeval.project_file.opening import open_project_file
from selfeval.report import draw_pictures, render_html, render_pdf, render_word
from selfeval.sections.assembly import DOCUMENTS
from selfeval.texts import read_texts
from selfeval.workbooks.lock import folder_lock
from selfeval.workbooks.publish import check_output_root, check_replaceable, publish_folder
from selfeval.workbooks.runner import WorkbookResult, run_workbook

TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: languages (none: the file's own), revision (none: by report year), for whom, and the date.

    `date` is an ISO date that is printed in the documents; the clock is never asked.
    """

    date: str
    languages: tuple[str, ...] = ()
    revision: str = ""
    release: str = Release.CONFIDENTIAL
    smallest: int = 5
    replace_changed: bool = False


def make_order(
    date: str, languages: Sequence[str] | None, revision: str, public: bool, smallest: int, replace_changed: bool
) -> Order:
    """An order whose every wish can be honoured; raises RequestError for one that cannot, before anything is read."""
    audience = Release.PUBLIC if public else Release.CONFIDENTIAL
    Policy(audience, smallest)
    for language in languages or ():
        read_texts(language)
    if revision:
        read_guide(revision)
    try:
        day = datetime.date.fromisoformat(date).isoformat() if date else ""
    except ValueError as error:
        raise RequestError("date_malformed", found=date) from error
    return Order(day, tuple(languages or ()), revision, audience, smallest, replace_changed)


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of one project and year."""

    project_id: str
    project_name: str
    year: int
    folder: Path
    files: tuple[str, ...]
    warnings: int


def make_documents(source: Path, output: Path, order: Order, logs: Path | None = None) -> Made:
    """Both documents of a project file in every language asked for, in `output`/<project>/<year>/<release>.

    The folder appears whole or stays as it was. What a workbook that failed leaves for whoever mends it stands in
    `logs` (default: `output`/<project>/<year>). Raises ProjectFileError when the file has errors, RequestError for
    what cannot be honoured, WorkbookError when a workbook did not hand over its result.
    """
    project = open_project_file(source)
    languages = order.languages or (project.language,)
    target = check_output_root(output / project.project_id / str(project.year) / order.release, output)
    target.parent.mkdir(parents=True, exist_ok=True)
    with folder_lock(target), tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        check_replaceable(target, order.replace_changed)  # asked before the work, not only after it
        staged = Path(folder) / "documents"
        for language in languages:
            _make_language(source.resolve(), project, language, staged / language, order, logs or target.parent)
        files = tuple(sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()))
        publish_folder(staged, target, order.replace_changed)
    name = project.form.text("project_name")
    return Made(project.project_id, name, project.year, target, files, len(project.problems))


def _make_language(source: Path, project: ProjectFile, language: str, folder: Path, order: Order, logs: Path) -> None:
    folder.mkdir(parents=True)
    for kind in DOCUMENTS:
        parameters = {
            "project_file": str(source),
            "language": language,
            "revision": order.revision or revision_in_force(project.year),
            "audience": str(order.release),
            "smallest_count": order.smallest,
            "run_date": order.date,
        }
        notebook = folder / f"{kind}.ipynb"
        result = run_workbook(kind, parameters, notebook, TIME_LIMIT, logs / f"{kind}.log")
        document = unpack_document(result.data["document"])
        write_documents(document, result, folder)
        notebook.rename(folder / f"{document.file_name}.ipynb")
        if kind == DOCUMENTS[0]:
            write_figures(result, folder / _figures_name(project, language, order))


def write_documents(document: Document, result: WorkbookResult, folder: Path) -> None:
    """A document as web page, PDF and Word file, with the charts its workbook handed over."""
    pictures = dict(enumerate(draw_pictures(result.data["charts"], document.language)))
    for ending, render in (("html", render_html), ("pdf", render_pdf), ("docx", render_word)):
        (folder / f"{document.file_name}.{ending}").write_bytes(render(document, pictures))


def _figures_name(project: ProjectFile, language: str, order: Order) -> str:
    texts = read_texts(language)
    pieces = (texts("document.file_figures"), project.project_id, project.year, texts(f"document.file_{order.release}"))
    return "-".join(map(str, pieces)).replace("_", "-")


def write_figures(result: WorkbookResult, stem: Path) -> None:
    """The figures a workbook handed over, as CSV and JSON."""
    rows: list[export.Record] = result.data["figures"]
    provenance: Mapping[str, str] = result.data["provenance"]
    stem.with_suffix(".csv").write_bytes(export.csv_text(rows, provenance).encode("utf-8-sig"))
    stem.with_suffix(".json").write_bytes(export.json_text(rows, provenance).encode())
