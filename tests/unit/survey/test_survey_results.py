"""What is told of a group's answers: figures worked out by hand, and nothing of a group that is too small."""

from __future__ import annotations

from statistics import mean, stdev

import pytest

from selfeval.charts import draw_chart
from selfeval.document import Chart
from selfeval.errors import RequestError
from selfeval.guide import read_guide
from selfeval.sections.assembly import Provenance
from selfeval.survey.example import example_answers
from selfeval.survey.figures import survey_records
from selfeval.survey.pages import assemble_scores
from selfeval.survey.project_rows import project_rows
from selfeval.survey.results import release_scores
from selfeval.survey.scores import score_blocks
from selfeval.survey.words import Frame
from selfeval.texts import LANGUAGES, read_texts

GUIDE = read_guide()


def released(name: str, rows, **more):
    return release_scores(GUIDE.item("instruments", name), GUIDE, rows, **more)


def test_mean_deviation_response_and_ends_are_those_worked_out_by_hand() -> None:
    """Ten answers to one question: five at 100, none at 0; 10 of 40 invited."""
    scores = [100, 100, 100, 100, 100, 80, 70, 60, 50, 40]
    (one,) = released("eq_vas", tuple((score,) for score in scores), invited=40).scales
    assert one.figures.mean == pytest.approx(80)
    assert one.figures.standard_deviation == pytest.approx(stdev(scores))
    assert one.figures.response == 0.25
    assert (one.floor, one.ceiling) == (0, 0.5)
    assert one.quartiles == (62.5, 90, 100)


def test_a_scale_of_fewer_than_five_people_is_hidden_whole() -> None:
    """Four answers to the last question and six to the others: the overall experience goes, partnership stays."""
    rows = tuple((8, 7, 9, 6, 8, 9 if at < 4 else None) for at in range(6))
    result = released("patient_experience", rows)
    assert [(one.scale["id"], one.hidden) for one in result.scales] == [("partnership", False), ("overall", True)]
    records = survey_records(result)
    hidden = [record for record in records if record["subject"] == "patient_experience/overall"]
    assert [(record["state"], record["value"], record["denominator"]) for record in hidden] == [("hidden", None, None)]
    with pytest.raises(ValueError, match="overall"):
        _ = result.scales[1].figures


def test_no_page_and_no_row_tells_anything_of_a_hidden_group() -> None:
    """Three people with an answer that nobody else gives: no figure, no number of people, no row to copy."""
    result = released("eq_vas", ((37,), (37,), (37,)), invited=4321)
    assert result.respondents is None
    for language in LANGUAGES:
        frame = Frame(result, read_texts(language))
        document = assemble_scores(frame, Provenance("", GUIDE.revision, ""))
        said = repr(document.parts)
        assert "37" not in said
        assert project_rows(frame) == ()


@pytest.mark.parametrize(("at_top", "shown"), [(0, 0.0), (1, None), (4, None), (5, 0.25), (16, None), (20, 1.0)])
def test_a_share_that_counts_or_leaves_one_to_four_people_is_hidden(at_top: int, shown: float | None) -> None:
    """Of 20 people: none, five and all may be told; one, four and sixteen (which leaves four) may not."""
    rows = ((100,),) * at_top + ((50,),) * (20 - at_top)
    (one,) = released("eq_vas", rows).scales
    assert one.ceiling == shown


@pytest.mark.parametrize(("people", "told"), [(9, False), (10, True)])
def test_median_and_quartiles_need_ten_people(people: int, told: bool) -> None:
    """Of nine, a quartile can be one person's score."""
    (one,) = released("eq_vas", tuple((10 * at,) for at in range(people))).scales
    assert (one.quartiles is not None) == told


def test_the_agreed_score_of_a_panel_is_shown_and_has_no_interval() -> None:
    """One row of SCIROCCO is a group's; one row of the PACIC is a person's."""
    agreed = released("scirocco", ((3,) * 12,))
    assert agreed.agreed
    assert {(one.hidden, one.figures.mean, one.figures.interval) for one in agreed.scales} == {(False, 3, None)}
    assert all(one.hidden for one in released("pacic", ((3,) * 20,)).scales)
    assert all(one.hidden for one in released("scirocco", ((3,) * 12,) * 4).scales)


