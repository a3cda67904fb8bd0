"""The engines: shut off, within limits, and the same figures on both."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb
import pytest

from selfeval.errors import RequestError
from selfeval.population.engine import Limits, open_persons
from selfeval.population.synthetic import Recipe, write_persons


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("it's a folder")
    write_persons(made, Recipe(600, (2018, 2019), regions=3, seed=2))
    return made


def figures(folder, engine):
    """Counts and sums by region and year, as an engine gives them."""
    with open_persons(folder, engine) as persons:
        table = persons.table
        query = table.group_by("region", "year").aggregate(
            persons=table.count(),
            women=(table.sex == "F").cast("int64").sum(),
            contacts=table.gp_contacts.sum(),
            doses=table.ddd_blood_pressure.cast("float64").sum(),
            euro=table.expenditure_hospital.sum(),
            unknown=table.diagnoses.isnull().cast("int64").sum(),
        )
        rows = query.order_by("region", "year").to_pyarrow().to_pylist()
        return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_parquet('{other}')",
        "COPY (SELECT 1) TO '{other}.csv'",
        "ATTACH '{other}.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "INSTALL httpfs",
    ],
)
def test_the_database_reaches_nothing_else(statement, folder, tmp_path):
    """No other file, no network, no way to loosen the limits."""
    other = tmp_path / "other.parquet"
    shutil.copy(folder / "persons_2019.parquet", other)
    with open_persons(folder) as persons, pytest.raises(duckdb.Error):
        persons.backend.con.execute(statement.format(other=other.as_posix()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.parquet"]


def test_the_limits_are_the_databases(folder):
    """Memory and threads are what was asked, and the folder for what does not fit is gone afterwards."""
    with open_persons(folder, limits=Limits("300MB", 1)) as persons:
        ask = "SELECT current_setting('threads'), current_setting('temp_directory'), current_setting('memory_limit')"
        threads, private, memory = persons.backend.con.execute(ask).fetchone()
    assert threads == 1
    assert memory == "286.1 MiB"
    assert not Path(private).exists()


@pytest.mark.parametrize(("memory", "threads"), [("much", 2), ("1TB", 2), ("1GB; DROP", 2), ("1GB", 0), ("0MB", 2)])
def test_limits_have_limits(memory, threads):
    """Nothing but a size and a number of threads goes to the engine."""
    with pytest.raises(RequestError):
        Limits(memory, threads)


def test_a_column_left_out_is_there_as_unknown(folder, tmp_path):
    """Diagnoses that were not supplied are missing values, not an error."""
    import pyarrow.parquet as pq

    pq.write_table(pq.read_table(folder).drop_columns(["diagnoses"]), tmp_path / "persons.parquet")
    assert all(row[-1] == row[2] for row in figures(tmp_path, "duckdb"))


def test_an_unknown_engine_is_refused(folder):
    """With the engines there are."""
    with pytest.raises(RequestError, match="engine_unknown"), open_persons(folder, "oracle"):
        pass


def test_no_files_is_said(tmp_path):
    """An empty folder has no persons."""
    with pytest.raises(RequestError, match="no_person_files"), open_persons(tmp_path):
        pass


def test_a_missing_package_is_said(folder, monkeypatch):
    """Who did not install the optional part reads which one it is."""
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(RequestError, match="package_missing"), open_persons(folder, "spark"):
        pass


@pytest.mark.spark
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java on this machine")
def test_spark_gives_the_same_figures(folder):
    """Counts are the same, sums agree to a billionth."""
    for one, other in zip(figures(folder, "duckdb"), figures(folder, "spark"), strict=True):
        assert one[:5] == other[:5]
        assert one[5:] == pytest.approx(other[5:], rel=1e-9)
