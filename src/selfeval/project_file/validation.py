"""What a cell of a project file accepts while it is filled in: drop-downs, limits and input messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfeval.project_file.layout import Column
from selfeval.texts import Texts

_NUMBERS = {"whole", "score", "decimal", "percent", "euro"}


def validation(column: Column, cell: str, texts: Texts, lists: Mapping[str, str]) -> dict[str, Any]:
    """The data validation of a column, in the terms of XlsxWriter; `cell` is the first cell it holds for."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.name[texts.language][:32],
        "input_message": column.help[texts.language][:255],
        "error_title": texts("file.refused")[:32],
        "error_message": texts("file.refused_help")[:255],
        "error_type": "warning",
    }
    if column.type == "code":
        return rule | {"validate": "list", "source": lists[column.codes], "error_type": _strictness(column)}
    if column.type in _NUMBERS:
        return rule | {
            "validate": "custom",
            "value": f"=OR({_number_rule(column, cell)}{_missing(column, cell, texts)})",
        }
    return rule


def _strictness(column: Column) -> str:
    """A drop-down stops what it does not know, unless "unknown" or "not applicable" may stand there as well."""
    return "information" if column.not_applicable or column.unknown else "stop"


def _number_rule(column: Column, cell: str) -> str:
    tests = [f"ISNUMBER({cell})"]
    if column.type in {"whole", "score"}:
        tests.append(f"{cell}=INT({cell})")
    if column.minimum is not None:
        tests.append(f"{cell}>={column.minimum:g}")
    if column.maximum is not None:
        tests.append(f"{cell}<={column.maximum:.0f}")
    return f"AND({','.join(tests)})"


def _missing(column: Column, cell: str, texts: Texts) -> str:
    accepted = [state for state in ("not_applicable", "unknown") if getattr(column, state)]
    return "".join(f',{cell}="{texts(f"missing.{state}")}"' for state in accepted)
