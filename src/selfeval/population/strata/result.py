"""What may be shown of the strata of a region: released figures only, and nothing that could reach a person's row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selfeval.population.release import Released
from selfeval.population.strata.definitions import Definitions
from selfeval.statistics.arrays.calibration import Calibration
from selfeval.statistics.arrays.discrimination import Discrimination


@dataclass(frozen=True, slots=True)
class Prediction:
    """How well one outcome was predicted; `discrimination` by score.

    `expected` is the mean predicted risk of each tenth with persons in it, `observed` the released share beside it.
    None and nothing where there was no year to learn from, or too few had the outcome.
    """

    outcome: str
    events: int
    discrimination: dict[str, Discrimination]
    calibration: Calibration | None = None
    expected: tuple[float, ...] = ()
    observed: Released | None = None


@dataclass(frozen=True)
class Concentration:
    """How unevenly expenditure lies over all persons of a year: released shares of the tops, Lorenz curve and Gini."""

    tops: Released
    curve: Released
    gini: float | None


@dataclass(frozen=True)
class Stratification:
    """What may be shown of the strata of a region in a year.

    sizes and euro: dimensions year, stratum. high: share of the persons placed who are in the two upper levels, by
    municipality; equity: the same by increased reimbursement ("yes", "no") and, for age and sex apart, `equity_ratio`.
    movement: dimensions origin, goal, from the year before to this one. conditions: share with each condition among
    those in the target group (the upper levels), by number of levels and condition. unknown: share without diagnoses.
    """

    year: int
    years: tuple[int, ...]
    region: str
    definitions: Definitions
    smallest: int
    sizes: Released
    euro: Released
    movement: Released | None
    concentration: Concentration | None
    predictions: tuple[Prediction, ...]
    equity: Released
    equity_standardised: Released
    municipalities: Released
    conditions: Released
    several: Released
    unknown: Released


def upper_levels(definitions: Definitions) -> tuple[str, str]:
    """The two upper levels of the pyramid, the highest first."""
    return definitions.levels[0].id, definitions.levels[1].id


def target_options(definitions: Definitions) -> Iterator[tuple[str, ...]]:
    """The target groups to compare: the top of the pyramid, the two upper levels, the three upper levels."""
    names = [level.id for level in definitions.levels]
    for size in range(1, len(names)):
        yield tuple(names[:size])
