"""Pure functions, numbers in and numbers out: one method a file, its formula and source in the docstring."""

from selfeval.statistics.difference import mean_difference, proportion_difference, rate_difference
from selfeval.statistics.interval import Interval
from selfeval.statistics.ipras import InterpercentileRange, interpercentile_range
from selfeval.statistics.mean import mean_interval, mean_interval_of_values
from selfeval.statistics.panel import Level, Outcome, PanelAgreement, allowed_outside, panel_agreement
from selfeval.statistics.progress import progress
from selfeval.statistics.proportion import wilson_interval
from selfeval.statistics.quantile_interval import quantile_interval, quantile_ranks
from selfeval.statistics.rate import byar_interval, exact_poisson_interval, rate_interval
from selfeval.statistics.ratio import proportion_ratio, rate_ratio
from selfeval.statistics.rounding import round_half_up
from selfeval.statistics.slope import ShareSlope, slope_of_shares
from selfeval.statistics.verdict import Direction, Verdict, compare

__all__ = [
    "Direction",
    "InterpercentileRange",
    "Interval",
    "Level",
    "Outcome",
    "PanelAgreement",
    "ShareSlope",
    "Verdict",
    "allowed_outside",
    "byar_interval",
    "compare",
    "exact_poisson_interval",
    "interpercentile_range",
    "mean_difference",
    "mean_interval",
    "mean_interval_of_values",
    "panel_agreement",
    "progress",
    "proportion_difference",
    "proportion_ratio",
    "quantile_interval",
    "quantile_ranks",
    "rate_difference",
    "rate_interval",
    "rate_ratio",
    "round_half_up",
    "slope_of_shares",
    "wilson_interval",
]
