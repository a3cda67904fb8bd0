"""From what stands in a cell to a number: one reading or none, and within the limits of its column."""

from __future__ import annotations

import datetime
import re

from selfeval.model import Value
from selfeval.project_file.cell_meaning import Parsed
from selfeval.project_file.number_formats import as_time, shows_percent, shows_time

# What computing leaves of a whole number.
_REST = 1e-6
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}([. \u00a0\u202f'])\d{3}(\1\d{3})*$")
_DECIMALS = re.compile(r"^[-+]?\d+[.,]\d+$")
_BOTH = re.compile(r"^[-+]?\d{1,3}([. \u00a0\u202f])\d{3}(\1\d{3})*,\d+$")
_CURRENCY = re.compile(r"^€\s*|\s*(€|EUR|eur|euro)$")
_PLAIN_DIGITS = str.maketrans("−–０１２３４５６７８９", "--0123456789")


def parse_whole(value: Value | bool, parsed: Parsed) -> int | None:
    """A whole number; a half one is refused and never rounded."""
    number = _number(value, parsed, whole=True)
    if number is None:
        return None
    nearest = round(number)
    if abs(number - nearest) > _REST:
        parsed.refuse("half_score" if parsed.column.type == "score" else "not_whole")
        return None
    if number != nearest:
        parsed.repaired(nearest)
    return nearest


def parse_decimal(value: Value | bool, parsed: Parsed) -> float | None:
    """A number with or without decimals."""
    return _number(value, parsed, whole=False)


def within_limits(value: Value | None, parsed: Parsed) -> Value | None:
    """The value, unless it is a number beyond the limits of its column."""
    low, high = parsed.column.minimum, parsed.column.maximum
    if not isinstance(value, int | float) or parsed.column.type == "year":
        return value
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    score = parsed.column.type == "score"
    code = "score_outside_scale" if score else "negative" if value < 0 and low == 0 else "outside_limits"
    least, most = parsed.shown(low or 0), parsed.shown(high)
    parsed.refuse(code, expected=f"≥ {least}" if high is None else f"{least} – {most}")
    return None


def number_from_text(text: str, language: str, whole: bool) -> float | None:
    """The number a Belgian means by a text, or None when it could be two numbers or none.

    A full stop before exactly three digits is a thousands sign in a count and ambiguous elsewhere.
    """
    digits = text.translate(_PLAIN_DIGITS)
    if any(char.isdigit() and not char.isascii() for char in digits):
        return None
    if _BOTH.match(digits):
        return float(re.sub("[. \u00a0\u202f]", "", digits).replace(",", "."))
    if _THOUSANDS.match(digits):
        ambiguous = digits.count(".") == 1 and not whole
        return None if ambiguous or (language == "en" and "." in digits) else float(re.sub("[^0-9+-]", "", digits))
    if _DECIMALS.match(digits):
        return None if language == "en" and re.search(r",\d{3}$", digits) else float(digits.replace(",", "."))
    return float(digits) if re.fullmatch(r"[-+]?\d+", digits) else None


def _number(value: Value | bool, parsed: Parsed, whole: bool) -> float | None:
    if isinstance(value, str):
        return _number_in_text(value, parsed, whole)
    if isinstance(value, datetime.date):
        parsed.refuse("became_a_date")
        return None
    if isinstance(value, bool):
        parsed.refuse("not_a_number")
        return None
    return _number_as_shown(value, parsed, whole)


def _number_as_shown(number: float, parsed: Parsed, whole: bool) -> float | None:
    """What counts is what the coordinator sees: 0.12 may show as 12% or as 2:53."""
    if shows_time(parsed.cell.number_format):
        parsed.refuse("became_a_time", found=as_time(number))
        return None
    if not shows_percent(parsed.cell.number_format):
        return number
    percent = round(number * 100, 10)
    if whole:
        parsed.refuse("became_a_percentage", found=f"{parsed.shown(percent)}%")
        return None
    parsed.repaired(percent)
    return percent


def _number_in_text(text: str, parsed: Parsed, whole: bool) -> float | None:
    bare = _CURRENCY.sub("", text) if parsed.column.type == "euro" else text
    bare = bare.removesuffix("%").strip() if parsed.column.type in {"decimal", "percent"} else bare
    number = number_from_text(bare, parsed.context.language, whole)
    if number is None:
        parsed.refuse("not_a_number")
        return None
    parsed.repaired(int(number) if number.is_integer() else number)
    return number
