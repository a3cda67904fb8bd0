"""The statistics refuse what has no answer."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

import pytest

from selfeval.statistics import (
    Direction,
    Interval,
    byar_interval,
    compare,
    exact_poisson_interval,
    mean_difference,
    mean_interval,
    mean_interval_of_values,
    panel_agreement,
    progress,
    proportion_difference,
    rate_difference,
    rate_interval,
    round_half_up,
    wilson_interval,
)
from selfeval.statistics.quantile import gamma_quantile, normal_quantile, student_t_quantile

REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("limits the wrong way round", lambda: Interval(2, 1)),
    ("a limit that is no number", lambda: Interval(nan, 1)),
    ("nobody in the denominator", lambda: wilson_interval(0, 0)),
    ("a denominator below 0", lambda: wilson_interval(0, -1)),
    ("a denominator without end", lambda: wilson_interval(1, inf)),
    ("a numerator below 0", lambda: wilson_interval(-1, 10)),
    ("a numerator above the denominator", lambda: wilson_interval(11, 10)),
    ("a numerator that is no number", lambda: wilson_interval(nan, 10)),
    ("a confidence of 1", lambda: wilson_interval(1, 10, 1)),
    ("a confidence in percent", lambda: wilson_interval(1, 10, 95)),
    ("events below 0 (Byar)", lambda: byar_interval(-1)),
    ("half an event (Byar)", lambda: byar_interval(10.5)),
    ("events below 0 (exact)", lambda: exact_poisson_interval(-1)),
    ("half an event (exact)", lambda: exact_poisson_interval(0.5)),
    ("events without end", lambda: exact_poisson_interval(inf)),
    ("events that are no number", lambda: rate_interval(nan, 10)),
    ("a rate over nobody", lambda: rate_interval(1, 0)),
    ("a multiplier of 0", lambda: rate_interval(1, 10, 0)),
    ("a mean of one", lambda: mean_interval(1, 1, 1)),
    ("a spread below 0", lambda: mean_interval(1, -1, 5)),
    ("a mean that is no number", lambda: mean_interval(nan, 1, 5)),
    ("one value", lambda: mean_interval_of_values([1])),
    ("a value that is no number", lambda: mean_interval_of_values([1, 2, nan])),
    ("a baseline of nobody", lambda: proportion_difference(1, 2, 0, 0)),
    ("a baseline rate over nobody", lambda: rate_difference(1, 2, 0, 0)),
    ("a baseline mean of one", lambda: mean_difference(1, 1, 5, 1, 1, 1)),
    ("no spread on either side", lambda: mean_difference(2, 0, 5, 1, 0, 5)),
    ("a panel of nobody", lambda: panel_agreement([])),
    ("a rating above the scale", lambda: panel_agreement([3] * 8 + [6])),
    ("a rating below the scale", lambda: panel_agreement([3] * 8 + [-1])),
    ("a rating between two points", lambda: panel_agreement([3] * 8 + [2.5])),  # type: ignore[list-item]
    ("a missing rating", lambda: panel_agreement([3] * 8 + [None])),  # type: ignore[list-item]
    ("a scale of one point", lambda: panel_agreement([3] * 8, 3, 3)),
    ("a value without end", lambda: progress(inf, 0, 1)),
    ("a smallest change below 0", lambda: compare(Interval(0, 1), -1, Direction.HIGHER)),
    ("a smallest change that is no number", lambda: compare(Interval(0, 1), nan, Direction.HIGHER)),
    ("an unknown direction", lambda: compare(Interval(0, 1), 1, "up")),  # type: ignore[arg-type]
    ("rounding what is no number", lambda: round_half_up(nan, 1)),
    ("rounding to tens", lambda: round_half_up(12, -1)),
    ("a confidence of 0", lambda: normal_quantile(0)),
    ("no degrees of freedom", lambda: student_t_quantile(0.95, 0)),
    ("a shape of 0", lambda: gamma_quantile(0.5, 0)),
]


@pytest.mark.parametrize("call", [call for _, call in REFUSED], ids=[name for name, _ in REFUSED])
def test_refuses(call: Callable[[], object]) -> None:
    """Input without an answer raises ValueError, which says why."""
    with pytest.raises(ValueError, match="expected|not a valid"):
        call()
