"""Which files hold the person-years."""

from __future__ import annotations

from pathlib import Path

from selfeval.errors import RequestError

SUFFIX = ".parquet"


def person_files(path: Path) -> tuple[Path, ...]:
    """The Parquet files of a folder in the order of their names, or the one file that is given.

    Raises RequestError `no_person_files` when there is none.
    """
    found = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path] if path.is_file() else []
    if not found:
        raise RequestError("no_person_files", folder=path.name)
    return tuple(found)
