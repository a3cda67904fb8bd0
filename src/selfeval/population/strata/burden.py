"""Chronic conditions from medicines and the Charlson index from diagnoses, as expressions any engine can run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from selfeval.population.strata.definitions import Comorbidity, Condition

DIAGNOSES = "diagnoses"


def has_condition(persons: ir.Table, condition: Condition) -> ir.BooleanValue:
    """Whether a person-year has a condition; amounts are never missing in a file that intake lets in."""
    doses = reduce(add, (persons[name] for name in condition.columns))
    return doses >= condition.minimum if condition.minimum else doses > 0


def count_conditions(persons: ir.Table, conditions: Iterable[Condition]) -> ir.IntegerColumn:
    """How many chronic conditions each person-year has (Huber et al. 2013, BMC Public Health 13:1030, table 1)."""
    return reduce(add, (has_condition(persons, one).cast("int8") for one in conditions)).cast("int8")


def charlson_index(persons: ir.Table, comorbidities: Iterable[Comorbidity]) -> ir.IntegerColumn:
    """The Charlson index of the diagnoses of each person-year; null where none were supplied, 0 where there are none.

    Coding: Quan et al. 2005, Med Care 43:1130-1139, table 1; a milder form does not count beside a worse one. Codes
    stand one after another with a space between, without a dot.
    """
    found = tuple(comorbidities)
    diagnoses = persons[DIAGNOSES]
    counted = [one for one in found if one.weight]
    total = reduce(add, (_points(diagnoses, one, found) for one in counted))
    # Most have no stay in hospital, and most stays have none of these diseases: they are never searched 17 times.
    any_of_all = diagnoses.re_search(_pattern(prefix for one in counted for prefix in one.prefixes))
    zero = ibis.literal(0, "int8")
    worth = ibis.cases((diagnoses == "", zero), (any_of_all, total.cast("int8")), else_=zero)
    return ibis.cases((diagnoses.notnull(), worth), else_=ibis.null("int8"))


def _points(diagnoses: ir.StringColumn, one: Comorbidity, all_of_them: tuple[Comorbidity, ...]) -> ir.IntegerValue:
    held = diagnoses.re_search(_pattern(one.prefixes))
    for other in all_of_them:
        if other.id in one.outranked_by:
            held &= ~diagnoses.re_search(_pattern(other.prefixes))
    return ibis.ifelse(held, one.weight, 0)


def _pattern(prefixes: Iterable[str]) -> str:
    """Any of the codes at the start or behind a space, the letters of a code being all that a pattern may hold."""
    return f"(^| )({'|'.join(prefixes)})"
