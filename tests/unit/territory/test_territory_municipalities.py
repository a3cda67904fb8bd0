"""Municipalities: their codes, names and places, against Statbel's REFNIS table."""

from __future__ import annotations

import dataclasses

import pytest

from selfeval.territory import Municipality, Region, TerritoryError, municipalities, municipality


def known(nis: str, year: int) -> Municipality:
    found = municipality(nis, year)
    assert found is not None
    return found


@pytest.mark.parametrize(("year", "count"), [(2009, 589), (2018, 589), (2019, 581), (2024, 581)])
def test_belgium_has_589_municipalities_until_2018_and_581_from_2019(year: int, count: int) -> None:
    assert len(municipalities(year)) == count
    assert len({found.nis for found in municipalities(year)}) == count


def test_the_regions_have_the_published_numbers_of_municipalities() -> None:
    """Since 2019: 300 in Flanders, 262 in Wallonia, 19 in Brussels."""
    regions = [found.region for found in municipalities(2021)]
    assert [regions.count(region) for region in (Region.FLANDERS, Region.WALLONIA, Region.BRUSSELS)] == [300, 262, 19]


def test_a_municipality_knows_its_arrondissement_province_and_region() -> None:
    namur = known("92094", 2018)
    assert (namur.arrondissement, namur.province, namur.region) == ("92000", "90000", "wallonia")
    assert (namur.province_nl, namur.province_fr) == ("Provincie Namen", "Province de Namur")
    assert known("24062", 2018).province_fr == "Province du Brabant flamand"


def test_brussels_has_no_province() -> None:
    brussels = known("21004", 2021)
    assert (brussels.province, brussels.province_nl, brussels.region) == ("", "", "brussels")


@pytest.mark.parametrize(
    ("nis", "nl", "fr", "de", "en"),
    [
        ("62063", "Luik", "Liège", "Lüttich", "Liège"),
        ("34022", "Kortrijk", "Courtrai", "Kortrijk", "Kortrijk"),
        ("41002", "Aalst", "Alost", "Aalst", "Aalst"),
        ("21009", "Elsene", "Ixelles", "Ixelles", "Ixelles / Elsene"),
        ("21002", "Oudergem", "Auderghem", "Auderghem", "Auderghem / Oudergem"),
        ("21005", "Etterbeek", "Etterbeek", "Etterbeek", "Etterbeek"),
        ("25014", "Eigenbrakel", "Braine-l’Alleud", "Braine-l’Alleud", "Braine-l’Alleud"),
    ],
)
def test_a_name_is_given_in_the_language_asked_and_locally_in_english(
    nis: str, nl: str, fr: str, de: str, en: str
) -> None:
    assert [known(nis, 2021).name(language) for language in ("nl", "fr", "de", "en")] == [nl, fr, de, en]


def test_a_label_holds_the_code_and_the_name() -> None:
    assert known("62063", 2021).label("nl") == "62063 - Luik"


def test_another_language_is_refused() -> None:
    with pytest.raises(TerritoryError) as refused:
        known("62063", 2021).name("it")
    assert refused.value.code == "language_unknown"
    assert refused.value.details["found"] == "it"


def test_a_code_is_valid_in_its_own_years_only() -> None:
    assert municipality("55022", 2018) is not None
    assert municipality("55022", 2019) is None
    assert municipality("58001", 2018) is None
    assert municipality("58001", 2019) is not None
    assert municipality("00000", 2018) is None


def test_a_municipality_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        known("62063", 2021).nis = "0"  # type: ignore[misc]
