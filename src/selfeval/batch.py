"""The documents of every project file in a folder, several at once, with a progress bar."""

from __future__ import annotations

from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from selfeval.errors import RequestError
from selfeval.making import Order, make_documents
from selfeval.workbooks.batch import Job, run_many
from selfeval.workbooks.outcome import JobOutcome

# A project's whole job: reading, two workbooks in each language, rendering.
SECONDS_FOR_ONE = 600.0


def run_batch(folder: Path, output: Path, order: Order, workers: int) -> list[JobOutcome]:
    """An outcome for each project file of the folder and its subfolders, in the order of their names.

    Raises RequestError when there is no file. Two files of one project and year both fail: none is guessed to be right.
    """
    files = project_files(folder)
    if not files:
        raise RequestError("no_files_found", folder=folder.name)
    jobs = [Job(path.relative_to(folder).as_posix(), make_documents, (path, output, order)) for path in files]
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    outcomes: list[JobOutcome] = []
    with bar:
        task = bar.add_task(folder.name, total=len(jobs))
        for outcome in run_many(jobs, workers, SECONDS_FOR_ONE):
            outcomes.append(outcome)
            bar.update(task, advance=1, description=outcome.name)
    return outcomes


def project_files(folder: Path) -> list[Path]:
    """The Excel files below a folder, in the order of their names, without the lock files of an open Excel."""
    return sorted(path for path in folder.rglob("*.xlsx") if not path.name.startswith(("~$", ".")))
