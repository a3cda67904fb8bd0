"""What arrays must hold: zero and the whole are in, and a refusal names the first value that is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from selfeval.statistics.arrays.difference import mean_differences
from selfeval.statistics.arrays.funnel import (
    approximate_proportion_limits,
    exact_proportion_limits,
    exact_rate_limits,
    rate_curve,
    ratio_curve,
    widened_limits,
)
from selfeval.statistics.arrays.inputs import above_zero, counts, part_of_whole, samples
from selfeval.statistics.arrays.mean import mean_intervals_of_values
from selfeval.statistics.arrays.median_comparison import median_differences
from selfeval.statistics.arrays.overdispersion import winsorised
from selfeval.statistics.arrays.quantile_interval import quantile_intervals, quantiles
from selfeval.statistics.arrays.ratio import rate_ratios


def test_none_and_all_are_parts_and_counts() -> None:
    """0 events, 0 of 2 and 2 of 2 pass, beside a value that is missing too."""
    assert counts([0, 3]).tolist() == [0, 3]
    assert np.isnan(counts([0.0, None])).tolist() == [False, True]
    part, whole = part_of_whole([0, 2, 1, None], [2, 2, None, 2])
    assert part.tolist()[:3] == [0, 2, 1]
    assert np.isnan(whole).tolist() == [False, False, True, False]
    assert above_zero([0.25, None]).tolist()[0] == 0.25


def test_what_comes_in_as_whole_numbers_goes_out_as_floats() -> None:
    """So that nothing that follows is cut off to whole numbers."""
    for found in (counts([1]), above_zero([1]), *part_of_whole([1], [1]), *samples([1], [1], [2])):
        assert found.dtype == float


WORDS: list[tuple[Callable[[], object], str]] = [
    (lambda: counts([1, 2.5, -1]), r"a whole number of events from 0 is expected, found 2\.5"),
    (lambda: counts(np.array([3, -2])), "a whole number of events from 0 is expected, found -2"),
    (lambda: above_zero([1, 0]), "a number above 0 is expected, found 0"),
    (lambda: part_of_whole([0, 2, 3], [2, 2, 2]), "a numerator from 0 to its denominator is expected, found 3"),
    (lambda: part_of_whole([0, 2, -1], [2, 2, 2]), "a numerator from 0 to its denominator is expected, found -1"),
    (lambda: samples([np.inf], [1], [2]), "a finite mean is expected, found inf"),
    (lambda: mean_intervals_of_values([1, np.inf]), "a finite value is expected, found inf"),
    (lambda: median_differences([1, np.inf], [1, 2]), "a finite value is expected, found inf"),
    (lambda: quantile_intervals([1, np.inf]), "a finite value is expected, found inf"),
    (lambda: quantiles([]), "one value or more is expected, found none"),
    (lambda: winsorised([np.inf]), "a finite z-score is expected, found inf"),
    (lambda: winsorised([]), "the z-scores of one group of areas are expected, found none"),
    (lambda: mean_differences(2, 0, 5, 1, 0, 5), "some spread on one side at least is expected, found 0"),
    (lambda: rate_ratios(1, 0, 1, 1), "a number of person units above 0 is expected, found 0"),
    (lambda: rate_ratios(1, 1, 1, 0), "a number of person units above 0 is expected, found 0"),
    (lambda: exact_proportion_limits([0], 0.5), "a denominator above 0 is expected, found 0"),
    (lambda: approximate_proportion_limits([0], 0.5), "a denominator above 0 is expected, found 0"),
    (lambda: exact_rate_limits([1], 1, 0), "a multiplier above 0 is expected, found 0"),
    (lambda: ratio_curve([1], 0), "a multiplier above 0 is expected, found 0"),
    (lambda: rate_curve([1], 1, 0), "a multiplier above 0 is expected, found 0"),
    (
        lambda: widened_limits(1, 1, dispersion=2, between_variance=1),
        "a dispersion or a variance between areas from 0 is expected, not both",
    ),
]


@pytest.mark.parametrize(("call", "words"), WORDS)
def test_a_refusal_says_what_is_expected_and_no_more(call: Callable[[], object], words: str) -> None:
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{words}$"):
        call()
