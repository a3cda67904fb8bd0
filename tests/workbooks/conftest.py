"""Small notebooks of our own, and the documents of the demonstration project."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

sys.path.append(str(Path(__file__).parents[1] / "fixtures"))

from made_documents import Demo, make_demo

PARAMETERS = 'project_file: str = "example.xlsx"  # parameter.project_file *\nyears: int = 1  # parameter.years'
RESULT_CELL = """\
from IPython.display import display
handed = {"kind": "self_evaluation", "document": dict(seen), "charts": [], "figures": [], "provenance": {}}
display({"application/vnd.selfeval.result+json": handed}, raw=True)"""

MakeNotebook = Callable[..., nbformat.NotebookNode]


def make_notebook(*sources: str, parameters: str = PARAMETERS) -> nbformat.NotebookNode:
    """A notebook with a parameters cell and these code cells."""
    first = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    return new_notebook(cells=[first, *(new_code_cell(source) for source in sources)])


@pytest.fixture
def notebook() -> MakeNotebook:
    return make_notebook


@pytest.fixture
def result_cell() -> str:
    return RESULT_CELL


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """A notebook file with these cells, the last of which hands over what the dictionary `seen` holds."""

    def write(*sources: str, hand_over: bool = True) -> Path:
        path = tmp_path / "sample.ipynb"
        cells = (*sources, RESULT_CELL) if hand_over else sources
        nbformat.write(make_notebook(*cells), path)
        return path

    return write


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration project's documents in all languages: one run in two of them, one in the third."""
    return make_demo(tmp_path_factory.mktemp("demo"), ("nl", "fr"), ("en",))
