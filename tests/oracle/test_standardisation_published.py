"""Direct and indirect standardisation against published figures.

PHEindicatormethods (UK Health Security Agency), test data testdata_DSR_ISR_SMR.xlsx, tests/testthat/testDSRs.R,
testISRates.R and testISRatios.R; figures only: https://github.com/ukhsa-collaboration/PHEindicatormethods
"""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest

from selfeval.statistics.arrays.direct_standardisation import directly_standardised_rates
from selfeval.statistics.arrays.indirect_standardisation import (
    expected_events,
    indirectly_standardised_rates,
    standardised_ratios,
)
from selfeval.statistics.arrays.standard_population import standard_weights

# The file writes "55-69" for the band after 50-54: a misprint for 55-59.
BANDS = [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
PERSONS = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]
SMALL = [12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4]
# The file leaves the third band of this area blank; its published totals count it as 0.
TINY = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 2, 3]
REFERENCE = [
    10303,
    2824,
    0,
    3615,
    3641,
    3490,
    3789,
    3213,
    3031,
    2771,
    3089,
    3490,
    3595,
    4745,
    5514,
    7125,
    5694,
    6210,
    5757,
]
REFERENCE_PERSONS = [50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463, 60479, 49974, 44140, 40888]
REFERENCE_PERSONS += [37239, 30819, 18136, 15325, 13918]

DIRECT = [
    (BIG, 895, 10430.247991, 0.95, 9717.709068, 11178.940915),
    (BIG, 895, 10430.247991, 0.998, 9323.287880, 11620.596000),
    (SMALL, 91, 1103.212025, 0.95, 877.455768, 1367.088223),
    (SMALL, 91, 1103.212025, 0.998, 763.642036, 1530.032895),
]
# The same area with events that are not independent; how many persons had how many is not published.
NON_INDEPENDENT = (9512.298838, 11394.773596, 9004.174181, 11963.748704)
INDIRECT = [
    (895, 0.95, 10011.137622, 9365.916003, 10689.097583),
    (895, 0.998, 10011.137622, 9008.757862, 11089.027185),
    (9, 0.95, 100.670658, 46.033035, 191.104267),
    (9, 0.998, 100.670658, 27.431909, 253.436964),
]
RATIOS = [
    (895, 107.072329, (100.171477, 114.323329), (96.351556, 118.600704)),
    (91, 10.886684, (8.765040, 13.366576), (7.695426, 14.897921)),
    (9, 1.076705, (0.492338, 2.043921), (0.293393, 2.710590)),
]


@pytest.mark.parametrize(("events", "total", "value", "confidence", "low", "high"), DIRECT)
def test_dobson_gives_the_published_limits(
    events: list[int], total: int, value: float, confidence: float, low: float, high: float
) -> None:
    """Rate and limits per 100 000 come out to all six printed decimals at both levels."""
    found = directly_standardised_rates(events, PERSONS, standard_weights(BANDS), confidence=confidence)
    assert found.events == total
    assert [found.value, found.interval.low, found.interval.high] == pytest.approx([value, low, high], abs=6e-7)


def test_many_areas_at_once_give_the_same_and_the_smallest_is_refused() -> None:
    """The published file suppresses the area of 9 events; its events stay known and its rate is missing."""
    found = directly_standardised_rates([BIG, SMALL, TINY], PERSONS, standard_weights(BANDS))
    assert found.events.tolist() == [895, 91, 9]
    assert found.refused.tolist() == [False, False, True]
    assert found.value[:2] == pytest.approx([10430.247991, 1103.212025], abs=6e-7)
    assert np.isnan([found.value[2], found.interval.low[2], found.interval.high[2]]).all()


def test_one_area_of_nine_events_is_refused_with_a_reason() -> None:
    """Asked alone, the area of 9 events gives a message that says so."""
    with pytest.raises(ValueError, match="10 events or more are expected for a standardised rate, found 9"):
        directly_standardised_rates(TINY, PERSONS, standard_weights(BANDS))


def test_weights_follow_the_labels_when_a_table_is_sorted_as_text() -> None:
    """Sorted as text 5-9 stands after 45-49; the published rate comes out nonetheless.

    With the weights by position it does not, and is so close that nobody would notice.
    """
    order = sorted(range(len(BANDS)), key=lambda place: BANDS[place])
    bands, events = [BANDS[place] for place in order], [BIG[place] for place in order]
    persons = [PERSONS[place] for place in order]
    assert bands.index("5-9") > bands.index("45-49")
    assert directly_standardised_rates(events, persons, standard_weights(bands)).value == pytest.approx(
        10430.247991, abs=6e-7
    )
    by_position = directly_standardised_rates(events, persons, standard_weights(BANDS)).value
    assert by_position == pytest.approx(10429.94, abs=0.01)


def test_the_misprinted_band_of_the_published_file_is_refused() -> None:
    """With the file's own label 55-69 the ages 60 to 69 would count twice."""
    misprinted = ["55-69" if band == "55-59" else band for band in BANDS]
    with pytest.raises(ValueError, match="more than one band for age 60"):
        standard_weights(misprinted)


