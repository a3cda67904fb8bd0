"""What a panel's scores and the agreed scores come to, counted by hand."""

from __future__ import annotations

import pytest
from tiny_project import figure, finding, tiny_evaluation

from selfeval.model import State

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
