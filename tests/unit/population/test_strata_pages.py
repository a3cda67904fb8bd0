"""What is gathered of strata and what the pages say of it, also where there is little to say."""

from __future__ import annotations

import pytest
from hand_made_persons import write_hand_made, year_of

from selfeval.charts import draw_chart
from selfeval.document import Chart
from selfeval.errors import RequestError
from selfeval.guide import read_guide
from selfeval.population.engine import open_persons
from selfeval.population.release import ALL
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.definitions import read_definitions
from selfeval.population.strata.gathering import gather_strata
from selfeval.population.strata.pages import Frame, assemble_strata
from selfeval.population.strata.records import strata_records
from selfeval.population.synthetic import Recipe, write_persons
from selfeval.report import charts_of
from selfeval.sections.assembly import Provenance
from selfeval.texts import LANGUAGES, read_texts

YEARS = (2015, 2016, 2017, 2018)


def gathered(folder, **choice):
    with open_persons(folder) as persons:
        definitions = read_definitions()
        return gather_strata(stratify(persons.table, definitions), definitions, **choice)


def documents(result, synthetic=False):
    for language in LANGUAGES:
        frame = Frame(result, read_guide(), read_texts(language), synthetic)
        yield assemble_strata(frame, Provenance("0" * 64, result.definitions.revision, "2023-03-31"))


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    folder = tmp_path_factory.mktemp("persons")
    write_persons(folder, Recipe(persons=4_000, years=YEARS, regions=3, seed=7))
    return folder


@pytest.fixture(scope="module")
def result(invented):
    return gathered(invented)


def test_every_person_stands_once(result):
    """The levels of a year add up to all persons; the first year has nobody on a level."""
    counts = {figure.at: figure.persons for figure in result.sizes.figures}
    for year in YEARS:
        parts = [count for at, count in counts.items() if at[0] == str(year) and at[1] != ALL]
        assert sum(parts) == counts[str(year), ALL]
    assert counts["2015", "no_prior_year"] == counts["2015", ALL] == 4_000


def test_everybody_of_last_year_went_somewhere(result):
    """The goals of an origin add up, and the origins together are those who stood there last year."""
    moves = {figure.at: figure for figure in result.movement.figures}
    sizes = {figure.at[1]: figure.persons for figure in result.sizes.figures if figure.at[0] == "2017"}
    for level in ("prevention", "self_management", "disease_management"):
        assert moves[level, ALL].persons == sizes[level]
    shown = [figure for at, figure in moves.items() if at[0] == "prevention" and at[1] != ALL and not figure.reason]
    assert sum(figure.persons for figure in shown) <= sizes["prevention"]


def test_small_cells_are_hidden(result):
    """No count of 1 to 4 persons in any figure, nor in a record."""
    for row in strata_records(result):
        if row["state"] == "known" and row["unit"] in ("count", "percent"):
            assert row["numerator"] is None or row["numerator"] == 0 or row["numerator"] >= 5
            assert row["denominator"] is None or row["denominator"] == 0 or row["denominator"] >= 5


def test_the_levels_look_ahead(result):
    """In invented persons illness lasts: the level tells more than chance, and about as many as expected are seen."""
    unplanned = next(one for one in result.predictions if one.outcome == "unplanned")
    assert unplanned.discrimination["stratum"].interval.low > 0.5
    assert 0.5 < unplanned.calibration.slope < 1.5


def test_a_document_in_each_language(result):
    """Every part, every chart can be drawn, and each page says that nobody is real."""
    for document in documents(result, synthetic=True):
        texts = read_texts(document.language)
        assert texts("banner.synthetic") in document.banner
        assert len(document.parts) == 9
        for chart in charts_of(document):
            assert draw_chart(chart, document.language)["description"] == chart.alt


def test_one_region_of_several(invented, result):
    """A region has fewer persons than all together; one that is not there is refused with the names there are."""
    one = gathered(invented, region="region_03")
    figures = {figure.at: figure.persons for figure in one.sizes.figures}
    assert 0 < figures["2018", ALL] < 4_000
    with pytest.raises(RequestError) as caught:
        gathered(invented, region="region_99")
    assert caught.value.details["expected"] == "region_01, region_02, region_03"
    with pytest.raises(RequestError):
        gathered(invented, year=2030)


def test_a_first_year_says_that_nobody_can_be_placed(invented):
    """No level, no movement, no prediction: and a document that says so."""
    first = gathered(invented, year=2015)
    assert (first.movement, first.predictions) == (None, ())
    for document in documents(first):
        assert [part.id for part in document.parts] == ["summary", "levels", "movement", "concentration", "method"]
        assert not any(isinstance(block, Chart) for block in document.parts[0].blocks)


def test_a_level_without_anybody(tmp_path):
    """Forty healthy persons: three levels are empty, which is zero and not hidden, and no municipality stands out."""
    rows = [year_of(person, year) for person in range(40) for year in (2017, 2018, 2019)]
    empty = gathered(write_hand_made(rows, tmp_path))
    for document in documents(empty):
        pyramid = next(block for block in document.parts[0].blocks if isinstance(block, Chart))
        assert [row["first"] for row in pyramid.rows] == [0.0, 0.0, 0.0, 1.0]
    assert empty.concentration is None


def test_diagnoses_that_nobody_supplied(tmp_path):
    """Placed by medicines alone, and the document says for whom diagnoses lack."""
    rows = [
        year_of(person, year, diagnoses=None, ddd_gout=100 * (person % 2), expenditure_gp=10.0 * person)
        for person in range(60)
        for year in (2018, 2019)
    ]
    found = gathered(write_hand_made(rows, tmp_path))
    counts = {figure.at: figure.persons for figure in found.sizes.figures}
    assert counts["2019", "self_management"] == counts["2019", "prevention"] == 30
    missing = read_texts("nl").share(1.0, 1)
    document = next(documents(found))
    assert any(missing in run.text for item in document.parts[-1].blocks[-1].items for run in item)
