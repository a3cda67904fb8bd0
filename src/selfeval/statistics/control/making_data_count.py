"""The four rules of NHS England's Making Data Count, which tell a signal from the noise of every month.

Each takes the known points of one stretch in the order of time and gives the indices of the points in the pattern.
Sources: NHS England, Making data count, https://www.england.nhs.uk/publication/making-data-count; as computed by the
NHS-R community, https://github.com/nhs-r-community/NHSRplotthedots (R/ptd_calculate_point_type.R), and for two of
three as Making Data Count has it since November 2023 (issue 194 there): a point beyond a limit is beyond the near one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from selfeval.statistics.control.position import Position

PATTERN = 7
WINDOW, ENOUGH = 3, 2

Line = Sequence[Position]


def points_outside(line: Line) -> tuple[int, ...]:
    """Points above the upper or below the lower limit; a point on a limit is inside."""
    return tuple(point.index for point in line if point.outside)


def points_on_one_side(line: Line) -> tuple[int, ...]:
    """Seven or more points in a row on the same side of the centre; a point on the centre ends the row."""
    return _in_windows(line, PATTERN, lambda seven: abs(sum(point.side for point in seven)) == PATTERN)


def points_in_trend(line: Line) -> tuple[int, ...]:
    """Seven or more points in a row, each above the one before, or each below it; two equal points end the row."""
    return _in_windows(line, PATTERN, lambda seven: abs(sum(_steps(seven))) == PATTERN - 1)


def points_near_limit(line: Line) -> tuple[int, ...]:
    """Of three points in a row on the same side of the centre, the two or three beyond the near limit of that side."""
    beyond = {point.index for point in line if point.beyond_near}

    def enough(three: Line) -> bool:
        same_side = abs(sum(point.side for point in three)) == WINDOW
        return same_side and sum(point.beyond_near for point in three) >= ENOUGH

    return tuple(index for index in _in_windows(line, WINDOW, enough) if index in beyond)


def _steps(line: Line) -> list[int]:
    """Between neighbours: 1 up, -1 down, 0 equal."""
    return [(late.value > early.value) - (late.value < early.value) for early, late in pairwise(line)]


def _in_windows(line: Line, width: int, found: Callable[[Line], bool]) -> tuple[int, ...]:
    """Points of every stretch of `width` neighbours in which the pattern is found."""
    windows = (line[start : start + width] for start in range(len(line) - width + 1))
    return tuple(sorted({point.index for window in windows if found(window) for point in window}))
