"""From person-years with their stratum to what may be shown of them: everything here has gone through release."""

from __future__ import annotations

from collections.abc import Iterable

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from selfeval.errors import RequestError
from selfeval.population.release import ALL, Aggregate, Cell, Kind, Released, release_aggregate
from selfeval.population.strata.cells import (
    condition_cells,
    euro_cells,
    movement_cells,
    population_cells,
    unknown_diagnoses,
    values_of,
)
from selfeval.population.strata.definitions import STRATUM, Definitions
from selfeval.population.strata.prediction import OUTCOMES, predict
from selfeval.population.strata.result import Concentration, Stratification, target_options, upper_levels
from selfeval.statistics.arrays.concentration import gini_index, lorenz_curve, top_shares

TOPS = (0.01, 0.05, 0.10)
# Who costs as much as the most expensive twentieth counts as costly.
COSTLY = 0.05
POINTS = tuple(round(0.05 * step, 2) for step in range(1, 20))


def gather_strata(
    persons: ir.Table, definitions: Definitions, region: str = "", year: int = 0, smallest: int = 5
) -> Stratification:
    """The strata of a region (all persons when none is named) in a year (the last one when none is named).

    `persons` have their stratum already. Raises RequestError: `strata_region_unknown`, `strata_year_unknown`.
    """
    chosen = _of_region(persons, region)
    diagnoses = unknown_diagnoses(chosen)
    years = tuple(sorted(int(one) for one in diagnoses["year"]))
    year = year or years[-1]
    if year not in years:
        raise RequestError("strata_year_unknown", found=year, expected=f"{years[0]} – {years[-1]}")
    euro = euro_cells(chosen)
    cells = population_cells(chosen, {one: _costly_from(euro[euro["year"] == one]) for one in years})
    now = cells[cells["year"] == year]
    held = condition_cells(chosen.filter(chosen.year == year), definitions)
    found = (predict(cells, year, outcome, definitions, smallest) for outcome in OUTCOMES)
    unknown = [Cell((str(row.year),), int(row.persons), cases=int(row.unknown)) for row in diagnoses.itertuples()]
    return Stratification(
        year,
        years,
        region,
        definitions,
        smallest,
        _by_stratum("sizes", Kind.COUNT, cells, smallest),
        _by_stratum("euro", Kind.MEAN, cells, smallest),
        _movement(chosen, year, years, smallest),
        _concentration(euro[euro["year"] == year], smallest),
        tuple(one for one in found if one is not None),
        _high_by("equity", "increased_reimbursement", now, definitions, smallest),
        _equity_standardised(now, definitions, smallest),
        _high_by("municipalities", "municipality", now, definitions, smallest),
        _conditions(held, definitions, smallest),
        _several(held, definitions, smallest),
        release_aggregate(Aggregate("unknown", Kind.SHARE, ("year",), tuple(unknown)), smallest),
    )


def _of_region(persons: ir.Table, region: str) -> ir.Table:
    if not region:
        return persons
    names = [str(name) for name in values_of(persons, "region")]
    if region not in names:
        raise RequestError("strata_region_unknown", found=region, expected=", ".join(names))
    return persons.filter(persons.region == region)


def _costly_from(euro: pd.DataFrame) -> float:
    """The whole euro from which at most COSTLY of the persons cost so much or more."""
    ordered = euro.sort_values("whole")
    above = ordered["persons"][::-1].cumsum()[::-1] / ordered["persons"].sum()
    return float(ordered["whole"][above <= COSTLY].min()) if (above <= COSTLY).any() else float("inf")


def _by_stratum(name: str, kind: Kind, cells: pd.DataFrame, smallest: int) -> Released:
    sums = {"persons": "sum", "euro": "sum", "most": "max"}
    parts = cells.groupby(["year", STRATUM]).agg(sums).reset_index()
    whole = cells.groupby("year").agg(sums).reset_index().assign(**{STRATUM: ALL})
    found = [
        Cell((str(row.year), row.stratum), int(row.persons))
        if kind is Kind.COUNT
        else Cell((str(row.year), row.stratum), int(row.persons), amount=float(row.euro), largest=float(row.most))
        for row in pd.concat([parts, whole]).itertuples()
    ]
    return release_aggregate(Aggregate(name, kind, ("year", STRATUM), tuple(found)), smallest)


