"""Measurements over time: control charts, and what may be said of a series too short for one.

One chart a file. Every chart takes its points in the order of time, missing ones as None, and gives a ControlChart.
"""

from selfeval.statistics.control.assurance import Assurance, assurance
from selfeval.statistics.control.c_chart import c_chart
from selfeval.statistics.control.chart import ChartKind, ControlChart, Footing, Signal, Stretch
from selfeval.statistics.control.individuals_chart import individuals_chart
from selfeval.statistics.control.moving_range import ROUNDED_THREE_BY_D2, THREE_BY_D2, mean_moving_range
from selfeval.statistics.control.p_chart import p_chart
from selfeval.statistics.control.p_prime_chart import p_prime_chart
from selfeval.statistics.control.plain_verdict import plain_verdict
from selfeval.statistics.control.rules import Rule, RuleSet
from selfeval.statistics.control.runs import Runs, fewest_crossings, longest_run_allowed, runs_analysis
from selfeval.statistics.control.scope import LIMITS_FROM, TRIAL_BELOW, WHOLE, Scope
from selfeval.statistics.control.t_chart import t_chart
from selfeval.statistics.control.u_chart import u_chart
from selfeval.statistics.control.xmr_chart import xmr_chart

__all__ = [
    "LIMITS_FROM",
    "ROUNDED_THREE_BY_D2",
    "THREE_BY_D2",
    "TRIAL_BELOW",
    "WHOLE",
    "Assurance",
    "ChartKind",
    "ControlChart",
    "Footing",
    "Rule",
    "RuleSet",
    "Runs",
    "Scope",
    "Signal",
    "Stretch",
    "assurance",
    "c_chart",
    "fewest_crossings",
    "individuals_chart",
    "longest_run_allowed",
    "mean_moving_range",
    "p_chart",
    "p_prime_chart",
    "plain_verdict",
    "runs_analysis",
    "t_chart",
    "u_chart",
    "xmr_chart",
]
