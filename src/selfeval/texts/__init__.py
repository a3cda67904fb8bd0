"""Words, numbers and dates in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from selfeval.errors import Problem, RequestError
from selfeval.strict_yaml import read_yaml

LANGUAGES = ("nl", "fr", "en")
LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}
FOLDER = files("selfeval") / "texts"

Text = Mapping[str, str]
Catalogue = Mapping[str, Text]


@cache
def section_catalogue(section: str) -> dict[str, Text]:
    """The own catalogue of a section of the reports."""
    return read_catalogue(files("selfeval") / "sections" / section / "texts.yml")


def read_catalogue(path: Traversable) -> dict[str, Text]:
    """A catalogue: nested keys joined by a dot, each with its sentence in every language."""
    entries: dict[str, Text] = {}
    _flatten("", read_yaml(path.read_text("utf-8"), path.name) or {}, entries)
    return entries


def _flatten(prefix: str, node: Mapping[str, object], entries: dict[str, Text]) -> None:
    if set(node) & set(LANGUAGES):
        entries[prefix] = {str(key): str(value) for key, value in node.items()}
        return
    for key, value in node.items():
        if isinstance(value, Mapping):
            _flatten(f"{prefix}.{key}" if prefix else key, value, entries)


@cache
def interface_texts() -> dict[str, Text]:
    """Every sentence of the interface and of its problems."""
    merged: dict[str, Text] = {}
    for path in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yml"):
            merged |= read_catalogue(path)
    return merged


@dataclass(frozen=True)
class Texts:
    """The words of one language: the interface's, and those of one further catalogue (a section's own)."""

    language: str
    own: Catalogue

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key with its placeholders filled in; raises KeyError when no catalogue has it."""
        entry = self.own.get(key) or interface_texts()[key]
        return entry[self.language].format(**values)

    def has(self, key: str) -> bool:
        """Whether a catalogue has the key."""
        return key in self.own or key in interface_texts()

    def of(self, text: Text) -> str:
        """A text of the Gids in this language."""
        return text[self.language]

    def for_section(self, section: str) -> Texts:
        """The same language with a section's own catalogue."""
        return Texts(self.language, section_catalogue(section))

    def number(self, value: float, digits: int = 0) -> str:
        """A number with exactly so many digits behind the decimal sign, rounded half up."""
        return format_decimal(_half_up(value, digits), format=_pattern(digits), locale=self._locale)

    def share(self, value: float, digits: int = 0) -> str:
        """A fraction of 1 as a percentage."""
        rounded = _half_up(value, digits + 2)
        return format_percent(rounded, format=_pattern(digits) + _percent_suffix(self.language), locale=self._locale)

    def euro(self, value: float) -> str:
        """An amount in whole euro, with the sign where the language puts it."""
        amount = self.number(value)
        return (
            f"€\u00a0{amount}"
            if self.language == "nl"
            else f"€{amount}"
            if self.language == "en"
            else f"{amount}\u00a0€"
        )

    def date(self, value: datetime.date) -> str:
        """A date in words."""
        first = self.language == "fr" and value.day == 1
        return format_date(value, format="d'er' MMMM y" if first else "d MMMM y", locale=self._locale)

    def listing(self, entries: list[str]) -> str:
        """Names in a row with commas and the language's "and"."""
        if len(entries) < 2:
            return "".join(entries)
        return f"{', '.join(entries[:-1])} {self('and')} {entries[-1]}"

    @property
    def _locale(self) -> Locale:
        return Locale.parse(LOCALES[self.language])


def _half_up(value: float, digits: int) -> Decimal:
    # Adding 0 makes of minus zero an ordinary zero.
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _percent_suffix(language: str) -> str:
    return "%" if language == "en" else "\u00a0%"


@cache
def read_texts(language: str) -> Texts:
    """The words of a language.

    Raises RequestError when there is no such language.
    """
    if language not in LANGUAGES:
        raise RequestError("unknown_language", language=language, accepted=", ".join(LANGUAGES))
    return Texts(language, {})


def place_text(problem: Problem, texts: Texts) -> str:
    """Where a problem stands: sheet, row, column letter and header, as far as they are known."""
    place = problem.place
    pieces = [texts("place.sheet", sheet=place.sheet)] if place.sheet else []
    pieces += [texts("place.row", row=place.row)] if place.row else []
    pieces += [texts("place.column", column=place.column)] if place.column else []
    where = ", ".join(pieces)
    return f"{where} ({place.header})" if place.header else where


def problem_texts(problem: Problem, texts: Texts) -> tuple[str, str]:
    """What was found and how to mend it, in sentences."""
    values = {"found": problem.found, "expected": problem.expected, **problem.details}
    return texts(f"{problem.code}.what", **values), texts(f"{problem.code}.mend", **values)
