"""The commands for the Gids: check and diff."""

from __future__ import annotations

import typer

from selfeval.cli.words import SAY
from selfeval.guide import read_guide
from selfeval.texts import LANGUAGES

gids_commands = typer.Typer(help=SAY("command.gids"), no_args_is_help=True)


@gids_commands.command("check", help=SAY("command.gids_check"))
def gids_check() -> None:
    """Lists every problem of the Gids data."""
    from selfeval.guide.check import check_guide

    problems = check_guide()
    for problem in problems:
        typer.echo(f"{problem.file} | {problem.key} | {problem.expected} | {problem.found}")
    if problems:
        raise typer.Exit(4)
    typer.echo(SAY("said.gids_good"))


@gids_commands.command("diff", help=SAY("command.gids_diff"))
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
