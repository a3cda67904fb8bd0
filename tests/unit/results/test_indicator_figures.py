"""Indicators, surveys, money and phase, computed by hand or with scipy beside the program."""

from __future__ import annotations

import datetime
from math import sqrt

import pytest
from scipy import stats
from tiny_project import Cells, figure, finding, tiny_evaluation

from selfeval.model import Key, State

SHARE, RATE, MEAN, COUNT, YES_NO = (
    "shared_care_plan_present",
    "unplanned_hospital_admissions_rate",
    "informal_carer_endurance_score",
    "organisation_proposals_discussed",
    "regional_needs_map_present",
)


def of_two_years(indicator: str, now: Cells, before: Cells) -> list[Cells]:
    return [{"indicator": indicator, **now}, {"indicator": indicator, "year": 2021, **before}]


def endurance(mean: float, persons: int, deviation: float = 1.0) -> Cells:
    return {"value": mean, "standard_deviation": deviation, "observations": persons}


def test_a_share_is_numerator_by_denominator() -> None:
    found = figure(
        tiny_evaluation(measurements=[{"indicator": SHARE, "numerator": 30, "denominator": 120}]),
        "indicator.value",
        SHARE,
    )
    assert (found.value, found.unit, found.numerator, found.denominator) == (0.25, "percent", 30, 120)


def test_a_rate_is_told_per_thousand_with_exact_limits_below_ten_events() -> None:
    found = figure(
        tiny_evaluation(measurements=[{"indicator": RATE, "numerator": 6, "denominator": 400}]), "indicator.value", RATE
    )
    assert (found.value, found.unit) == (pytest.approx(15.0), "per_1000")
    limits = stats.chi2.ppf(0.025, 12) / 2 * 2.5, stats.chi2.ppf(0.975, 14) / 2 * 2.5
    assert (found.low, found.high) == pytest.approx(limits, rel=1e-9)


def test_a_mean_has_students_interval_when_spread_and_number_are_known() -> None:
    cells = {"indicator": MEAN, "value": 3.4, "standard_deviation": 0.8, "observations": 25}
    found = figure(tiny_evaluation(measurements=[cells]), "indicator.value", MEAN)
    half = stats.t.ppf(0.975, 24) * 0.8 / 5
    assert (found.value, found.low, found.high) == pytest.approx((3.4, 3.4 - half, 3.4 + half))
    without = {**cells, "standard_deviation": State.UNKNOWN}
    assert figure(tiny_evaluation(measurements=[without]), "indicator.value", MEAN).low is None


def test_a_mean_of_one_has_no_interval_and_one_of_two_has() -> None:
    """t with one degree of freedom is 12.7062047, times s / sqrt 2; without a number or a spread none."""
    half = 12.7062047 * 0.2 / sqrt(2)
    for cells, interval in (
        (endurance(3, 2, 0.2), (3 - half, 3 + half)),
        (endurance(3, 1), (None, None)),
        ({**endurance(3, 2), "observations": State.UNKNOWN}, (None, None)),
        ({**endurance(3, 2), "standard_deviation": State.UNKNOWN}, (None, None)),
    ):
        found = figure(tiny_evaluation(measurements=[{"indicator": MEAN, **cells}]), "indicator.value", MEAN)
        assert found.value == 3
        assert (found.low, found.high) == pytest.approx(interval)


def test_yes_is_one() -> None:
    result = tiny_evaluation(measurements=[{"indicator": YES_NO, "present": "yes"}])
    assert figure(result, "indicator.value", YES_NO).value == 1


def test_a_count_is_kept_as_it_is_and_yes_or_no_becomes_one_or_zero() -> None:
    rows: list[Cells] = [{"indicator": COUNT, "value": 0}, {"indicator": YES_NO, "present": "no"}]
    result = tiny_evaluation(measurements=rows)
    assert (figure(result, "indicator.value", COUNT).value, figure(result, "indicator.value", COUNT).state) == (
        0,
        "known",
    )
    assert figure(result, "indicator.value", YES_NO).value == 0


@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE, State.EMPTY])
@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        (SHARE, "numerator"),
        (SHARE, "denominator"),
        (RATE, "numerator"),
        (RATE, "denominator"),
        (MEAN, "value"),
        (COUNT, "value"),
        (YES_NO, "present"),
    ],
)
def test_a_missing_value_keeps_its_reason(indicator: str, column: str, state: State) -> None:
    known = {"numerator": 3, "denominator": 9, "value": 3, "present": "yes"}
    found = figure(
        tiny_evaluation(measurements=[{"indicator": indicator, **known, column: state}]), "indicator.value", indicator
    )
    assert (found.value, found.state) == (None, state)


