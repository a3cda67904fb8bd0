"""Persons to cells: the one place of this room that sees persons, and it counts them in one pass.

The outcome is cut off at a quantile of its year over all regions together, so that a handful of very dear patients does
not decide; that asks for one pass more, over the outcome alone. Written in Ibis, for any engine of the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from selfeval.errors import RequestError
from selfeval.population.codebook import columns_of
from selfeval.population.effect.cells import Array, Classes
from selfeval.population.effect.outcome import EXPENDITURE, OWN_PART, check_outcome
from selfeval.population.engine import Limits, open_persons

AGES = (18, 45, 65, 75, 85)
COMPOSITION = ("age", "aged_75", "women", "increased_reimbursement", "chronic_status")


@dataclass(frozen=True)
class Scanned:
    """Cells by class of persons; the amounts at which the outcome was cut off, by year (none: not cut off).

    `largest` is the largest outcome of one person by region and year, for the door out of the room.
    """

    classes: Classes
    caps: Mapping[int, float]
    largest: Mapping[tuple[str, int], float]


def scan(
    path: Path, outcome: str = EXPENDITURE, cap: float = 1.0, by_class: bool = True, engine: str = "duckdb"
) -> Scanned:
    """The person-years of a folder of Parquet files, or of one file, as cells; `by_class`: by age band and sex.

    `outcome` is "expenditure" or a number or yes/no column of the codebook; `cap` the quantile at which it is cut off.
    Persons without a value do not count. Raises RequestError as `open_persons` does, and for files that are not
    Parquet, a quantile that is none, or an outcome that is no number or that nobody has.
    """
    if not 0.5 < cap <= 1:
        raise RequestError("effect_cap", found=cap)
    check_outcome(outcome)
    try:
        with open_persons(path, engine, Limits(memory="2GB")) as persons:
            caps = _caps(persons.table, outcome, cap) if cap < 1 else {}
            found = _counted(persons.table, outcome, caps, by_class).to_pyarrow().to_pandas()
    except RequestError:
        raise
    except Exception as error:  # each engine has its own for a file that is damaged or of another shape
        raise RequestError("effect_not_readable", folder=path.name) from error
    if found.empty or found[["region", "year"]].isna().any(axis=None):
        raise RequestError("effect_no_persons", folder=path.name, outcome=outcome)
    tops = found.groupby(["region", "year"])["largest"].max()
    largest = {(str(region), int(year)): float(top) for (region, year), top in tops.items()}
    return Scanned(_classes(found), caps, largest)


def _value(table: Any, outcome: str) -> Any:
    if outcome != EXPENDITURE:
        return table[outcome].cast("float64")
    names = [column.name for column in columns_of(EXPENDITURE) if column.name != OWN_PART]
    return sum((table[name] for name in names[1:]), table[names[0]])


def _caps(table: Any, outcome: str, cap: float) -> dict[int, float]:
    valued = table.select("year", value=_value(table, outcome))
    found = valued.group_by("year").aggregate(most=valued.value.quantile(cap)).order_by("year").to_pyarrow().to_pandas()
    return {int(row.year): float(row.most) for row in found.itertuples() if np.isfinite(row.most)}


def _counted(table: Any, outcome: str, caps: Mapping[int, float], by_class: bool) -> Any:
    import ibis

    value = _value(table, outcome)
    if caps:
        value = ibis.least(value, table.year.cases(*caps.items(), else_=ibis.null("float64")))
    band = sum(((table.age >= age).cast("int8") for age in AGES[1:]), (table.age >= AGES[0]).cast("int8"))
    shares = {
        "age": table.age,
        "aged_75": (table.age >= 75).cast("float64"),
        "women": (table.sex == "F").cast("float64"),
        "increased_reimbursement": table.increased_reimbursement.cast("float64"),
        "chronic_status": table.chronic_status.cast("float64"),
    }
    classes = {"sex": table.sex, "band": band} if by_class else {}
    wide = table.select("region", "year", **classes, value=value, **shares)
    known = wide.filter(wide.value.notnull())
    return known.group_by(["region", "year", *classes]).aggregate(
        persons=known.value.count(),
        mean=known.value.mean(),
        variance=known.value.var(how="sample").fill_null(0.0),
        largest=known.value.max(),
        **{name: known[name].mean() for name in COMPOSITION},
    )


def _classes(found: pd.DataFrame) -> Classes:
    regions, years = sorted(found["region"].unique()), sorted(int(year) for year in found["year"].unique())
    labels = found["sex"].astype(str) + found["band"].astype(str) if "sex" in found else found["year"].map(lambda _: "")
    kinds = sorted(labels.unique())
    at = (
        np.searchsorted(regions, found["region"].to_numpy(str)),
        np.searchsorted(years, found["year"]),
        np.searchsorted(kinds, labels.to_numpy(str)),
    )

    def spread(name: str, empty: float) -> Array:
        values = np.full((len(regions), len(years), len(kinds)), empty)
        values[at] = found[name].to_numpy(float)
        return values

    tables = {name: spread(name, np.nan) for name in ("mean", "variance", *COMPOSITION)}
    composition = {name: tables[name] for name in COMPOSITION}
    persons = spread("persons", 0.0)
    return Classes(tuple(regions), tuple(years), tuple(kinds), persons, tables["mean"], tables["variance"], composition)
