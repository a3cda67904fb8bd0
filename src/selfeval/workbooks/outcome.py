"""What came of a job, in a form that travels between processes."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field

from selfeval.errors import Problem, SelfevalError
from selfeval.workbooks.failure import trace_places


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job gave nothing: a code of the interface texts, or the problems found in the project's file.

    `trace` names places in the code, never values; it is for the local log.
    """

    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    language: str = ""
    exit_code: int = 1
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """A job's value, or its failure."""

    name: str
    value: object = None
    failure: Failure | None = None


def failure_of(error: Exception) -> Failure:
    """What may be told of an exception: our own by their code, any other by the name of its type only."""
    trace = tuple(trace_places(traceback.format_exception(error)))
    if not isinstance(error, SelfevalError):
        return Failure("job_failed", {"error": type(error).__name__}, trace=trace)
    return Failure(
        code=getattr(error, "code", "job_failed"),
        details=getattr(error, "details", {"error": type(error).__name__}),
        problems=tuple(getattr(error, "problems", ())),
        language=getattr(error, "language", ""),
        exit_code=error.exit_code,
        trace=trace,
    )
