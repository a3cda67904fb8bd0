"""The commands that make documents: run, batch, benchmark, verify, examples, demo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.projects import check
from selfeval.cli.telling import print_files, tell_failure
from selfeval.cli.words import SAY, Date, Languages, OwnLanguages, Public, Replace, Revision, Smallest, To


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
    from selfeval.making.documents import make_documents
    from selfeval.making.order import make_order
    from selfeval.workbooks.warm import warm_kernels

    order = make_order(date, language, revision, public, smallest, replace)
    with warm_kernels():
        made = make_documents(file, to, order)
    print_files(made.files)
    typer.echo(SAY("said.documents", project=made.project_name, year=made.year, folder=made.folder))


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
    from selfeval.making.batch import run_batch
    from selfeval.making.order import make_order

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


def benchmark(
    folder: Path,
    to: To = Path("out"),
    project: Annotated[str, typer.Option(help=SAY("option.own"))] = "",
    named: Annotated[bool, typer.Option("--named", help=SAY("option.named"))] = False,
    year: Annotated[int, typer.Option(help=SAY("option.common_year"))] = 0,
    language: OwnLanguages = None,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Puts the projects of a folder side by side: released figures only, without names unless asked for."""
    from selfeval.making.comparing import compare_folder
    from selfeval.making.order import make_order

    order = make_order(date, language or [SAY.language], "", True, smallest, replace)
    made = compare_folder(folder, to, order, year, project, named)
    print_files(made.files)
    for path in made.left_out:
        typer.echo(SAY("said.not_compared", name=path.name), err=True)
    typer.echo(SAY("said.compared", projects=made.projects, year=made.year, folder=made.folder))


def verify(folder: Path) -> None:
    """Says which files of a published folder were changed since."""
    from selfeval.workbooks.manifest import changed_files

    changed = changed_files(folder)
    for name in changed:
        typer.echo(SAY("said.changed_since", file=name))
    if changed:
        raise typer.Exit(1)
    typer.echo(SAY("said.unchanged"))


def examples(folder: Path, seed: Annotated[int, typer.Option(help=SAY("option.seed"))] = 2016) -> None:
    """Writes the files of the twelve invented projects for 2018 to 2022."""
    from selfeval.examples import YEARS, write_examples

    for path in write_examples(folder, seed, YEARS):
        typer.echo(SAY("said.written", file=path))


def demo(to: To = Path("out/demo"), date: Date = "", language: Languages = None) -> None:
    """The whole job on the invented demonstration project: its file, the check, its documents in French and Dutch."""
    from selfeval.examples import write_demo

    file = write_demo(to)
    typer.echo(SAY("said.written", file=file))
    check(file)
    run(file, to, language or ["fr", "nl"], date=date, replace=True)


DOCUMENT_COMMANDS = (run, batch, benchmark, verify, examples, demo)
