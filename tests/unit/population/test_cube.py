"""The cube of a few persons, added up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from person_years import indicator, person_table

from selfeval.population.cube import BANDS, Cube, add_cubes, bands_of, measure_cube, products_of
from selfeval.population.indicators import (
    PERSONS,
    Condition,
    Kind,
    Population,
    Product,
    Term,
    read_indicators,
)
from selfeval.population.tally import columns_to_read, tally_cube

ibis = pytest.importorskip("ibis")

VISITS = Term("sum", ("emergency_visits",))
YEARS = Term("person_years")
SEEN = Term("persons", (), (Condition(("gp_contacts", "specialist_contacts"), 1),))
UNSEEN = Term("persons", (), (Condition(("gp_contacts", "specialist_contacts"), 1, below=True),))
ROWS = [
    {"age": 3, "emergency_visits": 2, "gp_contacts": 1},
    {"age": 4, "emergency_visits": 3, "days_entitled": 73},
    {"age": 88, "sex": "M", "emergency_visits": 1, "specialist_contacts": 4, "increased_reimbursement": True},
    {"age": 88, "sex": "M", "region": "region_02", "ddd_insulin": 60.0, "ddd_diabetes": 40.0, "year": 2018},
]


RATE = indicator(Kind.RATE, VISITS, YEARS)
SHARE = indicator(Kind.SHARE, SEEN, PERSONS)
NONE = indicator(Kind.SHARE, UNSEEN, PERSONS)
WANTED = (RATE, SHARE, NONE)


def tallied(rows: list[dict[str, object]], **strings: str) -> Cube:
    table = person_table(rows, **strings)
    columns = columns_to_read(WANTED, table.column_names)
    return tally_cube(table.select(columns).to_batches(), WANTED, columns)


def measured(rows: list[dict[str, object]], **strings: str) -> Cube:
    return measure_cube(ibis.memtable(person_table(rows, **strings)), WANTED)


@pytest.mark.parametrize("make", [tallied, measured])
def test_sums_stand_in_the_cells_of_their_persons(make):
    """Persons, events, their squares and years fall where region, year, age, sex and reimbursement put them."""
    cube = make(ROWS)
    assert (cube.regions, cube.years, cube.strata) == (("region_01", "region_02"), (2018, 2019), ("all",))
    assert cube.sums["persons"].sum() == 4
    cell = (0, 1, 0, 0, 0, 0, 0)
    assert cube.sums["persons"][cell] == 2
    assert cube.sums[Product(VISITS).name][cell] == 5
    assert cube.sums[Product(VISITS, VISITS).name][cell] == 4 + 9
    assert cube.sums[Product(YEARS).name][cell] == pytest.approx((365 + 73) / 365.25, rel=1e-12)
    assert cube.sums[Product(VISITS).name][0, 1, 0, 17, 1, 1, 0] == 1
    assert cube.sums["persons"][1, 0, 0, 17, 1, 0, 1] == 1


@pytest.mark.parametrize("make", [tallied, measured])
def test_a_condition_on_several_columns_takes_their_sum(make):
    """Who saw a GP or a specialist counts once; who saw neither counts among the others."""
    cube = make(ROWS)
    assert cube.sums[Product(SEEN).name].sum() == 2
    assert cube.sums[Product(UNSEEN).name].sum() == 2


@pytest.mark.parametrize("make", [tallied, measured])
def test_strata_are_an_axis_of_their_own(make):
    """Two strata keep their persons apart; without the column everyone stands under one name."""
    cube = make([{"stratum": "b"}, {"stratum": "a"}, {"stratum": "b"}], stratum="a")
    assert cube.strata == ("a", "b")
    assert cube.sums["persons"].sum(axis=(0, 1, 3, 4, 5, 6)).tolist() == [1, 2]


def test_a_population_is_a_union_of_cells():
    """Women of 0 to 4 with two persons; men of 85 and over with increased reimbursement with one; diabetes with one."""
    cube = tallied(ROWS)
    persons = Product(PERSONS)
    assert cube.sum(persons, Population(below_age=5, sex="F")).sum() == 2
    assert cube.sum(persons, Population(from_age=85, sex="M", increased_reimbursement=True)).sum() == 1
    assert cube.sum(persons, Population(diabetes=True)).sum() == 1
    assert BANDS[bands_of(Population(from_age=50, below_age=70))] == ("50-54", "55-59", "60-64", "65-69")


@pytest.mark.parametrize("whole", [False, True])
def test_a_missing_value_is_unknown_and_not_zero(whole):
    """Where one person of a region and year has no value, what rests on the column is unknown there and only there."""
    rows = [{**row, "emergency_visits": None} if at == 0 or whole else row for at, row in enumerate(ROWS)]
    cube = tallied(rows)
    found = cube.unknown(RATE)
    assert found[0, 1]
    assert found[1, 0] == whole
    assert not cube.unknown(SHARE).any()


def test_the_engine_counts_missing_values_when_told_where_they_may_be():
    """The count stands by region and year, as beside the arrays."""
    rows = [{**row, "emergency_visits": None if at == 0 else 1} for at, row in enumerate(ROWS)]
    found = measure_cube(ibis.memtable(person_table(rows)), WANTED, ["emergency_visits"])
    assert found.missing["emergency_visits"].tolist() == [[0, 1], [0, 0]]
    assert found.unknown(RATE).tolist() == tallied(rows).unknown(RATE).tolist()


def test_an_indicator_without_its_column_is_left_out():
    """The sums of the others are there; of this one none, and the cube says so."""
    table = person_table(ROWS).drop_columns(["emergency_visits"])
    columns = columns_to_read(WANTED, table.column_names)
    cube = tally_cube(table.select(columns).to_batches(), WANTED, columns)
    assert not cube.has(RATE)
    assert cube.has(SHARE)


def test_both_ways_give_the_same_cube_for_every_indicator():
    """The 123 indicators of the Gids on invented persons: equal to 1e-9 sum by sum, cell by cell."""
    rng = np.random.default_rng(7)
    rows = [
        {
            "region": f"region_0{rng.integers(1, 4)}",
            "year": int(rng.integers(2017, 2020)),
            "age": int(rng.integers(0, 100)),
            "sex": "FM"[rng.integers(2)],
            "increased_reimbursement": bool(rng.integers(2)),
            "deceased": bool(rng.random() < 0.1),
            **{f"ddd_{name}": float(rng.integers(0, 200)) for name in ("insulin", "antibiotic", "opioid", "lipid")},
            **{name: int(rng.integers(0, 6)) for name in ("gp_contacts", "admissions", "discharges", "hospital_days")},
            **{
                f"expenditure_{name}": round(float(rng.gamma(1, 500)), 2)
                for name in ("gp", "hospital", "patient", "other")
            },
        }
        for _ in range(2000)
    ]
    table, wanted = person_table(rows), read_indicators()
    columns = columns_to_read(wanted, table.column_names)
    one = tally_cube(table.select(columns).to_batches(max_chunksize=300), wanted, columns)
    other = measure_cube(ibis.memtable(table), wanted)
    assert set(one.sums) == set(other.sums) == set(products_of(wanted, table.column_names))
    for name, values in one.sums.items():
        np.testing.assert_allclose(values, other.sums[name], rtol=1e-9, atol=1e-9, err_msg=name)


def test_cubes_of_two_years_add_up_to_that_of_both():
    """Labels are joined, sums added where both have a cell, and what only one of them counted is left out."""
    early, late = tallied(ROWS[3:]), tallied(ROWS[:3])
    both, whole = add_cubes([late, early]), tallied(ROWS)
    assert (both.regions, both.years) == (whole.regions, whole.years)
    for name, values in whole.sums.items():
        np.testing.assert_array_equal(both.sums[name], values)
    with pytest.raises(ValueError, match="at least one cube"):
        add_cubes([])


def test_the_order_in_which_rows_come_leaves_every_bit_as_it_is():
    """Euro with cents and days of a year: floats would remember the order in which an engine hands them over."""
    rng = np.random.default_rng(11)
    rows = [
        {"days_entitled": int(rng.integers(1, 366)), "expenditure_hospital": round(float(rng.gamma(1, 5000)), 2)}
        for _ in range(5000)
    ]
    table, wanted = person_table(rows), read_indicators()
    columns = columns_to_read(wanted, table.column_names)
    mixed = table.take(rng.permutation(len(rows)))
    one, other = (tally_cube(each.select(columns).to_batches(700), wanted, columns) for each in (table, mixed))
    assert one.sums.keys() == other.sums.keys()
    assert [name for name in one.sums if one.sums[name].tobytes() != other.sums[name].tobytes()] == []
