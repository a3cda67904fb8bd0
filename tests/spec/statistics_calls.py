"""From what an example of statistics gives, by one call of the code, to what came out."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean, stdev
from typing import Any

from selfeval.statistics import (
    Interval,
    mean_difference,
    mean_interval,
    mean_interval_of_values,
    proportion_difference,
    rate_difference,
    rate_interval,
    round_half_up,
    slope_of_shares,
    wilson_interval,
)

Given = Mapping[str, Any]


def limits(interval: Interval, scale: float = 1) -> dict[str, float]:
    return {"low": scale * interval.low, "high": scale * interval.high}


def share(given: Given) -> Given:
    x, n = given["numerator"], given["denominator"]
    return {"share": 100 * x / n, **limits(wilson_interval(x, n), 100)}


def rate(given: Given) -> Given:
    estimate = given["per"] * given["events"] / given["persons"]
    return {"estimate": estimate, **limits(rate_interval(given["events"], given["persons"], given["per"]))}


def mean(given: Given) -> Given:
    if "values" in given:
        return limits(mean_interval_of_values(given["values"]))
    ends = (given["lowest"], given["highest"]) if "highest" in given else None
    return limits(mean_interval(given["mean"], given["standard_deviation"], given["n"], limits=ends))


def difference_of_shares(given: Given) -> Given:
    now, before = (given["numerator"], given["denominator"]), (given["numerator_before"], given["denominator_before"])
    return limits(proportion_difference(*now, *before), 100)


def difference_of_rates(given: Given) -> Given:
    return limits(rate_difference(given["events"], given["persons"], given["events_before"], given["persons"], 100))


def difference_of_means(given: Given) -> Given:
    if "values" in given:
        sides = [(fmean(one), stdev(one), len(one)) for one in (given["values"], given["values_before"])]
    else:
        sides = [(given[name], given["standard_deviation"], given["n"]) for name in ("mean", "mean_before")]
    return limits(mean_difference(*sides[0], *sides[1]))


def slope_of_strata(given: Given) -> Given:
    found = slope_of_shares(list(zip(given["numerators"], given["denominators"], strict=True)))
    return {"slope": 100 * found.slope, **limits(found.interval, 100)}


def rounding(given: Given) -> Given:
    return {"rounded": float(round_half_up(given["value"], given["digits"]))}


CALLS = {
    "share": share,
    "rate": rate,
    "mean": mean,
    "difference_of_shares": difference_of_shares,
    "difference_of_rates": difference_of_rates,
    "difference_of_means": difference_of_means,
    "slope_of_strata": slope_of_strata,
    "rounding": rounding,
}
