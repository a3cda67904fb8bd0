"""From a raw cell to an answer: what is meant is read, what was repaired is said, what is ambiguous is refused."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from selfeval.errors import Place, Problem, Severity
from selfeval.guide import Guide
from selfeval.model import Answer, State, Value
from selfeval.project_file.cells import RawCell
from selfeval.project_file.layout import Column
from selfeval.territory import TerritoryError, find_municipality

NOT_APPLICABLE_WORDS = {
    "n.v.t.",
    "n.v.t",
    "nvt",
    "niet van toepassing",
    "s.o.",
    "s.o",
    "so",
    "sans objet",
    "n/a",
    "n.a.",
    "na",
    "not applicable",
}
UNKNOWN_WORDS = {"onbekend", "niet gekend", "?", "inconnu", "inconnue", "ne sait pas", "unknown"}
AMBIGUOUS_WORDS = {"-", "--", "–", "—", "/", "//", ".", "x"}
EARLIEST, LATEST = datetime.date(2010, 1, 1), datetime.date(2100, 12, 31)
EXCEL_EPOCH = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}

_BIDI = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]|_x00[01][0-9A-Fa-f]_")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨«ªâ´»¯§]|â€[™œ“”¦]|Â[«»°\u00a0]")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}([. \u00a0\u202f'])\d{3}(\1\d{3})*$")
_DECIMALS = re.compile(r"^[-+]?\d+[.,]\d+$")
_BOTH = re.compile(r"^[-+]?\d{1,3}([. \u00a0\u202f])\d{3}(\1\d{3})*,\d+$")
_BOOLEANS = {"nl": ("ONWAAR", "WAAR"), "fr": ("FAUX", "VRAI"), "en": ("FALSE", "TRUE")}


@dataclass(frozen=True)
class Reading:
    """What is needed to understand the cells of one file."""

    language: str
    year: int
    guide: Guide
    date_system: int = 1900


@dataclass
class Parsed:
    """The answer of a cell and what must be said about it."""

    cell: RawCell
    column: Column
    place: Place
    reading: Reading
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, severity: Severity, found: object = None, expected: str = "", **details: str) -> None:
        """Adds a problem at this cell."""
        text = shown(self.cell.value if found is None else found, self.reading.language)[:80]
        self.problems.append(Problem(code, severity, self.place, text, expected, details))

    def refuse(self, code: str, found: object = None, expected: str = "", **details: str) -> None:
        """Adds an error at this cell."""
        self.tell(code, Severity.ERROR, found, expected, **details)

    def repaired(self, value: object) -> None:
        """Says that a value was read differently from how it was written."""
        self.tell("value_repaired", Severity.REPAIR, expected=shown(value, self.reading.language))


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


def parse_cell(cell: RawCell, column: Column, place: Place, reading: Reading) -> tuple[Answer, list[Problem]]:
    """The answer in a cell, with every problem and repair; a refused cell counts as empty."""
    parsed = Parsed(cell, column, place, reading)
    value = _clean(cell.value, parsed)
    if cell.is_error:
        parsed.refuse("excel_error")
        return Answer(State.EMPTY, None, place), parsed.problems
    if value is None or value == "":
        return Answer(State.EMPTY, None, place), parsed.problems
    if isinstance(value, str) and (state := _missing(value, parsed)):
        return Answer(state, None, place), parsed.problems
    result = _PARSERS[column.type](value, parsed)
    if result is not None and isinstance(result, int | float) and column.type != "year":
        result = _within_limits(result, parsed)
    known = State.KNOWN if result is not None else State.EMPTY
    return Answer(known, result, place), parsed.problems


def _clean(value: Value | bool | None, parsed: Parsed) -> Value | bool | None:
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n"))
    text = _BIDI.sub("", text)
    if text != value.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n"):
        parsed.tell("invisible_characters", Severity.REPAIR, found=repr(value)[1:-1])
    text = unicodedata.normalize("NFC", text)
    if _MOJIBAKE.search(text):
        parsed.tell("broken_characters", Severity.WARNING, found=text, expected=_mended(text) or "–")
    stripped = text.strip(" \t\n\u00a0\u202f")
    if stripped and stripped != text and parsed.column.type not in {"text", "long_text"}:
        parsed.tell("spaces_removed", Severity.REPAIR, found=f"«{text}»", expected=stripped)
    return stripped


def _mended(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _missing(text: str, parsed: Parsed) -> State | None:
    word, column = text.casefold(), parsed.column
    if column.type in {"text", "long_text", "key"} and word not in NOT_APPLICABLE_WORDS | UNKNOWN_WORDS:
        return None
    state = State.NOT_APPLICABLE if word in NOT_APPLICABLE_WORDS else State.UNKNOWN if word in UNKNOWN_WORDS else None
    if word in AMBIGUOUS_WORDS:
        parsed.refuse("ambiguous_missing")
        return State.EMPTY
    if state and not getattr(column, state.value):
        parsed.refuse("missing_not_accepted")
        return State.EMPTY
    return state


def _text(value: Value | bool, parsed: Parsed) -> str:
    text = shown(value, parsed.reading.language)
    if isinstance(value, datetime.date):
        parsed.repaired(text)
    return text


def number_from_text(text: str, language: str, whole: bool) -> float | None:
    """The number a Belgian means by a text, or None when it could be two numbers or none.

    A full stop before exactly three digits is a thousands sign in a count and ambiguous elsewhere.
    """
    digits = text.translate(str.maketrans("−–０１２３４５６７８９", "--0123456789"))
    if not digits.isascii() and any(char.isdigit() and not char.isascii() for char in digits):
        return None
    if _BOTH.match(digits):
        return float(re.sub("[. \u00a0\u202f]", "", digits).replace(",", "."))
    if _THOUSANDS.match(digits):
        ambiguous = "." in digits and not whole and digits.count(".") == 1
        return None if ambiguous or (language == "en" and "." in digits) else float(re.sub("[^0-9+-]", "", digits))
    if _DECIMALS.match(digits):
        return None if language == "en" and re.search(r",\d{3}$", digits) else float(digits.replace(",", "."))
    return float(digits) if re.fullmatch(r"[-+]?\d+", digits) else None


def _number(value: Value | bool, parsed: Parsed, whole: bool = False) -> float | None:
    if isinstance(value, datetime.date):
        parsed.refuse("became_a_date")
        return None
    if isinstance(value, bool):
        parsed.refuse("not_a_number")
        return None
    if isinstance(value, str):
        return _number_in_text(value, parsed, whole)
    if not whole and _shown_as_percent(parsed.cell.number_format):
        parsed.repaired(round(value * 100, 10))
        return round(value * 100, 10)
    return value


def _number_in_text(text: str, parsed: Parsed, whole: bool) -> float | None:
    stripped = re.sub(r"^€\s*|\s*(€|EUR|eur|euro)$", "", text) if parsed.column.type == "euro" else text
    percent = stripped.removesuffix("%").strip() if parsed.column.type in {"decimal", "percent"} else stripped
    number = number_from_text(percent, parsed.reading.language, whole)
    if number is None:
        parsed.refuse("not_a_number")
        return None
    parsed.repaired(int(number) if number.is_integer() else number)
    return number


def _shown_as_percent(number_format: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def _whole(value: Value | bool, parsed: Parsed) -> int | None:
    number = _number(value, parsed, whole=True)
    if number is None:
        return None
    nearest = round(number)
    if abs(number - nearest) > 1e-6:
        parsed.refuse("half_score" if parsed.column.type == "score" else "not_whole")
        return None
    if number != nearest:
        parsed.repaired(nearest)
    return nearest


def _decimal(value: Value | bool, parsed: Parsed) -> float | None:
    return _number(value, parsed)


def _within_limits(number: float, parsed: Parsed) -> float | None:
    low, high = parsed.column.minimum, parsed.column.maximum
    if (low is None or number >= low) and (high is None or number <= high):
        return number
    score = parsed.column.type == "score"
    code = "score_outside_scale" if score else "negative" if number < 0 and low == 0 else "outside_limits"
    least, most = (shown(limit, parsed.reading.language) for limit in (low or 0, high))
    parsed.refuse(code, expected=f"≥ {least}" if high is None else f"{least} – {most}")
    return None


def _year(value: Value | bool, parsed: Parsed) -> int | None:
    if isinstance(value, datetime.date):
        parsed.repaired(value.year)
        return value.year
    year = _whole(value, parsed)
    if year is not None and not 1990 <= year <= 2100:
        parsed.refuse("year_outside_limits", expected="1990 – 2100")
        return None
    return year


def _date(value: Value | bool, parsed: Parsed) -> datetime.date | None:
    found = _as_date(value, parsed)
    if found is not None and not EARLIEST <= found <= LATEST:
        parsed.refuse("date_outside_limits", expected="2010 – 2100")
        return None
    return found


def _as_date(value: Value | bool, parsed: Parsed) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            parsed.repaired(value.date())
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 40000 <= value <= 73415:
        date = EXCEL_EPOCH[parsed.reading.date_system] + datetime.timedelta(days=int(value))
        parsed.repaired(date)
        return date
    date_in_text = _date_in_text(value) if isinstance(value, str) else None
    if date_in_text is None:
        parsed.refuse("not_a_date")
    else:
        parsed.repaired(date_in_text)
    return date_in_text


def _date_in_text(text: str) -> datetime.date | None:
    for pattern, order in (
        (r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", (2, 1, 0)),
        (r"(\d{4})-(\d{2})-(\d{2})", (0, 1, 2)),
    ):
        if match := re.fullmatch(pattern, text):
            parts = [int(group) for group in match.groups()]
            try:
                return datetime.date(*(parts[index] for index in order))
            except ValueError:
                return None
    return None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text without accents, case and double spaces, to recognise a word however it was typed."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).casefold().split())


def _code(value: Value | bool, parsed: Parsed) -> str | None:
    if isinstance(value, bool) and parsed.column.codes == "yes_no":
        return "yes" if value else "no"
    entries = parsed.reading.guide.codes(parsed.column.codes)
    wanted = fold(str(value))
    for entry in entries:
        if wanted == entry["id"] or wanted in {fold(name) for name in entry["name"].values()}:
            return str(entry["id"])
    names = [entry["name"][parsed.reading.language] for entry in entries]
    near = get_close_matches(wanted, [fold(name) for name in names], n=3, cutoff=0.5)
    likely = [name for name in names if fold(name) in near] or names[:6]
    parsed.refuse("unknown_code", expected=" | ".join(likely))
    return None


def _municipality(value: Value | bool, parsed: Parsed) -> str | None:
    text = str(int(value)) if isinstance(value, int | float) else str(value)
    try:
        return find_municipality(text, parsed.reading.year).nis
    except TerritoryError as error:
        parsed.refuse(error.code, expected=error.details.get("expected") or error.details.get("closest") or "–")
        return None


_PARSERS: dict[str, Callable[[Value | bool, Parsed], Value | None]] = {
    "key": _text,
    "text": _text,
    "long_text": _text,
    "reference": _text,
    "code": _code,
    "whole": _whole,
    "score": _whole,
    "decimal": _decimal,
    "percent": _decimal,
    "euro": _decimal,
    "date": _date,
    "year": _year,
    "municipality": _municipality,
}
