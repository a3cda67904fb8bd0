"""A region is found however it is written, in codes of any year; what cannot be found is told all at once."""

from __future__ import annotations

import pytest

from selfeval.guide import read_guide
from selfeval.region.choice import choose_compared, choose_either, choose_region
from selfeval.region.errors import RegionError
from selfeval.texts import LANGUAGES, problem_texts, read_texts

PACT = ("58001", "58002", "58004")


def chosen(municipalities: str = "", project: str = ""):
    return choose_region(municipalities, project, read_guide())


def problems(municipalities: str = "", project: str = ""):
    with pytest.raises(RegionError) as caught:
        chosen(municipalities, project)
    for problem in caught.value.problems:
        for language in LANGUAGES:
            assert all(problem_texts(problem, read_texts(language)))
    return [(problem.code, problem.found) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "written",
    [
        "58001,58002,58004",
        "55022,56011,56087",
        "55022, 58002, Morlanwelz",
        "la louviere; BINCHE; morlanwelz",
        "58001 - La Louvière,56011,58004",
    ],
)
def test_codes_and_names_of_any_year_mean_the_same_region(written):
    """PACT's three municipalities, in the codes of before and after 1 January 2019 and by name."""
    assert chosen(written).codes == PACT


def test_a_project_has_the_region_its_sources_name():
    """By its id or by its name, with or without accents."""
    assert chosen(project="pact").codes == chosen(project="PACT").codes == PACT
    assert chosen(project="relian").codes == chosen(project="RéLIAN").codes == ("62063", "62096")


def test_older_codes_and_doubles_are_remembered():
    """So that the document can say what became of them."""
    found = chosen("55022,58001,56011,56011,58004")
    assert (found.codes, found.older, found.twice) == (PACT, ("55022", "56011"), ("56011",))


def test_a_part_of_a_merger_brings_its_neighbour():
    """Knesselare merged with Aalter: the region is the whole new municipality, and the neighbour is named."""
    found = chosen("Knesselare")
    assert (found.codes, found.added) == (("44084",), ("44001",))


def test_everything_that_is_wrong_is_told_at_once():
    """An unknown code, one of 2025, a misspelt name, a name of two towns, and a code with another's name."""
    found = problems("99999, 44088, Kortrik, Saint-Nicolas, 62063 - Seraing, Harelbeke")
    assert found == [
        ("region_municipality_unknown", "99999"),
        ("region_municipality_unknown", "44088"),
        ("region_municipality_unknown", "Kortrik"),
        ("region_municipality_ambiguous", "Saint-Nicolas"),
        ("region_municipality_name_differs", "62063 - Seraing"),
    ]


def test_a_misspelt_name_gets_the_nearest_ones():
    """The reader sees what was probably meant."""
    with pytest.raises(RegionError) as caught:
        chosen("Kortrik")
    assert "Kortrijk" in caught.value.problems[0].expected


@pytest.mark.parametrize(
    ("municipalities", "project", "code"),
    [
        ("62063", "relian", "region_both_given"),
        ("", "", "region_nothing_given"),
        ("  ", " ", "region_nothing_given"),
        (" , ; ", "", "region_nothing_written"),
        ("", "relain", "region_project_unknown"),
        ("", "empact", "region_project_without_municipalities"),
        ("", "EMPACT!", "region_project_without_municipalities"),
    ],
)
def test_a_region_that_is_not_one_is_refused(municipalities, project, code):
    """Both or neither given, nothing between the commas, an unknown project, one whose municipalities nobody names."""
    assert [found for found, _ in problems(municipalities, project)] == [code]


def test_a_misspelt_project_gets_the_nearest_one():
    """Not the whole list when one is close."""
    with pytest.raises(RegionError) as caught:
        chosen(project="relain")
    assert "relian" in caught.value.problems[0].expected


def test_regions_to_compare_with_are_projects_or_municipalities():
    """Parted by semicolons; at most four, and the problems of all of them together."""
    guide = read_guide()
    first, second = choose_compared("de_brug; 62063, 62096", guide)
    assert (first.name, len(first.codes), second.codes) == ("De Brug", 6, ("62063", "62096"))
    with pytest.raises(RegionError) as many:
        choose_compared(";".join(["62063", "62096", "34022", "34013", "34023"]), guide)
    assert many.value.problems[0].code == "region_too_many_compared"
    with pytest.raises(RegionError) as both:
        choose_compared("99998; 99999", guide)
    assert [problem.found for problem in both.value.problems] == ["99998", "99999"]


def test_one_text_can_be_a_project_or_municipalities():
    """As the workbook's parameter is written."""
    guide = read_guide()
    assert choose_either("relian", guide).codes == choose_either("Seraing, Liège", guide).codes


def test_two_different_long_regions_have_different_names():
    """The name of the folder tells regions apart that begin alike."""
    some, others = chosen("11001,11002,11004,11005,11007"), chosen("11001,11002,11004,11005,11008")
    assert some.id != others.id
