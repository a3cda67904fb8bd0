"""Executes the committed workbooks on the example project and stores their outputs, for nbval to compare.

Run it when a change in the outputs is meant: `.venv/bin/python tools/store_outputs.py`.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

from selfeval.book.stale import STORED_WITH, stored_mark
from selfeval.handover import RESULT
from selfeval.workbooks.locate import notebook_path, read_notebook, workbook_names
from selfeval.workbooks.tidy import tidy_notebook


def store(path: Path) -> None:
    """Executes one workbook in its place; the hand-over is left out, it is compared elsewhere."""
    notebook = read_notebook(path)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    tidy_notebook(notebook, {}, path.parent)
    for output in notebook.cells[-1].outputs:
        output.get("data", {}).pop(RESULT, None)
    # Which Gids the outputs were made with, for `selfeval book stale`.
    notebook.metadata[STORED_WITH] = stored_mark()
    path.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")
    print(f"{path.name}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    for name in workbook_names():
        store(notebook_path(name))
