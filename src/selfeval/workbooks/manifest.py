"""The list of a report's files with their SHA-256, in the format `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from selfeval.errors import RequestError

MANIFEST = "SHA256SUMS"


def write_manifest(folder: Path) -> Path:
    """Write the list; raises OSError."""
    path = folder / MANIFEST
    lines = [f"{digest}  {name}\n" for name, digest in _digests(folder).items()]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def changed_files(folder: Path) -> list[str]:
    """The files that were changed, added or taken away since the list was written, in alphabetical order.

    Raises RequestError when the folder has no list.
    """
    if not (folder / MANIFEST).is_file():
        raise RequestError("no_manifest", folder=folder.name, manifest=MANIFEST)
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = _digests(folder)
    return sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 by path with forward slashes; the list itself and what Office keeps open beside a file don't count."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths if not path.name.startswith("~$")}
    names.pop(MANIFEST, None)
    return {name: _digest(path) for name, path in names.items()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
