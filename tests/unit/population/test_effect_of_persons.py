"""Cells give what the persons give: the same coefficients as regressions on every person."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from selfeval.population.effect.cells import Cells, cells_of
from selfeval.population.effect.estimating import estimate_effect
from selfeval.population.effect.outcome import outcome_unit
from selfeval.population.effect.question import Question
from selfeval.population.effect.scan import scan
from selfeval.population.effect.weights import (
    event_weights,
    group_time_weights,
    project,
    two_way_weights,
)
from selfeval.population.synthetic import Effect, Recipe, write_persons

YEARS = tuple(range(2015, 2020))
RECIPE = Recipe(6_000, YEARS, 10, 3, Effect(-150.0, {"region_02": 2018, "region_03": 2018}), diagnoses=False)
AMOUNTS = ["gp", "specialist", "medicines", "hospital", "nursing", "physiotherapy", "other"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("persons") / "years"
    write_persons(target, RECIPE)
    return target


@pytest.fixture(scope="module")
def persons(folder) -> pd.DataFrame:
    """Every person-year with the sum of the insurer's amounts, added up outside the package."""
    frame = pd.concat(pd.read_parquet(path) for path in sorted(folder.glob("*.parquet")))
    frame["y"] = frame[[f"expenditure_{name}" for name in AMOUNTS]].sum(axis=1)
    return frame.reset_index(drop=True)


@pytest.fixture(scope="module")
def cells(folder) -> Cells:
    return scan(folder).classes.together()


def test_cells_hold_the_number_mean_and_variance_of_their_persons(persons, cells):
    """Put together from age bands and sexes, and equal to pandas on the persons."""
    grouped = persons.groupby(["region", "year"])["y"]
    for values, found in (
        (grouped.count(), cells.persons),
        (grouped.mean(), cells.mean),
        (grouped.var(), cells.variance),
    ):
        np.testing.assert_allclose(found, values.unstack().to_numpy(), rtol=1e-11)


def test_cells_say_who_lives_there(persons, cells):
    grouped = persons.groupby(["region", "year"])
    women = grouped["sex"].apply(lambda sex: (sex == "F").mean()).unstack().to_numpy()
    np.testing.assert_allclose(cells.composition["women"], women, rtol=1e-11)
    np.testing.assert_allclose(cells.composition["age"], grouped["age"].mean().unstack().to_numpy(), rtol=1e-11)


def test_an_outlier_is_cut_off_at_the_quantile_of_its_year_over_all_regions(folder, persons):
    """NumPy's linear quantile of each year's persons, and the mean after cutting."""
    found = scan(folder, cap=0.99)
    for year, most in found.caps.items():
        assert most == pytest.approx(np.quantile(persons.loc[persons["year"] == year, "y"], 0.99), rel=1e-12)
    capped = np.minimum(persons["y"], persons["year"].map(found.caps))
    means = capped.groupby([persons["region"], persons["year"]]).mean().unstack().to_numpy()
    np.testing.assert_allclose(found.classes.together().mean, means, rtol=1e-11)


def test_adjusting_weighs_each_age_and_sex_as_among_the_pilots_people(folder, persons):
    """Direct standardisation by hand for one region and year."""
    adjusted, left_out = scan(folder).classes.adjusted(["region_02"])
    bands = np.searchsorted([18, 45, 65, 75, 85], persons["age"], side="right")
    kinds = persons["sex"] + pd.Series(bands, index=persons.index).astype(str)
    standard = kinds[persons["region"] == "region_02"].value_counts()
    here = (persons["region"] == "region_07") & (persons["year"] == 2016)
    means = persons.loc[here, "y"].groupby(kinds[here]).mean()
    everywhere = persons.groupby([kinds, "region", "year"]).size().unstack([1, 2]).min(axis=1)
    kept = [kind for kind in standard.index if everywhere.fillna(0)[kind] > 1]
    expected = (means[kept] * standard[kept]).sum() / standard[kept].sum()
    found = adjusted.mean[adjusted.regions.index("region_07"), YEARS.index(2016)]
    assert found == pytest.approx(expected, rel=1e-11)
    assert left_out == pytest.approx(1 - standard[kept].sum() / standard.sum(), abs=1e-12)


def starts_of(cells: Cells, starts: dict[str, int]) -> np.ndarray:
    return np.asarray([float(starts.get(region, 0)) for region in cells.regions])


