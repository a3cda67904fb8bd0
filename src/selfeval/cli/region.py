"""The command for the profile of a region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files, print_problems
from selfeval.cli.words import SAY, Date, OwnLanguages, Replace, Smallest, To


def region(
    municipalities: Annotated[str, typer.Option(help=SAY("option.municipalities"))] = "",
    project: Annotated[str, typer.Option(help=SAY("option.pilot"))] = "",
    compare: Annotated[list[str] | None, typer.Option("--compare", help=SAY("option.compare"))] = None,
    indicator: Annotated[Path | None, typer.Option(help=SAY("option.indicator"))] = None,
    mapping: Annotated[Path | None, typer.Option(help=SAY("option.mapping"))] = None,
    target_group: Annotated[int, typer.Option(help=SAY("option.target_group"))] = 0,
    to: To = Path("out"),
    language: OwnLanguages = None,
    smallest: Smallest = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Makes the profile of a region: population, age, income, municipalities side by side."""
    from selfeval.making.order import make_order
    from selfeval.making.profiling import Wanted, profile_region

    order = make_order(date, language or [SAY.language], "", True, smallest, replace)
    wanted = Wanted(municipalities, project, compare or (), indicator, mapping, target_group)
    made = profile_region(wanted, to, order)
    print_files(made.files)
    if made.remarks:
        print_problems(made.remarks, SAY)
    typer.echo(SAY("said.region_made", name=made.name, folder=made.folder))
