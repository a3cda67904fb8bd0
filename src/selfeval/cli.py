"""The commands: selfeval new, check, run, batch, examples, gids check, gids diff."""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from selfeval.errors import Problem, ProjectFileError, RequestError, SelfevalError, Severity
from selfeval.guide import read_guide
from selfeval.texts import LANGUAGES, Texts, place_text, problem_texts, read_texts
from selfeval.workbooks.failure import trace_places, write_log
from selfeval.workbooks.outcome import Failure

PROJECT_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")


def chosen_language() -> str:
    """The language of the commands themselves: SELFEVAL_LANGUAGE, or that of the system, or English."""
    wanted = (os.environ.get("SELFEVAL_LANGUAGE") or os.environ.get("LANG") or "en")[:2].lower()
    return wanted if wanted in LANGUAGES else "en"


SAY = read_texts(chosen_language())

app = typer.Typer(help=SAY("command.about"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
gids = typer.Typer(help=SAY("command.gids"), no_args_is_help=True)
app.add_typer(gids, name="gids")

To = Annotated[Path, typer.Option("--to", help=SAY("option.to"))]
Languages = Annotated[list[str] | None, typer.Option("--language", help=SAY("option.languages"))]
Revision = Annotated[str, typer.Option(help=SAY("option.revision"))]
Public = Annotated[bool, typer.Option("--public", help=SAY("option.public"))]
Smallest = Annotated[int, typer.Option(help=SAY("option.smallest"))]
Date = Annotated[str, typer.Option("--date", help=SAY("option.date"))]
Replace = Annotated[bool, typer.Option("--replace", help=SAY("option.replace"))]


@app.command(help=SAY("command.new"))
def new(
    project: Annotated[str, typer.Option(help=SAY("option.project"))],
    year: Annotated[int, typer.Option(help=SAY("option.year"))],
    language: Annotated[str, typer.Option(help=SAY("option.language"))] = "nl",
    last: Annotated[Path | None, typer.Option("--from", help=SAY("option.last"))] = None,
    to: To = Path(),
) -> None:
    """Writes the Excel file of a project and year, with what last year's file already knows."""
    from selfeval.project_file.renewal import new_project_file

    if not PROJECT_ID.fullmatch(project):
        raise RequestError("project_id_malformed", found=project)
    texts = read_texts(language)
    file = to / f"{project}-{year}.xlsx"
    if file.exists():
        raise RequestError("file_exists", file=file.name)
    content, carried = new_project_file(project, year, texts, last)
    to.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    typer.echo(texts("said.written", file=file))
    if carried:
        typer.echo(texts("said.carried", sheets="; ".join(carried)))


@app.command(help=SAY("command.check"))
def check(file: Path, language: Annotated[str, typer.Option(help=SAY("option.language"))] = "") -> None:
    """Lists every problem of a project file, in its own language."""
    from selfeval.project_file.opening import errors_of, inspect_project_file

    project = inspect_project_file(file)
    texts = read_texts(language or project.language)
    print_problems(project.problems, texts)
    cells = project.cells
    counts = {"filled": cells.filled, "used": cells.used, "ignored": cells.ignored, "rejected": cells.rejected}
    typer.echo(texts("said.cells", **counts))
    if errors_of(project.problems):
        raise typer.Exit(ProjectFileError.exit_code)
    typer.echo(texts("said.no_errors"))


@app.command(help=SAY("command.run"))
def run(
    file: Path,
    to: To = Path("out"),
    language: Languages = None,
    revision: Revision = "",
    public: Public = False,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Makes both documents of one project file."""
    from selfeval.making import make_documents, make_order
    from selfeval.workbooks.warm import warm_kernels

    order = make_order(date, language, revision, public, smallest, replace)
    with warm_kernels():
        made = make_documents(file, to, order)
    for name in made.files:
        typer.echo(f"  {name}")
    typer.echo(SAY("said.documents", project=made.project_name, year=made.year, folder=made.folder))


@app.command(help=SAY("command.batch"))
def batch(
    folder: Path,
    to: To = Path("out"),
    language: Languages = None,
    revision: Revision = "",
    public: Public = False,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
    workers: Annotated[int, typer.Option(help=SAY("option.workers"))] = 0,
) -> None:
    """Makes the documents of every project file in a folder; one that fails does not stop the others."""
    from selfeval.batch import run_batch
    from selfeval.making import make_order

    order = make_order(date, language, revision, public, smallest, replace)
    outcomes = run_batch(folder, to, order, workers or os.cpu_count() or 1)
    failed = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failed:
        typer.echo(SAY("said.failed", name=outcome.name), err=True)
        if outcome.failure:
            tell_failure(outcome.failure, to)
    done = len(outcomes) - len(failed)
    typer.echo(SAY("said.batch_done", done=done, all=len(outcomes), failed=len(failed)))
    if failed:
        raise typer.Exit(max(outcome.failure.exit_code for outcome in failed if outcome.failure))


@app.command(help=SAY("command.verify"))
def verify(folder: Path) -> None:
    """Says which files of a published folder were changed since."""
    from selfeval.workbooks.manifest import changed_files

    changed = changed_files(folder)
    for name in changed:
        typer.echo(SAY("said.changed_since", file=name))
    if changed:
        raise typer.Exit(1)
    typer.echo(SAY("said.unchanged"))


@app.command(help=SAY("command.examples"))
def examples(folder: Path, seed: Annotated[int, typer.Option(help=SAY("option.seed"))] = 2016) -> None:
    """Writes the files of the twelve invented projects for 2018 to 2022."""
    from selfeval.examples import YEARS, write_examples

    for path in write_examples(folder, seed, YEARS):
        typer.echo(SAY("said.written", file=path))


@app.command(help=SAY("command.demo"))
def demo(to: To = Path("out/demo"), date: Date = "", language: Languages = None) -> None:
    """The whole job on the invented demonstration project: its file, the check, its documents in French and Dutch."""
    from selfeval.examples import write_demo

    file = write_demo(to)
    typer.echo(SAY("said.written", file=file))
    check(file)
    run(file, to, language or ["fr", "nl"], date=date, replace=True)


@gids.command("check", help=SAY("command.gids_check"))
def gids_check() -> None:
    """Lists every problem of the Gids data."""
    from selfeval.guide.check import check_guide

    problems = check_guide()
    for problem in problems:
        typer.echo(f"{problem.file} | {problem.key} | {problem.expected} | {problem.found}")
    if problems:
        raise typer.Exit(4)
    typer.echo(SAY("said.gids_good"))


@gids.command("diff", help=SAY("command.gids_diff"))
def gids_diff(earlier: str, later: str) -> None:
    """Shows what changed between two revisions."""
    from selfeval.guide.difference import differences

    for difference in differences(read_guide(earlier), read_guide(later)):
        field = (
            f" · {difference.field}: {_shown(difference.before)} → {_shown(difference.after)}"
            if difference.field
            else ""
        )
        typer.echo(f"{SAY(f'said.{difference.change}')}  {difference.item}{field}")


def _shown(value: object) -> str:
    if isinstance(value, dict) and set(value) & set(LANGUAGES):
        return f"“{SAY.of(value)}”"
    return str(value)


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


def main() -> None:
    """Runs the commands; a failure is a sentence and an exit code, never a traceback."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except SelfevalError as error:
        language = getattr(error, "language", "") or SAY.language
        problems = getattr(error, "problems", ())
        print_failure(getattr(error, "code", ""), getattr(error, "details", {}), problems, language)
        sys.exit(error.exit_code)
    except Exception as error:
        log = write_trace(error)
        print_failure("internal_error", {"error": type(error).__name__, "log": log})
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo(SAY("said.interrupted"), err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
