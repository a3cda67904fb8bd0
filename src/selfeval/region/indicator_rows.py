"""The rows of a file counted up by municipality, with everything that is wrong or odd about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selfeval.errors import Place, Problem, Severity
from selfeval.region.choice import municipality_of_any_year
from selfeval.region.column_map import ColumnMap, header_key
from selfeval.region.errors import RegionError, fault, remark
from selfeval.region.indicator_file import Sheet
from selfeval.territory import (
    GROUND_YEAR,
    TerritoryError,
    carry_codes,
    municipality,
    population_years,
    region_population,
)

_WHOLE = re.compile(r"(\d{1,12})(?:\.0)?", re.ASCII)
_HIDDEN_AT_SOURCE = re.compile(r"|[-–.*x?]|<\s*\d+|n\.?d\.?|n/?a|nan|null|s", re.IGNORECASE)
_MOST_EXAMPLES = 3
# A file may count people of a later date; beyond this its rows probably count the same people twice.
_MOST_PEOPLE = 1.15


@dataclass
class Tally:
    """What was met on the way: by kind of problem the rows and what stood there."""

    met: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def note(self, code: str, row: int, found: str, column: str = "") -> None:
        """One more case."""
        self.met.setdefault((code, column), []).append((row, found))

    def problems(self, severity: Severity, codes: Iterable[str]) -> Iterator[Problem]:
        """A problem a kind and column: how often, where first, what for example."""
        tell = fault if severity is Severity.ERROR else remark
        for (code, column), cases in self.met.items():
            if code in codes:
                distinct = list(dict.fromkeys(found for _, found in cases if found))[:_MOST_EXAMPLES]
                place = Place(row=cases[0][0], header=column)
                yield tell(code, found=", ".join(distinct), place=place, count=len(cases))


_ERRORS = ("place_unknown", "not_whole", "row_twice")
_REMARKS = ("value_left_out", "hidden_at_source", "above_whole")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that counts: None where the source hides its figure."""

    row: int
    code: str
    numerator: int | None
    denominator: int | None


def count_rows(sheet: Sheet, chosen: ColumnMap) -> tuple[dict[str, tuple[int, int]], list[Problem]]:
    """Numerator and denominator by code of GROUND_YEAR, and the remarks; raises RegionError with every error."""
    tally = Tally()
    entries = list(_entries(sheet, chosen, tally))
    errors = [*tally.problems(Severity.ERROR, _ERRORS), *_mixed({entry.code for entry in entries})]
    if not entries and not errors:
        errors = [
            fault(
                "nothing_counted",
                expected="; ".join(f"{key} = {', '.join(values)}" for key, values in chosen.only.items()),
            )
        ]
    if errors:
        raise RegionError(errors)
    remarks = list(tally.problems(Severity.WARNING, _REMARKS))
    counts = _by_ground(entries, remarks)
    return counts, [*remarks, *_too_many_people(counts)]


def _entries(sheet: Sheet, chosen: ColumnMap, tally: Tally) -> Iterator[Entry]:
    at = {header_key(header): place for place, header in enumerate(sheet.headers)}
    column = {role: chosen.place(role, sheet.headers) for role in ("municipality", "numerator", "denominator")}
    apart = [at[header_key(name)] for name in chosen.groups if header_key(name) in at]
    seen: set[tuple[str, ...]] = set()
    known: dict[str, str] = {}
    for number, cells in sheet.rows:
        if any(cells[at[header_key(name)]] not in values for name, values in chosen.only.items()):
            continue
        if not _accepted(number, cells, at, chosen, tally):
            continue
        written = cells[at[header_key(column["municipality"])]].removesuffix(".0")
        code = known[written] if written in known else known.setdefault(written, _code(written))
        if not code:
            tally.note("place_unknown", number, written or "–", column["municipality"])
            continue
        part, whole = (
            _number(number, cells[at[header_key(column[role])]], column[role], tally)
            for role in ("numerator", "denominator")
        )
        if part is not None and whole is not None and part > whole:
            tally.note("above_whole", number, "")  # small counts are not repeated
        key = (code, *(cells[place] for place in apart))
        if key in seen:
            tally.note("row_twice", number, " ".join(key))
        seen.add(key)
        yield Entry(number, code, part, whole)


def _accepted(number: int, cells: tuple[str, ...], at: Mapping[str, int], chosen: ColumnMap, tally: Tally) -> bool:
    for name, values in chosen.accepted.items():
        place = at.get(header_key(name))
        if place is not None and cells[place] not in values:
            tally.note("value_left_out", number, cells[place] or "–", name)
            return False
    return True


def _code(written: str) -> str:
    try:
        return municipality_of_any_year(written).nis
    except TerritoryError:
        return ""


def _number(row: int, written: str, column: str, tally: Tally) -> int | None:
    """A whole number of 0 or more; None where the source hides it; anything else is an error."""
    if match := _WHOLE.fullmatch(written):
        return int(match[1])
    hidden = _HIDDEN_AT_SOURCE.fullmatch(written)
    tally.note("hidden_at_source" if hidden else "not_whole", row, written or "–", column)
    return None


def _mixed(codes: set[str]) -> Iterator[Problem]:
    """Codes of before and after a merger side by side would count the same people twice."""
    both = sorted(
        code
        for code in codes
        if municipality(code, GROUND_YEAR) and codes & (set(carry_codes([code], GROUND_YEAR - 1).codes) - {code})
    )
    if both:
        yield fault("codes_mixed", found=", ".join(both[:_MOST_EXAMPLES]), count=len(both))


def _by_ground(entries: Iterable[Entry], remarks: list[Problem]) -> dict[str, tuple[int, int]]:
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(carry_codes([entry.code], GROUND_YEAR).codes[0], []).append(entry)
    given = {code: {entry.code for entry in found} for code, found in rows.items()}
    parts = {
        code
        for code, codes in given.items()
        if code not in codes and len(codes) < len(carry_codes([code], GROUND_YEAR - 1).codes)
    }
    if parts:
        remarks.append(remark("part_of_merger", found=", ".join(sorted(parts)), count=len(parts)))
    older = sorted(code for code, codes in given.items() if code not in codes)
    if older:
        remarks.append(remark("codes_carried", count=len(older)))
    hidden = {
        code for code, found in rows.items() if any(None in (entry.numerator, entry.denominator) for entry in found)
    }
    return {
        code: (sum(entry.numerator or 0 for entry in found), sum(entry.denominator or 0 for entry in found))
        for code, found in sorted(rows.items())
        if code not in parts | hidden
    }


def _too_many_people(counts: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    year = population_years()[-1]
    found = [
        code for code, (_, whole) in counts.items() if whole > _MOST_PEOPLE * region_population([code], year).total
    ]
    if found:
        yield remark("more_than_inhabitants", found=", ".join(found[:_MOST_EXAMPLES]), count=len(found))
