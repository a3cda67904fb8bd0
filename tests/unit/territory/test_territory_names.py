"""A municipality is found as people write it, and never guessed."""

from __future__ import annotations

import pytest

from selfeval.territory import TerritoryError, closest_names, find_municipality


@pytest.mark.parametrize(
    ("text", "nis"),
    [
        ("62063", "62063"),
        (" 62063 ", "62063"),
        ("62063 - Liège", "62063"),
        ("62063 – luik", "62063"),
        ("62063 Liege", "62063"),
        ("Liège", "62063"),
        ("LIEGE", "62063"),
        ("Luik", "62063"),
        ("Lüttich", "62063"),
        ("Courtrai", "34022"),
        ("kortrijk", "34022"),
        ("la louviere", "58001"),
        ("Braine l'Alleud", "25014"),
        ("’s-Gravenbrakel", "55004"),
        ("Aalst", "41002"),
        ("Aalst (Aalst)", "41002"),
        ("Saint-Nicolas (Liège)", "62093"),
        ("Sint-Niklaas", "46021"),
        ("Elsene", "21009"),
        ("21009 - Ixelles / Elsene", "21009"),
    ],
)
def test_a_code_or_a_name_in_any_spelling_finds_the_municipality(text: str, nis: str) -> None:
    assert find_municipality(text, 2021).nis == nis


def test_a_name_finds_the_code_of_the_year() -> None:
    assert find_municipality("Deinze", 2018).nis == "44011"
    assert find_municipality("Deinze", 2019).nis == "44083"


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("55022", 2021, "58001 - La Louvière"),
        ("Puurs", 2021, "12041 - Puurs-Sint-Amands"),
        ("Pelt", 2018, "72025 - Neerpelt; 72029 - Overpelt"),
    ],
)
def test_a_municipality_of_another_year_is_refused_with_what_it_is_in_this_one(
    text: str, year: int, expected: str
) -> None:
    with pytest.raises(TerritoryError) as refused:
        find_municipality(text, year)
    assert refused.value.code == "municipality_of_other_year"
    assert refused.value.details["expected"] == expected


def test_a_name_of_two_towns_is_refused_with_both() -> None:
    with pytest.raises(TerritoryError) as refused:
        find_municipality("Saint-Nicolas", 2021)
    assert refused.value.code == "municipality_ambiguous"
    assert refused.value.details["expected"] == "46021 - Sint-Niklaas; 62093 - Saint-Nicolas"


@pytest.mark.parametrize("text", ["62063 - Seraing", "62063 - Luikk"])
def test_a_code_with_the_name_of_another_municipality_is_refused(text: str) -> None:
    with pytest.raises(TerritoryError) as refused:
        find_municipality(text, 2021)
    assert refused.value.code == "municipality_name_differs"
    assert refused.value.details["expected"] == "62063 - Liège"


@pytest.mark.parametrize("text", ["", "   ", "-", "99999", "62063.0", "620631", "62063 62096", "Atlantis"])
def test_what_is_no_municipality_is_refused(text: str) -> None:
    with pytest.raises(TerritoryError) as refused:
        find_municipality(text, 2021)
    assert refused.value.code == "municipality_unknown"
    assert refused.value.details["found"] == text


def test_a_misspelt_name_is_refused_with_the_closest_names() -> None:
    with pytest.raises(TerritoryError) as refused:
        find_municipality("Kortrik", 2021)
    assert refused.value.details["closest"].split("; ")[0] == "Kortrijk"


@pytest.mark.parametrize(
    ("text", "first"),
    [("Kuurnne", "Kuurne"), ("Lieege", "Liège"), ("morlanwels", "Morlanwelz"), ("Profondvile", "Profondeville")],
)
def test_the_likest_name_comes_first(text: str, first: str) -> None:
    assert closest_names(text, 2021)[0] == first


def test_suggestions_are_names_of_the_year_and_no_more_than_asked() -> None:
    assert "Opglabbeek" in closest_names("Opglabeek", 2018)
    assert "Opglabbeek" not in closest_names("Opglabeek", 2019)
    assert len(closest_names("Sint", 2021, count=2)) <= 2
    assert closest_names("xxxxxxxx", 2021) == ()
