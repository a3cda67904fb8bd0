"""The change of a survey's mean is judged by the smallest change its instrument's scale names."""

from __future__ import annotations

import pytest
from tiny_project import YEAR, figure, finding, tiny_evaluation

INDICATORS = {
    "pacic_activation": "patient_activation_score",
    "pacic_total": "patient_assessment_of_care_score",
    "job_satisfaction": "professional_job_satisfaction_score",
    "collaboration": "professional_collaboration_score",
}


@pytest.mark.parametrize(
    ("sheet", "scale", "change", "verdict"),
    [
        ("patient_surveys", "pacic_activation", 0.15, "same"),
        ("patient_surveys", "pacic_activation", 0.25, "improved"),
        ("patient_surveys", "pacic_total", -0.25, "worse"),
        ("patient_surveys", "self_rated_health", 4.5, "same"),
        ("patient_surveys", "self_rated_health", 5.5, "improved"),
        ("patient_surveys", "overall_experience", -0.4, "same"),
        ("professional_surveys", "job_satisfaction", 0.4, "same"),
        ("professional_surveys", "workload", 0.6, "improved"),
        ("professional_surveys", "collaboration", -0.6, "worse"),
        ("professional_surveys", "meaningful_work", 0.4, "same"),
    ],
)
def test_survey_and_indicator_give_one_verdict(sheet: str, scale: str, change: float, verdict: str) -> None:
    """With 9,000 answers the interval of the change reaches 0.015 to both sides."""
    sizes = {"scale": scale, "invited": 10000, "responded": 9000, "standard_deviation": 0.5}
    rows = [{**sizes, "mean": 3.5 + change}, {**sizes, "year": YEAR - 1, "mean": 3.5}]
    result = tiny_evaluation(**{sheet: rows})
    assert finding(result, "survey.verdict", scale) == verdict
    if scale in INDICATORS:
        assert finding(result, "indicator.verdict", INDICATORS[scale]) == verdict


def test_a_mean_leads_to_its_instrument_and_its_interval_stays_on_the_scale() -> None:
    """4.9 on a scale to 5, from 10 answers with spread 0.5: the interval ends at 5 and starts at 4.54."""
    row = {"scale": "pacic_total", "invited": 20, "responded": 10, "mean": 4.9, "standard_deviation": 0.5}
    result = tiny_evaluation(patient_surveys=[row])
    for name, subject in (("survey.mean", "pacic_total"), ("indicator.value", INDICATORS["pacic_total"])):
        found = figure(result, name, subject)
        assert (found.low, found.high) == (pytest.approx(4.542, abs=0.001), 5)
    assert figure(result, "survey.mean", "pacic_total").definition == "instruments/pacic"


def test_a_score_of_an_indicator_stays_on_its_scale_too() -> None:
    """The rule is the same wherever a mean is shown: 9.8 of 10 with spread 1 goes from 9.1 to 10."""
    indicator = "professionals_finding_change_useful_score"
    row = {"indicator": indicator, "value": 9.8, "standard_deviation": 1.0, "observations": 10}
    found = figure(tiny_evaluation(measurements=[row]), "indicator.value", indicator)
    assert (found.low, found.high) == (pytest.approx(9.085, abs=0.001), 10)
