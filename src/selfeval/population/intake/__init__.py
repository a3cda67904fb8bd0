"""The way in: person-level files are checked whole before anything is computed, and nothing is written.

The answer is a list of problems with counts: never a value, a pseudonym or a row of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from selfeval.errors import Problem, SelfevalError, Severity
from selfeval.population.intake.columns import column_problems
from selfeval.population.intake.container import readable_files
from selfeval.population.intake.values import value_problems
from selfeval.population.intake.zone import zone_problems

__all__ = ["PersonsError", "check_persons", "refuse_faulty_persons"]


class PersonsError(SelfevalError):
    """Person-level files that cannot be used; carries every problem found."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
        self.problems = tuple(problems)


def check_persons(path: Path, memory: str = "500MB") -> list[Problem]:
    """Every problem of a Parquet file of person-years, or of a folder of them.

    Three steps, each only when the one before found no error: the files and their description, which costs next to
    nothing; the columns; all values, in one scan with at most so much memory.
    """
    problems, files = readable_files(path)
    problems += zone_problems(files)
    if not has_errors(problems):
        problems += column_problems(files)
    if not has_errors(problems):
        problems += value_problems(path, files[0].schema.names, memory)
    return problems


def refuse_faulty_persons(path: Path, memory: str = "500MB") -> list[Problem]:
    """The warnings about the files; raises PersonsError with all problems when one is an error."""
    problems = check_persons(path, memory)
    if has_errors(problems):
        raise PersonsError(problems)
    return problems


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether one of the problems forbids to go on."""
    return any(problem.severity is Severity.ERROR for problem in problems)
