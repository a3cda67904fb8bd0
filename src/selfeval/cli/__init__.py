"""The program: the commands of a project's file, of its documents, of the Gids and of the guide."""

from __future__ import annotations

import signal
import sys

import typer

from selfeval.cli.book import book_commands
from selfeval.cli.documents import DOCUMENT_COMMANDS
from selfeval.cli.gids import gids_commands
from selfeval.cli.population import population_commands
from selfeval.cli.projects import PROJECT_COMMANDS
from selfeval.cli.region import region
from selfeval.cli.surveys import SURVEY_COMMANDS
from selfeval.cli.telling import print_failure, write_trace
from selfeval.cli.words import SAY, chosen_language
from selfeval.errors import SelfevalError

__all__ = ["app", "chosen_language", "main"]

app = typer.Typer(help=SAY("command.about"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in (*PROJECT_COMMANDS, *DOCUMENT_COMMANDS, *SURVEY_COMMANDS, region):
    app.command(command.__name__, help=SAY(f"command.{command.__name__}"))(command)
app.add_typer(gids_commands, name="gids")
app.add_typer(book_commands, name="book")
app.add_typer(population_commands, name="population")


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
