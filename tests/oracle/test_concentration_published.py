"""Concentration, discrimination and the Charlson index against published figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from selfeval.guide import read_guide
from selfeval.statistics.arrays.concentration import gini_index, lorenz_curve, top_shares
from selfeval.statistics.arrays.discrimination import c_statistic

RAND = Path(__file__).parents[1] / "fixtures" / "rand_hie" / "spending.csv"


def rand():
    with RAND.open(encoding="utf-8") as file:
        rows = [(int(row["persons"]), float(row["dollars"])) for row in csv.DictReader(file)]
    return zip(*rows, strict=True)


def test_the_tops_of_the_rand_experiment():
    """RAND Health Insurance Experiment: mean spending 171.568; the top 1, 5 and 10 % have 29.2, 57.5 and 72.3 %."""
    persons, dollars = rand()
    assert sum(persons) == 20_190
    assert sum(dollars) / sum(persons) == pytest.approx(171.568, abs=5e-4)
    assert top_shares(persons, dollars, (0.01, 0.05, 0.10)) == pytest.approx([0.292, 0.575, 0.723], abs=5e-4)


def test_the_gini_index_of_known_distributions():
    """All equal: 0. One of n has everything: 1 - 1/n. The amounts 1 to n: (n - 1) / (3 n) (Gastwirth's definition)."""
    assert gini_index([3, 5], [6.0, 10.0]) == pytest.approx(0)
    assert gini_index([9, 1], [0.0, 50.0]) == pytest.approx(0.9)
    assert gini_index([1] * 10, range(1, 11)) == pytest.approx(9 / 30)
    assert lorenz_curve([1, 1, 2], [1.0, 3.0, 16.0], [0.25, 0.5, 0.75]) == pytest.approx([0.05, 0.2, 0.6])


def test_the_area_of_hanley_and_mcneil():
    """Hanley and McNeil 1982, Radiology 143:29-36: 58 normal, 51 abnormal images in five ratings: 0.893, SE 0.032."""
    normal, abnormal = (33, 6, 6, 11, 2), (3, 2, 2, 11, 33)
    found = c_statistic(range(5), abnormal, [a + b for a, b in zip(normal, abnormal, strict=True)])
    assert found.value == pytest.approx(0.893, abs=5e-4)
    # Theirs is an estimate from the area alone, DeLong's from the data.
    assert found.standard_error == pytest.approx(0.032, abs=2e-3)


@pytest.mark.parametrize(("weighting", "conditions", "highest"), [("charlson_1987", 17, 29), ("quan_2011", 12, 24)])
def test_the_range_of_the_charlson_index(weighting, conditions, highest):
    """From 0 to 29 over 17 diseases, as updated from 0 to 24 over 12 (Quan 2011), milder forms left out."""
    items = list(read_guide().items("comorbidities"))
    outranked = {name for item in items for name in item["outranks"]}
    counted = [item for item in items if item["weights"][weighting]]
    assert len(items) == 17
    assert len(counted) == conditions
    assert sum(item["weights"][weighting] for item in counted if item["id"] not in outranked) == highest


def test_published_weights_of_single_diseases():
    """Charlson 1987, table 3: metastases and AIDS 6, renal disease 2. Quan 2011, table 2: AIDS 4, renal disease 1."""
    weights = {item["id"]: item["weights"] for item in read_guide().items("comorbidities")}
    assert weights["metastatic_cancer"] == {"charlson_1987": 6, "quan_2011": 6}
    assert weights["hiv_aids"] == {"charlson_1987": 6, "quan_2011": 4}
    assert weights["kidney_disease"] == {"charlson_1987": 2, "quan_2011": 1}
    assert weights["myocardial_infarction"] == {"charlson_1987": 1, "quan_2011": 0}
