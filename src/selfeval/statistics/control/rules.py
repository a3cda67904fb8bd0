"""Which rules a named rule set holds, and what they find on one stretch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from selfeval.statistics.control.making_data_count import (
    points_in_trend,
    points_near_limit,
    points_on_one_side,
    points_outside,
)
from selfeval.statistics.control.position import Position
from selfeval.statistics.control.runs import points_in_long_runs, points_of_few_crossings


class RuleSet(StrEnum):
    """Published sets of rules differ, so a chart names its own."""

    MAKING_DATA_COUNT = "making_data_count"
    ANHOEJ = "anhoej"


class Rule(StrEnum):
    """What can be a signal."""

    OUTSIDE_LIMITS = "outside_limits"
    SEVEN_ON_ONE_SIDE = "seven_on_one_side"
    SEVEN_POINT_TREND = "seven_point_trend"
    TWO_OF_THREE_NEAR_LIMIT = "two_of_three_near_limit"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"


Finder = Callable[[Sequence[Position]], tuple[int, ...]]

RULES: Mapping[RuleSet, Mapping[Rule, Finder]] = {
    RuleSet.MAKING_DATA_COUNT: {
        Rule.OUTSIDE_LIMITS: points_outside,
        Rule.SEVEN_ON_ONE_SIDE: points_on_one_side,
        Rule.SEVEN_POINT_TREND: points_in_trend,
        Rule.TWO_OF_THREE_NEAR_LIMIT: points_near_limit,
    },
    RuleSet.ANHOEJ: {
        Rule.OUTSIDE_LIMITS: points_outside,
        Rule.LONG_RUN: points_in_long_runs,
        Rule.FEW_CROSSINGS: points_of_few_crossings,
    },
}
