"""Regions and municipalities: codes that exist in their year, one spelling, no person's details among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from selfeval.errors import Problem
from selfeval.population.intake.wording import tell, tell_count
from selfeval.territory import municipalities

MAX_REGIONS = 600
_SEPARATORS = re.compile(r"[_\s-]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")

Row = tuple[str, int, int, int]


def place_problems(table: Any) -> list[Problem]:
    """Problems of the places, from the rows counted by region, municipality and year."""
    counted = table.group_by("region", "municipality", "year").aggregate(rows=table.count())
    regions = int(table.region.nunique().to_pyarrow().as_py())
    if regions > MAX_REGIONS:
        return [tell("persons_too_many_regions", str(MAX_REGIONS), column="region", count=regions)]
    rows: list[Row] = [tuple(row.values()) for row in counted.to_pyarrow().to_pylist()]
    total = sum(count for *_, count in rows)
    return [*_unknown_codes(rows, total), *_spellings(rows), *_shared(rows, total)]


def _unknown_codes(rows: Sequence[Row], total: int) -> Iterator[Problem]:
    valid = {year: _valid_codes(year) for year in {year for _, _, year, _ in rows}}
    unknown = [(code, count) for _, code, year, count in rows if f"{code:05d}" not in valid[year]]
    if unknown:
        expected = str(len({code for code, _ in unknown}))
        count = sum(count for _, count in unknown)
        yield tell_count("persons_municipality_unknown", count, total, expected, column="municipality")


def _valid_codes(year: int) -> set[str]:
    return {found.nis for found in municipalities(year)}


def _spellings(rows: Sequence[Row]) -> Iterator[Problem]:
    spelt: dict[str, set[str]] = defaultdict(set)
    for region, *_ in rows:
        spelt[_ZEROS.sub("", _SEPARATORS.sub("", region.casefold()))].add(region)
    twice = [names for names in spelt.values() if len(names) > 1]
    if twice:
        yield tell("persons_region_spellings", column="region", count=len(twice))


def _shared(rows: Sequence[Row], total: int) -> Iterator[Problem]:
    """A municipality that stands in several regions in one year: regions should not overlap."""
    regions: dict[tuple[int, int], set[str]] = defaultdict(set)
    for region, code, year, _ in rows:
        regions[code, year].add(region)
    count = sum(count for _, code, year, count in rows if len(regions[code, year]) > 1)
    if count:
        yield tell_count("persons_municipality_in_two_regions", count, total, warning=True, column="municipality")
