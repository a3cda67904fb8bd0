"""Inhabitants of regions, against the figures Statbel published (1 January of each year)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from selfeval.errors import SelfevalError
from selfeval.territory import (
    TerritoryError,
    broad_bands,
    municipalities,
    population_years,
    region_population,
)

RELIAN = ("62063", "62096")
DE_BRUG = ("34022", "34013", "34023", "34027", "34041", "33029")
RESINAM = ("92094", "92101")
PACT_2018 = ("55022", "56011", "56087")
PACT_2019 = ("58001", "58002", "58004")


@pytest.mark.parametrize(
    ("year", "total"), [(2009, 10_753_080), (2018, 11_376_070), (2019, 11_431_406), (2021, 11_521_238)]
)
def test_all_municipalities_together_are_belgium(year: int, total: int) -> None:
    assert region_population([found.nis for found in municipalities(year)], year).total == total


def test_the_old_codes_of_the_whole_country_still_give_the_whole_country() -> None:
    belgium = region_population([found.nis for found in municipalities(2018)], 2021)
    assert (belgium.total, belgium.added) == (11_521_238, ())


@pytest.mark.parametrize(
    ("codes", "total"), [(RELIAN, 261_625), (DE_BRUG, 200_714), (RESINAM, 123_143), (PACT_2018, 133_254)]
)
def test_a_region_is_the_sum_of_its_municipalities_in_2018(codes: Sequence[str], total: int) -> None:
    assert region_population(codes, 2018).total == total


@pytest.mark.parametrize("codes", [PACT_2018, PACT_2019, (*PACT_2018, *PACT_2019)])
@pytest.mark.parametrize(
    ("year", "total", "codes_used"),
    [(2018, 133_254, PACT_2018), (2019, 133_295, PACT_2019), (2021, 133_522, PACT_2019)],
)
def test_a_renumbered_region_keeps_its_inhabitants_whatever_codes_name_it(
    codes: Sequence[str], year: int, total: int, codes_used: Sequence[str]
) -> None:
    population = region_population(codes, year)
    assert (population.total, population.codes, population.added) == (total, codes_used, ())


def test_half_a_merger_counts_the_whole_and_says_so() -> None:
    """Puurs (17,452) and Sint-Amands (8,480) became Puurs-Sint-Amands, 25,882 inhabitants in 2019."""
    assert region_population(["12030"], 2018).total == 17_452
    merged = region_population(["12030"], 2019)
    assert (merged.total, merged.codes, merged.added) == (25_882, ("12041",), ("12034",))


def test_nothing_is_added_when_the_merged_municipality_was_asked_for_too() -> None:
    assert region_population(["12030", "12041"], 2019).added == ()


def test_a_merged_municipality_has_the_inhabitants_of_its_parts_before_the_merger() -> None:
    assert region_population(["12041"], 2018).total == 17_452 + 8_480


def test_a_municipality_given_twice_counts_once() -> None:
    assert region_population(["62063", "62063", "62096"], 2018).total == 261_625


def test_inhabitants_are_counted_by_sex_and_five_year_band() -> None:
    """Liège and Seraing, 1 January 2018."""
    counts = region_population(RELIAN, 2018).counts
    assert len(counts) == 2 * 20
    assert counts["female", "80-84"] == 3136 + 1115
    assert counts["male", "95+"] == 68 + 15
    assert sum(persons for (sex, _), persons in counts.items() if sex == "female") == 132_837


def test_broad_bands_are_sums_of_five_year_bands() -> None:
    population = region_population(RELIAN, 2018)
    assert broad_bands(population) == {
        "age_0_19": 58_203,
        "age_20_44": 92_957,
        "age_45_64": 64_626,
        "age_65_74": 23_939,
        "age_75_84": 14_655,
        "age_85_plus": 7_245,
    }
    assert list(broad_bands(population, "female").values()) == [28_523, 45_519, 31_829, 12_972, 8_944, 5_050]
    assert list(broad_bands(population, "male").values()) == [29_680, 47_438, 32_797, 10_967, 5_711, 2_195]


@pytest.mark.parametrize("year", [2022, 2024, 2030])
def test_after_the_last_figures_the_newest_are_used_and_named(year: int) -> None:
    population = region_population(RELIAN, year)
    assert (population.year, population.year_used, population.total) == (year, 2021, 260_083)


def test_before_the_first_figures_there_is_no_answer() -> None:
    with pytest.raises(TerritoryError) as refused:
        region_population(RELIAN, 2008)
    assert refused.value.code == "population_year_missing"
    assert refused.value.details == {"year": "2008", "first_year": "2009"}


def test_figures_are_shipped_for_thirteen_years() -> None:
    assert population_years() == tuple(range(2009, 2022))


def test_unknown_codes_are_refused_together() -> None:
    with pytest.raises(SelfevalError) as refused:
        region_population(["62063", "62000", "00000"], 2018)
    assert isinstance(refused.value, TerritoryError)
    assert refused.value.code == "municipality_codes_unknown"
    assert refused.value.details["found"] == "00000; 62000"


def test_a_region_without_municipalities_is_refused_not_zero() -> None:
    with pytest.raises(TerritoryError) as refused:
        region_population([], 2018)
    assert refused.value.code == "region_empty"
