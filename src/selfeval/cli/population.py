"""The commands for data of persons: example, check, strata, indicators, effect."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.population_effect import population_effect
from selfeval.cli.population_indicators import population_indicators
from selfeval.cli.population_strata import population_strata
from selfeval.cli.telling import print_problems
from selfeval.cli.words import SAY
from selfeval.errors import RequestError
from selfeval.texts import read_texts

LAST_YEAR = 2019
_PACKAGES = ("pyarrow", "duckdb", "ibis", "diff_diff")

population_commands = typer.Typer(help=SAY("command.population"), no_args_is_help=True)
population_commands.command("effect", help=SAY("command.population_effect"))(population_effect)
population_commands.command("indicators", help=SAY("command.population_indicators"))(population_indicators)
population_commands.command("strata", help=SAY("command.population_strata"))(population_strata)


@population_commands.callback()
def ask_for_packages() -> None:
    """Raises RequestError `package_missing` when the optional part for data of persons is not installed."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise RequestError("package_missing", package=", ".join(missing), extra="population")


@population_commands.command("example", help=SAY("command.population_example"))
def population_example(
    to: Path,
    persons: Annotated[int, typer.Option(help=SAY("option.persons"))] = 20_000,
    years: Annotated[int, typer.Option(min=1, max=11, help=SAY("option.example_years"))] = 5,
    seed: Annotated[int, typer.Option(help=SAY("option.person_seed"))] = 1,
) -> None:
    """Writes invented persons, one Parquet file a year; never into files that are there."""
    from selfeval.population.synthetic import Recipe, write_persons

    recipe = Recipe(persons, tuple(range(LAST_YEAR + 1 - years, LAST_YEAR + 1)), seed=seed)
    if to.exists() and any(to.glob("*.parquet")):
        raise RequestError("file_exists", file=to.name)
    truth = write_persons(to, recipe)
    typer.echo(SAY("said.persons_written", rows=SAY.number(sum(truth.rows.values())), folder=to))


@population_commands.command("check", help=SAY("command.population_check"))
def population_check(
    folder: Path, language: Annotated[str, typer.Option(help=SAY("option.language"))] = SAY.language
) -> None:
    """Lists every problem of files of persons, with counts and never a row."""
    from selfeval.population.intake import PersonsError, check_persons, has_errors

    texts, problems = read_texts(language), check_persons(folder)
    print_problems(problems, texts)
    if has_errors(problems):
        raise typer.Exit(PersonsError.exit_code)
    typer.echo(texts("said.persons_good"))
