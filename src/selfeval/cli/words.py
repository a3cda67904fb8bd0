"""The language of the commands and the options that several of them share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from selfeval.texts import LANGUAGES, read_texts


def chosen_language() -> str:
    """The language of the commands themselves: SELFEVAL_LANGUAGE, or that of the system, or English."""
    wanted = (os.environ.get("SELFEVAL_LANGUAGE") or os.environ.get("LANG") or "en")[:2].lower()
    return wanted if wanted in LANGUAGES else "en"


SAY = read_texts(chosen_language())

To = Annotated[Path, typer.Option("--to", help=SAY("option.to"))]
Languages = Annotated[list[str] | None, typer.Option("--language", help=SAY("option.languages"))]
# Of documents about more than one file: in the language of the commands unless told otherwise.
OwnLanguages = Annotated[list[str] | None, typer.Option("--language", help=SAY("option.own_languages"))]
Revision = Annotated[str, typer.Option(help=SAY("option.revision"))]
Public = Annotated[bool, typer.Option("--public", help=SAY("option.public"))]
Smallest = Annotated[int, typer.Option(help=SAY("option.smallest"))]
Date = Annotated[str, typer.Option("--date", help=SAY("option.date"))]
Replace = Annotated[bool, typer.Option("--replace", help=SAY("option.replace"))]
