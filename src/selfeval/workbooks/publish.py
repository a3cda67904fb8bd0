"""A report folder appears whole, or the previous one stays: nothing half, nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selfeval.errors import RequestError
from selfeval.workbooks.lock import folder_lock
from selfeval.workbooks.manifest import MANIFEST, changed_files, write_manifest

__all__ = ["check_output_root", "check_replaceable", "disk_errors", "folder_lock", "publish_folder", "recover_folder"]

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_IN_USE_ON_WINDOWS = {5, 32, 33}
_TRIES = 5


def check_output_root(path: Path, root: Path | None = None) -> Path:
    """The resolved folder to write in; made neither here nor elsewhere.

    Raises RequestError `output_is_file`, `output_is_link` or `output_outside` (folder): a file where a folder should
    be, a link instead of a folder, an unexpanded `~` or a place outside `root`.
    """
    if path.parts and path.parts[0].startswith("~"):
        raise RequestError("output_outside", folder=path.name)
    if path.is_symlink():
        raise RequestError("output_is_link", folder=path.name)
    if any(place.exists() and not place.is_dir() for place in (path, *path.parents)):
        raise RequestError("output_is_file", folder=path.name)
    resolved = path.resolve()
    if root is not None and not resolved.is_relative_to(root.resolve()):
        raise RequestError("output_outside", folder=path.name)
    return resolved


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turn what a disk refuses into RequestError `disk_full`, `output_in_use` or `output_not_writable` (folder)."""
    try:
        yield
    except OSError as error:
        if code := _code(error):
            raise RequestError(code, folder=target.name) from error
        raise


def _code(error: OSError) -> str | None:
    if error.errno in _FULL:
        return "disk_full"
    if getattr(error, "winerror", None) in _IN_USE_ON_WINDOWS:
        return "output_in_use"
    return "output_not_writable" if error.errno in _NOT_ALLOWED else None


def publish_folder(staged: Path, target: Path, replace_changed: bool = False) -> None:
    """Move a finished folder to `target`, which until then keeps what it had; hold `folder_lock(target)` meanwhile.

    Adds the list of files with their SHA-256. A target that someone worked in since is only replaced when asked.
    Raises RequestError `output_not_ours` (folder), `output_changed` (folder, files), and as `disk_errors` does.
    """
    with disk_errors(target):
        check_replaceable(target, replace_changed)
        target.parent.mkdir(parents=True, exist_ok=True)
        new = _beside(target, "new")
        try:
            _bring(staged, new)
            write_manifest(new)
            _sync_tree(new)
            _swap(new, target)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """Put the previous folder back after a run that was cut off between taking it away and placing the new one."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(_beside(target, "new"), ignore_errors=True)


def check_replaceable(target: Path, replace_changed: bool = False) -> None:
    """Raises RequestError as `publish_folder` does for what stands in `target`; hold `folder_lock(target)` meanwhile."""
    check_output_root(target)
    recover_folder(target)
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / MANIFEST).is_file():
        raise RequestError("output_not_ours", folder=target.name)
    if not replace_changed and (changed := changed_files(target)):
        raise RequestError("output_changed", folder=target.name, files=", ".join(changed))


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _bring(staged: Path, new: Path) -> None:
    """Beside the target, so that the last step is a rename on one disk; copied when it comes from another disk."""
    try:
        staged.rename(new)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copytree(staged, new)
        shutil.rmtree(staged, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    old = _beside(target, "old")
    if not target.exists():
        _patiently(lambda: new.rename(target))
    else:
        _patiently(lambda: target.rename(old))
        try:
            _patiently(lambda: new.rename(target))
        except OSError:
            old.rename(target)
            raise
    _sync(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def _patiently(step: Callable[[], object]) -> None:
    """Try again for a moment: on Windows a virus scanner may hold a new file."""
    for attempt in range(1, _TRIES + 1):
        try:
            step()
            return
        except OSError as error:
            if attempt == _TRIES or _code(error) != "output_in_use":
                raise
            time.sleep(0.05 * 2**attempt)


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # Windows cannot open a folder to flush it
    # Windows flushes only what is open for writing.
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
