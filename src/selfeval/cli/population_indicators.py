"""The command for the indicators of a region: selfeval population indicators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files
from selfeval.cli.words import SAY, Date, OwnLanguages, Replace, Smallest, To


def population_indicators(
    folder: Path,
    region: Annotated[str, typer.Option(help=SAY("option.monitored_region"))],
    compare: Annotated[list[str] | None, typer.Option("--compare", help=SAY("option.compared_regions"))] = None,
    to: To = Path("out"),
    language: OwnLanguages = None,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Makes the indicators of a region beside other regions; small groups are never shown."""
    from selfeval.making.monitoring import monitor_region
    from selfeval.making.order import make_order

    order = make_order(date, language or [SAY.language], "", True, smallest, replace)
    made = monitor_region(folder, region, compare or (), to, order)
    print_files(made.files)
    typer.echo(SAY("said.monitored", region=made.region, folder=made.folder))
