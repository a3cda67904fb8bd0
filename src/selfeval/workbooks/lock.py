"""One run at a time for one report folder; the operating system lets go when a run is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from selfeval.errors import RequestError


@contextmanager
def folder_lock(target: Path) -> Iterator[None]:
    """Hold the lock of a report folder, through a file beside it that is gone afterwards.

    Raises RequestError `already_running` (folder) when another run holds it. A file left by a crash doesn't block.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f".{target.name}.lock")
    handle = _open_locked(path)
    if handle is None:
        raise RequestError("already_running", folder=target.name)
    try:
        yield
    finally:
        _let_go(path, handle)


def _open_locked(path: Path) -> int | None:
    """The locked file, opened again when its last holder took it away between our opening and our locking."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _take(handle):
            os.close(handle)
            return None
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(path: Path, handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        # Windows refuses while another run has the file open: then it is that run's to take away.
        with suppress(OSError):
            path.unlink()
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(path: Path, handle: int) -> None:
        with suppress(OSError):
            path.unlink()
        os.close(handle)