def _movement(persons: ir.Table, year: int, years: tuple[int, ...], smallest: int) -> Released | None:
    """From the year before to the year; None without a year before, or when nobody was placed in it yet."""
    if year - 1 not in years or year - 2 not in years:
        return None
    moves = movement_cells(persons.filter((persons.year >= year - 1) & (persons.year <= year)))
    table = moves.pivot_table(index="origin", columns="goal", values="persons", aggfunc="sum", fill_value=0)
    found = [Cell((str(origin), str(goal)), int(table.loc[origin, goal])) for origin in table.index for goal in table]
    found += [Cell((str(origin), ALL), int(table.loc[origin].sum())) for origin in table.index]
    found += [Cell((ALL, str(goal)), int(table[goal].sum())) for goal in table]
    return release_aggregate(Aggregate("movement", Kind.COUNT, ("origin", "goal"), tuple(found)), smallest)


def _concentration(euro: pd.DataFrame, smallest: int) -> Concentration | None:
    """None when nothing was spent. Who cost less than nothing, after corrections, counts as having cost nothing."""
    persons, amounts = euro["persons"].to_numpy(dtype=float), np.maximum(euro["euro"].to_numpy(dtype=float), 0)
    if not amounts.sum():
        return None
    people = persons.sum()
    tops = [
        Cell((f"{top:.2f}",), int(people * top), value=float(share))
        for top, share in zip(TOPS, top_shares(persons, amounts, TOPS), strict=True)
    ]
    points = [
        Cell((f"{point:.2f}",), int(people * (1 - point)), value=float(share))
        for point, share in zip(POINTS, lorenz_curve(persons, amounts, POINTS), strict=True)
    ]
    released = [
        release_aggregate(Aggregate(name, Kind.QUANTILE, ("at",), tuple(made)), smallest)
        for name, made in (("tops", tops), ("curve", points))
    ]
    return Concentration(released[0], released[1], gini_index(persons, amounts) if people >= 100 else None)


def _high_by(name: str, by: str, now: pd.DataFrame, definitions: Definitions, smallest: int) -> Released:
    placed = now[now[STRATUM] != definitions.elsewhere]
    high = placed["persons"].where(placed[STRATUM].isin(upper_levels(definitions)), 0)
    table = placed.assign(high=high).groupby(by)[["persons", "high"]].sum()
    found = [Cell((_text(value),), int(row.persons), cases=int(row.high)) for value, row in table.iterrows()]
    found.append(Cell((ALL,), int(table["persons"].sum()), cases=int(table["high"].sum())))
    return release_aggregate(Aggregate(name, Kind.SHARE, (by,), tuple(found)), smallest)


def _text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool | np.bool_) else str(value)


def _equity_standardised(now: pd.DataFrame, definitions: Definitions, smallest: int) -> Released:
    """The share in the upper levels if both groups had the ages and sexes of all together (directly standardised)."""
    placed = now[now[STRATUM] != definitions.elsewhere]
    if placed.empty:
        return release_aggregate(
            Aggregate("equity_standardised", Kind.ESTIMATE, ("increased_reimbursement",), ()), smallest
        )
    high = placed["persons"].where(placed[STRATUM].isin(upper_levels(definitions)), 0)
    group = ["increased_reimbursement", "age_band", "sex"]
    table = placed.assign(high=high).groupby(group)[["persons", "high"]].sum().unstack("increased_reimbursement")
    people, cases = table["persons"].fillna(0), table["high"].fillna(0)
    both = people.gt(0).all(axis=1)
    weights = people[both].sum(axis=1) / max(people[both].to_numpy().sum(), 1)
    found = [
        Cell(
            (_text(value),),
            int(people[value].sum()),
            cases=int(cases[value].sum()),
            value=float((cases[both][value] / people[both][value] * weights).sum()) if both.any() else None,
        )
        for value in people
    ]
    aggregate = Aggregate("equity_standardised", Kind.ESTIMATE, ("increased_reimbursement",), tuple(found))
    return release_aggregate(aggregate, smallest)


def _conditions(held: pd.DataFrame, definitions: Definitions, smallest: int) -> Released:
    found = [
        Cell((str(len(option)), one.id), int(rows["persons"].sum()), cases=int(rows[one.id].sum()))
        for option, rows in _options(held, definitions)
        for one in definitions.conditions
    ]
    return release_aggregate(Aggregate("conditions", Kind.SHARE, ("levels", "condition"), tuple(found)), smallest)


def _several(held: pd.DataFrame, definitions: Definitions, smallest: int) -> Released:
    found = [
        Cell((str(len(option)),), int(rows["persons"].sum()), cases=int(rows["several"].sum()))
        for option, rows in _options(held, definitions)
    ]
    return release_aggregate(Aggregate("several", Kind.SHARE, ("levels",), tuple(found)), smallest)


def _options(held: pd.DataFrame, definitions: Definitions) -> Iterable[tuple[tuple[str, ...], pd.DataFrame]]:
    return ((option, held[held[STRATUM].isin(option)]) for option in target_options(definitions))