# What pyfixest asks of pandas in an old way is not ours to mend.
PEER = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@PEER
def test_the_two_way_estimate_is_that_of_pyfixest_on_the_persons(persons, cells):
    """To 1e-8, with numbers of persons that change from year to year."""
    fixest = pytest.importorskip("pyfixest", reason="the group 'peers' is not installed")
    frame = persons.assign(
        d=(persons["region"].isin(["region_02", "region_03"]) & (persons["year"] >= 2018)).astype(int)
    )
    expected = float(fixest.feols("y ~ d | region + year", frame[["y", "d", "region", "year"]]).coef()["d"])
    starts = starts_of(cells, {"region_02": 2018, "region_03": 2018})
    weights = two_way_weights(project(cells.persons), starts, cells.years)
    assert float((weights * cells.mean).sum()) == pytest.approx(expected, rel=1e-8)


@PEER
def test_the_event_study_is_that_of_pyfixest_on_the_persons(persons, cells):
    fixest = pytest.importorskip("pyfixest", reason="the group 'peers' is not installed")
    frame = persons[["y", "region", "year"]].assign(
        treated=persons["region"].isin(["region_02", "region_03"]).astype(int)
    )
    fitted = fixest.feols("y ~ i(year, treated, ref=2017) | region + year", frame).coef()
    starts = starts_of(cells, {"region_02": 2018, "region_03": 2018})
    found = event_weights(project(cells.persons), starts, cells.years)
    assert sorted(found) == [2015, 2016, 2018, 2019]
    for year, weights in found.items():
        (name,) = [one for one in fitted.index if str(year) in one]
        assert float((weights * cells.mean).sum()) == pytest.approx(float(fitted[name]), rel=1e-8, abs=1e-8)


def test_callaway_santanna_on_cells_is_that_of_the_library_on_persons_who_stay():
    """A balanced panel of persons, two starts: the library on every person, ours on the cells."""
    import diff_diff

    random = np.random.default_rng(5)
    homes = random.integers(0, 12, 900)
    starts = np.where(homes < 2, 2017, np.where(homes < 4, 2018, 0))
    frame = pd.DataFrame(
        {
            "id": np.repeat(np.arange(900), 6),
            "region": np.repeat(homes, 6),
            "start": np.repeat(starts, 6),
            "year": np.tile(np.arange(2014, 2020), 900),
        }
    )
    frame["y"] = random.normal(100, 30, len(frame)) + 7 * frame["region"] + 3 * (frame["year"] - 2014)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = (
            diff_diff.CallawaySantAnna(base_period="universal").fit(frame, "y", "id", "year", "start").overall_att
        )
    grouped = frame.groupby(["region", "year"])["y"].agg(persons="size", mean="mean", variance="var").reset_index()
    cells = cells_of(grouped)
    by_name = dict(zip(map(str, range(12)), [2017.0] * 2 + [2018.0] * 2 + [0.0] * 8, strict=True))
    own = np.asarray([by_name[region] for region in cells.regions])
    weights = group_time_weights(cells.size, own, cells.years)
    assert float((weights * cells.mean).sum()) == pytest.approx(float(expected), rel=1e-8)


def test_a_planted_effect_is_what_the_persons_tell_to_the_last_digit(cells, persons):
    """The whole answer rests on the same coefficient; the mean of differences by hand where all regions stay alike."""
    found = estimate_effect(cells, Question({"region_02": 2018, "region_03": 2018}))
    since = persons["region"].isin(["region_02", "region_03"]) & (persons["year"] >= 2018)
    assert found.saving.actual == pytest.approx(persons.loc[since, "y"].mean(), rel=1e-11)
    assert found.saving.units == since.sum()
    assert found.saving.expected == pytest.approx(found.saving.actual - found.estimate.value, rel=1e-12)


def test_an_outcome_is_told_in_its_own_unit():
    """Euro, a share of persons, or a number a person-year."""
    found = [outcome_unit(name) for name in ("expenditure", "expenditure_gp", "influenza_vaccination", "gp_contacts")]
    assert found == ["euro", "euro", "share", "number"]


@pytest.mark.spark
def test_spark_counts_the_same_cells(folder):
    """Number, mean, variance and the amounts at which outcomes are cut off, equal to 1e-9."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: make peers")
    one, other = (scan(folder, cap=0.99, engine=engine) for engine in ("duckdb", "spark"))
    assert one.caps == pytest.approx(other.caps, rel=1e-9)
    first, second = one.classes.together(), other.classes.together()
    assert (first.regions, first.years) == (second.regions, second.years)
    for name in ("persons", "mean", "variance"):
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), rtol=1e-9)