@pytest.mark.parametrize(
    ("indicator", "now", "before", "verdict"),
    [
        # 40 % against 20 % of 500: higher is better.
        (SHARE, {"numerator": 200, "denominator": 500}, {"numerator": 100, "denominator": 500}, "improved"),
        (SHARE, {"numerator": 100, "denominator": 500}, {"numerator": 200, "denominator": 500}, "worse"),
        # 1 point on 20 000: shown, and too small to speak of (5 points).
        (SHARE, {"numerator": 8200, "denominator": 20000}, {"numerator": 8000, "denominator": 20000}, "same"),
        (SHARE, {"numerator": 21, "denominator": 50}, {"numerator": 20, "denominator": 50}, "cannot_tell"),
        # 29 persons are below the indicator's smallest denominator, 30.
        (SHARE, {"numerator": 29, "denominator": 29}, {"numerator": 0, "denominator": 500}, "cannot_tell"),
        # All of 30 against none of 30 are just enough.
        (SHARE, {"numerator": 30, "denominator": 30}, {"numerator": 0, "denominator": 30}, "improved"),
        # 5 points on a million and a hair more: 4.99 at most is too small to speak of, 5.09 is not.
        (SHARE, {"numerator": 448_500, "denominator": 10**6}, {"numerator": 400_000, "denominator": 10**6}, "same"),
        (SHARE, {"numerator": 449_500, "denominator": 10**6}, {"numerator": 400_000, "denominator": 10**6}, "improved"),
        # Admissions: 10 fewer per 1000 is certain and less than the 20 worth speaking of.
        (RATE, {"numerator": 29_000, "denominator": 10**5}, {"numerator": 30_000, "denominator": 10**5}, "same"),
        # Endurance of informal carers: higher is better, 0.5 point is worth speaking of, 20 persons are enough.
        (MEAN, endurance(4.0, 20), endurance(2.0, 20), "improved"),
        (MEAN, endurance(2.0, 20), endurance(4.0, 20), "worse"),
        (MEAN, endurance(3.1, 2000), endurance(3.0, 2000), "same"),
        (MEAN, endurance(3.4, 20), endurance(3.0, 20), "cannot_tell"),
        (MEAN, endurance(4.0, 19), endurance(2.0, 20), "cannot_tell"),
        # Admissions: lower is better.
        (RATE, {"numerator": 100, "denominator": 1000}, {"numerator": 300, "denominator": 1000}, "improved"),
        (RATE, {"numerator": 300, "denominator": 1000}, {"numerator": 100, "denominator": 1000}, "worse"),
        (YES_NO, {"present": "yes"}, {"present": "no"}, "improved"),
        (YES_NO, {"present": "no"}, {"present": "yes"}, "worse"),
        (YES_NO, {"present": "no"}, {"present": "no"}, "same"),
        (YES_NO, {"present": "yes"}, {"present": State.UNKNOWN}, "cannot_tell"),
        (YES_NO, {"present": State.EMPTY}, {"present": State.EMPTY}, "cannot_tell"),
        (COUNT, {"value": 9}, {"value": 3}, "cannot_tell"),
    ],
)
def test_the_verdict_on_a_change(indicator: str, now: Cells, before: Cells, verdict: str) -> None:
    result = tiny_evaluation(measurements=of_two_years(indicator, now, before))
    assert finding(result, "indicator.verdict", indicator) == verdict


def test_without_a_year_before_the_change_cannot_be_told() -> None:
    result = tiny_evaluation(measurements=[{"indicator": YES_NO, "present": "yes"}])
    assert finding(result, "indicator.verdict", YES_NO) == "cannot_tell"


def test_mortality_has_no_better_direction() -> None:
    rows = of_two_years(
        "mortality_rate", {"numerator": 300, "denominator": 1000}, {"numerator": 100, "denominator": 1000}
    )
    assert finding(tiny_evaluation(measurements=rows), "indicator.verdict", "mortality_rate") == "no_judgement"


