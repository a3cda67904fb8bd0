"""The command for the answers to a questionnaire: instrument."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from selfeval.cli.telling import print_files, print_problems
from selfeval.cli.words import SAY, Date, OwnLanguages, Replace, To
from selfeval.errors import RequestError
from selfeval.guide import read_guide
from selfeval.texts import read_texts


def instrument(
    answers: Annotated[Path | None, typer.Argument(help=SAY("option.answers"))] = None,
    name: Annotated[str, typer.Option("--instrument", help=SAY("option.instrument"))] = "",
    template: Annotated[str, typer.Option(help=SAY("option.template"))] = "",
    invited: Annotated[int, typer.Option(help=SAY("option.invited"), min=0)] = 0,
    value_set: Annotated[str, typer.Option(help=SAY("option.value_set"))] = "",
    year: Annotated[int, typer.Option(help=SAY("option.survey_year"), min=0)] = 0,
    language: OwnLanguages = None,
    to: To = Path("out"),
    smallest: Annotated[int, typer.Option(help=SAY("option.survey_smallest"))] = 5,
    date: Date = "",
    replace: Replace = False,
) -> None:
    """Scores a questionnaire from a table of answers, or writes an empty table."""
    if template:
        from selfeval.making.surveying import write_empty_table

        for one in language or [SAY.language]:
            typer.echo(SAY("said.written", file=write_empty_table(template, to, read_texts(one))))
        return
    if answers is None or not name:
        accepted = ", ".join(item["id"] for item in read_guide().items("instruments"))
        raise RequestError("instrument_not_named", accepted=accepted)
    _score(answers, to, name, value_set, invited, year, language or [SAY.language], smallest, date, replace)


def _score(
    answers: Path,
    to: Path,
    name: str,
    value_set: str,
    invited: int,
    year: int,
    languages: list[str],
    smallest: int,
    date: str,
    replace: bool,
) -> None:
    from selfeval.making.order import make_order
    from selfeval.making.surveying import Questionnaire, score_answers

    order = make_order(date, languages, "", True, smallest, replace)
    made = score_answers(answers, to, order, Questionnaire(name, value_set, invited, year))
    if made.problems:
        print_problems(made.problems, read_texts(languages[0]))
    print_files(made.files)
    for sheet, lines in groupby(made.lines, key=lambda line: line[0]):
        typer.echo(SAY("said.survey_rows", sheet=sheet))
        for line in lines:
            typer.echo("\t".join((f"  {line[1]}", *line[2:])))
    typer.echo(SAY("said.survey_done", folder=made.folder))


SURVEY_COMMANDS = (instrument,)
