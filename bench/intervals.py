"""Time of 100,000 intervals in arrays, in a plain Python loop and by statsmodels or scipy, side by side in one run.

Statsmodels has Wilson's interval. No library has Byar's or Dobson's: beside them stand the intervals that library users
take instead: statsmodels' score interval, its and scipy's exact ones of the same counts, and for Dobson scipy's
stretched in the same way. (Not named statistics.py: beside other scripts that name hides Python's own module.)
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import sqrt

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from selfeval.statistics import byar_interval, wilson_interval
from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates
from selfeval.statistics.arrays.proportion import wilson_intervals
from selfeval.statistics.arrays.rate import byar_intervals
from selfeval.statistics.arrays.standard_population import standard_weights

AREAS = 100_000
BANDS = [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
ROUNDS = 15


def main() -> None:
    random = np.random.default_rng(20130501)
    persons = random.integers(500, 5_000, (AREAS, len(BANDS)))
    events = random.poisson(0.02 * persons)
    weights = standard_weights(BANDS)
    n, x = persons.sum(axis=1), events.sum(axis=1)
    pairs, counts = list(zip(x.tolist(), n.tolist(), strict=True)), x.tolist()
    tables = list(zip(events.tolist(), persons.tolist(), strict=True))

    compare(
        "Wilson",
        lambda: wilson_intervals(x, n),
        lambda: [wilson_interval(*pair) for pair in pairs],
        {"statsmodels proportion_confint": lambda: proportion_confint(x, n, method="wilson")},
    )
    compare(
        "Byar",
        lambda: byar_intervals(x),
        lambda: [byar_interval(count) for count in counts],
        {
            "statsmodels confint_poisson, score": lambda: confint_poisson(x, 1, method="score"),
            "statsmodels confint_poisson, exact": lambda: confint_poisson(x, 1, method="exact-c"),
            "scipy chi2, exact": lambda: chi_square_limits(x),
        },
    )
    compare(
        "Dobson, 19 age bands",
        lambda: directly_standardised_rates(events, persons, weights),
        lambda: [dobson(*table, weights.tolist()) for table in tables],
        {"numpy and scipy chi2": lambda: stretched(events, persons, weights)},
    )


def compare(
    what: str, ours: Callable[[], object], loop: Callable[[], object], libraries: dict[str, Callable[[], object]]
) -> None:
    loop_seconds = seconds(loop)
    # In turns, and the shortest of all: the runs that other programs disturbed least.
    rounds = [[seconds(job) for job in (ours, *libraries.values())] for _ in range(ROUNDS)]
    ours_seconds, *library_seconds = (min(times) for times in zip(*rounds, strict=True))
    print(f"{what}: {1000 * ours_seconds:.1f} ms for {AREAS:,} areas")
    for name, found in zip(["plain Python loop", *libraries], [loop_seconds, *library_seconds], strict=True):
        print(f"  {found / ours_seconds:8.2f} x as long: {name}", flush=True)


def seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def dobson(events: list[int], persons: list[int], weights: list[float]) -> tuple[float, float, float]:
    total, whole = sum(events), sum(weights)
    shares = [weight / whole / n for weight, n in zip(weights, persons, strict=True)]
    rate = sum(share * x for share, x in zip(shares, events, strict=True))
    stretch = sqrt(sum(share**2 * x for share, x in zip(shares, events, strict=True)) / total)
    limits = byar_interval(total)
    return rate, rate + stretch * (limits.low - total), rate + stretch * (limits.high - total)


def chi_square_limits(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return stats.chi2.ppf(0.025, 2 * counts) / 2, stats.chi2.isf(0.025, 2 * counts + 2) / 2


def stretched(events: np.ndarray, persons: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, ...]:
    share = weights / weights.sum() / persons
    total = events.sum(axis=1)
    rate, variance = (share * events).sum(axis=1), (share**2 * events).sum(axis=1)
    return rate, *(rate + np.sqrt(variance / total) * (limit - total) for limit in chi_square_limits(total))


if __name__ == "__main__":
    main()
