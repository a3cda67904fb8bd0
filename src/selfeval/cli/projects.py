"""The commands for a project's own file: new, check, migrate, session."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files, print_problems
from selfeval.cli.words import SAY, Date, Languages, Replace, Revision, To
from selfeval.errors import ProjectFileError, RequestError
from selfeval.texts import read_texts

PROJECT_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")


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


def migrate(
    file: Path,
    to: To = Path("out"),
    revision: Revision = "",
    language: Languages = None,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Brings a project file under a later revision of the Gids: carried, changed by a rule, or asked again."""
    from selfeval.making.migrating import migrate_project
    from selfeval.making.order import make_order
    from selfeval.migration.entry import Outcome

    made = migrate_project(file, to, make_order(date, language, revision, False, 5, replace))
    print_files(made.files)
    typer.echo(SAY("said.migrated", folder=made.folder, **{str(name): made.counts.get(name, 0) for name in Outcome}))


def session(
    file: Path,
    language: Annotated[str, typer.Option(help=SAY("option.session_language"))] = "",
    to: Annotated[Path | None, typer.Option("--to", help=SAY("option.session_to"))] = None,
) -> None:
    """Opens the form for scoring together, in JupyterLab; the scores go into a new copy of the file."""
    import tempfile

    from selfeval.session import launch
    from selfeval.session.draft import draft_path
    from selfeval.session.result import scorable_file

    launch.require_jupyterlab()
    own, folder = scorable_file(file).language, to or file.parent
    texts = read_texts(language or own)
    with tempfile.TemporaryDirectory(prefix="selfeval-") as room:
        notebook = launch.prepare_notebook(Path(room), file, texts.language, folder)
        launch.prepare_lab(Path(room), launch.lab_schemas())
        typer.echo(texts("said.session_starts"))
        typer.echo(texts("said.session_draft", draft=draft_path(file, folder)))
        if code := launch.run_lab(launch.lab_command(notebook), Path(room)):
            raise typer.Exit(code)


PROJECT_COMMANDS = (new, check, migrate, session)
