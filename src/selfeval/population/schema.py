"""The codebook as a pandera schema, for who wants to check a table of persons in pandas while making it.

Files are checked by `intake`, which holds no row in memory; both read the same codebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfeval.errors import RequestError
from selfeval.population.codebook import KEYS, Column, read_columns

if TYPE_CHECKING:
    import pandera.pandas as pandera


def person_year_schema() -> pandera.DataFrameSchema:
    """The schema of a pandas table of person-years: exactly these columns and types, each person and year once.

    `schema.validate(table, lazy=True)` raises `pandera.errors.SchemaErrors` with every fault; its message holds values
    of rows, so it belongs on no screen that others see.
    Raises RequestError `package_missing` without pandera.
    """
    try:
        import pandera.pandas as pandera
    except ImportError as error:
        raise RequestError("package_missing", package="pandera", extra="population") from error
    columns = {column.name: _column(column) for column in read_columns()}
    parts = [_part_check(column) for column in read_columns() if column.part_of]
    deceased = [_deceased_check(column) for column in read_columns() if column.deceased_only]
    return pandera.DataFrameSchema(
        columns, checks=[*parts, *deceased], strict=True, unique=list(KEYS), name="person_year", coerce=False
    )


def _column(column: Column) -> pandera.Column:
    import pandera.pandas as pandera

    checks = []
    if column.low is not None and column.high is not None:
        checks.append(pandera.Check.in_range(column.low, column.high))
    if column.values:
        checks.append(pandera.Check.isin(column.values))
    if column.pattern:
        checks.append(pandera.Check.str_matches(rf"(?:{column.pattern})\Z"))
    kind = str if column.kind == "string" else column.kind
    return pandera.Column(
        kind, checks, nullable=not column.required, required=column.required, description=column.definition["en"]
    )


def _part_check(column: Column) -> pandera.Check:
    import pandera.pandas as pandera

    part, whole = column.name, column.part_of
    return pandera.Check(lambda table: table[part] <= table[whole], name=f"{part} is part of {whole}")


def _deceased_check(column: Column) -> pandera.Check:
    import pandera.pandas as pandera

    name = column.name
    return pandera.Check(
        lambda table: table["deceased"] | (table[name].astype("int64") == 0), name=f"{name} only of the deceased"
    )
