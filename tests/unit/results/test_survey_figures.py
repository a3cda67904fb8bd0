"""The change of a survey's mean is judged by the smallest change its instrument's scale names."""

from __future__ import annotations

import pytest
from tiny_project import YEAR, finding, tiny_evaluation

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
