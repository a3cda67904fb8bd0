"""What is asked, and whether the data can answer it at all; what cannot be asked is refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selfeval.errors import RequestError
from selfeval.population.effect.cells import Array, Cells
from selfeval.population.effect.comparison import closest
from selfeval.population.effect.rules import Rules

ALL, MATCHED = "all", "matched"


@dataclass(frozen=True)
class Question:
    """The pilot regions with their first year, the outcome, and what to hold them against.

    `compare` is "all" (every other region), "matched" (the nearest before the start) or names of regions; `adjust`
    standardises to the pilots' ages and sexes.
    """

    starts: Mapping[str, int]
    outcome: str = "expenditure"
    compare: str = ALL
    adjust: bool = False

    @property
    def pilots(self) -> tuple[str, ...]:
        """The pilot regions in alphabetical order."""
        return tuple(sorted(self.starts))

    @property
    def first(self) -> int:
        """The first start."""
        return min(self.starts.values())


@dataclass(frozen=True)
class Design:
    """Complete cells of the pilots and their comparison regions, the start of each (0: never), and who fell out."""

    cells: Cells
    starts: Array
    dropped: tuple[str, ...]

    @property
    def pilot(self) -> np.ndarray:
        """Which rows are pilots."""
        return np.asarray(self.starts > 0)

    @property
    def comparison(self) -> tuple[str, ...]:
        """The names of the comparison regions."""
        return tuple(region for region, start in zip(self.cells.regions, self.starts, strict=True) if not start)


def read_starts(regions: str, start: int = 0) -> dict[str, int]:
    """Starts from "region_01:2018,region_02:2020"; a region without a year has the common start, where there is one.

    Raises RequestError: no region, one twice, a year that is none, or no year at all.
    """
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in regions.split(","))):
        name, _, year = part.partition(":")
        if not name or name in found or not (year.isdecimal() or (start and not year)):
            raise RequestError("effect_regions", found=part)
        found[name] = int(year) if year else start
    if not found:
        raise RequestError("effect_regions", found=regions or "–")
    return found


def design(cells: Cells, question: Question, rules: Rules) -> Design:
    """The cells of the regions that take part.

    A comparison region that lacks a year, or has too few persons in one, falls out; a pilot that does is refused.
    Raises RequestError with the reason when the question cannot be asked of these data.
    """
    _check_pilots(cells, question)
    _check_years(cells, question)
    whole = np.asarray((cells.persons >= rules.least_persons).all(axis=1) & np.isfinite(cells.mean).all(axis=1))
    _check_whole(cells, question, whole, rules)
    usable = tuple(region for region, good in zip(cells.regions, whole, strict=True) if good)
    others = _compared(cells, question, usable, rules)
    if len(others) < 2:
        raise RequestError("effect_no_comparison", number=len(others))
    names = tuple(sorted((*question.pilots, *others)))
    kept = cells.only(names)
    if not np.ptp(kept.mean) and not kept.variance.any():
        raise RequestError("effect_no_variance", outcome=question.outcome)
    starts = np.asarray([question.starts.get(name, 0) for name in names], float)
    return Design(kept, starts, tuple(region for region in cells.regions if region not in usable))


def _check_pilots(cells: Cells, question: Question) -> None:
    unknown = [region for region in question.pilots if region not in cells.regions]
    if unknown:
        raise RequestError("effect_region_unknown", found=", ".join(unknown), regions=_few(cells.regions))


def _few(names: Sequence[str]) -> str:
    return ", ".join([*names[:5], *(["…"] if len(names) > 5 else [])])


def _check_years(cells: Cells, question: Question) -> None:
    first, last = cells.years[0], cells.years[-1]
    if list(cells.years) != list(range(first, last + 1)):
        missing = sorted(set(range(first, last + 1)) - set(cells.years))
        raise RequestError("effect_year_missing", years=", ".join(map(str, missing)))
    for region, start in sorted(question.starts.items()):
        if start == first:
            raise RequestError("effect_no_years_before", region=region, start=start)
        if not first < start <= last:
            raise RequestError("effect_start_outside", region=region, start=start, first=first, last=last)


def _check_whole(cells: Cells, question: Question, whole: np.ndarray, rules: Rules) -> None:
    for region in question.pilots:
        row = cells.regions.index(region)
        if not whole[row]:
            lacking = [
                str(year)
                for at, year in enumerate(cells.years)
                if cells.persons[row, at] < rules.least_persons or not np.isfinite(cells.mean[row, at])
            ]
            years = ", ".join(lacking)
            raise RequestError("effect_pilot_missing", region=region, years=years, least=rules.least_persons)


def _compared(cells: Cells, question: Question, usable: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    free = tuple(region for region in usable if region not in question.starts)
    if question.compare == ALL:
        return free
    if question.compare == MATCHED:
        known = cells.only(tuple(sorted((*question.pilots, *free))))
        return closest(known, question.pilots, question.first, rules.matched)
    wanted = tuple(part.strip() for part in question.compare.split(",") if part.strip())
    unknown = [region for region in wanted if region not in free]
    if unknown or not wanted:
        raise RequestError("effect_compare", found=", ".join(unknown) or "–", regions=_few(free))
    return tuple(sorted(set(wanted)))
