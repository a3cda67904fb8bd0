"""The command for the risk stratification of a population."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files
from selfeval.cli.words import SAY, Date, OwnLanguages, Replace, Smallest, To


def population_strata(
    folder: Path,
    to: To = Path("out"),
    region: Annotated[str, typer.Option(help=SAY("option.strata_region"))] = "",
    year: Annotated[int, typer.Option(help=SAY("option.strata_year"))] = 0,
    language: OwnLanguages = None,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Divides a population into levels of need for care: released figures only."""
    from selfeval.making.order import make_order
    from selfeval.making.stratifying import stratify_folder

    order = make_order(date, language or [SAY.language], "", True, smallest, replace)
    made = stratify_folder(folder, to, order, region, year)
    print_files(made.files)
    typer.echo(SAY("said.strata_made", year=made.year, folder=made.folder))
