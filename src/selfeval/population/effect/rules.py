"""The choices of the effect estimate that are ours, in one place; every one of them is printed where it is used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What is fixed before anyone looks at a figure.

    `cap`: the quantile of all regions' persons of a year at which an amount is cut off (1: none);
    `least_persons`: a region with fewer persons in a year is not used; `least_regions`: comparison regions below which
    nothing can be told; `least_before`: years before the start below which nothing can be told;
    `matched`: how many regions matching keeps; `assignments`: the most that the randomisation test draws;
    `seed`: for these draws and the bootstrap's; `bootstraps`: how many; `imbalance`: a standardised difference beyond
    which a characteristic counts as different; `least_clustered` and `least_bootstrap`: pilot regions below which
    errors clustered by region are far too small to print (Conley and Taber 2011, Rev Econ Stat 93:113-125) and the
    wild bootstrap finds nothing at all (MacKinnon and Webb 2020, J Econometrics 218:435-450); `breaches`: for the
    sensitivity analysis, how many times the largest deviation from parallel before the start is allowed after it.
    """

    cap: float = 0.99
    least_persons: int = 100
    least_regions: int = 5
    least_before: int = 2
    matched: int = 20
    assignments: int = 1999
    seed: int = 2018
    bootstraps: int = 999
    imbalance: float = 0.25
    least_clustered: int = 5
    least_bootstrap: int = 3
    breaches: tuple[float, ...] = (0.5, 1.0)


RULES = Rules()
