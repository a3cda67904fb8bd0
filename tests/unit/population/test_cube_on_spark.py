"""The same cube on another engine."""

from __future__ import annotations

import numpy as np
import pytest

from selfeval.population.indicators import read_indicators

pytestmark = pytest.mark.spark


def test_spark_gives_the_figures_of_the_arrays(tmp_path):
    """20,000 invented persons over two years: every sum of every indicator equal to 1e-9."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: make peers")
    from selfeval.population.cube import read_cube
    from selfeval.population.engine import open_persons
    from selfeval.population.synthetic import Recipe, write_persons

    write_persons(tmp_path / "persons", Recipe(persons=10_000, years=(2018, 2019), regions=4))
    found = {}
    for engine in ("duckdb", "spark"):
        with open_persons(tmp_path / "persons", engine=engine) as persons:
            found[engine] = read_cube(persons, read_indicators())
    one, other = found["duckdb"], found["spark"]
    assert (one.regions, one.years, one.strata) == (other.regions, other.years, other.strata)
    assert set(one.sums) == set(other.sums)
    for name, values in one.sums.items():
        np.testing.assert_allclose(values, other.sums[name], rtol=1e-9, atol=1e-9, err_msg=name)
