"""The other side of `safe_reading`: reads a workbook from its standard input, in a process that may die of it."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace

from selfeval.errors import Problem, Severity
from selfeval.project_file.cells import RawWorkbook
from selfeval.project_file.transport import pack

_MAX_LETTERS = 30_000_000
_MAX_PROBLEMS = 200
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.REPAIR: 2}
# Optional extras of openpyxl: without them every machine reads alike, images stay closed, the start is quicker.
_LEFT_OUT = ("numpy", "PIL", "lxml", "defusedxml")


def main(memory: int, seconds: int) -> None:
    """Write what was read as JSON, within `memory` bytes and `seconds` of processor time; nothing is raised."""
    try:
        _limit(memory, seconds)
        _leave_out_extras()
        answer = json.dumps(pack(*read_content(sys.stdin.buffer.read())))
    except MemoryError:
        answer = json.dumps(pack(*_failure("reading_needed_too_much_memory")))
    except BaseException:  # A panic of the Rust reader is no Exception, and nothing may escape.
        answer = json.dumps(pack(*_failure("file_unreadable")))
    sys.stdout.buffer.write(answer.encode("ascii"))


def read_content(content: bytes) -> tuple[RawWorkbook | None, list[Problem]]:
    """The workbook in the bytes of a file, unless it cannot be used, and at most 200 problems, errors first.

    Raises whatever the readers raise on bad content; `main` is what makes that harmless.
    """
    from selfeval.project_file.guard import inspect_container

    container = inspect_container(content)
    if not container.is_usable:
        return None, _first(container.problems)
    from selfeval.project_file.readers import read_with_openpyxl

    workbook = read_with_openpyxl(content, container)
    if _letters(workbook) > _MAX_LETTERS:
        return _failure("reading_needed_too_much_memory")
    hidden = {name: scan.texts for name, scan in container.scans.items() if scan.texts}
    usable, problems = _check(workbook, content, hidden)
    return usable, _first([*container.problems, *problems])


def _limit(memory: int, seconds: int) -> None:
    """Bounds the operating system keeps; where it has none, the guard and the parent's clock must do."""
    try:
        import resource
    except ImportError:
        return
    for kind, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def _leave_out_extras() -> None:
    warnings.simplefilter("ignore")
    for name in _LEFT_OUT:
        sys.modules[name] = None  # type: ignore[assignment]


def _check(
    workbook: RawWorkbook, content: bytes, hidden: dict[str, list[str]]
) -> tuple[RawWorkbook | None, list[Problem]]:
    """The workbook goes no further when the readers disagree about it or when it names persons."""
    from selfeval.project_file.agreement import check_cells, cross_check
    from selfeval.project_file.identifier_check import check_identifiers
    from selfeval.project_file.readers import read_with_calamine

    disagreements = cross_check(workbook, read_with_calamine(content))
    persons = check_identifiers(workbook, hidden)
    about_cells = disagreements + check_cells(workbook)
    if any(problem.severity is Severity.ERROR for problem in persons):
        return None, persons + [_without_values(problem) for problem in about_cells]
    return None if disagreements else workbook, persons + about_cells


def _without_values(problem: Problem) -> Problem:
    return replace(problem, found="•••", details=dict.fromkeys(problem.details, "•••"))


def _letters(workbook: RawWorkbook) -> int:
    """A text many cells share is stored once in the file and many times in the answer."""
    cells = (cell for sheet in workbook.sheets for cell in sheet.cells.values())
    return sum(len(cell.value) if isinstance(cell.value, str) else 1 for cell in cells)


def _first(problems: Sequence[Problem]) -> list[Problem]:
    """Errors first, then by place; the tail of a long list is only counted."""
    ordered = sorted(problems, key=lambda problem: (_ORDER[problem.severity], problem.place, problem.code))
    left_out = len(ordered) - _MAX_PROBLEMS
    if left_out <= 0:
        return ordered
    return [*ordered[:_MAX_PROBLEMS], Problem("more_problems", Severity.WARNING, found=str(left_out))]


def _failure(code: str) -> tuple[None, list[Problem]]:
    return None, [Problem(code, Severity.ERROR)]