def test_a_value_its_target_and_its_verdict_say_what_they_are_and_what_they_rest_on() -> None:
    """The sheet of the indicator defines both; the verdict rests on the values of both years, or on the one known."""
    rows = of_two_years(SHARE, {"numerator": 30, "denominator": 120, "target": 40}, {"numerator": 9, "denominator": 90})
    result = tiny_evaluation(measurements=rows)
    value, target = (figure(result, f"indicator.{name}", SHARE) for name in ("value", "target"))
    for found in (value, target):
        assert (found.unit, found.definition) == ("percent", f"indicators/{SHARE}")
    assert (value.persons, value.numerator, value.denominator) == (True, 30, 120)
    now, before = (Key("indicator.value", SHARE, year=year) for year in (2022, 2021))
    assert result.bases[Key("indicator.verdict", SHARE, year=2022)] == (now, before)
    alone = tiny_evaluation(measurements=rows[:1])
    assert alone.bases[Key("indicator.verdict", SHARE, year=2022)] == (now,)
    yes_no = tiny_evaluation(measurements=of_two_years(YES_NO, {"present": "yes"}, {"present": "no"}))
    ends = tuple(Key("indicator.value", YES_NO, year=year) for year in (2022, 2021))
    assert yes_no.bases[Key("indicator.verdict", YES_NO, year=2022)] == ends
    assert not yes_no.figures[ends[0]].persons


def test_an_indicator_without_a_row_this_year_has_a_verdict_all_the_same() -> None:
    result = tiny_evaluation(measurements=[{"indicator": SHARE, "year": 2021, "numerator": 9, "denominator": 90}])
    assert finding(result, "indicator.verdict", SHARE) == "cannot_tell"


def test_an_indicator_from_another_sheet_rests_on_the_figure_there() -> None:
    """The response of the patient survey, both years: the same figure under the indicator's name and definition."""
    rows = [survey("overall_experience", year, 7) for year in (2022, 2021)]
    result = tiny_evaluation(patient_surveys=rows)
    name = "patient_survey_response"
    own = [Key("indicator.value", name, year=year) for year in (2022, 2021)]
    for key in own:
        assert result.figures[key].definition == f"indicators/{name}"
        assert result.bases[key] == (Key("survey.response", "overall_experience", year=key.year),)
    assert result.bases[Key("indicator.verdict", name, year=2022)] == tuple(own)


def test_a_target_in_percent_becomes_a_fraction_and_another_stays() -> None:
    rows: list[Cells] = [
        {"indicator": SHARE, "numerator": 30, "denominator": 120, "target": 40},
        {"indicator": RATE, "numerator": 6, "denominator": 400, "target": 12},
        {"indicator": MEAN, "value": 3, "target": State.NOT_APPLICABLE},
    ]
    result = tiny_evaluation(measurements=rows)
    assert figure(result, "indicator.target", SHARE).value == pytest.approx(0.4)
    assert figure(result, "indicator.target", RATE).value == 12
    assert figure(result, "indicator.target", MEAN).state is State.NOT_APPLICABLE


def survey(scale: str, year: int, mean: float, **more: float | State) -> Cells:
    answers = {"invited": 200, "responded": 120, "mean": mean, "standard_deviation": 0.9}
    return {"scale": scale, "year": year, **answers, **more}


def test_response_and_mean_of_a_survey_have_their_intervals_and_feed_the_indicators() -> None:
    result = tiny_evaluation(patient_surveys=[survey("pacic_total", 2022, 3.2), survey("overall_experience", 2022, 7)])
    mean = figure(result, "survey.mean", "pacic_total")
    half = stats.t.ppf(0.975, 119) * 0.9 / sqrt(120)
    assert (mean.value, mean.low, mean.high) == pytest.approx((3.2, 3.2 - half, 3.2 + half))
    assert figure(result, "survey.response", "overall_experience").value == pytest.approx(0.6)
    assert figure(result, "indicator.value", "patient_survey_response").value == pytest.approx(0.6)
    assert figure(result, "indicator.value", "patient_assessment_of_care_score").value == pytest.approx(3.2)


@pytest.mark.parametrize(
    ("now", "before", "more", "verdict"),
    [
        (3.8, 3.0, {}, "improved"),
        (3.0, 3.8, {}, "worse"),
        (3.05, 3.0, {}, "cannot_tell"),
        (3.01, 3.0, {"standard_deviation": 0.1}, "same"),
        (3.8, 3.0, {"responded": 1}, "cannot_tell"),
        (3.8, 3.0, {"standard_deviation": State.UNKNOWN}, "cannot_tell"),
    ],
)
def test_the_verdict_on_a_survey(now: float, before: float, more: dict[str, float | State], verdict: str) -> None:
    rows = [survey("pacic_total", 2022, now, **more), survey("pacic_total", 2021, before, **more)]
    result = tiny_evaluation(patient_surveys=rows)
    assert finding(result, "survey.verdict", "pacic_total") == verdict
    assert finding(result, "indicator.verdict", "patient_assessment_of_care_score") == verdict


