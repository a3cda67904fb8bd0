"""The cube: person-years added up once into sums by cell, from which every indicator follows.

A cell is a region, year, stratum, age band, sex, increased reimbursement and diabetes. Sums of parts add up to the sum
of the whole, so files, years and engines can be counted apart and put together. `measure_cube` has any engine of Ibis
add up; `tally.tally_cube` does the same beside the embedded one, several times faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfeval.population.indicators import (
    PERSONS,
    Condition,
    Indicator,
    Population,
    Product,
    Term,
)

# Bands of five years; the last one is open.
BANDS = (*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+")
SEXES = ("F", "M")
DIMENSIONS = ("region", "year", "stratum", "age_band", "sex", "increased_reimbursement", "diabetes")
# A quarter of a year on the usual dose of a medicine for diabetes (ATC A10): this project's own proposal.
DIABETES = Condition(("ddd_insulin", "ddd_diabetes"), 90)
DAYS_A_YEAR = 365.25
# What stands for the stratum where persons were not stratified.
UNDIVIDED = "all"
_BATCH = 65_536
MISSING = "missing "

Shape = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Cube:
    """Sums by cell.

    regions, years, strata: the labels of the first three axes; the others are BANDS, SEXES, no and yes, no and yes.
    sums: for each product by name an array of shape (regions, years, strata, 18, 2, 2, 2); persons stand under
    PERSONS. missing: for each column how many persons of a region and year have no value in it, (regions, years).
    """

    regions: tuple[str, ...]
    years: tuple[int, ...]
    strata: tuple[str, ...]
    sums: Mapping[str, NDArray[np.float64]]
    missing: Mapping[str, NDArray[np.float64]]

    def has(self, indicator: Indicator) -> bool:
        """Whether everything that the indicator needs was counted."""
        return all(product.name in self.sums for product in indicator.products)

    def sum(self, product: Product, population: Population) -> NDArray[np.float64]:
        """The sums of a product over the cells of a population: (regions, years, strata, bands of the population)."""
        found = self.sums[product.name]
        cells = found[..., _only(population.sex, SEXES), :, :]
        cells = cells[..., _only(population.increased_reimbursement, (False, True)), :]
        return np.asarray(cells[..., _only(population.diabetes, (False, True))].sum(axis=(-3, -2, -1)))[
            ..., bands_of(population)
        ]

    def unknown(self, indicator: Indicator) -> NDArray[np.bool_]:
        """Where a value is missing that it rests on, so that it is unknown and not zero: (regions, years)."""
        needed = indicator.reads | frozenset(DIABETES.columns if indicator.population.diabetes is not None else ())
        found = [self.missing[name] > 0 for name in sorted(needed) if name in self.missing]
        return np.any(found, axis=0) if found else np.zeros((len(self.regions), len(self.years)), dtype=bool)


def bands_of(population: Population) -> slice:
    """Which bands a population spans."""
    below = population.below_age
    return slice(population.from_age // 5, None if below is None else below // 5)


def _only(value: object, labels: Sequence[object]) -> slice:
    return slice(None) if value is None else slice(labels.index(value), labels.index(value) + 1)


def products_of(indicators: Iterable[Indicator], columns: Iterable[str]) -> dict[str, Product]:
    """The sums that indicators need, by name, persons first; those of indicators that lack a column are left out."""
    known = frozenset(columns)
    found = {PERSONS.name: Product(PERSONS)}
    for one in indicators:
        if one.reads <= known:
            found |= {product.name: product for product in one.products}
    return found


def measure_cube(table: Any, indicators: Sequence[Indicator], nullable: Sequence[str] = ()) -> Cube:
    """The cube of an Ibis table, added up by its own engine in one scan.

    nullable: the columns in which a value may be missing; elsewhere there must be none. Sums of conditions are made
    with CASE: FILTER is many times slower.
    """
    import ibis

    products = products_of(indicators, table.columns)
    value = {name: _product(table, product).sum() for name, product in products.items()}
    lacking = {f"{MISSING}{name}": table[name].isnull().cast("float64").sum() for name in nullable}
    names = dict(enumerate({**value, **lacking}))
    measures = {f"sum_{at}": {**value, **lacking}[name] for at, name in names.items()}
    keys = {
        "region": table.region,
        "year": table.year.cast("int32"),
        "stratum": table.stratum if "stratum" in table.columns else ibis.literal(UNDIVIDED),
        "age_band": ibis.least((table.age // 5).cast("int32"), ibis.literal(len(BANDS) - 1, "int32")),
        "sex": (table.sex == SEXES[1]).cast("int32"),
        "increased_reimbursement": table.increased_reimbursement,
        "diabetes": _condition(table, DIABETES),
    }
    found = table.group_by(**keys).aggregate(**measures).to_pyarrow()
    columns = {name: found[f"sum_{at}"].to_numpy() for at, name in names.items()}
    return cube_of({name: np.asarray(found[name].to_pylist()) for name in DIMENSIONS}, columns)


def _condition(table: Any, condition: Condition) -> Any:
    counted = _added(table, condition.columns)
    return (counted < condition.limit) if condition.below else (counted >= condition.limit)


def _added(table: Any, columns: Sequence[str]) -> Any:
    first, *others = (table[name].cast("float64") for name in columns)
    for other in others:
        first = first + other
    return first


def _term(table: Any, term: Term) -> Any:
    import ibis

    if term.of == "persons":
        value = ibis.ifelse(table.year.notnull(), 1.0, 0.0)
    elif term.of == "person_years":
        value = table.days_entitled.cast("float64") / DAYS_A_YEAR
    else:
        value = _added(table, term.columns)
    for one in term.where:
        value = ibis.cases((_condition(table, one), value), else_=0.0)
    return value


def _product(table: Any, product: Product) -> Any:
    first = _term(table, product.first)
    return first * _term(table, product.second) if product.second else first


def cube_of(keys: Mapping[str, NDArray[Any]], columns: Mapping[str, NDArray[np.float64]]) -> Cube:
    """A cube from one row for each cell, in any order; the axes from the bands on as numbers from 0."""
    regions, years, strata = (tuple(sorted(set(keys[name].tolist()))) for name in DIMENSIONS[:3])
    at = tuple(
        np.searchsorted(np.asarray(labels), keys[name])
        for name, labels in zip(DIMENSIONS, (regions, years, strata), strict=False)
    )
    at += tuple(keys[name].astype(int) for name in DIMENSIONS[3:])
    shape = (len(regions), len(years), len(strata), len(BANDS), 2, 2, 2)
    sums, missing = {}, {}
    for name, values in columns.items():
        filled = np.zeros(shape)
        filled[at] = values
        if name.startswith(MISSING):
            missing[name.removeprefix(MISSING)] = filled.sum(axis=tuple(range(2, 7)))
        else:
            sums[name] = filled
    return Cube(regions, years, strata, sums, missing)


def add_cubes(cubes: Sequence[Cube]) -> Cube:
    """One cube of several that count other persons or other years; what only some of them counted is left out.

    ValueError: no cube.
    """
    if not cubes:
        raise ValueError("at least one cube is expected")
    labels = [tuple(sorted({label for cube in cubes for label in getattr(cube, name)})) for name in _LABELS]
    first = cubes[0]
    sums = {
        name: np.sum([_placed(cube, cube.sums[name], labels) for cube in cubes], axis=0)
        for name in first.sums
        if all(name in cube.sums for cube in cubes)
    }
    missing = {
        name: np.sum([_placed(cube, cube.missing[name], labels[:2]) for cube in cubes if name in cube.missing], axis=0)
        for name in sorted({name for cube in cubes for name in cube.missing})
    }
    regions, years, strata = labels
    return Cube(regions, years, strata, sums, missing)


_LABELS = ("regions", "years", "strata")


def _placed(cube: Cube, values: NDArray[np.float64], labels: Sequence[tuple[Any, ...]]) -> NDArray[np.float64]:
    found = np.zeros((*map(len, labels), *values.shape[len(labels) :]))
    at = [[wanted.index(label) for label in getattr(cube, name)] for wanted, name in zip(labels, _LABELS, strict=False)]
    found[np.ix_(*at)] = values
    return found


def read_cube(persons: Any, indicators: Sequence[Indicator], table: Any = None) -> Cube:
    """The cube of opened person-years (`engine.Persons`): beside the embedded engine in arrays, else by the engine.

    table: an Ibis table made from theirs, such as with strata; without it, theirs. Columns that may be left out and
    are hold no value, so that what rests on them is unknown.
    """
    from selfeval.population.tally import columns_to_read, tally_cube

    found = persons.table if table is None else table
    if persons.engine != "duckdb":
        return measure_cube(found, indicators)
    import ibis

    wanted = found.select(columns_to_read(indicators, found.columns))
    relation = persons.backend.con.sql(str(ibis.to_sql(wanted, dialect="duckdb")))
    return tally_cube(relation.to_arrow_reader(_BATCH), indicators, wanted.columns)
