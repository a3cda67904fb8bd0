"""A workbook that did not hand over its result: what the user hears, and what the local log keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from selfeval.errors import RunError

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"^\s*(File |Cell In)")


class WorkbookError(RunError):
    """A run without a result; `code` names its sentence in the interface texts. Holds no values and no trace."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = {key: str(value) for key, value in details.items()}


def trace_places(traceback: Iterable[str]) -> list[str]:
    """The lines of a traceback that say where, without the ones that may repeat a value from the project's file."""
    lines = (line for part in traceback for line in _COLOUR.sub("", part).splitlines())
    return [line.rstrip() for line in lines if _FRAME.match(line)]


def write_log(path: Path, heading: str, lines: Sequence[str]) -> None:
    """Keep a technical trace in a local file; a log that cannot be written never hides the failure itself."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((heading, *lines, "")), encoding="utf-8")
    except OSError:
        return
