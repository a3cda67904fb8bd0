"""P chart: a share of a group whose size may change."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from selfeval.statistics.control.assembly import Basis, Method, Plan, assemble
from selfeval.statistics.control.c_chart import THREE_SIGMA
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.quotient import centre_of, quotients
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope

Series = Sequence[float | None]


def p_chart(
    numerators: Series,
    denominators: Series,
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
) -> ControlChart:
    """p ± 3 sqrt(p (1 - p) / n), with p = all numerators / all denominators and n that of the point; from 0 to 1.

    For denominators of thousands the limits are too narrow: see p_prime_chart. A point is missing when either number
    is; it has limits where its denominator is known.
    Source: Montgomery 2009, Introduction to Statistical Quality Control, 6th ed., section 7.2.
    ValueError: as individuals_chart, series of unequal length, a denominator not above 0, a numerator below 0 or above
    its denominator.
    """
    shares = proportions(numerators, denominators)
    plan = Plan(ChartKind.P, binomial(numerators, denominators), THREE_SIGMA, rule_set, floor=0.0, ceiling=1.0)
    return assemble(plan, shares, scope)


def proportions(numerators: Series, denominators: Series) -> tuple[float | None, ...]:
    """numerator/denominator of each point, from 0 to 1; None where one is missing. ValueError: as p_chart."""
    shares = quotients(numerators, denominators)
    for index, share in enumerate(shares):
        if share is not None and not 0 <= share <= 1:
            raise ValueError(f"a numerator from 0 to {denominators[index]} is expected, found {numerators[index]}")
    return shares


def binomial(numerators: Series, denominators: Series, constant: float = THREE_SIGMA) -> Method:
    """Limits at `constant` standard deviations of a share by chance, around the share of the whole baseline."""

    def basis(stretch: range, base: Sequence[int]) -> Basis:
        centre = centre_of(numerators, denominators, base)
        sizes = (denominators[index] for index in stretch)
        return Basis(centre, tuple(None if n is None else constant * sqrt(centre * (1 - centre) / n) for n in sizes))

    return basis
