"""From a raw cell to an answer: what is meant is read, what was repaired is said, what is ambiguous is refused."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches

from selfeval.errors import Place, Problem, Severity
from selfeval.model import Answer, State, Value
from selfeval.project_file.cell_meaning import FileContext, Parsed, fold
from selfeval.project_file.cells import RawCell
from selfeval.project_file.dates import parse_date, parse_year
from selfeval.project_file.layout import Column
from selfeval.project_file.number_formats import hides
from selfeval.project_file.numbers import parse_decimal, parse_whole, within_limits
from selfeval.territory import TerritoryError, find_municipality

_NOT_APPLICABLE = {"n.v.t.", "n.v.t", "nvt", "niet van toepassing", "s.o.", "s.o", "so", "sans objet"}
_NOT_APPLICABLE |= {"n/a", "n.a.", "na", "not applicable"}
_UNKNOWN = {"onbekend", "niet gekend", "?", "inconnu", "inconnue", "ne sait pas", "unknown"}
MISSING_WORDS = dict.fromkeys(_NOT_APPLICABLE, State.NOT_APPLICABLE) | dict.fromkeys(_UNKNOWN, State.UNKNOWN)
AMBIGUOUS_WORDS = {"-", "--", "–", "—", "/", "//", ".", "x"}
_FREE_TEXT = {"text", "long_text"}

_BIDI = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]|_x00[01][0-9A-Fa-f]_")
_LINE_END = re.compile("_x000D_\n|\r\n|\r")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨«ªâ´»¯§]|â€[™œ“”¦]|Â[«»°\u00a0]")


def parse_cell(cell: RawCell, column: Column, place: Place, context: FileContext) -> tuple[Answer, list[Problem]]:
    """The answer in a cell, with every problem and repair; a refused cell counts as empty."""
    parsed = Parsed(cell, column, place, context)
    state, value = _meaning(parsed)
    return Answer(state, value, place), parsed.problems


def _meaning(parsed: Parsed) -> tuple[State, Value | None]:
    value = _clean(parsed.cell.value, parsed)
    if parsed.cell.is_error:
        parsed.refuse("excel_error")
        return State.EMPTY, None
    if value is None or value == "":
        return State.EMPTY, None
    if hides(parsed.cell.number_format, value):
        parsed.tell("hidden_by_format", Severity.WARNING)
    if isinstance(value, str) and (state := _missing(value, parsed)):
        return state, None
    result = within_limits(_PARSERS[parsed.column.type](value, parsed), parsed)
    return State.EMPTY if result is None else State.KNOWN, result


def _clean(value: Value | bool | None, parsed: Parsed) -> Value | bool | None:
    if not isinstance(value, str):
        return value
    written = _LINE_END.sub("\n", value)
    visible = _BIDI.sub("", _CONTROL.sub("", written))
    if visible != written:
        parsed.tell("invisible_characters", Severity.REPAIR, found=repr(value)[1:-1])
    text = unicodedata.normalize("NFC", visible)
    if _MOJIBAKE.search(text):
        parsed.tell("broken_characters", Severity.WARNING, found=text, expected=_mended(text) or "–")
    stripped = text.strip(" \t\n\u00a0\u202f")
    if stripped and stripped != text and parsed.column.type not in _FREE_TEXT:
        parsed.tell("spaces_removed", Severity.REPAIR, found=f"«{text}»", expected=stripped)
    return stripped


def _mended(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _missing(text: str, parsed: Parsed) -> State | None:
    """The state a word stands for; EMPTY when the word is refused, None when it is an answer like another."""
    word, column = text.casefold(), parsed.column
    if word in AMBIGUOUS_WORDS and column.type not in {*_FREE_TEXT, "key"}:
        parsed.refuse("ambiguous_missing")
        return State.EMPTY
    state = MISSING_WORDS.get(word)
    if state and not _accepts(column, state):
        parsed.refuse("missing_not_accepted")
        return State.EMPTY
    return state


def _accepts(column: Column, state: State) -> bool:
    """The start sheet tells people to write these words, so a text nobody must fill in takes them too."""
    return bool(getattr(column, state.value)) or (column.type in _FREE_TEXT and not column.required)


def _text(value: Value | bool, parsed: Parsed) -> str:
    text = parsed.shown(value)
    if isinstance(value, datetime.date):
        parsed.repaired(text)
    return text


def _code(value: Value | bool, parsed: Parsed) -> str | None:
    if isinstance(value, bool) and parsed.column.codes == "yes_no":
        return "yes" if value else "no"
    entries, wanted = parsed.context.guide.codes(parsed.column.codes), fold(str(value))
    for entry in entries:
        if wanted == entry["id"] or wanted in {fold(name) for name in entry["name"].values()}:
            return str(entry["id"])
    names = [entry["name"][parsed.context.language] for entry in entries]
    parsed.refuse("unknown_code", expected=" | ".join(_likeliest(wanted, names)))
    return None


def _likeliest(wanted: str, names: list[str]) -> list[str]:
    near = get_close_matches(wanted, [fold(name) for name in names], n=3, cutoff=0.5)
    return [name for name in names if fold(name) in near] or names[:6]


def _municipality(value: Value | bool, parsed: Parsed) -> str | None:
    text = str(int(value)) if isinstance(value, int | float) else str(value)
    try:
        return find_municipality(text, parsed.context.year).nis
    except TerritoryError as error:
        parsed.refuse(error.code, expected=error.details.get("expected") or error.details.get("closest") or "–")
        return None


_PARSERS: dict[str, Callable[[Value | bool, Parsed], Value | None]] = {
    "key": _text,
    "text": _text,
    "long_text": _text,
    "reference": _text,
    "code": _code,
    "whole": parse_whole,
    "score": parse_whole,
    "decimal": parse_decimal,
    "percent": parse_decimal,
    "euro": parse_decimal,
    "date": parse_date,
    "year": parse_year,
    "municipality": _municipality,
}
