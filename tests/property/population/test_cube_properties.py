"""What holds for the cube of any persons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from person_years import person_table

from selfeval.population.cube import Cube, add_cubes
from selfeval.population.indicators import read_indicators
from selfeval.population.tally import columns_to_read, tally_cube

pytest.importorskip("ibis")
WANTED = read_indicators()
PERSON = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["region_01", "region_02", "region_03"]),
        "year": st.integers(2015, 2018),
        "age": st.integers(0, 110),
        "sex": st.sampled_from(["F", "M"]),
        "increased_reimbursement": st.booleans(),
        "deceased": st.booleans(),
        "gp_contacts": st.integers(0, 30),
        "admissions": st.integers(0, 3),
        "ddd_insulin": st.integers(0, 300).map(float),
        "expenditure_hospital": st.integers(0, 20_000).map(float),
    }
)
PERSONS = st.lists(PERSON, min_size=1, max_size=25)


def cube_of(rows: list[dict[str, object]], size: int = 1000) -> Cube:
    table = person_table(rows)
    columns = columns_to_read(WANTED, table.column_names)
    return tally_cube(table.select(columns).to_batches(max_chunksize=size), WANTED, columns)


def assert_same(one: Cube, other: Cube) -> None:
    assert (one.regions, one.years, one.strata) == (other.regions, other.years, other.strata)
    for name, values in one.sums.items():
        np.testing.assert_allclose(values, other.sums[name], rtol=1e-9, atol=1e-9, err_msg=name)


@settings(max_examples=15, deadline=None)
@given(PERSONS, st.randoms(use_true_random=False), st.integers(1, 9))
def test_order_and_chunks_do_not_matter(rows, random, size):
    """Shuffled rows in batches of any size give the same cube."""
    mixed = list(rows)
    random.shuffle(mixed)
    assert_same(cube_of(rows), cube_of(mixed, size))


@settings(max_examples=15, deadline=None)
@given(PERSONS, PERSONS)
def test_the_cube_adds_up_over_files(rows, more):
    """Two files counted apart and put together are one file counted at once."""
    assert_same(cube_of(rows + more), add_cubes([cube_of(rows), cube_of(more)]))


@settings(max_examples=15, deadline=None)
@given(PERSONS)
def test_every_person_stands_in_one_cell(rows):
    """The persons of the cube are the rows of the file."""
    assert cube_of(rows).sums["persons"].sum() == len(rows)
