"""What may be shown of a region's indicators: all that pages get to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfeval.population.indicators import Indicator
from selfeval.population.monitor.comparison import Beside
from selfeval.statistics.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Spot:
    """A region: its size (what its figure is divided by) and how many times the expected it has."""

    region: str
    size: float
    value: float
    position: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Both pairs of limits at a size."""

    size: float
    low: float
    high: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """The regions by rising size, and the limits from the smallest to the largest of them.

    widened: regions differ by more than chance, so that the limits are wider than those of chance alone.
    """

    spots: tuple[Spot, ...]
    curve: tuple[Limit, ...]
    widened: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may be shown: value and limits in the unit of the indicator, or the reason why there is none.

    Reasons: those of `release`, "missing" (a column was not supplied), "empty" (nobody to count).
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    persons: int | None = None
    cases: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Reading:
    """An indicator of the region: by year and stratum (ALL: together), beside the other regions, over the years.

    standard and others_standard have the age structure of the standard population. beside: of the latest year,
    standardised where it is. trend: of the latest year in its own stretch. funnel: of the latest year, or None.
    """

    indicator: Indicator
    here: Mapping[tuple[int, str], Shown]
    standard: Mapping[int, Shown]
    others: Mapping[int, Shown]
    others_standard: Mapping[int, Shown]
    beside: Beside | None
    trend: Verdict | None
    funnel: Funnel | None


@dataclass(frozen=True)
class Monitor:
    """The indicators of a region, for pages in any language; `missing` rest on columns that were not supplied."""

    region: str
    compared: tuple[str, ...]
    years: tuple[int, ...]
    strata: tuple[str, ...]
    readings: tuple[Reading, ...]
    missing: tuple[Indicator, ...]
    smallest: int

    @property
    def year(self) -> int:
        """The latest year."""
        return self.years[-1]
