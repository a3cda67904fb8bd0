"""P' chart of Laney: a share of groups so large that chance alone no longer explains how it varies."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from selfeval.statistics.control.assembly import Basis, Method, Plan, assemble
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.moving_range import THREE_BY_D2, mean_moving_range
from selfeval.statistics.control.p_chart import Series, proportions
from selfeval.statistics.control.quotient import centre_of
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope


def p_prime_chart(
    numerators: Series,
    denominators: Series,
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
    screened: bool = True,
) -> ControlChart:
    """p ± 3 s sigma_z, with p and s = sqrt(p (1 - p) / n) as on a p chart; a share from 0 to 1.

    sigma_z is the mean moving range of z = (share - p) / s, divided by 1.128: near 1 it is a p chart, above 1 the
    shares vary more than chance does. It stands in each stretch of the result. screened: see mean_moving_range.
    Source: Laney 2002, Quality Engineering 14(4):531-537.
    ValueError: as p_chart.
    """
    shares = proportions(numerators, denominators)
    method = _laney(shares, numerators, denominators, screened)
    plan = Plan(ChartKind.P_PRIME, method, THREE_BY_D2, rule_set, floor=0.0, ceiling=1.0)
    return assemble(plan, shares, scope)


def _laney(shares: Series, numerators: Series, denominators: Series, screened: bool) -> Method:
    def basis(stretch: range, base: Sequence[int]) -> Basis:
        centre = centre_of(numerators, denominators, base)
        spread = sqrt(centre * (1 - centre))
        sizes = [denominators[index] for index in stretch]
        if not spread:
            return Basis(centre, tuple(None if n is None else 0.0 for n in sizes))
        scores = [((shares[index] or 0) - centre) / spread * sqrt(denominators[index] or 0) for index in base]
        moving = mean_moving_range(scores, screened)
        reaches = tuple(None if n is None else THREE_BY_D2 * moving * spread / sqrt(n) for n in sizes)
        return Basis(centre, reaches, moving * THREE_BY_D2 / 3)

    return basis
