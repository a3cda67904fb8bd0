"""Where the person-years are computed on: DuckDB inside the program, or an existing Spark cluster; one Ibis table.

What is written in Ibis expressions over `Persons.table` runs on both engines. Only files that `intake` has found free
of errors are opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfeval.errors import RequestError
from selfeval.population.engine.files import person_files
from selfeval.population.engine.limits import Limits

__all__ = ["ENGINES", "Limits", "Persons", "open_persons", "person_files"]

ENGINES = ("duckdb", "spark")


@dataclass(frozen=True, slots=True)
class Persons:
    """Person-years on an engine; `table` is an Ibis table with every column of the codebook, a row a person-year.

    A column that may be left out and is, is there as missing values. `backend` is the Ibis backend.
    """

    table: Any
    backend: Any
    engine: str


@contextmanager
def open_persons(path: Path, engine: str = "duckdb", limits: Limits | None = None) -> Iterator[Persons]:
    """The person-years of a Parquet file or of all Parquet files of a folder; closed and wiped at the end.

    Raises RequestError: `engine_unknown`, `package_missing`, `java_missing`, `no_person_files`.
    """
    files = person_files(path)
    if engine == "duckdb":
        from selfeval.population.engine.embedded import duckdb_table as opened
    elif engine == "spark":
        from selfeval.population.engine.spark import spark_table as opened
    else:
        raise RequestError("engine_unknown", found=engine, expected=", ".join(ENGINES))
    with opened(files, limits or Limits()) as (table, backend):
        yield Persons(table, backend, engine)
