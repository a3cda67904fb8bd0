"""U chart: events against the persons or the time they can happen to."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, sqrt

from selfeval.statistics.control.assembly import Basis, Method, Plan, assemble
from selfeval.statistics.control.c_chart import THREE_SIGMA, known_counts
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.quotient import centre_of, quotients
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope


def u_chart(
    events: Sequence[float | None],
    person_units: Sequence[float | None],
    multiplier: float = 1.0,
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
) -> ControlChart:
    """multiplier x (u ± 3 sqrt(u / n)), with u = all events / all person units, n those of the point; never below 0.

    Units: person_units is persons, person-years or days, multiplier what the rate is told per (1000).
    A point is missing when either number is; it has limits where its person units are known.
    Source: Montgomery 2009, Introduction to Statistical Quality Control, 6th ed., section 7.3.
    ValueError: as individuals_chart, series of unequal length, a count that is not a whole number from 0, person units
    or multiplier not above 0.
    """
    if not (isfinite(multiplier) and multiplier > 0):
        raise ValueError(f"a multiplier above 0 is expected, found {multiplier}")
    counts = known_counts(events)
    rates = quotients(counts, person_units)
    shown = tuple(None if rate is None else multiplier * rate for rate in rates)
    method = _poisson(counts, person_units)
    plan = Plan(ChartKind.U, method, THREE_SIGMA, rule_set, floor=0.0, shown=lambda rate: multiplier * rate)
    return assemble(plan, rates, scope, shown)


def _poisson(events: Sequence[float | None], person_units: Sequence[float | None]) -> Method:
    def basis(stretch: range, base: Sequence[int]) -> Basis:
        centre = centre_of(events, person_units, base)
        units = (person_units[index] for index in stretch)
        return Basis(centre, tuple(None if n is None else THREE_SIGMA * sqrt(centre / n) for n in units))

    return basis
