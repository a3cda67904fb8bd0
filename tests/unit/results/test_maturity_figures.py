"""What a panel's scores and the agreed scores come to, counted by hand."""

from __future__ import annotations

import pytest
from tiny_project import YEAR, figure, finding, tiny_evaluation

from selfeval.model import Key, State

COMPONENT, OTHER = "case_management", "prevention"


def scores(*ratings: int) -> list[dict[str, str | int]]:
    return [{"respondent": f"R{n}", COMPONENT: rating} for n, rating in enumerate(ratings)]


def test_a_panel_of_eight_with_two_outside_the_region_agrees() -> None:
    # Median 3; region 2, 3, 4; outside 0 and 5: two of eight are allowed.
    result = tiny_evaluation(individual_scores=scores(0, 2, 3, 3, 3, 3, 4, 5))
    assert figure(result, "maturity.panel", COMPONENT).value == 8
    assert figure(result, "maturity.median", COMPONENT).value == 3
    assert figure(result, "maturity.at_median", COMPONENT).value == pytest.approx(4 / 8)
    assert figure(result, "maturity.in_region", COMPONENT).value == pytest.approx(6 / 8)
    assert finding(result, "maturity.outcome", COMPONENT) == "agreement"
    assert finding(result, "maturity.level", COMPONENT) == "progressing"


def test_a_panel_of_eight_with_three_outside_the_region_is_split_and_its_level_uncertain() -> None:
    result = tiny_evaluation(individual_scores=scores(0, 0, 3, 3, 3, 3, 3, 5))
    assert finding(result, "maturity.outcome", COMPONENT) == "split"
    assert finding(result, "maturity.level", COMPONENT) == "uncertain"


def test_seven_raters_are_too_few_however_much_they_agree() -> None:
    result = tiny_evaluation(individual_scores=scores(*[4] * 7))
    assert finding(result, "maturity.outcome", COMPONENT) == "too_few"


def test_the_ratings_are_counted_score_by_score_and_a_component_nobody_scored_has_none() -> None:
    result = tiny_evaluation(individual_scores=scores(1, 1, 4))
    counts = [figure(result, "maturity.ratings", COMPONENT, f"score_{score}").value for score in range(6)]
    assert counts == [0, 2, 0, 0, 1, 0]
    assert figure(result, "maturity.panel", OTHER).value == 0
    assert not [key for key in result.figures if key.measure == "maturity.median" and key.subject == OTHER]


def test_quartiles_are_those_between_order_statistics() -> None:
    # Eleven ratings in order: 0 1 1 2 2 3 3 4 4 5 5; a quarter of the way lies between the third and fourth: 1.5.
    result = tiny_evaluation(individual_scores=scores(5, 0, 4, 1, 3, 1, 2, 2, 5, 3, 4))
    ends = [figure(result, f"maturity.quartile_{end}", COMPONENT).value for end in ("low", "high")]
    assert ends == [1.5, 4.0]


def test_one_rater_is_both_quartiles_and_two_lie_a_quarter_of_the_way_in() -> None:
    """A 3 alone; between 1 and 5 a quarter and three quarters of the way: 2 and 4."""
    for ratings, expected in (((3,), [3, 3]), ((1, 5), [2, 4])):
        result = tiny_evaluation(individual_scores=scores(*ratings))
        ends = [figure(result, f"maturity.quartile_{end}", COMPONENT) for end in ("low", "high")]
        assert [end.value for end in ends] == expected


def test_a_quartile_is_a_score_of_so_many_persons_and_rests_on_the_counted_ratings() -> None:
    """What is released of it depends on these: the unit, the raters, the scale it stands on and the six counts."""
    result = tiny_evaluation(individual_scores=scores(1, 5))
    ratings = tuple(Key("maturity.ratings", COMPONENT, f"score_{score}", YEAR) for score in range(6))
    for end in ("low", "high"):
        found = figure(result, f"maturity.quartile_{end}", COMPONENT)
        assert (found.state, found.unit, found.denominator) == (State.KNOWN, "score", 2)
        assert (found.definition, found.persons) == ("scales/maturity", True)
        assert result.bases[found.key] == ratings


