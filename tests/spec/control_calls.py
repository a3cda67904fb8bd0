"""From what an example of control charts gives, by one call of the code, to what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from selfeval.statistics import Direction, Interval, proportion_difference
from selfeval.statistics.control import (
    ControlChart,
    Rule,
    Runs,
    Scope,
    assurance,
    fewest_crossings,
    longest_run_allowed,
    p_chart,
    p_prime_chart,
    plain_verdict,
    xmr_chart,
)

Given = Mapping[str, Any]
EMPTY, NOTHING = "empty", "nothing"


def known(values: Sequence[Any]) -> list[float | None]:
    return [None if value == EMPTY else value for value in values]


def limits(chart: ControlChart, point: int = 0, scale: float = 1) -> dict[str, Any]:
    found = {"centre": chart.centre[point], "low": chart.low[point], "high": chart.high[point]}
    return {name: NOTHING if value is None else scale * value for name, value in found.items()}


def limits_of_values(given: Given) -> Given:
    return limits(xmr_chart(known(given["values"])))


def signals(given: Given) -> Given:
    """The one rule that finds something, and the first and last point it finds, counted from 1."""
    chart = xmr_chart([4, 6] * 5 + given["values"], scope=Scope(baseline=10))
    found = [signal for signal in chart.signals if signal.points]
    if not found:
        return {"rule": NOTHING}
    (signal,) = found
    return {"rule": signal.rule, "first": signal.points[0] - 9, "last": signal.points[-1] - 9}


def limits_of_shares(given: Given) -> Given:
    numerators = given["numerators"]
    return limits(p_chart(numerators, [given["denominator"]] * len(numerators)), scale=100)


def large_groups(given: Given) -> Given:
    numbers = given["numerators"], given["denominators"]
    prime = p_prime_chart(*numbers)
    outside = {
        "outside": len(p_chart(*numbers).points(Rule.OUTSIDE_LIMITS)),
        "outside_laney": len(prime.points(Rule.OUTSIDE_LIMITS)),
    }
    return {"times": prime.stretches[0].sigma_z, **outside}


def runs(given: Given) -> Given:
    allowed, expected = longest_run_allowed(given["useful"]), fewest_crossings(given["useful"])
    found = Runs(given["useful"], given["longest"], allowed, given["crossings"], expected)
    return {"allowed": allowed, "expected": expected, "signal": "yes" if found.signal else "no"}


def number_of_points(given: Given) -> Given:
    (stretch,) = xmr_chart(range(given["points"])).stretches
    return {"limits": stretch.footing}


def breaks(given: Given) -> Given:
    before, after = known(given["before"]), known(given["after"])
    chart = xmr_chart(before + after, scope=Scope(breaks=(len(before),)))
    sides = {"before": limits(chart), "after": limits(chart, len(before))}
    return {f"{name}_{side}": found[name] for side, found in sides.items() for name in ("centre", "high")}


def target(given: Given) -> Given:
    found = assurance(Interval(given["low"], given["high"]), given["target"], Direction(given["direction"]))
    return {"assurance": found}


def short_series(given: Given) -> Given:
    points = [None if top == EMPTY else (top, given["denominator"]) for top in given["numerators"]]
    places = () if given["break_before"] == NOTHING else (given["break_before"] - 1,)
    smallest = given["smallest"] / 100
    return {"verdict": plain_verdict(points, proportion_difference, smallest, Direction.HIGHER, breaks=places)}


CALLS = {
    "limits_of_values": limits_of_values,
    "signals": signals,
    "limits_of_shares": limits_of_shares,
    "large_groups": large_groups,
    "runs": runs,
    "number_of_points": number_of_points,
    "breaks": breaks,
    "target": target,
    "short_series": short_series,
}
