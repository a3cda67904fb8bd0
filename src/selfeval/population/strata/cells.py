"""The counts and sums that everything else about strata is made of: a handful of group-bys, no rows of persons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir
import pandas as pd

from selfeval.population.strata.burden import has_condition
from selfeval.population.strata.definitions import CONDITIONS, STRATUM, Definitions

# What the insurer pays; what patients pay themselves stands apart.
INSURED = tuple(
    f"expenditure_{part}" for part in ("gp", "specialist", "medicines", "hospital", "nursing", "physiotherapy", "other")
)
# First ages of the bands in which risk is compared.
AGE_BANDS = (0, 20, 45, 65, 75, 85)
# Where a person came from or went to, beside the strata.
NEW, DECEASED, LEFT = "new", "deceased", "left"


def _frame(table: ir.Table) -> pd.DataFrame:
    """The rows of a small table, in one order. (Ibis' own way to pandas sets an option that pandas 3 warns of.)"""
    found = table.to_pyarrow().to_pandas()
    return found.sort_values(list(found.columns), ignore_index=True)


def _exact_sum(euro: ir.FloatingValue) -> ir.FloatingScalar:
    """Euro added up in whole cents: engines add in any order, and floats would remember which."""
    return (euro * 100).round().cast("int64").sum() / 100


def values_of(table: ir.Table, column: str) -> list[object]:
    """The values that a column has, in order."""
    return sorted(table.select(column).distinct().to_pyarrow().column(column).to_pylist())


def expenditure(persons: ir.Table) -> ir.FloatingValue:
    """The insurer's expenditure of each person-year, in euro."""
    return reduce(add, (persons[name] for name in INSURED))


def population_cells(persons: ir.Table, costly_from: Mapping[int, float]) -> pd.DataFrame:
    """Persons and what happened to them by year, municipality, stratum, age band, sex and increased reimbursement.

    Columns: those six, persons, euro, most (the largest expenditure of one person), unplanned (persons with an
    unplanned admission), costly (persons who cost at least `costly_from` of their year).
    """
    cost = expenditure(persons)
    band = ibis.cases(*((persons.age >= first, first) for first in reversed(AGE_BANDS)), else_=AGE_BANDS[0])
    dear = ibis.cases(*((persons.year == year, cost >= least) for year, least in costly_from.items()), else_=False)
    facts = persons.select(
        "year", "municipality", STRATUM, "sex", "increased_reimbursement", "admissions_unplanned",
        age_band=band, euro=cost, dear=dear,
    )  # fmt: skip
    return _frame(
        facts.group_by("year", "municipality", STRATUM, "age_band", "sex", "increased_reimbursement").agg(
            persons=facts.count(),
            euro=_exact_sum(facts.euro),
            most=facts.euro.max(),
            unplanned=(facts.admissions_unplanned > 0).sum(),
            costly=facts.dear.sum(),
        )
    )


def euro_cells(persons: ir.Table) -> pd.DataFrame:
    """Persons and euro by year and whole euro of expenditure: year, whole, persons, euro."""
    facts = persons.select("year", euro=expenditure(persons))
    facts = facts.mutate(whole=facts.euro.round().cast("int64"))
    return _frame(facts.group_by("year", "whole").agg(persons=facts.count(), euro=_exact_sum(facts.euro)))


def movement_cells(persons: ir.Table) -> pd.DataFrame:
    """Persons by where they were in a year and where they are in the next: year (the first one), origin, goal, persons.

    Beside the strata: origin NEW, goal DECEASED or LEFT. NEW is counted in every year that has a year before it in the
    data, goals in every year that has one after it.
    """
    ends = _frame(persons.aggregate(first=persons.year.min(), last=persons.year.max()))
    first, last = int(ends.loc[0, "first"]), int(ends.loc[0, "last"])
    now = persons.filter(persons.year < last).select("person", "year", "deceased", origin=persons[STRATUM])
    then = persons.filter(persons.year > first)
    then = then.select("person", year=(then.year - 1).cast(persons.year.type()), goal=then[STRATUM])
    both = now.outer_join(then, ["person", "year"])
    gone = ibis.ifelse(both.deceased.fill_null(False), DECEASED, LEFT)
    moves = both.select(
        year=ibis.coalesce(both.year, both.year_right),
        origin=both.origin.fill_null(NEW),
        goal=ibis.coalesce(both.goal, gone),
    )
    return _frame(moves.group_by("year", "origin", "goal").agg(persons=moves.count()))


def condition_cells(persons: ir.Table, definitions: Definitions) -> pd.DataFrame:
    """Persons by year and stratum, those with each condition, and those with two or more (`several`)."""
    flags = {one.id: has_condition(persons, one) for one in definitions.conditions}
    facts = persons.select("year", STRATUM, CONDITIONS, **flags)
    sums = {name: facts[name].sum() for name in flags}
    grouped = facts.group_by("year", STRATUM)
    return _frame(grouped.agg(persons=facts.count(), several=(facts[CONDITIONS] > 1).sum(), **sums))


def unknown_diagnoses(persons: ir.Table) -> pd.DataFrame:
    """Persons and those without supplied diagnoses by year."""
    counts = {"persons": persons.count(), "unknown": persons.diagnoses.isnull().sum()}
    return _frame(persons.group_by("year").agg(**counts))