READINESS, SCALE = "scales/readiness", "scales/maturity"


def test_a_panels_figures_say_what_they_are_and_what_they_rest_on() -> None:
    """Eight ratings, six in the region and four at the median: what is released hangs on these particulars."""
    result = tiny_evaluation(individual_scores=scores(0, 2, 3, 3, 3, 3, 4, 5))
    panel = Key("maturity.panel", COMPONENT, year=YEAR)
    ratings = tuple(Key("maturity.ratings", COMPONENT, f"score_{score}", YEAR) for score in range(6))
    expected = {
        panel: ("count", None, None, READINESS, ()),
        ratings[3]: ("count", None, None, READINESS, (panel, *ratings)),
        Key("maturity.median", COMPONENT, year=YEAR): ("score", None, 8, SCALE, (panel,)),
        Key("maturity.at_median", COMPONENT, year=YEAR): ("percent", 4, 8, READINESS, (panel, *ratings)),
        Key("maturity.in_region", COMPONENT, year=YEAR): ("percent", 6, 8, READINESS, (panel, *ratings)),
    }
    for key, particulars in expected.items():
        found = result.figures[key]
        described = found.unit, found.numerator, found.denominator, found.definition, result.bases.get(key, ())
        assert (found.state, found.persons, described) == (State.KNOWN, True, particulars)
    for measure in ("maturity.outcome", "maturity.level"):
        assert result.bases[Key(measure, COMPONENT, year=YEAR)] == (panel,)


def test_agreed_scores_and_their_distances_say_what_they_are_and_what_they_rest_on() -> None:
    """Score and ambition stand on the scale; a distance rests on both its ends, and keeps its unit without one."""
    rows = [{"component": COMPONENT, "agreed_score": 2, "ambition": 4}]
    result = tiny_evaluation(agreed_scores=rows)
    agreed, ambition = (Key(f"maturity.{name}", COMPONENT, year=YEAR) for name in ("agreed", "ambition"))
    gap, change = (Key(f"maturity.{name}", COMPONENT, year=YEAR) for name in ("gap", "change"))
    for key in (agreed, ambition, gap, change):
        assert (result.figures[key].unit, result.figures[key].definition) == ("score", SCALE)
    assert result.bases[gap] == (ambition, agreed)
    assert change not in result.bases


def test_gap_is_ambition_less_score_and_change_is_score_less_last_year_s() -> None:
    rows = [
        {"component": COMPONENT, "agreed_score": 2, "ambition": 4},
        {"component": COMPONENT, "year": 2021, "agreed_score": 3, "ambition": 3},
    ]
    result = tiny_evaluation(agreed_scores=rows)
    assert figure(result, "maturity.agreed", COMPONENT).value == 2
    assert figure(result, "maturity.gap", COMPONENT).value == 2
    assert figure(result, "maturity.change", COMPONENT).value == -1


def test_without_a_score_last_year_there_is_no_change_rather_than_a_change_of_zero() -> None:
    result = tiny_evaluation(agreed_scores=[{"component": COMPONENT, "agreed_score": 2, "ambition": State.UNKNOWN}])
    change, gap = (figure(result, f"maturity.{name}", COMPONENT) for name in ("change", "gap"))
    assert (change.value, change.state) == (None, State.EMPTY)
    assert (gap.value, gap.state) == (None, State.UNKNOWN)


def test_a_score_of_zero_counts_as_scored() -> None:
    result = tiny_evaluation(agreed_scores=[{"component": COMPONENT, "agreed_score": 0, "ambition": 0}])
    assert figure(result, "maturity.scored").value == 1
    assert figure(result, "maturity.working").value == 0
    assert figure(result, "maturity.gap", COMPONENT).value == 0