def test_events_that_are_not_independent_widen_the_limits_as_published() -> None:
    """Three of the four published limits follow from the fourth: one variance stretches all of them alike."""
    usual = directly_standardised_rates(BIG, PERSONS, standard_weights(BANDS))
    stretch = (usual.value - NON_INDEPENDENT[0]) / (usual.value - usual.interval.low)
    variances = np.multiply(BIG, stretch**2)
    found = [
        directly_standardised_rates(
            BIG, PERSONS, standard_weights(BANDS), confidence=confidence, event_variances=variances
        )
        for confidence in (0.95, 0.998)
    ]
    assert [one.value for one in found] == pytest.approx([10430.247991] * 2, abs=6e-7)
    limits = [limit for one in found for limit in (one.interval.low, one.interval.high)]
    assert limits == pytest.approx(NON_INDEPENDENT, abs=2e-6)


def test_the_standard_population_gives_the_published_nineteen_weights() -> None:
    """The 21 bands of Eurostat 2013, annex F, p. 121, sum to the 19 of the published data and to 100 000."""
    weights = [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500]
    assert standard_weights(BANDS).tolist() == [*weights, 1500, 1000]
    assert standard_weights(["0", "1-4", *BANDS[1:-1], "90-94", "95+"]).sum() == 100_000


def test_fay_and_feuers_rate_comes_out() -> None:
    """Down syndrome by age of the mother, fifth child and later: 75.52901 per 100 000 births.

    Fleiss 1981, table 14.4; Fay and Feuer 1997, Stat Med 16:791-801, table II; the rate as printed in the vignette of
    the R package dsrTest. The bands are those of mothers' ages, so the weights are given as they are.
    """
    cases, births = [0, 8, 63, 112, 262, 295], [327, 30666, 123419, 149919, 104088, 34392]
    standard = [319933, 931318, 786511, 488235, 237863, 61313]
    assert directly_standardised_rates(cases, births, standard).value == pytest.approx(75.52901, abs=5.1e-6)


def test_expected_events_are_the_published_ones() -> None:
    """835.883561 events expected, at a reference rate of 9349.883092 per 100 000."""
    assert expected_events(PERSONS, REFERENCE, REFERENCE_PERSONS) == pytest.approx(835.883561, abs=6e-7)
    assert sum(REFERENCE) / sum(REFERENCE_PERSONS) * 100_000 == pytest.approx(9349.883092, abs=6e-7)


@pytest.mark.parametrize(("events", "confidence", "value", "low", "high"), INDIRECT)
def test_indirectly_standardised_rates_are_the_published_ones(
    events: int, confidence: float, value: float, low: float, high: float
) -> None:
    """Byar's limits above ten events and the exact ones below come out to six decimals."""
    found = indirectly_standardised_rates(events, PERSONS, REFERENCE, REFERENCE_PERSONS, confidence=confidence)
    assert [found.value, found.interval.low, found.interval.high] == pytest.approx([value, low, high], abs=6e-7)


@pytest.mark.parametrize(("events", "value", "usual", "wide"), RATIOS)
def test_standardised_ratios_are_the_published_ones(
    events: int, value: float, usual: tuple[float, float], wide: tuple[float, float]
) -> None:
    """The three ratios per hundred, with both pairs of limits."""
    expected = expected_events(PERSONS, REFERENCE, REFERENCE_PERSONS)
    for confidence, limits in ((0.95, usual), (0.998, wide)):
        found = standardised_ratios(events, expected, 100, confidence)
        assert found.value == pytest.approx(value, abs=6e-7)
        assert (found.interval.low, found.interval.high) == pytest.approx(limits, abs=6e-7)


def test_a_blank_band_is_not_zero_events() -> None:
    """Left blank as in the published file, the third band leaves the smallest area missing, not refused."""
    blank = [*TINY[:2], np.nan, *TINY[3:]]
    found = directly_standardised_rates([BIG, blank], PERSONS, standard_weights(BANDS))
    assert found.value[0] == pytest.approx(10430.247991)
    assert np.isnan(found.value[1])
    assert np.isnan(found.events[1])
    assert not found.refused[1]


def test_the_eighteen_bands_of_1976_are_standardised_with_their_own_weights() -> None:
    """The file's data for the European Standard Population of 1976: 804 events of 8763 persons, the last band 85+.

    Its result is not known to us; the rate is the weighted mean of the bands' rates.
    """
    weights = [8000, *[7000] * 10, 6000, 5000, 4000, 3000, 2000, 1000, 1000]
    events, persons = BIG[:18], PERSONS[:18]
    assert (sum(events), sum(persons), sum(weights), len(weights)) == (804, 8763, 100_000, 18)
    rates = [weight * x / n for weight, x, n in zip(weights, events, persons, strict=True)]
    assert directly_standardised_rates(events, persons, weights).value == pytest.approx(fmean(rates) * 18)