def test_a_response_rate_is_judged_by_the_smallest_change_its_own_sheet_names() -> None:
    """From 60 to 63 % of 20,000 is certain (2.0 to 4.0 points) but less than the 5 points worth speaking of."""
    sizes = {"invited": 20000}
    rows = [
        survey("overall_experience", 2022, 7, **sizes, responded=12600),
        survey("overall_experience", 2021, 7, **sizes, responded=12000),
    ]
    result = tiny_evaluation(patient_surveys=rows)
    assert finding(result, "indicator.verdict", "patient_survey_response") == "same"


@pytest.mark.parametrize(("now", "before", "verdict"), [(6, 0, "improved"), (0, 6, "worse"), (6, 1, "cannot_tell")])
def test_a_response_of_nobody_is_a_response(now: int, before: int, verdict: str) -> None:
    """6 of 50 against none is 2.4 to 23.8 points by Newcombe's method, against 1 of 50 from -0.6 on."""
    rows = [
        survey("overall_experience", year, 7, invited=50, responded=responded)
        for year, responded in ((2022, now), (2021, before))
    ]
    result = tiny_evaluation(patient_surveys=rows)
    assert finding(result, "indicator.verdict", "patient_survey_response") == verdict


def test_money_is_added_up_over_the_headings_that_are_known() -> None:
    rows: list[Cells] = [
        {"heading": "integration_management", "granted": 152520, "spent": 140000.5},
        {"heading": "innovative_actions", "granted": 100000, "spent": State.UNKNOWN},
        {"heading": "other", "granted": State.EMPTY, "spent": 10},
    ]
    result = tiny_evaluation(money=rows)
    assert figure(result, "money.granted_total").value == 252520
    assert figure(result, "money.spent_total").value == pytest.approx(140010.5)
    assert figure(result, "money.unspent", "integration_management").value == pytest.approx(12519.5)
    assert figure(result, "money.unspent", "innovative_actions").state is State.UNKNOWN
    assert figure(result, "money.unspent", "other").state is State.EMPTY


@pytest.mark.parametrize(
    ("revision", "year", "most"),
    [("2019-09-24", 2019, 208333), ("2019-09-24", 2020, None), ("2021-05-30", 2022, 208333)],
)
def test_the_maximum_follows_the_revision(revision: str, year: int, most: float | None) -> None:
    result = tiny_evaluation(year, revision=revision)
    found = figure(result, "money.maximum", "innovative_actions", year=year)
    assert (found.value, found.state) == (most, State.UNKNOWN if most is None else State.KNOWN)
    assert figure(result, "money.maximum", "integration_management", year=year).value == 152520


PARTNERS: dict[str, list[Cells]] = {"partners": [{"partner": "P"}], "municipalities": [{"municipality": "44013"}]}
PLAN: dict[str, list[Cells]] = {
    "objectives": [{"objective_id": "O1", "indicator": "share"}],
    "actions": [
        {"action_id": "A1", "component": "prevention", "status": "running", "start": datetime.date(2020, 1, 1)}
    ],
}
PATIENTS: dict[str, list[Cells]] = {"patients": [{"group": "total", "end": 10}]}


@pytest.mark.parametrize(
    ("sheets", "reached"),
    [
        ({}, "none"),
        (PARTNERS, "preparation"),
        (PARTNERS | PLAN, "conceptualisation"),
        (PARTNERS | PLAN | PATIENTS, "execution"),
        (PLAN | PATIENTS, "none"),
        (PARTNERS | PATIENTS, "preparation"),
    ],
)
def test_the_phase_is_the_last_one_with_evidence_and_no_gap_before_it(
    sheets: dict[str, list[Cells]], reached: str
) -> None:
    result = tiny_evaluation(form={"declared_phase": "expansion"}, **sheets)
    assert finding(result, "phase.declared") == "expansion"
    assert finding(result, "phase.computed") == reached


def test_expansion_needs_an_anchored_action_and_more_than_half_of_the_components_region_wide() -> None:
    anchored: dict[str, list[Cells]] = {"actions": [{**PLAN["actions"][0], "status": "anchored"}]}
    names = [key.subject for key in tiny_evaluation().figures if key.measure == "maturity.panel"]
    for many, reached in ((7, "execution"), (8, "expansion")):
        scores: dict[str, list[Cells]] = {
            "agreed_scores": [{"component": name, "agreed_score": 4} for name in names[:many]]
        }
        result = tiny_evaluation(**(PARTNERS | PLAN | PATIENTS | anchored | scores))
        assert finding(result, "phase.computed") == reached
