"""The monitor's standardised rate against published figures.

PHEindicatormethods (UK Health Security Agency), tests/testthat/testDSRs.R; figures only:
https://github.com/ukhsa-collaboration/PHEindicatormethods
"""

from __future__ import annotations

import numpy as np
import pytest

from selfeval.population.indicators import Indicator, Kind, Population, Term
from selfeval.population.monitor.figures import Parts, standardised
from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates
from selfeval.statistics.arrays.standard_population import standard_weights

# The published populations and events by five years; 85-89 and 90+ stand together here, as in the cube.
PERSONS = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]
PUBLISHED = (10430.247991, 9717.709068, 11178.940915)


def joined(values: list[int]) -> np.ndarray:
    return np.array([*values[:17], values[17] + values[18]], dtype=float)


def deaths() -> Indicator:
    text = {"nl": "x", "fr": "x", "en": "x"}
    rest = {"low_is_good": True, "standardised": True, "headline": False, "breaks": (), "after": "", "proposal": True}
    terms = (Population(), Term("sum", ("deceased",)), Term("person_years"))
    names = ("deaths", "end_of_life", 1, "health", Kind.RATE, "per_person_year", text, text)
    return Indicator(*names, *terms, **rest, sources=())


def test_the_published_rate_comes_out_but_for_the_oldest_band():
    """Joining 85-89 and 90+ moves the rate by what that band is worth, and nothing else: 1.3 % here.

    With the published bands the same function gives the published figures to six decimals.
    """
    events, persons = joined(BIG), joined(PERSONS)
    (found,) = standardised(deaths(), [Parts(persons, events, persons, events, events, events)])
    value, low, high = (1e5 * float(one) for one in (found.value, found.low, found.high))
    assert (value, low, high) == pytest.approx(PUBLISHED, rel=0.013)
    bands = [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
    full = directly_standardised_rates(BIG, PERSONS, standard_weights(bands))
    assert (full.value, full.interval.low, full.interval.high) == pytest.approx(PUBLISHED, abs=5e-7)
    weights = standard_weights(bands)
    oldest = 2500 * (82 + 91) / (123 + 207) - (weights[17] * 82 / 123 + weights[18] * 91 / 207)
    assert value - PUBLISHED[0] == pytest.approx(oldest, rel=1e-6)
