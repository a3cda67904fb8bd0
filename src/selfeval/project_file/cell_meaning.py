"""What is needed to understand a cell, what is said of it on the way, and how values and words are compared."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from selfeval.errors import Place, Problem, Severity
from selfeval.guide import Guide
from selfeval.project_file.cells import RawCell
from selfeval.project_file.layout import Column

_BOOLEANS = {"nl": ("ONWAAR", "WAAR"), "fr": ("FAUX", "VRAI"), "en": ("FALSE", "TRUE")}
_LONGEST_SHOWN = 80


@dataclass(frozen=True)
class FileContext:
    """What is needed to understand the cells of one file."""

    language: str
    year: int
    guide: Guide
    date_system: int = 1900


@dataclass
class Parsed:
    """A cell on its way to an answer, and what must be said about it."""

    cell: RawCell
    column: Column
    place: Place
    context: FileContext
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, severity: Severity, found: object = None, expected: str = "", **details: str) -> None:
        """Adds a problem at this cell."""
        text = self.shown(self.cell.value if found is None else found)[:_LONGEST_SHOWN]
        self.problems.append(Problem(code, severity, self.place, text, expected, details))

    def refuse(self, code: str, found: object = None, expected: str = "", **details: str) -> None:
        """Adds an error at this cell."""
        self.tell(code, Severity.ERROR, found, expected, **details)

    def repaired(self, value: object) -> None:
        """Says that a value was read differently from how it was written."""
        self.tell("value_repaired", Severity.REPAIR, expected=self.shown(value))

    def shown(self, value: object) -> str:
        """A value in the language of the file."""
        return shown(value, self.context.language)


def shown(value: object, language: str) -> str:
    """A value as its reader's Excel shows it: a decimal comma, a date as day/month/year, WAAR or VRAI."""
    if isinstance(value, bool):
        return _BOOLEANS[language][value]
    if isinstance(value, float):
        text = f"{value:.10f}".rstrip("0").rstrip(".")
        return text if language == "en" else text.replace(".", ",")
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.strftime("%d/%m/%Y %H:%M:%S")
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else str(value)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text without accents, case and double spaces, to recognise a word however it was typed."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).casefold().split())
