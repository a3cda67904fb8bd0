"""The invented persons: the same for the same recipe, and with what is planted in them."""

from __future__ import annotations

import hashlib

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

from selfeval.errors import RequestError
from selfeval.population.codebook import read_columns
from selfeval.population.intake import check_persons, has_errors
from selfeval.population.synthetic import Effect, Recipe, write_persons

YEARS = (2015, 2016, 2017, 2018, 2019)
TOTAL = " + ".join(f"expenditure_{name}" for name in
                   ("gp", "specialist", "medicines", "hospital", "nursing", "physiotherapy", "other"))  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Twenty thousand persons over five years, with an effect of -100 euro in two regions from two different years."""
    folder = tmp_path_factory.mktemp("persons")
    effect = Effect(-100.0, {"region_01": 2018, "region_02": 2017})
    return folder, write_persons(folder, Recipe(20_000, YEARS, regions=6, seed=3, effect=effect, shock=0.0))


def ask(folder, query):
    return duckdb.sql(query.format(persons=f"read_parquet('{folder.as_posix()}/*.parquet')")).fetchall()


def digests(folder):
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]


def test_the_same_recipe_gives_the_same_bytes(tmp_path):
    """And another seed gives others."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_persons(tmp_path / name, Recipe(500, (2018, 2019), regions=3, seed=seed))
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert not set(digests(tmp_path / "a")) & set(digests(tmp_path / "c"))


def test_the_files_are_as_the_codebook_says(made):
    """Names, order and types; and the check of files finds no error."""
    folder, _ = made
    schema = pq.read_schema(folder / "persons_2019.parquet")
    assert schema.names == [column.name for column in read_columns()]
    assert not has_errors(check_persons(folder))


def test_the_truth_counts_what_was_written(made):
    """Rows and deaths by year; who died has no later row."""
    folder, truth = made
    counted = ask(folder, "SELECT year, count(*), sum(deceased::int) FROM {persons} GROUP BY year")
    assert {year: rows for year, rows, _ in counted} == truth.rows
    assert {year: deaths for year, _, deaths in counted} == truth.deaths
    assert [truth.rows[year] - truth.deaths[year] for year in YEARS[:-1]] == [truth.rows[year] for year in YEARS[1:]]


def test_without_effect_the_same_persons_differ_by_just_the_effect(made, tmp_path):
    """Nothing else but expenditure in the regions with an effect changes, by what the truth says."""
    folder, truth = made
    write_persons(tmp_path, Recipe(20_000, YEARS, regions=6, seed=3, shock=0.0))
    query = f"SELECT region, year, sum({TOTAL}), count(*) FROM {{persons}} GROUP BY ALL ORDER BY ALL"
    added, rows = 0.0, 0
    pairs = zip(ask(folder, query), ask(tmp_path, query), strict=True)
    for (region, year, with_effect, count), (*_, without, _) in pairs:
        if year >= {"region_01": 2018, "region_02": 2017}.get(region, 9999):
            added, rows = added + with_effect - without, rows + count
        else:
            assert with_effect == pytest.approx(without, abs=1e-6)
    assert added / rows == pytest.approx(truth.effect_euro, abs=0.01)
    assert truth.effect_euro == pytest.approx(-100, abs=8)


def test_use_persists_over_the_years(made):
    """Who is ill this year is ill next year: contacts and medicines of one person go together, over time and within."""
    folder, _ = made
    pairs = np.array(ask(folder, """
        SELECT a.gp_contacts, b.gp_contacts, a.distinct_medicines, b.distinct_medicines
        FROM {persons} a JOIN {persons} b ON a.person = b.person AND b.year = a.year + 1
        WHERE a.year = 2016"""))  # fmt: skip
    correlations = np.corrcoef(pairs, rowvar=False)
    assert correlations[0, 1] > 0.5
    assert correlations[2, 3] > 0.6
    assert correlations[0, 2] > 0.4


def test_few_persons_have_much_of_the_expenditure(made):
    """Skewed as care is: the five per cent with most have more than a quarter, and far less than all."""
    folder, _ = made
    rows = ask(folder, f"SELECT {TOTAL} FROM {{persons}} WHERE year = 2015")
    totals = np.sort([row[0] for row in rows])[::-1]
    assert 0.25 < totals[: len(totals) // 20].sum() / totals.sum() < 0.75


@pytest.mark.parametrize(
    "wrong",
    [{"persons": 0}, {"years": (2018, 2020)}, {"regions": 0}, {"seed": -1}, {"effect": Effect(1.0, {"gent": 2018})}],
)
def test_an_impossible_recipe_is_refused(wrong):
    """Before anything is written."""
    with pytest.raises(RequestError):
        Recipe(**wrong)


def test_files_are_never_overwritten(tmp_path):
    """What stands there may be somebody's."""
    write_persons(tmp_path, Recipe(50, (2019,), regions=2))
    with pytest.raises(FileExistsError):
        write_persons(tmp_path, Recipe(50, (2019,), regions=2))
