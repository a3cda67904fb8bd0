"""How much of the machine the computations may take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfeval.errors import RequestError

_SIZE = re.compile(r"[1-9][0-9]{0,5}(?:MB|GB)")
_MAX_THREADS = 256


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory as "500MB" or "2GB", and threads; what does not fit in memory goes to a private folder on disk.

    Raises RequestError `engine_limits` for anything else.
    """

    memory: str = "1GB"
    threads: int = 2

    def __post_init__(self) -> None:
        if not _SIZE.fullmatch(self.memory) or not 1 <= self.threads <= _MAX_THREADS:
            expected = f"500MB, 2GB …; 1 – {_MAX_THREADS}"
            raise RequestError("engine_limits", found=f"{self.memory}; {self.threads}", expected=expected)
