"""From workbooks to a published folder: run in each language, rendered, and put in place whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from selfeval import export
from selfeval.document import Document
from selfeval.handover import unpack_document
from selfeval.report import draw_pictures, render_html, render_pdf, render_word
from selfeval.workbooks.lock import folder_lock
from selfeval.workbooks.publish import check_output_root, check_replaceable, publish_folder
from selfeval.workbooks.runner import WorkbookResult, run_workbook


@dataclass(frozen=True, slots=True)
class Job:
    """A workbook, what it is asked (the language apart), and the seconds it may take."""

    workbook: str
    parameters: Mapping[str, object]
    time_limit: float


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the folder, and what each workbook handed over: those of the first language first."""

    folder: Path
    files: tuple[str, ...]
    results: tuple[WorkbookResult, ...]


def publish(
    jobs: Sequence[Job],
    target: Path,
    output: Path,
    languages: Sequence[str],
    replace: bool,
    logs: Path | None = None,
    add: Callable[[Path], None] | None = None,
) -> Published:
    """The documents of workbooks in every language, a folder a language, in `target` below `output`.

    `add` puts files of the command's own into the folder. The folder appears whole or stays as it was; what a workbook
    that failed leaves for whoever mends it stands in `logs` (default: beside the folder). Raises RequestError for a
    folder that cannot be written or holds files that were worked in since (unless `replace`), WorkbookError when a
    workbook did not hand over its result.
    """
    target = check_output_root(target, output)
    target.parent.mkdir(parents=True, exist_ok=True)
    with folder_lock(target), tempfile.TemporaryDirectory(prefix="selfeval-") as room:
        check_replaceable(target, replace)  # asked before the work, not only after it
        staged = Path(room) / "documents"
        results = [
            _run(job, language, staged / language, logs or target.parent) for language in languages for job in jobs
        ]
        if add:
            add(staged)
        files = tuple(sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()))
        publish_folder(staged, target, replace)
    return Published(target, files, tuple(results))


def _run(job: Job, language: str, folder: Path, logs: Path) -> WorkbookResult:
    """The documents of one workbook, the executed notebook and, where the workbook names them, its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook, log = folder / f"{job.workbook}.ipynb", logs / f"{job.workbook}.log"
    result = run_workbook(job.workbook, {**job.parameters, "language": language}, notebook, job.time_limit, log)
    document = unpack_document(result.data["document"])
    _write_documents(document, result, folder)
    notebook.rename(folder / f"{document.file_name}.ipynb")
    if name := result.data.get("figures_name"):
        _write_figures(result, folder / name)
    return result


def _write_documents(document: Document, result: WorkbookResult, folder: Path) -> None:
    """A document as web page, PDF and Word file, with the charts its workbook handed over."""
    pictures = dict(enumerate(draw_pictures(result.data["charts"], document.language)))
    for ending, render in (("html", render_html), ("pdf", render_pdf), ("docx", render_word)):
        (folder / f"{document.file_name}.{ending}").write_bytes(render(document, pictures))


def _write_figures(result: WorkbookResult, stem: Path) -> None:
    """The figures a workbook handed over, as CSV and JSON."""
    rows: list[export.Record] = result.data["figures"]
    provenance: Mapping[str, str] = result.data["provenance"]
    stem.with_suffix(".csv").write_bytes(export.csv_text(rows, provenance).encode("utf-8-sig"))
    stem.with_suffix(".json").write_bytes(export.json_text(rows, provenance).encode())
