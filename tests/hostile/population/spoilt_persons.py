"""Ways to spoil a good file of persons."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Spoil = Callable[[pa.Table, Path], None]
# Stands in spoilt cells; it may appear in no message.
SECRET_TEXT = "jan.peeters@example.be"
SECRET_NUMBER = 27182


@dataclass(frozen=True)
class Case:
    """A folder with one fault; `code` is what must be told, `column` which column it must name, `count` how often."""

    name: str
    code: str
    spoil: Spoil
    column: str = ""
    count: str = ""
    warning: bool = False


def write(table, folder, name="persons.parquet", **options):
    pq.write_table(table, folder / name, compression="zstd", **options)


def edit(change):
    """The one file, with its table changed."""
    return lambda table, folder: write(change(table), folder)


def values(column, change, rows=3):
    """The first rows of a column with other values."""

    def changed(table):
        old = table[column].to_pylist()
        new = [change(old[row], row) if row < rows else old[row] for row in range(len(old))]
        return put(table, column, pa.array(new, table.schema.field(column).type))

    return edit(changed)


def put(table, column, array):
    return table.set_column(table.column_names.index(column), column, array)


def constant(column, value, rows=3):
    return values(column, lambda _old, _row: value, rows)


def cast(column, kind):
    return edit(lambda table: put(table, column, table[column].cast(kind)))


def typed(column, array):
    """A column of another type altogether."""
    return edit(lambda table: put(table, column, array(table)))


def drop(*columns):
    return edit(lambda table: table.drop_columns(list(columns)))


def add(column, value=SECRET_TEXT):
    return edit(lambda table: table.append_column(column, pa.array([value] * len(table))))


def rename(old, new):
    return edit(lambda table: table.rename_columns([new if name == old else name for name in table.column_names]))


def raw(content, name="persons.parquet"):
    """Something else under the name of a Parquet file."""
    return lambda _table, folder: (folder / name).write_bytes(content)


def beside(content, name):
    """A good file, and something beside it."""

    def spoil(table, folder):
        write(table, folder)
        (folder / name).write_bytes(content)

    return spoil


def bytes_changed(change):
    """A good file with other bytes."""

    def spoil(table, folder):
        write(table, folder)
        path = folder / "persons.parquet"
        path.write_bytes(change(bytearray(path.read_bytes())))

    return spoil


def two_files(first, second):
    """Two files, each made from the good table."""

    def spoil(table, folder):
        write(first(table), folder, "a.parquet")
        write(second(table), folder, "b.parquet")

    return spoil


def year(table, wanted):
    return table.filter(pc.equal(table["year"], wanted))


def linked(table, folder):
    write(table, folder, "real.bin")
    (folder / "persons.parquet").symlink_to(folder / "real.bin")


def pipe(_table, folder):
    os.mkfifo(folder / "persons.parquet")


def unfolding(table, folder):
    """Two million rows of the same person in some hundred kilobytes."""
    many = 2_000_000
    first = table.slice(0, 1)
    arrays = [pa.RunEndEncodedArray.from_arrays([many], column.chunk(0)) for column in first.columns]
    full = pa.table([pc.run_end_decode(array) for array in arrays], names=table.column_names)
    write(full, folder, use_dictionary=True, row_group_size=1_000_000)


def encrypted(_table, folder):
    (folder / "persons.parquet").write_bytes(b"PARE" + bytes(100) + b"PARE")


PICKLE = pickle.dumps({"never": "opened"})
