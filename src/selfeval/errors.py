"""What can go wrong, as one family: a user's problems are listed, ours are raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Errors stop the reports, warnings stay visible in them, repairs tell what was read otherwise than written."""

    ERROR = "error"
    WARNING = "warning"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a project file: sheet and header as the reader sees them, row and column as Excel numbers them."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    header: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell a coordinator; `code` names its sentences in the interface texts."""

    code: str
    severity: Severity
    place: Place = NOWHERE
    found: str = ""
    expected: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class SelfevalError(Exception):
    """Any failure this package raises on purpose."""

    exit_code = 1


class ProjectFileError(SelfevalError):
    """A project file that cannot be used; carries every problem found."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem], language: str = "") -> None:
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
        self.problems = tuple(problems)
        # The file's own, in which its problems are told; empty when the file did not get so far.
        self.language = language


class GuideError(SelfevalError):
    """The Gids data contradict their schema or themselves."""

    exit_code = 4


class RequestError(SelfevalError):
    """A parameter or option that cannot be honoured; `code` names its sentence in the interface texts."""

    exit_code = 2

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = {key: str(value) for key, value in details.items()}


class RunError(SelfevalError):
    """A workbook that did not hand over its result."""

    exit_code = 5
