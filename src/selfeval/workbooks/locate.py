"""Where the workbooks lie: beside the source in the repository, inside the package when installed."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from selfeval.errors import RequestError

PACKAGE = Path(__file__).resolve().parent
PLACES = (PACKAGE / "notebooks", PACKAGE.parents[2] / "workbooks")
# Held with people at a table: they hand over no document, so the runner leaves them to `selfeval session`.
INTERACTIVE = ("scoring_session",)


def workbook_names() -> tuple[str, ...]:
    """The names of the workbooks that make a document, in alphabetical order."""
    return tuple(sorted({path.stem for place in PLACES for path in place.glob("*.ipynb")} - set(INTERACTIVE)))


def notebook_path(name: str) -> Path:
    """The file of a workbook; raises RequestError `unknown_workbook` for a name that isn't one of ours."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", name):
        for place in PLACES:
            if (path := place / f"{name}.ipynb").is_file():
                return path
    raise RequestError("unknown_workbook", name=name, accepted=", ".join(workbook_names()))


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """A notebook in the current notebook format, without validation warnings on the screen."""
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    return notebook
