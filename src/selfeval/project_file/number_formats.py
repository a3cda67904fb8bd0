"""What Excel's number format of a cell makes of the number in it."""

from __future__ import annotations

import re
from datetime import date

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
# Colours, conditions and languages stand in brackets too; elapsed hours, minutes and seconds are meant.
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_TIME = re.compile(r"[hs]|\[m", re.IGNORECASE)
_POSITIVE, _NEGATIVE, _ZERO, _TEXT = range(4)


def shows_percent(number_format: str) -> bool:
    """Whether Excel shows a hundred times the number; a percent sign between quotes is decoration."""
    return "%" in _LITERAL.sub("", number_format)


def shows_time(number_format: str) -> bool:
    """Whether Excel shows a time of day or a duration; the number is then a fraction of days."""
    return bool(_TIME.search(_BRACKETS.sub("", _LITERAL.sub("", number_format))))


def hides(number_format: str, value: str | float | date) -> bool:
    """Whether Excel shows nothing of a filled cell: the part of the format for such a value is empty, as in `;;;`."""
    parts = _LITERAL.sub("x", number_format).split(";")
    part = _part_for(value)
    if part == _TEXT or len(parts) == 1:
        return len(parts) > _TEXT and not parts[_TEXT]
    return not (parts[part] if part < len(parts) else parts[_POSITIVE])


def _part_for(value: str | float | date) -> int:
    if isinstance(value, str):
        return _TEXT
    if isinstance(value, date) or value > 0:
        return _POSITIVE
    return _NEGATIVE if value < 0 else _ZERO


def as_time(days: float) -> str:
    """A fraction of days as Excel shows it: hours, minutes and, when there are any, seconds."""
    minutes, seconds = divmod(round(days * 86_400), 60)
    clock = f"{minutes // 60}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock
