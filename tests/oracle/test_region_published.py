"""Regions, income and an indicator against figures that others published."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from selfeval.guide import read_guide
from selfeval.region.choice import choose_region
from selfeval.region.indicator import read_indicator, release_indicator
from selfeval.region.profile import make_profile
from selfeval.territory import income_years, municipalities, region_income, region_population, surroundings

VACCINATION = Path(__file__).parents[1] / "fixtures" / "vaccination"
BELGIUM = {2018: 11_376_070, 2019: 11_431_406, 2021: 11_521_238}


@pytest.mark.parametrize(
    ("project", "inhabitants"), [("relian", 261_625), ("de_brug", 200_714), ("resinam", 123_143), ("pact", 133_254)]
)
def test_the_regions_have_the_inhabitants_of_statbel(project, inhabitants):
    """On 1 January 2018 (Statbel, bevolking op 1 januari); PACT too, whose codes all changed a year later."""
    guide = read_guide()
    made = make_profile(choose_region("", project, guide), (), guide)
    assert made.figure("population", year=2018).value == inhabitants
    assert {year: made.figure("population", "country", year).value for year in BELGIUM} == BELGIUM


def test_income_per_inhabitant_in_brussels_is_the_published_one():
    """13,525 euro in 2013 (P.-P. Treutens, Focus 14, Brussels Institute for Statistics and Analysis, February 2016)."""
    brussels = surroundings(["21004"])[1].codes
    assert len(brussels) == 19
    assert round(region_income(brussels, 2013).per_resident) == 13_525


@pytest.mark.parametrize("year", range(2008, 2014))
def test_the_residents_of_the_income_are_the_population_of_a_year_later(year):
    """Two publications of Statbel count the same people: income year and the 1 January after it."""
    assert year in income_years()
    everyone = [found.nis for found in municipalities(2018)]
    assert region_income(everyone, year).residents == region_population(everyone, year + 1).total


def test_fully_vaccinated_adults_in_flanders(tmp_path):
    """1 August 2021: 4,148,159 of 5,363,075, a share of 0.773467 (Vaccinnet+)."""
    path = tmp_path / "august.csv"
    path.write_bytes(gzip.decompress((VACCINATION / "2021-08-01.csv.gz").read_bytes()))
    reading = read_indicator(path)
    found = release_indicator(reading, {"flanders": list(reading.counts)}, 5).totals["flanders"]
    assert (found.numerator, found.denominator, found.known) == (4_148_159, 5_363_075, 300)
    assert found.numerator / found.denominator == pytest.approx(0.773467, abs=5e-7)
    assert [(problem.code, problem.details["count"]) for problem in reading.problems] == [("region_above_whole", "2")]


@pytest.mark.parametrize("day", ["2021-02-25", "2021-04-25"])
def test_earlier_files_with_other_columns_are_read_by_the_same_mapping(day):
    """Twelve columns in February, nineteen in April, in another order: all municipalities of the arrondissement."""
    reading = read_indicator(VACCINATION / f"{day}_kortrijk.csv")
    assert len(reading.counts) == 12
    assert {code[:2] for code in reading.counts} == {"34"}
