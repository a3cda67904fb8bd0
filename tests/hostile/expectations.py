"""What every bad file must end in: its problem, in its place, told in three languages, the file untouched."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from selfeval.errors import Place, Problem, Severity
from selfeval.project_file.safe_reading import Reading, read_workbook
from selfeval.texts import read_catalogue

SENTENCES = read_catalogue(files("selfeval") / "texts" / "problems_container.yml")
NOWHERE = Place()
E, W, R = Severity.ERROR, Severity.WARNING, Severity.REPAIR
Case = tuple[Callable[[], bytes], str, Severity, Place]
# Errors about one cell leave the rest of the workbook readable.
_ABOUT_ONE_CELL = ("formula_without_value", "error_value_in_cell")


def at(row: int, column: str, sheet: str = "Cijfers") -> Place:
    return Place(sheet, row, column)


def read(folder: Path, content: bytes, name: str = "project.xlsx") -> Reading:
    path = folder / name
    path.write_bytes(content)
    return read_workbook(path)


def assert_told(problem: Problem) -> None:
    """Both sentences exist in every language and every placeholder in them has a value."""
    values = {"found": problem.found, "expected": problem.expected, **problem.details}
    for kind in ("what", "mend"):
        for language in ("nl", "fr", "en"):
            sentence = SENTENCES[f"{problem.code}.{kind}"][language]
            assert len(sentence.format(**values)) > 10
            missing = [key for key in re.findall(r"{(\w+)}", sentence) if not values[key]]
            assert not missing, f"{problem.code} in {language} has nothing to say for {missing}"


def assert_case(case: Case, folder: Path) -> None:
    """The problem stands once, with its severity and place; a blocking one leaves no workbook."""
    make, code, severity, place = case
    content = make()
    reading = read(folder, content)
    found = [problem for problem in reading.problems if problem.code == code]
    assert [(problem.severity, problem.place) for problem in found] == [(severity, place)]
    for problem in reading.problems:
        assert_told(problem)
    assert (folder / "project.xlsx").read_bytes() == content
    assert (reading.workbook is None) == (severity is E and code not in _ABOUT_ONE_CELL)
