"""Taking in the bytes of a file once, without following, waiting for, locking or changing anything."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from selfeval.errors import Problem, Severity

MAX_FILE_BYTES = 25 * 1024 * 1024

# Without O_NONBLOCK opening a named pipe waits for ever; O_BINARY and O_NOFOLLOW exist on some platforms only.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS (Windows) and SF_DATALESS (macOS): content elsewhere.
_CLOUD_ATTRIBUTES = 0x1000 | 0x40000 | 0x400000
_CLOUD_FLAG = 0x40000000


def check_file(path: Path) -> list[Problem]:
    """What is wrong with the file before its first byte is read, and whether somebody has it open."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return [_error("file_not_found", path)]
    except (OSError, ValueError):
        return [_error("file_cannot_be_opened", path)]
    errors = _check_status(path, status)
    return errors or _check_lock(path)


def read_bytes(path: Path) -> bytes:
    """All bytes, at most one beyond the limit. Raises OSError when another program keeps the file to itself."""
    with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as stream:
        return stream.read(MAX_FILE_BYTES + 1)


def _check_status(path: Path, status: os.stat_result) -> list[Problem]:
    if stat.S_ISLNK(status.st_mode):
        return [_error("file_is_a_link", path)]
    if stat.S_ISDIR(status.st_mode):
        return [_error("file_is_a_folder", path)]
    if not stat.S_ISREG(status.st_mode):
        return [_error("not_an_ordinary_file", path)]
    if _is_only_in_the_cloud(status):
        return [_error("file_only_in_the_cloud", path)]
    if status.st_size == 0:
        return [_error("file_is_empty", path, "0")]
    if status.st_size > MAX_FILE_BYTES:
        found, expected = _megabytes(status.st_size), _megabytes(MAX_FILE_BYTES)
        return [_error("file_too_large", path, found, expected)]
    return []


def _is_only_in_the_cloud(status: os.stat_result) -> bool:
    attributes = getattr(status, "st_file_attributes", 0)
    return bool(attributes & _CLOUD_ATTRIBUTES or getattr(status, "st_flags", 0) & _CLOUD_FLAG)


def _check_lock(path: Path) -> list[Problem]:
    """Excel leaves `~$name` beside a workbook that is open, LibreOffice `.~lock.name#`."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if any(os.path.lexists(lock) for lock in locks):
        return [Problem("file_open_elsewhere", Severity.WARNING, found=path.name)]
    return []


def _megabytes(size: int) -> str:
    return str(-(-size // (1024 * 1024)))


def _error(code: str, path: Path, found: str = "", expected: str = "") -> Problem:
    return Problem(code, Severity.ERROR, found=found or path.name, expected=expected)
