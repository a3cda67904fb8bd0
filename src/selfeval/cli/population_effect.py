"""The command for the effect of a pilot: population effect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files
from selfeval.cli.words import SAY, Date, OwnLanguages, Replace, To


def population_effect(
    folder: Annotated[str, typer.Argument(help=SAY("parameter.persons"))],
    region: Annotated[str, typer.Option(help=SAY("parameter.pilot_regions"))],
    start: Annotated[int, typer.Option(help=SAY("parameter.start"))] = 0,
    outcome: Annotated[str, typer.Option(help=SAY("parameter.outcome"))] = "expenditure",
    compare: Annotated[str, typer.Option(help=SAY("parameter.comparison_regions"))] = "all",
    adjust: Annotated[bool, typer.Option("--adjust", help=SAY("parameter.adjust"))] = False,
    cap: Annotated[float, typer.Option(help=SAY("parameter.cap"))] = 0.99,
    to: To = Path("out"),
    language: OwnLanguages = None,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Says what changed in the pilot regions, against comparison regions; only figures of whole regions are written."""
    from selfeval.making.measuring import EffectRequest, measure_effect
    from selfeval.making.order import make_order

    order = make_order(date, language or [SAY.language], "", True, 5, replace)
    made = measure_effect(folder, to, order, EffectRequest(region, start, outcome, compare, adjust, cap))
    print_files(made.files)
    typer.echo(SAY("said.effect_made", finding=made.headline, folder=made.folder))
