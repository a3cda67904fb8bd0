"""A numerator and a denominator by municipality: from the rows of a file, on today's ground, small counts protected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from selfeval.errors import Problem
from selfeval.exposure import Attacker
from selfeval.model import Key
from selfeval.region.column_map import ColumnMap, read_column_map, shipped_maps
from selfeval.region.errors import RegionError, fault
from selfeval.region.indicator_file import choose_map, read_sheet
from selfeval.region.indicator_rows import count_rows
from selfeval.results import Equation

Counts = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Reading:
    """What a file says: numerator and denominator by code of GROUND_YEAR; never shown as it is."""

    map: ColumnMap
    file: str
    sha256: str
    counts: Counts = field(repr=False)
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """An area's numerator and denominator over the municipalities with figures: `known` of `all`."""

    numerator: int
    denominator: int
    known: int
    all: int


@dataclass(frozen=True)
class Indicator:
    """What may be shown of a reading.

    `shown` leaves out the municipalities of `hidden`: their counts, or what these leave of the whole, are small, or
    would give a small one away. `totals` holds the areas, by their ids, whose total may be shown.
    """

    map: ColumnMap
    file: str
    sha256: str
    smallest: int
    shown: Counts
    hidden: frozenset[str]
    totals: Mapping[str, Total]
    problems: tuple[Problem, ...]


def read_indicator(path: Path, mapping: Path | None = None) -> Reading:
    """A file of figures by municipality, read as `mapping` or the first fitting kind says.

    Raises RegionError with every problem that makes it unusable; what is only odd stands in `problems`.
    """
    maps = (read_column_map(mapping),) if mapping else shipped_maps()
    sheet = read_sheet(path)
    chosen = choose_map(sheet, maps)
    counts, told = count_rows(sheet, chosen)
    return Reading(chosen, sheet.name, sheet.sha256, counts, (*sheet.problems, *told))


def release_indicator(reading: Reading, areas: Mapping[str, Sequence[str]], smallest: int) -> Indicator:
    """The municipalities and area totals of a reading that may be shown; `areas` are codes by id, the region's first.

    Raises RegionError when the file has no figure for any municipality of the region.
    """
    inside = {name: [code for code in codes if code in reading.counts] for name, codes in areas.items()}
    if not inside[next(iter(areas))]:
        raise RegionError([fault("not_in_region", found=reading.file)])
    hidden = _hidden(reading.counts, inside, smallest)
    totals = {
        name: Total(*_sums(reading.counts, codes), len(codes), len(areas[name]))
        for name, codes in inside.items()
        if codes and name not in hidden
    }
    shown = {code: pair for code, pair in reading.counts.items() if code not in hidden}
    names = frozenset(code for code in hidden if code in reading.counts)
    return Indicator(reading.map, reading.file, reading.sha256, smallest, shown, names, totals, reading.problems)


def _sums(counts: Counts, codes: Sequence[str]) -> tuple[int, int]:
    return sum(counts[code][0] for code in codes), sum(counts[code][1] for code in codes)


def _hidden(counts: Counts, areas: Mapping[str, Sequence[str]], smallest: int) -> set[str]:
    """Codes and areas to hide: small ones, then one more beside any that could still be worked out from the sums."""
    whole = {**counts, **{name: _sums(counts, codes) for name, codes in areas.items()}}
    small = {name for name, pair in whole.items() if _is_small(pair, smallest)}
    hidden = set(small)
    while hidden and (exposed := _exposed(whole, areas, small, hidden, smallest)):
        beside = [code for codes in areas.values() if exposed & set(codes) for code in codes if code not in hidden]
        beside = beside or [name for name in areas if name not in hidden]
        if not beside:
            break
        hidden.add(min(beside, key=lambda name: (whole[name][1], name)))
    return hidden


def _is_small(pair: tuple[int, int], smallest: int) -> bool:
    part, whole = pair
    return any(0 < count < smallest for count in (part, whole - part, whole))


def _exposed(
    whole: Counts, areas: Mapping[str, Sequence[str]], small: set[str], hidden: set[str], smallest: int
) -> set[str]:
    """The hidden names whose numerator, or whose rest of the denominator, still follows from what is shown."""
    equations = tuple(Equation(Key(name), tuple(map(Key, codes))) for name, codes in areas.items() if codes)
    found: set[str] = set()
    for values in (
        {name: pair[0] for name, pair in whole.items()},
        {name: pair[1] - pair[0] for name, pair in whole.items()},
    ):
        primary = frozenset(Key(name) for name in small if 0 < values[name] < smallest)
        attacker = Attacker(equations, {Key(name): value for name, value in values.items()}, primary, smallest)
        found |= {key.measure for key in attacker.exposed({Key(name) for name in hidden})}
    return found
