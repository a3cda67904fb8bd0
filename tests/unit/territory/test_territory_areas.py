"""What lies around a region, and what its inhabitants earn."""

from __future__ import annotations

import pytest

from selfeval.territory import (
    Level,
    TerritoryError,
    data_sha256,
    ground_of,
    income_years,
    region_income,
    surroundings,
    unit_name,
)


def test_pact_lies_in_the_arrondissement_made_in_2019() -> None:
    """Whether it is given in codes of before or after; La Louvière has four municipalities, Hainaut 69."""
    for codes in (("55022", "56011", "56087"), ("58001", "58002", "58004")):
        near, wider, country = surroundings(codes)
        assert (near.level, near.units, len(near.codes)) == (Level.ARRONDISSEMENT, ("58000",), 4)
        assert (wider.units, len(wider.codes), len(country.codes)) == (("50000",), 69, 581)


@pytest.mark.parametrize(
    ("unit", "language", "name"),
    [
        ("58000", "nl", "Arrondissement La Louvière"),
        ("34000", "fr", "Arrondissement de Courtrai"),
        ("34000", "en", "Arrondissement Kortrijk"),
        ("62000", "en", "Arrondissement de Liège"),
        ("60000", "nl", "Provincie Luik"),
        ("04000", "fr", "Région de Bruxelles-Capitale"),
    ],
)
def test_units_have_their_names(unit: str, language: str, name: str) -> None:
    assert unit_name(unit, language) == name


def test_a_region_of_nothing_and_a_language_of_nobody_are_refused() -> None:
    with pytest.raises(TerritoryError, match="region_empty"):
        ground_of([])
    with pytest.raises(TerritoryError, match="language_unknown"):
        unit_name("58000", "it")


def test_income_exists_from_2005_to_2013_only() -> None:
    assert income_years() == tuple(range(2005, 2014))
    with pytest.raises(TerritoryError, match="income_year_missing"):
        region_income(["62063"], 2014)
    with pytest.raises(TerritoryError, match="region_empty"):
        region_income([], 2013)


def test_income_is_found_by_codes_of_today() -> None:
    """La Louvière in 2005 under its code of 2019: as many declarations as under the old one."""
    new, old = region_income(["58001"], 2005), region_income(["55022"], 2005)
    assert (new.declarations, new.codes) == (old.declarations, ("55022",))
    assert new.per_declaration > new.per_resident > 0


def test_the_data_have_one_mark() -> None:
    assert len(data_sha256()) == 64
    assert data_sha256() == data_sha256()