def test_the_value_set_is_the_belgian_one_unless_another_is_named() -> None:
    """Full health is 1 in each; the others are refused by name."""
    rows = ((1,) * 5,) * 6
    assert released("eq5d_5l", rows).value_set["id"] == "belgium"
    assert released("eq5d_5l", rows, value_set="netherlands").value_set["id"] == "netherlands"
    assert released("eq5d_5l", rows).scales[0].figures.mean == 1
    for name, value_set in (("eq5d_5l", "france"), ("pacic", "belgium")):
        with pytest.raises(RequestError, match="unknown_value_set"):
            released(name, ((1,) * GUIDE.item("instruments", name)["items"]["count"],) * 6, value_set=value_set)


@pytest.mark.parametrize("invited", [-1, 5])
def test_fewer_invited_than_answered_is_refused(invited: int) -> None:
    """Six rows cannot come from five people."""
    with pytest.raises(RequestError, match="invited_too_few"):
        released("eq_vas", ((50,),) * 6, invited=invited)


@pytest.mark.parametrize("smallest", [3, 11])
def test_a_threshold_outside_the_limits_is_refused(smallest: int) -> None:
    """From 4 to 10, as for every public version."""
    with pytest.raises(RequestError, match="smallest_count_outside_limits"):
        released("eq_vas", ((50,),) * 6, smallest=smallest)


def test_alpha_is_that_of_the_formula_on_complete_answers() -> None:
    """Two questions agree fully, the third less: alpha by hand from variances; the incomplete row is out."""
    rows = [(1, 1, 2), (2, 2, 2), (3, 3, 3), (4, 4, 3), (5, 5, 5), (3, 3, 4)]
    full = (*((*row, *((3,) * 17)) for row in rows), (None, *((3,) * 19)))
    alpha = next(one.alpha for one in released("pacic", full).scales if one.scale["id"] == "activation")
    sums = [sum(row) for row in rows]
    variances = sum(stdev(column) ** 2 for column in zip(*rows, strict=True))
    assert alpha.n == 6
    assert alpha.cronbach.value == pytest.approx(3 / 2 * (1 - variances / stdev(sums) ** 2))
    assert alpha.cronbach.interval.low < alpha.cronbach.value < alpha.cronbach.interval.high


def test_scales_without_an_alpha_say_why() -> None:
    """One question, values of health, everyone the same answer, too few complete answers."""
    assert released("eq_vas", ((50,),) * 6).scales[0].alpha.reason == "single_item"
    assert released("eq5d_5l", ((1,) * 5,) * 6).scales[0].alpha.reason == "not_one_trait"
    assert released("pacic_short", ((3,) * 11,) * 6).scales[0].alpha.reason == "no_variance"
    rows = ((8, 7, 9, None, 8, 9),) * 6
    assert released("patient_experience", rows).scales[0].alpha.reason == "too_few"


def test_the_row_to_copy_is_the_one_the_survey_sheet_asks_for() -> None:
    """Invited, responded, mean, deviation, with a decimal comma and no thousands sign."""
    scores = [40, 50, 60, 70, 80, 90]
    result = released("eq_vas", tuple((score,) for score in scores), invited=1200)
    (row,) = project_rows(Frame(result, read_texts("nl")))
    assert row.sheet == "Bevraging patiënten"
    assert row.cells == ("1200", "6", f"{mean(scores):.2f}".replace(".", ","), "18,71")


@pytest.mark.parametrize("name", sorted(GUIDE.kinds["instruments"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_instrument_has_its_document_in_every_language(name: str, language: str) -> None:
    """Invented answers to each are scored and told, and no sentence is left open."""
    rows = example_answers(GUIDE.item("instruments", name))
    result = released(name, rows, invited=200, year=2022, synthetic=True)
    document = assemble_scores(Frame(result, read_texts(language)), Provenance("", GUIDE.revision, "2023-03-31"))
    assert [part.id for part in document.parts] == ["scores", "ends", "consistency", "rows", "method"]
    assert "{" not in repr([part.blocks for part in document.parts]).replace("{'", "")
    assert any("instruments/" in sheet.id for sheet in document.definitions)


@pytest.mark.parametrize(("name", "ends"), [("pacic", [1, 5]), ("job_satisfaction", [0, 10]), ("eq_vas", [0, 100])])
def test_the_axis_of_the_chart_is_the_whole_scale(name: str, ends: list[int]) -> None:
    """A mean is seen between the lowest and the highest score there can be."""
    result = released(name, example_answers(GUIDE.item("instruments", name)))
    blocks = score_blocks(Frame(result, read_texts("nl")))
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    drawn = draw_chart(chart, "nl")
    domains = [layer["encoding"]["x"]["scale"]["domain"] for layer in drawn["layer"] if "domain" in str(layer)]
    assert domains
    assert all(domain == ends for domain in domains)
