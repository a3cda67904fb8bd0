"""The statistics of many areas refuse what has no answer, and name it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

import numpy as np
import pytest

from selfeval.statistics.arrays.difference import mean_differences, proportion_differences, rate_differences
from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates, repeated_event_variances
from selfeval.statistics.arrays.funnel import (
    approximate_proportion_limits,
    exact_proportion_limits,
    exact_rate_limits,
    exact_ratio_limits,
    rate_curve,
    ratio_curve,
    widened_limits,
)
from selfeval.statistics.arrays.indirect_standardisation import (
    expected_events,
    indirectly_standardised_rates,
    standardised_ratios,
)
from selfeval.statistics.arrays.interval import Intervals
from selfeval.statistics.arrays.mean import mean_intervals, mean_intervals_of_values
from selfeval.statistics.arrays.median_comparison import median_differences, median_ratios
from selfeval.statistics.arrays.overdispersion import between_variance, dispersion, winsorised
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.quantile_interval import quantile_intervals, quantiles
from selfeval.statistics.arrays.rate import byar_intervals, exact_poisson_intervals, rate_intervals
from selfeval.statistics.arrays.ratio import mean_ratios, proportion_ratios, rate_ratios
from selfeval.statistics.arrays.standard_population import standard_weights
from selfeval.statistics.quantile import beta_quantile
from selfeval.statistics.quantile_interval import quantile_interval, quantile_ranks
from selfeval.statistics.ratio import proportion_ratio, rate_ratio

BAND = ["0-64", "65+"]

REFUSED: list[tuple[str, Callable[[], object], str]] = [
    ("limits the wrong way round", lambda: Intervals(np.array([1, 3]), np.array([2, 2])), "found 3.0 and 2.0"),
    ("a factor of 0", lambda: Intervals(np.array([1.0]), np.array([2.0])).scaled(0), "found 0"),
    ("nobody in one denominator", lambda: wilson_intervals([1, 0], [2, 0]), "denominator above 0 .* found 0"),
    ("a denominator without end", lambda: wilson_intervals([1], [inf]), "found inf"),
    ("a numerator above its denominator", lambda: wilson_intervals([1, 3], [2, 2]), "numerator .* found 3"),
    ("a numerator below 0", lambda: wilson_intervals([-1], [2]), "found -1"),
    ("a confidence in percent", lambda: wilson_intervals([1], [2], 95), "found 95"),
    ("half an event", lambda: byar_intervals([1, 10.5]), "whole number of events .* found 10.5"),
    ("events below 0", lambda: exact_poisson_intervals([-2]), "found -2"),
    ("events without end", lambda: rate_intervals([inf], [1]), "found inf"),
    ("a confidence of 1 of exact limits", lambda: exact_poisson_intervals([2], 1), "probability"),
    ("a rate over nobody", lambda: rate_intervals([1], [0]), "person units above 0 .* found 0"),
    ("a multiplier of 0", lambda: rate_intervals([1], [1], 0), "multiplier above 0"),
    ("a mean of one", lambda: mean_intervals([1], [1], [1]), "sample of two or more .* found 1"),
    ("a mean without end", lambda: mean_intervals([inf], [1], [2]), "finite mean"),
    ("a spread below 0", lambda: mean_intervals([1], [-1], [2]), "standard deviation from 0 .* found -1"),
    ("a confidence of 0 of a mean", lambda: mean_intervals([1], [1], [2], 0), "probability"),
    ("one value a row", lambda: mean_intervals_of_values([[1], [2]]), "two or more values .* found 1"),
    ("a single value", lambda: mean_intervals_of_values(3), "two or more values .* found 0"),
    ("a value without end", lambda: mean_intervals_of_values([1, inf]), "finite value"),
    ("a baseline of nobody", lambda: proportion_differences([1], [2], [0], [0]), "denominator"),
    ("a baseline rate over nobody", lambda: rate_differences([1], [2], [0], [0]), "person units"),
    ("no spread on either side", lambda: mean_differences(2, 0, 5, 1, 0, 5), "some spread"),
    ("a ratio to a part above its whole", lambda: proportion_ratios([1], [2], [3], [2]), "numerator"),
    ("a ratio of half an event", lambda: rate_ratios([0.5], [2], [3], [2]), "whole number"),
    ("a rate ratio over nobody", lambda: rate_ratios([1], [0], [3], [2]), "person units"),
    ("a rate ratio to nobody", lambda: rate_ratios([1], [2], [3], [0]), "person units"),
    ("a confidence of 1 of a rate ratio", lambda: rate_ratios([1], [2], [3], [2], 1), "probability"),
    ("a ratio of a mean of 0", lambda: mean_ratios(0, 1, 5, 1, 1, 5), "mean above 0"),
    ("a ratio to a mean below 0", lambda: mean_ratios(1, 1, 5, -1, 1, 5), "mean above 0 .* found -1"),
    ("the medians of one value", lambda: median_differences([1], [1, 2]), "two or more values .* found 1"),
    ("a median without end", lambda: median_differences([1, inf], [1, 2]), "finite value"),
    ("a ratio of medians with a 0", lambda: median_ratios([0, 1], [1, 2]), "value above 0 .* found 0"),
    ("a ratio to medians with a 0", lambda: median_ratios([1, 2], [0, 2]), "value above 0 .* found 0"),
    ("five values for a median at 95 %", lambda: quantile_intervals([[1, 2, 3, 4, 5]]), "more values .* found 5"),
    ("a quantile of nothing", lambda: quantiles([]), "found none"),
    ("a quantile without end", lambda: quantile_intervals([inf] * 9), "finite value"),
    ("weights for other bands", lambda: directly_standardised_rates([9, 9], [99, 99], [1]), "2 bands .* found 1"),
    ("events of one number", lambda: directly_standardised_rates(9, 99, [1]), "0 bands"),
    ("a band of nobody", lambda: directly_standardised_rates([9, 9], [99, 0], [1, 1]), "person units above 0"),
    ("a band of weight 0", lambda: directly_standardised_rates([9, 9], [99, 9], [1, 0]), "weight above 0"),
    ("a band without a weight", lambda: directly_standardised_rates([9, 9], [99, 9], [1, nan]), "weight for each"),
    ("nine events", lambda: directly_standardised_rates([4, 5], [99, 99], [1, 1]), "10 events or more .* found 9"),
    ("a variance below 0", lambda: directly_standardised_rates([9, 9], [99] * 2, [1, 1], 1, 0.9, [-1, 1]), "variance"),
    ("half a person", lambda: repeated_event_variances([[0.5]], [1]), "whole number"),
    ("a date for a band", lambda: standard_weights(["0-4", "05-Sep"]), "age band .* found '05-Sep'"),
    ("a gap between bands", lambda: standard_weights(["0-4", "10-64", "65+"]), "no band for age 5"),
    ("bands that overlap", lambda: standard_weights(["0-64", "60+"]), "more than one band for age 60"),
    ("a band told twice", lambda: standard_weights([*BAND, "65+"]), "more than one band for age 65"),
    ("bands that end too early", lambda: standard_weights(["0-64", "65-84"]), "no band for age 85"),
    ("bands that begin too late", lambda: standard_weights(["65+"]), "no band for age 0"),
    ("no bands", lambda: standard_weights([]), "no band for age 0"),
    ("a band that cuts one of the standard", lambda: standard_weights(["0-17", "18+"]), "found '0-17'"),
    ("a band that ends before it begins", lambda: standard_weights(["4-0", "5+"]), "age"),
    ("a reference with other bands", lambda: expected_events([1, 2], [1], [1]), "same bands"),
    ("a reference of nobody", lambda: expected_events([1], [1], [0]), "above 0"),
    ("persons below 0", lambda: expected_events([-1], [1], [1]), "person units from 0 .* found -1"),
    ("reference events below 0", lambda: expected_events([1], [-1], [1]), "reference events from 0 .* found -1"),
    ("nothing expected", lambda: standardised_ratios([1], [0]), "expected events above 0"),
    ("a ratio per 0", lambda: standardised_ratios([1], [1], 0), "multiplier above 0"),
    ("half an observed event", lambda: indirectly_standardised_rates(0.5, [1], [1], [1]), "whole number"),
    ("a funnel around 0", lambda: exact_proportion_limits([10], 0), "between 0 and 1 .* found 0"),
    ("a funnel around everybody", lambda: approximate_proportion_limits([10], 1), "between 0 and 1 .* found 1"),
    ("half a denominator", lambda: exact_proportion_limits([10.5], 0.5), "whole number"),
    ("a funnel of nobody", lambda: exact_rate_limits([0], 10), "person units above 0"),
    ("a funnel rate of 0", lambda: exact_rate_limits([10], 0), "target above 0"),
    ("nothing expected in a funnel", lambda: exact_ratio_limits([0]), "expected events above 0"),
    ("a confidence of 1 of a funnel", lambda: exact_ratio_limits([1], 1), "probability"),
    ("a curve at no events", lambda: ratio_curve([0]), "events above 0"),
    ("a curve around 0", lambda: rate_curve([1], 0), "target above 0"),
    ("a standard error of 0", lambda: widened_limits(1, [0.0]), "standard error above 0"),
    ("a variance between areas below 0", lambda: widened_limits(1, 1, between_variance=-1), "from 0"),
    ("winsorising a half", lambda: winsorised([1, 2], 0.5), "share from 0 to below 0.5"),
    ("no scores", lambda: winsorised([]), "found none"),
    ("missing scores only", lambda: winsorised([nan]), "found none"),
    ("scores in rows", lambda: winsorised([[1, 2]]), "one group"),
    ("a score without end", lambda: winsorised([inf]), "finite z-score"),
    ("dispersion over an error of 0", lambda: dispersion([1], [0], 1), "standard error above 0"),
    ("the variance between one area", lambda: between_variance([1, nan], [1, 1], 1), "two or more areas .* found 1"),
    ("a ratio of a part above its whole", lambda: proportion_ratio(3, 2, 1, 2), "numerator"),
    ("a ratio to nobody", lambda: proportion_ratio(1, 2, 0, 0), "denominator"),
    ("a rate ratio of half an event", lambda: rate_ratio(0.5, 1, 1, 1), "whole number"),
    ("a rate ratio over no time", lambda: rate_ratio(1, 0, 1, 1), "above 0"),
    ("a certain rate ratio", lambda: rate_ratio(1, 1, 1, 1, 1), "probability"),
    ("a median of five at 95 %", lambda: quantile_interval([1, 2, 3, 4, 5]), "found 5"),
    ("a median with a value that is no number", lambda: quantile_interval([1] * 8 + [nan]), "finite values"),
    ("the quantile 0", lambda: quantile_ranks(100, 0), "between 0 and 1"),
    ("the quantile 100", lambda: quantile_ranks(100, 100), "between 0 and 1"),
    ("a certain median", lambda: quantile_ranks(100, 0.5, 1), "probability"),
    ("a beta distribution without shape", lambda: beta_quantile(0.5, 0, 1), "above 0"),
    ("a beta quantile of 0", lambda: beta_quantile(0, 1, 1), "probability"),
]


@pytest.mark.parametrize(("call", "named"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_what_has_no_answer_is_refused_and_named(call: Callable[[], object], named: str) -> None:
    """A ValueError says what was expected and what was found."""
    with pytest.raises(ValueError, match=named):
        call()


def test_truncated_ages_are_standardised_when_asked_for() -> None:
    """The rate of the inhabitants under 75, or from 65 on, takes the weights of these ages only."""
    assert standard_weights(["0-64", "65-74"], below_age=75).tolist() == [80_500, 10_500]
    assert standard_weights(["85+", "65-84"], from_age=65).tolist() == [2_500, 17_000]


def test_labels_are_read_as_tables_write_them() -> None:
    """Leading zeros, an en dash and spaces change nothing."""
    assert standard_weights(["00-04", "05 – 64", " 65+ "]).tolist() == [5_000, 75_500, 19_500]


def test_intervals_of_scalars_and_arrays_are_broadcast() -> None:
    """One low limit for two high ones; what is missing is not contained."""
    found = Intervals(np.array(1.0), np.array([2.0, nan]))
    assert found.low.tolist() == [1, 1]
    assert found.contains(1.5).tolist() == [True, False]
