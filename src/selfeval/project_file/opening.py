"""Opens a project file: reads it safely, understands it, checks it."""

from __future__ import annotations

from pathlib import Path

from selfeval.errors import Problem, ProjectFileError, Severity
from selfeval.model import ProjectFile
from selfeval.project_file.check import check_project_file
from selfeval.project_file.read import template_facts, understand
from selfeval.project_file.safe_reading import read_workbook


def inspect_project_file(path: Path) -> ProjectFile:
    """The project file with every problem found in it, errors included; the file itself is never changed.

    Raises ProjectFileError when it is no project file at all.
    """
    reading = read_workbook(path)
    if reading.workbook is None:
        raise ProjectFileError(reading.problems)
    return check_project_file(understand(reading.workbook, reading.sha256, list(reading.problems)))


def open_project_file(path: Path) -> ProjectFile:
    """A project file that reports can be made from.

    Raises ProjectFileError, with every problem, when the file has an error.
    """
    project = inspect_project_file(path)
    if errors_of(project.problems):
        raise ProjectFileError(project.problems, project.language)
    return project


def identity_of(path: Path) -> tuple[str, str] | None:
    """The project and year a file was made for; None when it is no project file."""
    workbook = read_workbook(path).workbook
    facts = template_facts(workbook) if workbook else None
    return (facts.get("project_id", ""), facts.get("report_year", "")) if facts else None


def errors_of(problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems that stop the reports."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def project_files(folder: Path) -> list[Path]:
    """The Excel files below a folder, in the order of their names, without the lock files of an open Excel."""
    return sorted(path for path in folder.rglob("*.xlsx") if not path.name.startswith(("~$", ".")))
