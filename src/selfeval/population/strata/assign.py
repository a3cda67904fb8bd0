"""The level of the pyramid of each person and year, from the year before: the year itself has no say in it."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from selfeval.population.strata.burden import charlson_index, count_conditions
from selfeval.population.strata.definitions import CHARLSON, CONDITIONS, STRATUM, Definitions, Stratum

NEXT_LEVEL = "level_of_next_year"
LEVEL = "level"


def with_burden(persons: ir.Table, definitions: Definitions) -> ir.Table:
    """The person-years with `conditions` and `charlson` of the same year, both int8."""
    return persons.mutate(
        **{
            CONDITIONS: count_conditions(persons, definitions.conditions),
            CHARLSON: charlson_index(persons, definitions.comorbidities),
        }
    )


def with_next_level(persons: ir.Table, definitions: Definitions) -> ir.Table:
    """The person-years, which have their burden, with NEXT_LEVEL: the level (int8) they lead to in the year after."""
    cases = [(_holds(persons, level), ibis.literal(level.order, "int8")) for level in definitions.levels if level.rules]
    base = ibis.literal(definitions.levels[-1].order, "int8")
    return persons.mutate(**{NEXT_LEVEL: ibis.cases(*cases, else_=base)})


def _holds(persons: ir.Table, level: Stratum) -> ir.BooleanValue:
    """Whether one of the rules holds; what is not known (no diagnoses supplied) reaches no threshold."""
    rules = [
        reduce(and_, ((persons[one.measure] >= one.at_least).fill_null(False) for one in rule)) for rule in level.rules
    ]
    return reduce(or_, rules)


def with_level(persons: ir.Table, earlier: ir.Table) -> ir.Table:
    """The person-years with LEVEL, null without a year before; `earlier`: person, year and NEXT_LEVEL of years before.

    Nobody is lost, and nobody comes twice as long as a person and year stand once in `earlier`.
    """
    after = earlier.select("person", year=(earlier.year + 1).cast(persons.year.type()), **{LEVEL: earlier[NEXT_LEVEL]})
    joined = persons.left_join(after, ["person", "year"])
    return joined.select(*(joined[name] for name in persons.columns), joined[LEVEL])


def with_stratum(persons: ir.Table, definitions: Definitions) -> ir.Table:
    """The person-years with the name of their LEVEL as `stratum`."""
    first, *others = definitions.names
    named = ibis.cases(*((persons[LEVEL] == order, name) for order, name in enumerate(others, 1)), else_=first)
    return persons.mutate(**{STRATUM: named}).drop(LEVEL)


def stratify(persons: ir.Table, definitions: Definitions) -> ir.Table:
    """The person-years of all years with `conditions`, `charlson` and `stratum` at the end: one self-join."""
    burdened = with_burden(persons, definitions)
    return with_stratum(with_level(burdened, with_next_level(burdened, definitions)), definitions)
