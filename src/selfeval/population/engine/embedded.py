"""DuckDB inside the program, shut off from everything but the files it was given."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selfeval.errors import RequestError
from selfeval.population.codebook import read_columns
from selfeval.population.engine.limits import Limits

PERSONS = "persons"
_TYPES = {"bool": "boolean"}


@contextmanager
def duckdb_table(files: Sequence[Path], limits: Limits) -> Iterator[tuple[Any, Any]]:
    """An Ibis table over Parquet files, and its backend.

    Once the files are registered the database can open nothing else, install nothing and change no setting; what it
    keeps on disk stands in a folder of its own that nobody else can read and that is gone afterwards.
    Raises RequestError `package_missing` without DuckDB and Ibis.
    """
    try:
        import ibis
    except ImportError as error:
        raise RequestError("package_missing", package="ibis-framework[duckdb]", extra="population") from error
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        settings = {"memory_limit": limits.memory, "threads": limits.threads, "temp_directory": folder}
        backend = ibis.duckdb.connect(**settings, autoinstall_known_extensions=False, preserve_insertion_order=False)
        try:
            names = [path.resolve().as_posix() for path in files]
            table = backend.read_parquet(names, table_name=PERSONS)
            _shut_off(backend.con, names)
            yield with_left_out(table), backend
        finally:
            backend.disconnect()


def with_left_out(table: Any) -> Any:
    """The table with the columns that may be left out as missing values where they are, in the codebook's order."""
    import ibis

    columns = read_columns()
    absent = {
        column.name: ibis.null(_TYPES.get(column.kind, column.kind))
        for column in columns
        if column.name not in table.columns
    }
    return table.mutate(**absent).select([column.name for column in columns])


def _shut_off(connection: Any, names: list[str]) -> None:
    connection.execute("SET allowed_paths = ?", [names])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
