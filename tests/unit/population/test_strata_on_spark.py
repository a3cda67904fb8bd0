"""The same strata on a distributed engine."""

from __future__ import annotations

import pytest

from selfeval.population.engine import open_persons
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.cells import euro_cells, movement_cells, population_cells
from selfeval.population.strata.definitions import read_definitions
from selfeval.population.synthetic import Recipe, write_persons

pytestmark = pytest.mark.spark


def cells_on(engine, folder):
    """Every cell of three group-bys as plain rows, in order."""
    with open_persons(folder, engine) as persons:
        table = stratify(persons.table, read_definitions())
        frames = (population_cells(table, {2018: 5000.0}), movement_cells(table), euro_cells(table))
        return [
            sorted(tuple(row) for row in frame[sorted(frame.columns)].astype(object).to_numpy().tolist())
            for frame in frames
        ]


def test_both_engines_give_equal_figures(tmp_path):
    """Counts are equal, euro to 1e-9 of themselves, on three years of invented persons."""
    write_persons(tmp_path, Recipe(persons=1_500, years=(2016, 2017, 2018), regions=3, seed=3))
    here, there = cells_on("duckdb", tmp_path), cells_on("spark", tmp_path)
    for first, second in zip(here, there, strict=True):
        assert len(first) == len(second) > 0
        for row, other in zip(first, second, strict=True):
            assert list(row) == [
                pytest.approx(value, rel=1e-9) if isinstance(value, float) else value for value in other
            ]
