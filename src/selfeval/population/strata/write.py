"""The person-years with their stratum as Parquet, one file a year; the files appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from selfeval.population.strata.assign import LEVEL, NEXT_LEVEL, with_burden, with_level, with_next_level
from selfeval.population.strata.definitions import CHARLSON, CONDITIONS, STRATUM, Definitions

KEYS = ("person", "year")
_BURDEN = (CONDITIONS, CHARLSON)
_SMALL = (*_BURDEN, LEVEL, NEXT_LEVEL)
_NAME = "persons_{year}.parquet"
_ROWS = 122_880
_TABLE = "levels_of_year_before"
_LEVELS = pa.schema({"person": pa.int64(), "year": pa.int16(), NEXT_LEVEL: pa.int8()})


def write_strata(
    persons: ir.Table,
    folder: Path,
    definitions: Definitions,
    columns: Sequence[str] | None = None,
    metadata: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Writes person-years on DuckDB with conditions, charlson and stratum into `folder`, a file for each year.

    `columns` are those of the person-years to carry along, all of them unless named; `metadata` goes into every file,
    such as the mark of invented persons (codebook.INVENTED). Every year is read once; memory
    holds a row group and, of the persons of the year before, the level that they lead to. Raises OSError when the
    folder cannot be written; then no file of this run is left.
    """
    carried = list(dict.fromkeys((*KEYS, *(persons.columns if columns is None else columns))))
    folder.mkdir(parents=True, exist_ok=True)
    years = persons.select("year").distinct().order_by("year").to_pyarrow().column("year").to_pylist()
    backend, levels = persons.get_backend(), _LEVELS.empty_table()
    with _whole(folder, years) as drafts:
        for year, draft in drafts.items():
            burdened = with_burden(persons.filter(persons.year == year), definitions)
            backend.con.register(_TABLE, levels)
            current = with_level(with_next_level(burdened, definitions), backend.table(_TABLE))
            # Ibis 12 hands DuckDB 2 no rows as they come: it asks by a name that is gone.
            rows = backend.con.sql(backend.compile(current.select(*carried, *_BURDEN, LEVEL, NEXT_LEVEL)))
            levels = _write(rows.to_arrow_reader(_ROWS), draft, definitions, dict(metadata or {}))
    return tuple(folder / _NAME.format(year=year) for year in years)


def _write(batches: pa.RecordBatchReader, path: Path, definitions: Definitions, metadata: dict[str, str]) -> pa.Table:
    """Writes the rows as they come; the levels that these persons lead to."""
    fields = [field for field in batches.schema if field.name not in _SMALL]
    strata = pa.dictionary(pa.int8(), pa.string())
    # DuckDB widens what a case of small numbers gives.
    schema = pa.schema([*fields, *((name, pa.int8()) for name in _BURDEN), (STRATUM, strata)], metadata=metadata)
    text = [field.name for field in schema if not pa.types.is_primitive(field.type)]
    names, levels = pa.array(definitions.names), []
    with pq.ParquetWriter(path, schema, compression="snappy", use_dictionary=text, store_schema=False) as writer:
        for batch in batches:
            places = batch[LEVEL].cast(pa.int8()).fill_null(0)
            stratum = pa.DictionaryArray.from_arrays(places, names)
            small = [batch[name].cast(pa.int8()) for name in _BURDEN]
            columns = [*(batch[field.name] for field in fields), *small, stratum]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema), row_group_size=_ROWS)
            levels.append(batch.select(_LEVELS.names).cast(_LEVELS))
    return pa.Table.from_batches(levels, _LEVELS)


@contextmanager
def _whole(folder: Path, years: list[int]) -> Iterator[dict[int, Path]]:
    """Drafts beside the files they become, all at the end; none is left when something goes wrong."""
    drafts = {year: folder / f".{_NAME.format(year=year)}.part" for year in years}
    try:
        yield drafts
        for year, draft in drafts.items():
            draft.replace(folder / _NAME.format(year=year))
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
