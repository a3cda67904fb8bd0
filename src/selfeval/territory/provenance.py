"""Which data these are: one mark for all files of this folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable

from selfeval.territory.municipalities import DATA


@lru_cache(maxsize=1)
def data_sha256() -> str:
    """SHA-256 over the names and contents of all data files: the same data have the same mark."""
    mark = hashlib.sha256()
    for name, entry in sorted(_files(DATA, "")):
        mark.update(name.encode() + b"\0" + entry.read_bytes())
    return mark.hexdigest()


def _files(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{before}{entry.name}/")
        else:
            yield f"{before}{entry.name}", entry
