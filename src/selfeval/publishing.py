"""From one workbook to a published folder: run in each language, rendered, and put in place whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from selfeval.handover import unpack_document
from selfeval.making import write_documents, write_figures
from selfeval.workbooks.lock import folder_lock
from selfeval.workbooks.publish import check_output_root, check_replaceable, publish_folder
from selfeval.workbooks.runner import WorkbookResult, run_workbook


@dataclass(frozen=True, slots=True)
class Job:
    """A workbook and what it is asked, the language apart; `also` adds files of the command's own to the folder."""

    workbook: str
    parameters: Mapping[str, object]
    time_limit: float
    also: Callable[[Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the folder, and what the workbook handed over in its last language."""

    folder: Path
    files: tuple[str, ...]
    result: WorkbookResult


def publish_workbook(job: Job, target: Path, output: Path, languages: tuple[str, ...], replace: bool) -> Published:
    """The documents of a workbook in every language, in `target` below `output`.

    The folder appears whole or stays as it was. Raises RequestError for a folder that cannot be written or holds files
    that were worked in since (unless `replace`), WorkbookError when the workbook did not hand over its result.
    """
    target = check_output_root(target, output)
    target.parent.mkdir(parents=True, exist_ok=True)
    with folder_lock(target), tempfile.TemporaryDirectory(prefix="selfeval-") as room:
        check_replaceable(target, replace)  # asked before the work, not only after it
        staged = Path(room) / "documents"
        log = target.parent / f"{job.workbook}.log"
        results = [run_in_language(job, language, staged / language, log) for language in languages]
        if job.also:
            job.also(staged)
        files = tuple(sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()))
        publish_folder(staged, target, replace)
    return Published(target, files, results[-1])


def run_in_language(job: Job, language: str, folder: Path, log: Path) -> WorkbookResult:
    """The documents of one language, the executed notebook and, where the workbook names them, its figures."""
    folder.mkdir(parents=True)
    notebook = folder / f"{job.workbook}.ipynb"
    result = run_workbook(job.workbook, {**job.parameters, "language": language}, notebook, job.time_limit, log)
    document = unpack_document(result.data["document"])
    write_documents(document, result, folder)
    notebook.rename(folder / f"{document.file_name}.ipynb")
    if name := result.data.get("figures_name"):
        write_figures(result, folder / name)
    return result
