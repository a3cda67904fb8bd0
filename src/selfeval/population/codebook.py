"""The columns of the person-year table, as the data of the Gids describe them (gids/person_year).

One row is one person in one calendar year, pseudonymous. The schema, the check of files, the generator and the
codebook page all read the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from selfeval.guide.files import items_of
from selfeval.texts import Text

KEYS = ("person", "year")
# What marks a file, in its own description, as invented persons: such a file may be opened anywhere.
INVENTED = "selfeval_invented"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is its type in Parquet (bool, int16 … float64, string), `unit` what its numbers count.

    `low` and `high` are the limits of what can be true; `values` or `pattern` say what a text can be. A column that is
    not `required` may be left out, and a value may be missing. `part_of` names the column it counts part of;
    `deceased_only` columns are no or zero unless the person died in the year; `codes` are first letters of ATC codes.
    """

    name: str
    kind: str
    unit: str
    low: float | None
    high: float | None
    family: str
    required: bool
    label: Text
    definition: Text
    values: tuple[str, ...] = ()
    pattern: str = ""
    part_of: str = ""
    deceased_only: bool = False
    codes: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether sums and means of the column mean something."""
        return self.kind not in ("bool", "string") and self.unit != "code"


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that belong together, in the order of the table."""

    id: str
    name: Text
    description: Text
    columns: tuple[Column, ...]


@cache
def read_families() -> tuple[Family, ...]:
    """The families of columns in the order of the codebook."""
    return tuple(map(_family, sorted(items_of("person_year").values(), key=lambda item: int(item["order"]))))


@cache
def read_columns() -> tuple[Column, ...]:
    """Every column of the person-year table, in the order of the table."""
    return tuple(column for family in read_families() for column in family.columns)


@cache
def columns_by_name() -> dict[str, Column]:
    """The columns by name; not to be changed by a caller."""
    return {column.name: column for column in read_columns()}


def columns_of(family: str) -> tuple[Column, ...]:
    """The columns of one family; none when there is no such family."""
    return tuple(column for column in read_columns() if column.family == family)


def medication_groups() -> dict[str, tuple[str, ...]]:
    """The first letters of the ATC codes that each column of doses counts, by column."""
    return {column.name: column.codes for column in read_columns() if column.codes}


def _family(item: dict[str, Any]) -> Family:
    return Family(item["id"], item["name"], item["description"], tuple(_column(item, one) for one in item["columns"]))


def _column(family: dict[str, Any], item: dict[str, Any]) -> Column:
    codes = tuple(item.get("codes", ()))
    return Column(
        item["id"],
        item["kind"],
        item["unit"],
        item.get("low"),
        item.get("high"),
        family["id"],
        item.get("required", True),
        item["label"],
        column_definition(family, item),
        tuple(item.get("values", ())),
        item.get("pattern", ""),
        item.get("part_of", ""),
        item.get("deceased_only", False),
        codes,
    )


def column_definition(family: dict[str, Any], item: dict[str, Any]) -> Text:
    """What a column means, in every language: its own definition, or that of its family for its codes."""
    if "definition" in item:
        own: Text = item["definition"]
        return own
    codes = ", ".join(item["codes"])
    return {language: text.format(codes=codes) for language, text in family["definition_by_codes"].items()}
