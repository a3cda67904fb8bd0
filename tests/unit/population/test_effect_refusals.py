"""A question that the data cannot answer is refused with its reason, or answered with "nothing can be said"."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from selfeval.errors import RequestError
from selfeval.population.effect.cells import Cells, cells_of
from selfeval.population.effect.estimating import estimate_effect
from selfeval.population.effect.invented import Invention, invent_cells
from selfeval.population.effect.question import Question, design, read_starts
from selfeval.population.effect.rules import RULES
from selfeval.population.effect.scan import scan
from selfeval.population.effect.verdict import Finding
from selfeval.population.synthetic import Recipe, write_persons
from selfeval.texts import LANGUAGES, read_texts


def draw(sizes=(5_000,) * 12, years: int = 8) -> Cells:
    return invent_cells(Invention(list(sizes), years=years), np.random.default_rng(1))


def changed(cells: Cells, **arrays) -> Cells:
    kept = {"persons": cells.persons, "mean": cells.mean, "variance": cells.variance} | arrays
    return Cells(cells.regions, cells.years, **kept)


def with_value(values: np.ndarray, at: tuple[int, int], value: float) -> np.ndarray:
    found = values.copy()
    found[at] = value
    return found


GOOD = draw()
ONE = {"region_01": 2018}
REFUSED = {
    "a region that is not there": (GOOD, Question({"region_77": 2018}), "effect_region_unknown"),
    "a start before the data": (GOOD, Question({"region_01": 2001}), "effect_start_outside"),
    "a start in the first year": (GOOD, Question({"region_01": 2014}), "effect_no_years_before"),
    "a start after the data": (GOOD, Question({"region_01": 2030}), "effect_start_outside"),
    "one region only": (GOOD.only(["region_01"]), Question(ONE), "effect_no_comparison"),
    "all regions pilots": (GOOD, Question(dict.fromkeys(GOOD.regions, 2018)), "effect_no_comparison"),
    "one comparison region": (GOOD.only(["region_01", "region_02"]), Question(ONE), "effect_no_comparison"),
    "a year that everyone lacks": (GOOD.only(years=[2014, 2015, 2017, 2018]), Question(ONE), "effect_year_missing"),
    "a pilot without a year": (
        changed(GOOD, mean=with_value(GOOD.mean, (0, 3), np.nan)),
        Question(ONE),
        "effect_pilot_missing",
    ),
    "a pilot with few persons in a year": (
        changed(GOOD, persons=with_value(GOOD.persons, (0, 3), 99)),
        Question(ONE),
        "effect_pilot_missing",
    ),
    "the same value for everyone": (
        changed(GOOD, mean=np.full_like(GOOD.mean, 7.0), variance=np.zeros_like(GOOD.mean)),
        Question(ONE),
        "effect_no_variance",
    ),
    "an unknown comparison region": (GOOD, Question(ONE, compare="region_02,region_88"), "effect_compare"),
    "a pilot as comparison region": (GOOD, Question(ONE, compare="region_01,region_02"), "effect_compare"),
    "no comparison region named": (GOOD, Question(ONE, compare=" , "), "effect_compare"),
    "an infinite mean of a pilot": (
        changed(GOOD, mean=with_value(GOOD.mean, (0, 3), np.inf)),
        Question(ONE),
        "effect_pilot_missing",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_question_without_an_answer_is_refused_with_a_sentence(case):
    """The code is the expected one, and its sentences can be told in every language."""
    cells, question, code = REFUSED[case]
    with pytest.raises(RequestError) as caught:
        estimate_effect(cells, question)
    assert caught.value.code == code
    for language in LANGUAGES:
        texts = read_texts(language)
        for part in ("what", "mend"):
            assert texts(f"{code}.{part}", **caught.value.details)


@pytest.mark.parametrize("wish", ["", " , ", "region_01,region_01", "region_01:soon", "region_01:-5", ":2018"])
def test_pilot_regions_that_cannot_be_read_are_refused(wish):
    with pytest.raises(RequestError) as caught:
        read_starts(wish, 2018)
    assert caught.value.code == "effect_regions"


def test_pilot_regions_without_any_start_are_refused():
    """A workbook has no common start: each region brings its own."""
    with pytest.raises(RequestError) as caught:
        read_starts("region_01:2018,region_02")
    assert caught.value.code == "effect_regions"


def test_pilot_regions_may_have_starts_of_their_own():
    assert read_starts("region_02, region_01:2019", 2018) == {"region_02": 2018, "region_01": 2019}


def test_a_comparison_region_that_lacks_a_year_falls_out_and_is_named():
    cells = changed(GOOD, mean=with_value(GOOD.mean, (4, 2), np.nan), persons=with_value(GOOD.persons, (6, 1), 12))
    found = design(cells, Question(ONE), RULES)
    assert found.dropped == ("region_05", "region_07")
    assert set(found.comparison).isdisjoint(found.dropped)
    assert len(found.comparison) == 9


def test_with_few_comparison_regions_nothing_is_said():
    """Four regions beside one pilot: the sum can be made, a conclusion cannot."""
    verdict = estimate_effect(draw((5_000,) * 5), Question(ONE)).verdict
    assert (verdict.finding, verdict.reasons) == (Finding.UNTOLD, ("few_regions",))


def test_with_one_year_before_the_start_nothing_is_said():
    verdict = estimate_effect(GOOD, Question({"region_01": 2015})).verdict
    assert (verdict.finding, verdict.reasons) == (Finding.UNTOLD, ("few_years_before",))


def test_regions_without_any_spread_are_no_proof_of_anything():
    """Every comparison region moves alike and has no persons that vary: any difference would look certain."""
    mean = np.tile(np.arange(8.0), (12, 1))
    mean[0, 4:] -= 3
    verdict = estimate_effect(changed(GOOD, mean=mean, variance=np.zeros_like(mean)), Question(ONE)).verdict
    assert verdict.finding is Finding.UNTOLD
    assert "no_spread" in verdict.reasons


def test_a_region_with_a_year_twice_is_refused():
    frame = pd.DataFrame({"region": ["a", "a"], "year": [2018, 2018], "persons": 1, "mean": 1.0, "variance": 1.0})
    with pytest.raises(RequestError) as caught:
        cells_of(frame)
    assert caught.value.code == "effect_two_cells"


@pytest.fixture(scope="module")
def persons(tmp_path_factory):
    folder = tmp_path_factory.mktemp("few") / "persons"
    write_persons(folder, Recipe(900, (2016, 2017), 3, diagnoses=False))
    return folder


@pytest.mark.parametrize(
    "outcome", ["region", "sex", "person; DROP TABLE persons", "expenditure_secret", "", "'", "municipality"]
)
def test_only_a_number_or_a_yes_or_no_of_the_codebook_can_be_an_outcome(persons, outcome):
    with pytest.raises(RequestError) as caught:
        scan(persons, outcome)
    assert caught.value.code == "effect_outcome"


@pytest.mark.parametrize("cap", [0.0, 0.5, 1.01, -1.0, float("nan")])
def test_a_limit_for_outliers_is_a_share(persons, cap):
    with pytest.raises(RequestError) as caught:
        scan(persons, cap=cap)
    assert caught.value.code == "effect_cap"


def test_a_folder_without_persons_is_refused(tmp_path):
    with pytest.raises(RequestError) as caught:
        scan(tmp_path)
    assert caught.value.code == "no_person_files"


def test_a_file_that_is_no_parquet_is_refused_without_its_content(tmp_path):
    (tmp_path / "persons.parquet").write_bytes(b"name;amount\nJanssens;12\n")
    with pytest.raises(RequestError) as caught:
        scan(tmp_path)
    assert caught.value.code == "effect_not_readable"
    assert "Janssens" not in str(caught.value.details)


def test_a_file_without_the_amounts_has_no_outcome(persons, tmp_path):
    """The engine takes a column that is missing for missing values."""
    frame = pd.read_parquet(next(iter(sorted(persons.glob("*.parquet")))))
    frame.drop(columns=["expenditure_other"]).to_parquet(tmp_path / "persons.parquet")
    with pytest.raises(RequestError) as caught:
        scan(tmp_path)
    assert caught.value.code == "effect_no_persons"


def test_ages_that_some_region_lacks_cannot_be_adjusted_for(persons):
    """In a region emptied of everyone but the young, a standard of all ages has no meaning."""
    classes = scan(persons).classes
    old = [at for at, label in enumerate(classes.labels) if label[1:] != "0"]
    classes.persons[2][:, old] = 0
    with pytest.raises(RequestError) as caught:
        classes.adjusted(["region_01"])
    assert caught.value.code == "effect_adjustment"
