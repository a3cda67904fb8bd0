"""What the commands print of problems and failures."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from selfeval.cli.words import SAY
from selfeval.errors import Problem, Severity
from selfeval.texts import Texts, place_text, problem_texts, read_texts
from selfeval.workbooks.failure import trace_places, write_log
from selfeval.workbooks.outcome import Failure


def print_files(files: Iterable[str]) -> None:
    """Prints the files that were made, one a line."""
    for name in files:
        typer.echo(f"  {name}")


def print_problems(problems: Sequence[Problem], texts: Texts) -> None:
    """Prints problems by severity, errors first, each with its place, its sentence and how to mend it."""
    for severity, key in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.REPAIR, "repairs")):
        found = [problem for problem in problems if problem.severity is severity]
        if found:
            typer.secho(f"\n{texts(f'said.{key}', count=len(found))}", bold=True)
        for problem in found:
            what, mend = problem_texts(problem, texts)
            place = place_text(problem, texts)
            typer.echo(f"  [{problem.code}] {place}{': ' if place else ''}{what}")
            typer.echo(f"      {texts('said.mend', mend=mend)}")
    typer.echo("")


def tell_failure(failure: Failure, folder: Path) -> None:
    """Prints why one project failed; where in the code an unforeseen fault lies goes to a log beside the documents."""
    print_failure(failure.code, failure.details, failure.problems, failure.language or SAY.language)
    if failure.code == "job_failed":
        write_log(folder / "selfeval.log", failure.code, failure.trace)


def print_failure(code: str, details: object, problems: Sequence[Problem] = (), language: str = SAY.language) -> None:
    """Prints why something failed, in sentences; the problems of a file in its own language."""
    if problems:
        print_problems(problems, read_texts(language))
        return
    values = details if isinstance(details, dict) else {}
    if SAY.has(f"{code}.what"):
        typer.secho(f"[{code}] {SAY(f'{code}.what', **values)}", err=True)
        typer.echo(f"    {SAY('said.mend', mend=SAY(f'{code}.mend', **values))}", err=True)
    else:
        typer.echo(f"[{code}]", err=True)


def write_trace(error: Exception) -> str:
    """Keeps where in the code it went wrong, without values, for whoever mends it; the name of the log."""
    log = Path("selfeval.log")
    write_log(log, type(error).__name__, trace_places(traceback.format_exception(error)))
    return log.name
