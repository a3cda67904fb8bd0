"""I chart: one measurement per moment, limits from the moving ranges, as in qicharts2."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from selfeval.statistics.control.assembly import Basis, Method, Plan, assemble
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.moving_range import THREE_BY_D2, mean_moving_range
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope, known_points


def individuals_chart(
    values: Sequence[float | None],
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.ANHOEJ,
    screened: bool = True,
) -> ControlChart:
    """Mean ± 3/1.128 x mean moving range, in the unit of the values, which are in the order of time.

    Missing values are None: a moving range goes from a known point to the next known one. scope: breaks, baseline and
    points left out, see Scope. screened: see mean_moving_range.
    Source: Montgomery 2009, Introduction to Statistical Quality Control, 6th ed., section 6.4; https://github.com/anhoej/qicharts2
    (vignettes/qicharts2.Rmd, appendix 1).
    ValueError: no values, one that is not finite, or a scope that doesn't fit the series.
    """
    known = known_points(values)
    method = by_moving_range(known, THREE_BY_D2, screened)
    return assemble(Plan(ChartKind.INDIVIDUALS, method, THREE_BY_D2, rule_set), known, scope)


def by_moving_range(values: Sequence[float | None], constant: float, screened: bool) -> Method:
    """Limits at `constant` mean moving ranges around the mean of the baseline."""

    def basis(stretch: range, base: Sequence[int]) -> Basis:
        known = [value for value in (values[index] for index in base) if value is not None]
        reach = constant * mean_moving_range(known, screened)
        return Basis(mean(known), (reach,) * len(stretch))

    return basis
