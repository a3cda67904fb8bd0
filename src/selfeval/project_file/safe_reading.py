"""Reading any file as a workbook without being harmed by it: the one door between a project's file and this package.

The file is opened once and only for reading. Its bytes go to a child process, which has limited time and memory,
sees no file of the project, and can import nothing that lies beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import Problem, Severity
from selfeval.project_file.cells import RawWorkbook
from selfeval.project_file.file_kind import check_kind
from selfeval.project_file.source_file import MAX_FILE_BYTES, check_file, read_bytes
from selfeval.project_file.transport import unpack

_PACKAGES = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.append(sys.argv[1]); from selfeval.project_file.child import main; "
_START += "main(int(sys.argv[2]), int(sys.argv[3]))"
# What an interpreter needs to start and to find its packages; nothing that changes how it behaves.
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "HOME", "USERPROFILE", "APPDATA", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long reading may take, in seconds, and how much memory, in bytes, it may need."""

    seconds: float = 30
    memory: int = 1024**3


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read.

    `workbook` is there unless an error made reading impossible, made the readers disagree, or was a person's number;
    `problems` then say which. `sha256` is of the bytes that were read, empty when none were.
    """

    workbook: RawWorkbook | None
    problems: tuple[Problem, ...]
    sha256: str = ""


def read_workbook(path: Path, limits: Limits | None = None) -> Reading:
    """Read an .xlsx into raw cells. Whatever the file is, this ends in time and raises nothing; it never writes."""
    problems = check_file(path)
    if _has_error(problems):
        return Reading(None, tuple(problems))
    try:
        content = read_bytes(path)
    except OSError:
        return Reading(None, (Problem("file_cannot_be_opened", Severity.ERROR, found=path.name),))
    sha256 = hashlib.sha256(content).hexdigest()
    problems += _check_content(content)
    if _has_error(problems):
        return Reading(None, tuple(problems), sha256)
    workbook, found = _read_in_child(content, limits or Limits())
    if _has_changed(path, content):
        return Reading(None, (Problem("file_changed_while_reading", Severity.ERROR, found=path.name),), sha256)
    return Reading(workbook, (*problems, *found), sha256)


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _check_content(content: bytes) -> list[Problem]:
    if len(content) > MAX_FILE_BYTES:
        return [Problem("file_changed_while_reading", Severity.ERROR)]
    return check_kind(content)


def _has_changed(path: Path, content: bytes) -> bool:
    try:
        return read_bytes(path) != content
    except OSError:
        return True


def _read_in_child(content: bytes, limits: Limits) -> tuple[RawWorkbook | None, list[Problem]]:
    try:
        child = _run_child(content, limits)
    except subprocess.TimeoutExpired:
        return _failure("reading_took_too_long")
    except OSError:
        return _failure("file_unreadable")
    try:
        return unpack(json.loads(child.stdout))
    except (ValueError, KeyError, TypeError):
        # The Rust reader ends the process when memory runs out, and says so on its way.
        out_of_memory = b"memory allocation" in child.stderr or b"MemoryError" in child.stderr
        return _failure("reading_needed_too_much_memory" if out_of_memory else "file_unreadable")


def _run_child(content: bytes, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    """An interpreter that ignores PYTHON* variables and neither the current folder nor the script's is importable.

    Not `-I`: that also shuts out packages installed for one user, the usual way on a locked-down work computer.
    """
    options = ["-E", "-P", "-X", "utf8", "-c", _START, str(_PACKAGES), str(limits.memory), str(int(limits.seconds) + 5)]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return subprocess.run(
        [sys.executable, *options],
        input=content,
        capture_output=True,
        check=False,
        timeout=limits.seconds,
        cwd=_PACKAGES,
        env=environment | {"TZ": "UTC", "LC_ALL": "C.UTF-8"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _failure(code: str) -> tuple[None, list[Problem]]:
    return None, [Problem(code, Severity.ERROR)]
