"""Every value against the codebook, in one scan; a second one counts only what the first found wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from selfeval.errors import Problem
from selfeval.population.codebook import Column, columns_by_name, read_columns
from selfeval.population.engine import Limits, open_persons
from selfeval.population.intake.histories import history_problems
from selfeval.population.intake.national import looks_national
from selfeval.population.intake.places import place_problems
from selfeval.population.intake.wording import tell, tell_count
from selfeval.project_file.identifiers import formatted_national_numbers, other_identifiers

# One in two hundred numbers of eleven digits passes by chance: fewer than this share of them is no list of persons.
_MIN_NATIONAL_SHARE = 0.2
_MIN_NATIONAL = 2
_LEAP = 366
_MAX_TEXTS = 1000
# In fewer rows a column of zeros can be rare care, and says nothing.
_MANY = 1000


def value_problems(path: Path, supplied: Sequence[str], memory: str) -> list[Problem]:
    """Problems of the values of the columns supplied; damaged pages are one problem, told in our own words."""
    import duckdb

    try:
        with open_persons(path, limits=Limits(memory)) as persons:
            return _all_problems(persons.table, _supplied(supplied))
    except duckdb.OutOfMemoryException:
        return [tell("persons_too_large_for_memory", memory, file=path.name)]
    except duckdb.Error:
        return [tell("persons_damaged", file=path.name)]


def _all_problems(table: Any, columns: Sequence[Column]) -> list[Problem]:
    seen = _first_row(table.aggregate(**_measures(table, columns)))
    rows = int(seen["rows"])
    problems = [*_scan_problems(seen, columns, rows), *_limit_problems(table, seen, columns, rows)]
    problems += _identifier_problems(table, seen, columns)
    if not {"year", "region", "municipality"} & {problem.details.get("column") for problem in problems}:
        problems += place_problems(table)
    if not {"person", "year"} & {problem.details.get("column") for problem in problems}:
        problems += history_problems(table)
    return problems


def _supplied(names: Sequence[str]) -> list[Column]:
    return [column for column in read_columns() if column.required or column.name in names]


def _first_row(query: Any) -> Mapping[str, Any]:
    row: Mapping[str, Any] = query.to_pyarrow().to_pylist()[0]
    return row


def _measures(table: Any, columns: Sequence[Column]) -> dict[str, Any]:
    """What is looked at in the one scan: known values, least and most of each column, and rows that break a rule."""
    measures = {"rows": table.count(), "national": looks_national(table.person).cast("int64").sum()}
    for column in columns:
        value = table[column.name]
        measures[f"known {column.name}"] = value.count()
        if column.low is not None:
            measures |= {f"low {column.name}": value.min(), f"high {column.name}": value.max()}
        if column.kind.startswith("float"):
            # Least and most can come from the file's description, which leaves NaN out; a sum cannot.
            measures[f"sum {column.name}"] = value.cast("float64").sum()
        broken = _broken(table, column)
        if broken is not None:
            measures[f"broken {column.name}"] = broken.cast("int64").sum()
    return measures


def _broken(table: Any, column: Column) -> Any:
    """Whether a row breaks the rule that ties the column to a form or to another column; None without such a rule."""
    value = table[column.name]
    if column.name == "days_entitled":
        return (value == _LEAP) & (table.year % 4 != 0)
    if column.values:
        return ~value.isin(column.values)
    if column.pattern:
        return ~value.re_search(rf"\A(?:{column.pattern})\z")
    rules = [value > table[column.part_of]] if column.part_of else []
    if column.deceased_only:
        rules.append((value if column.kind == "bool" else value > 0) & ~table.deceased)
    return rules[0] if len(rules) == 1 else rules[0] | rules[1] if rules else None


def _scan_problems(seen: Mapping[str, Any], columns: Sequence[Column], rows: int) -> Iterator[Problem]:
    national = int(seen["national"] or 0)
    if national >= max(_MIN_NATIONAL, _MIN_NATIONAL_SHARE * rows):
        yield tell_count("persons_national_number", national, rows, column="person")
    for column in columns:
        missing = rows - int(seen[f"known {column.name}"])
        if missing and column.required:
            yield tell_count("persons_value_missing", missing, rows, column=column.name)
        broken = int(seen.get(f"broken {column.name}") or 0)
        if broken:
            yield tell_count(_rule_code(column), broken, rows, _expected(column), column=column.name)
        if rows >= _MANY and column.is_number and seen[f"low {column.name}"] == 0 == seen[f"high {column.name}"]:
            yield tell("persons_only_zero", warning=True, column=column.name)


def _identifier_problems(table: Any, seen: Mapping[str, Any], columns: Sequence[Column]) -> Iterator[Problem]:
    """Texts of the wrong form that look like an address or number of a person; looked at here, never passed on."""
    for column in columns:
        if column.kind != "string" or not seen.get(f"broken {column.name}"):
            continue
        wrong = table.filter(_broken(table, column)).select(column.name).distinct().limit(_MAX_TEXTS)
        texts = wrong.to_pyarrow()[column.name].to_pylist()
        count = sum(bool(other_identifiers(text) or formatted_national_numbers(text)) for text in texts)
        if count:
            yield tell("persons_identifier_in_text", column=column.name, count=count)


def _rule_code(column: Column) -> str:
    if column.name == "days_entitled":
        return "persons_days_beyond_year"
    if column.values or column.pattern:
        return "persons_text_form"
    return "persons_only_deceased" if column.deceased_only else "persons_part_exceeds_whole"


def _expected(column: Column) -> str:
    return ", ".join(column.values) or column.part_of or column.pattern


def _limit_problems(table: Any, seen: Mapping[str, Any], columns: Sequence[Column], rows: int) -> Iterator[Problem]:
    suspects = [column for column in columns if _is_outside(seen, column)]
    if not suspects:
        return
    counts = _first_row(table.aggregate(**_outside(table, suspects)))
    for name, count in counts.items():
        code, _, column_name = name.partition(" ")
        column = columns_by_name()[column_name]
        expected = f"{column.low} – {column.high}"
        if count:
            yield tell_count(code, int(count), rows, expected, column=column_name)


def _is_outside(seen: Mapping[str, Any], column: Column) -> bool:
    if column.low is None or column.high is None or seen[f"low {column.name}"] is None:
        return False
    low, high = seen[f"low {column.name}"], seen[f"high {column.name}"]
    return low < column.low or high > column.high or not math.isfinite(seen.get(f"sum {column.name}", 0))


def _outside(table: Any, columns: Sequence[Column]) -> dict[str, Any]:
    measures: dict[str, Any] = {}
    for column in columns:
        value = table[column.name]
        # Not isnan and isinf: the engine answers these from the file's description, which may know of none.
        finite = value * 0 == 0
        measures[f"persons_not_finite {column.name}"] = (~finite).cast("int64").sum()
        measures[f"persons_below {column.name}"] = ((value < column.low) & finite).cast("int64").sum()
        measures[f"persons_above {column.name}"] = ((value > column.high) & finite).cast("int64").sum()
    return measures
