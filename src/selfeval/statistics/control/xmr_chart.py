"""XmR chart as NHS England's Making Data Count draws it: one measurement per moment, limits from the moving ranges."""

from __future__ import annotations

from collections.abc import Sequence

from selfeval.statistics.control.assembly import Plan, assemble
from selfeval.statistics.control.chart import ChartKind, ControlChart
from selfeval.statistics.control.individuals_chart import by_moving_range
from selfeval.statistics.control.moving_range import ROUNDED_THREE_BY_D2
from selfeval.statistics.control.rules import RuleSet
from selfeval.statistics.control.scope import WHOLE, Scope, known_points


def xmr_chart(
    values: Sequence[float | None],
    *,
    scope: Scope = WHOLE,
    rule_set: RuleSet = RuleSet.MAKING_DATA_COUNT,
    screened: bool = True,
) -> ControlChart:
    """Mean ± 2.66 x mean moving range, in the unit of the values; else as individuals_chart, which has 3/1.128.

    Not screened the limits are those of the programme's Excel tool, screened those of the NHS-R community's package.
    Source: https://github.com/nhs-r-community/NHSRplotthedots (R/ptd_spc_standard.R, vignettes/deviations.Rmd).
    ValueError: as individuals_chart.
    """
    known = known_points(values)
    method = by_moving_range(known, ROUNDED_THREE_BY_D2, screened)
    return assemble(Plan(ChartKind.XMR, method, ROUNDED_THREE_BY_D2, rule_set), known, scope)
