"""From a folder of project files to one folder of documents: the projects of one year side by side."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from selfeval.benchmark.files import Choice, choose_files
from selfeval.handover import unpack_document
from selfeval.making import Order, write_documents, write_figures
from selfeval.workbooks.lock import folder_lock
from selfeval.workbooks.publish import check_output_root, check_replaceable, publish_folder
from selfeval.workbooks.runner import run_workbook

WORKBOOK = "benchmark"
TIME_LIMIT = 600.0


@dataclass(frozen=True, slots=True)
class Compared:
    """The documents of a comparison; `left_out` are the files of the year that could not be used."""

    year: int
    projects: int
    folder: Path
    files: tuple[str, ...]
    left_out: tuple[Path, ...]


def compare_folder(folder: Path, output: Path, order: Order, year: int, own: str, named: bool) -> Compared:
    """The comparison in every language asked for, in `output`/benchmark/<year>, and behind it the reader's letter.

    The folder appears whole or stays as it was. Raises RequestError as choose_files and Choice.label_of do,
    WorkbookError when the workbook did not hand over its result.
    """
    choice = choose_files(folder, year)
    letter = choice.label_of(own)
    name = "-".join(filter(None, (str(choice.year), letter, "named" if named else "")))
    target = check_output_root(output / WORKBOOK / name, output)
    target.parent.mkdir(parents=True, exist_ok=True)
    left_out: tuple[str, ...] = ()
    with folder_lock(target), tempfile.TemporaryDirectory(prefix="selfeval-") as room:
        check_replaceable(target, order.replace_changed)
        staged, sources = Path(room) / "documents", _without_names(choice, Path(room) / str(choice.year))
        for language in order.languages or ("nl",):
            parameters = {
                "folder": str(sources.resolve()),
                "year": choice.year,
                "own": letter,
                "named": named,
                "language": language,
                "smallest_count": order.smallest,
                "run_date": order.date,
            }
            left_out = _make_language(parameters, staged / language, target.parent / f"{WORKBOOK}.log")
        files = tuple(sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()))
        publish_folder(staged, target, order.replace_changed)
    bad = tuple(entry.path for entry in choice.entries if entry.label in left_out)
    return Compared(choice.year, len(choice.entries) - len(bad), target, files, (*choice.unreadable, *bad))


def _without_names(choice: Choice, folder: Path) -> Path:
    """The files under their letters: what runs the workbook never hears whose they are."""
    folder.mkdir(parents=True)
    for entry in choice.entries:
        shutil.copyfile(entry.path, folder / f"{entry.label}.xlsx")
    return folder


def _make_language(parameters: dict[str, object], folder: Path, log: Path) -> tuple[str, ...]:
    """The documents of one language; the letters of the files that could not be used."""
    folder.mkdir(parents=True)
    notebook = folder / f"{WORKBOOK}.ipynb"
    result = run_workbook(WORKBOOK, parameters, notebook, TIME_LIMIT, log)
    document = unpack_document(result.data["document"])
    write_documents(document, result, folder)
    notebook.rename(folder / f"{document.file_name}.ipynb")
    write_figures(result, folder / result.data["figures_name"])
    return tuple(result.data["left_out"])
