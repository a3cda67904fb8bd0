"""From a folder of project files to one folder of documents: the projects of one year side by side."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from selfeval.benchmark.files import Choice, choose_files
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish

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
    with tempfile.TemporaryDirectory(prefix="selfeval-") as room:
        parameters = {
            "folder": str(_without_names(choice, Path(room) / str(choice.year)).resolve()),
            "year": choice.year,
            "own": letter,
            "named": named,
            "smallest_count": order.smallest,
            "run_date": order.date,
        }
        job = Job(WORKBOOK, parameters, TIME_LIMIT)
        made = publish([job], output / WORKBOOK / name, output, order.languages or ("nl",), order.replace_changed)
    left_out = made.results[0].data["left_out"]
    bad = tuple(entry.path for entry in choice.entries if entry.label in left_out)
    return Compared(choice.year, len(choice.entries) - len(bad), made.folder, made.files, (*choice.unreadable, *bad))


def _without_names(choice: Choice, folder: Path) -> Path:
    """The files under their letters: what runs the workbook never hears whose they are."""
    folder.mkdir(parents=True)
    for entry in choice.entries:
        shutil.copyfile(entry.path, folder / f"{entry.label}.xlsx")
    return folder
