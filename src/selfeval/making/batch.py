"""The documents of every project file in a folder, several at once, with a progress bar."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from selfeval.errors import RequestError
from selfeval.making.documents import make_documents
from selfeval.making.order import Order
from selfeval.project_file.opening import identity_of, project_files
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
    doubles = files_of_one_year(folder, files, workers)
    jobs = [
        Job(path.relative_to(folder).as_posix(), refuse_double, (doubles[path],))
        if path in doubles
        else Job(path.relative_to(folder).as_posix(), make_documents, (path, output, order))
        for path in files
    ]
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    outcomes: list[JobOutcome] = []
    with bar:
        task = bar.add_task(folder.name, total=len(jobs))
        for outcome in run_many(jobs, workers, SECONDS_FOR_ONE):
            outcomes.append(outcome)
            bar.update(task, advance=1, description=outcome.name)
    return outcomes


def refuse_double(details: dict[str, str]) -> None:
    """Raises RequestError: there are several files of one project and year."""
    raise RequestError("two_files_for_one_year", **details)


def files_of_one_year(folder: Path, files: list[Path], workers: int) -> dict[Path, dict[str, str]]:
    """The files that share their project and year with another, each with what to tell of it."""
    groups: dict[tuple[str, str], list[Path]] = {}
    with ThreadPoolExecutor(workers) as pool:
        for path, identity in zip(files, pool.map(identity_of, files), strict=True):
            if identity is not None:
                groups.setdefault(identity, []).append(path)
    told: dict[Path, dict[str, str]] = {}
    for (project, year), paths in groups.items():
        names = ", ".join(path.relative_to(folder).as_posix() for path in paths)
        told |= {path: {"project": project, "year": year, "files": names} for path in paths if len(paths) > 1}
    return told
