"""The measures of a population against figures worked out by hand, and the places a region is put beside."""

from __future__ import annotations

import pytest

from selfeval.document import Callout
from selfeval.guide import read_guide
from selfeval.notebook.region import open_region
from selfeval.region.choice import choose_compared, choose_region
from selfeval.region.funnel import make_funnel
from selfeval.region.measures import Ages, age_figures, ages_of
from selfeval.region.profile import make_profile
from selfeval.statistics.funnel_position import Position
from selfeval.territory import RegionPopulation

BANDS = [f"{first:02d}-{first + 4:02d}" for first in range(0, 95, 5)] + ["95+"]


def population(counts):
    """One of each sex and band unless told otherwise."""
    cells = {(sex, band): counts.get(band, 0) for band in BANDS for sex in ("female", "male")}
    return RegionPopulation(2021, 2021, ("11001",), (), cells)


def test_the_borders_of_the_ages_are_exact():
    """14 and 15, 64 and 65, 79 and 80 lie on different sides."""
    found = ages_of(population({"10-14": 1, "15-19": 2, "60-64": 3, "65-69": 4, "75-79": 5, "80-84": 6, "95+": 7}))
    assert found == Ages(young=2, working=10, old=44, oldest=26)


def test_the_measures_are_those_of_their_definitions():
    """100 under 15, 400 of 15 to 64, 100 of 65 to 79, 50 of 80 and over."""
    made = age_figures("x", population({"00-04": 50, "30-34": 200, "65-69": 50, "80-84": 25}))
    values = {figure.key.measure: figure.value for figure in made}
    assert values["population"] == 650
    assert values["older_share"] == pytest.approx(150 / 650)
    assert values["oldest_share"] == pytest.approx(50 / 650)
    assert values["old_age_dependency"] == pytest.approx(37.5)
    assert values["ageing_index"] == pytest.approx(150)


def test_a_population_without_children_has_no_ageing_index():
    """Instead of a division by zero."""
    made = age_figures("x", population({"65-69": 10}))
    assert {str(figure.key.measure) for figure in made} == {"population", "older_share", "oldest_share"}


def profile(municipalities="", project="", compare=""):
    guide = read_guide()
    return make_profile(choose_region(municipalities, project, guide), choose_compared(compare, guide), guide)


def test_a_region_stands_beside_what_lies_around_it():
    """De Brug lies in two arrondissements and one province; another region and Belgium come after."""
    made = profile(project="de_brug", compare="relian")
    assert [place.id for place in made.places] == ["region", "arrondissement", "province", "country", "relian"]
    assert made.places[1].area.units == ("33000", "34000")
    assert made.figure("population", "country", 2018).value == 11_376_070


def test_a_region_that_is_a_province_is_not_put_beside_itself():
    """Chronilux is the province of Luxembourg, and the five arrondissements together."""
    made = profile(project="chronilux")
    assert [place.id for place in made.places] == ["region", "country"]
    assert [area.level for area in made.same_as] == ["arrondissement", "province"]


def test_a_region_in_brussels_has_the_region_of_brussels_for_a_province():
    """Nineteen municipalities, with a name in every language."""
    made = profile("Sint-Gillis")
    assert len(made.peers) == 19
    assert [place.id for place in made.places] == ["region", "arrondissement", "province", "country"]


def test_comparing_a_region_with_itself_leaves_it_once():
    """Also when it is named in other codes."""
    assert [place.id for place in profile("58001,58002,58004", compare="55022,56011,56087; pact").places[4:]] == []


def test_growth_runs_over_the_change_of_codes():
    """PACT by its old codes: from the published totals of 2009 and 2021 of the three municipalities."""
    made = profile("55022,56011,56087")
    start, end = (made.figure("population", year=year).value for year in (2009, 2021))
    assert made.figure("growth").value == pytest.approx(end / start - 1)
    assert made.figure("population", year=2018).value == 133_254


def test_a_funnel_needs_ten_that_differ():
    """Nine are too few, and where nobody has it there is nothing to draw."""
    ten = {str(code): (50, 100 + code) for code in range(10)}
    assert make_funnel(ten) is not None
    assert make_funnel(dict(list(ten.items())[:9])) is None
    assert make_funnel(dict.fromkeys(ten, (0, 100))) is None


def test_one_that_is_far_off_lies_outside_the_limits():
    """Nineteen alike and one with three times as many; widened limits still see it."""
    counts = {f"{code:02d}": (100 + code % 3, 1000) for code in range(19)} | {"99": (300, 1000)}
    made = make_funnel(counts)
    assert made.point("99").position is Position.FAR_ABOVE
    assert {point.position for point in made.points if point.code != "99"} <= {Position.INSIDE}


def test_without_excess_spread_the_limits_are_those_of_chance():
    """Municipalities that differ less than chance would: target ± 1.96 times the standard error."""
    made = make_funnel({str(code): (200, 1000) for code in range(12)})
    assert made.variance == 0
    assert made.points[0].inner.low == pytest.approx(0.2 - 1.959964 * (0.2 * 0.8 / 1000) ** 0.5, abs=1e-6)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("region", ["relian", "chronilux", "Knesselare", "21004", "73028", "34022,34022"])
def test_every_region_can_be_told_in_every_language(region, language):
    """A pilot, a whole province, half a merger, Brussels, the smallest municipality, one given twice."""
    document = open_region(region, language=language).document
    assert [part.id for part in document.parts][:2] == ["summary", "municipalities"]
    assert document.file_name.startswith(
        {"nl": "regioprofiel", "fr": "profil-region", "en": "region-profile"}[language]
    )


def callouts(region, **values):
    document = open_region(region, **values).document
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Callout)]
    return " ".join("".join(run.text for run in block.runs) for block in blocks)


def test_what_happened_to_the_choice_is_said():
    """The neighbour of a merger, the older code, and the municipality that was given twice."""
    said = callouts("Knesselare, 55022, 62063, Luik")
    for words in ("deze vroegere gemeenten mee, hoewel u ze niet opgaf: Aalter", "Het programma herkende ze", "Luik"):
        assert words in said


@pytest.mark.parametrize(
    ("region", "target", "words"),
    [
        ("de_brug", 999, "De Gids vraagt er minstens 1.000"),
        ("62096", 0, "Deze regio is kleiner"),
        ("de_brug", 0, "Deze regio is groter"),
        ("73028", 5000, "meer dan er inwoners zijn"),
    ],
)
def test_size_and_target_group_only_warn(region, target, words):
    """Too small, too large, too few patients, more patients than people: the document is made and says it."""
    assert words in callouts(region, target_group=target)


def test_a_region_of_the_call_s_size_gets_no_remark():
    """RéSINam has 123,760 inhabitants."""
    assert "opmerking, geen fout" not in callouts("resinam", target_group=1000)
