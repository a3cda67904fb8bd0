"""From what stands in a cell to a date or a year, the Belgian way: day, month, year."""

from __future__ import annotations

import datetime
import re

from selfeval.model import Value
from selfeval.project_file.cell_meaning import Parsed
from selfeval.project_file.numbers import parse_whole

EARLIEST, LATEST = datetime.date(2010, 1, 1), datetime.date(2100, 12, 31)
FIRST_YEAR, LAST_YEAR = 1990, 2100
EXCEL_EPOCH = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}
# Serial numbers of the years 2009 to 2100: a smaller or larger number in a date column is something else.
_SERIALS = (40000, 73415)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


def parse_year(value: Value | bool, parsed: Parsed) -> int | None:
    """A year of four digits; a date gives its year."""
    if isinstance(value, datetime.date):
        parsed.repaired(value.year)
        return value.year
    year = parse_whole(value, parsed)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        parsed.refuse("year_outside_limits", expected=f"{FIRST_YEAR} – {LAST_YEAR}")
        return None
    return year


def parse_date(value: Value | bool, parsed: Parsed) -> datetime.date | None:
    """A day; its hour is left out, and one too long ago or too far away is refused."""
    found = value if isinstance(value, datetime.date) else _date_meant(value, parsed)
    if found is None:
        parsed.refuse("not_a_date")
        return None
    day = found.date() if isinstance(found, datetime.datetime) else found
    if value not in (day, datetime.datetime.combine(day, datetime.time())):
        parsed.repaired(day)
    if not EARLIEST <= day <= LATEST:
        parsed.refuse("date_outside_limits", expected=f"{EARLIEST.year} – {LATEST.year}")
        return None
    return day


def _date_meant(value: str | float, parsed: Parsed) -> datetime.date | None:
    """The date behind a text or Excel's number of a day."""
    if isinstance(value, str):
        return _date_in_text(value)
    if isinstance(value, bool) or not _SERIALS[0] <= value <= _SERIALS[1]:
        return None
    return EXCEL_EPOCH[parsed.context.date_system] + datetime.timedelta(days=int(value))


def _date_in_text(text: str) -> datetime.date | None:
    match = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.date(**{name: int(digits) for name, digits in match.groupdict().items()})
    except ValueError:
        return None
